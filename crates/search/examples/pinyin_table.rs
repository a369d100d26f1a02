//! Writes `src/archive/pinyin/table.bin`:
//! `cargo run -p masthead-search --features archive-write --example pinyin_table -- Unihan_Readings.txt`.

#[path = "../tools/pinyin_table.rs"]
mod pinyin_table;

fn main() -> std::io::Result<()> {
    let path =
        std::env::args().nth(1).ok_or_else(|| std::io::Error::other("say where Unihan_Readings.txt is"))?;
    let readings = pinyin_table::readings(&std::fs::read_to_string(path)?);
    let bytes = masthead_search::archive::pinyin_table(&readings);
    let syllables: usize = readings.iter().map(|(_, all)| all.len()).sum();
    println!("{} characters, {syllables} readings, {} bytes", readings.len(), bytes.len());
    let home = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    std::fs::write(home.join("src/archive/pinyin/table.bin"), bytes)
}
