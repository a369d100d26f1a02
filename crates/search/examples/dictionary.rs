//! Writes `src/archive/codec/dictionary.bin`:
//! `cargo run -p masthead-search --example dictionary -- jieba-0.42.1/jieba/dict.txt`.

#[path = "../tools/dictionary.rs"]
mod dictionary;

fn main() -> std::io::Result<()> {
    let list =
        std::env::args().nth(1).ok_or_else(|| std::io::Error::other("say where jieba's dict.txt is"))?;
    let entries = dictionary::entries(&std::fs::read_to_string(list)?);
    let bytes = dictionary::bytes(&entries);
    println!("{} entries, {} bytes", entries.len(), bytes.len());
    let home = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    std::fs::write(home.join("src/archive/codec/dictionary.bin"), bytes)
}
