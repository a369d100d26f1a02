//! Writes `src/fold/table.bin` from its sources, and the lists in docs/search.md that say what is in it:
//! `cargo run -p masthead-search --example fold_table`.

#[path = "../tools/fold_docs.rs"]
mod fold_docs;
#[path = "../tools/fold_table.rs"]
mod fold_table;

fn main() -> std::io::Result<()> {
    let home = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| std::fs::read_to_string(home.join("tools").join(name));
    let rules = fold_table::Rules::new(&fold_table::Sources {
        ts_characters: &read("TSCharacters.txt")?,
        radicals: &read("EquivalentUnifiedIdeograph.txt")?,
        reviewed: &read("reviewed.txt")?,
    });
    let table = fold_table::table(&rules);
    println!("{} bytes", table.len());
    std::fs::write(home.join("src/fold/table.bin"), table)?;
    let document = home.join("../../docs/search.md");
    let text = std::fs::read_to_string(&document)?;
    std::fs::write(document, fold_docs::with_lists(&text, &rules))
}
