//! Writes `src/fold/table.bin` from its sources: `cargo run -p masthead-search --example fold_table`.

#[path = "../tools/fold_table.rs"]
mod fold_table;

fn main() -> std::io::Result<()> {
    let home = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let rules = fold_table::Rules::new(&std::fs::read_to_string(home.join("tools/TSCharacters.txt"))?);
    let table = fold_table::table(&rules);
    println!("{} bytes", table.len());
    std::fs::write(home.join("src/fold/table.bin"), table)
}
