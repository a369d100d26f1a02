//! The names by which the reader's WebAssembly and its JavaScript know each other. wasm-bindgen makes each unique by
//! what it is and a hash, and only the two files ever read them: with a letter or two instead, they take 1.5 KB less to
//! download than with the hashes counted, and nothing depends on chance.
//!
//! The binary format is that of the WebAssembly core specification, 5.5 (modules).

use std::collections::HashMap;
use std::path::Path;

use crate::Outcome;

/// Sections whose entries have names.
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;

/// The kind of an import or an export that is a function. The reader imports nothing else.
const FUNCTION: u8 = 0;
/// The module's memory keeps its name: whoever starts the module is given it, and measures it.
const MEMORY: u8 = 2;

/// What stands before a section: a magic number and a version.
pub(crate) const HEADER: usize = 8;

/// Shortens the names in the two files that must agree on them.
pub(crate) fn shorten(wasm: &Path, script: &Path) -> Outcome {
    let read = |file: &Path| std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()));
    let write = |file: &Path, bytes: &[u8]| {
        std::fs::write(file, bytes).map_err(|error| format!("{}: {error}", file.display()))
    };
    let (module, names) = shortened(&read(wasm)?)
        .ok_or_else(|| format!("{}: no module as wasm-bindgen writes it", wasm.display()))?;
    let text = String::from_utf8(read(script)?).map_err(|error| format!("{}: {error}", script.display()))?;
    write(wasm, &module)?;
    write(script, names.put_into(&text).as_bytes())
}

/// The short names of what the module has from the script, and of what the script has from the module.
#[derive(Default)]
struct Names {
    imports: HashMap<String, String>,
    exports: HashMap<String, String>,
}

impl Names {
    /// The script with short names. What the module gives is always called as `wasm.…`.
    fn put_into(&self, script: &str) -> String {
        let is_part = |character: char| character.is_ascii_alphanumeric() || character == '_';
        let mut out = String::with_capacity(script.len());
        let mut rest = script;
        while !rest.is_empty() {
            let (word, after) = rest.split_at(rest.find(|c| !is_part(c)).unwrap_or(rest.len()));
            let known = if out.ends_with("wasm.") { &self.exports } else { &self.imports };
            out.push_str(known.get(word).map_or(word, String::as_str));
            let (between, after) = after.split_at(after.find(is_part).unwrap_or(after.len()));
            out.push_str(between);
            rest = after;
        }
        out
    }
}

/// The module with short names, and these; nothing if it is no such module.
fn shortened(module: &[u8]) -> Option<(Vec<u8>, Names)> {
    let mut names = Names::default();
    let (mut out, mut rest) = (module.get(..HEADER)?.to_vec(), module.get(HEADER..)?);
    while let Some(&section) = rest.first() {
        rest = &rest[1..];
        let mut content = take(&mut rest)?;
        let content = match section {
            IMPORTS => entries(&mut content, true, &mut names.imports)?,
            EXPORTS => entries(&mut content, false, &mut names.exports)?,
            _ => content.to_vec(),
        };
        out.push(section);
        put(&mut out, &content);
    }
    Some((out, names))
}

/// A section of named entries, with the names shortened.
fn entries(content: &mut &[u8], are_imports: bool, names: &mut HashMap<String, String>) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let count = number(content)?;
    put_number(&mut out, count);
    for index in 0..count {
        if are_imports {
            put(&mut out, take(content)?);
        }
        let name = String::from_utf8(take(content)?.to_vec()).ok()?;
        let (&kind, after) = content.split_first()?;
        *content = after;
        if are_imports && kind != FUNCTION {
            return None;
        }
        if kind == MEMORY {
            put(&mut out, name.as_bytes());
        } else {
            let short = short(index);
            put(&mut out, short.as_bytes());
            names.insert(name, short);
        }
        out.push(kind);
        put_number(&mut out, number(content)?);
    }
    content.is_empty().then_some(out)
}

/// `a` to `z`, then `aa` and so on.
fn short(index: usize) -> String {
    let last = char::from(b'a' + (index % 26) as u8);
    match index / 26 {
        0 => last.to_string(),
        more => short(more - 1) + &last.to_string(),
    }
}

/// Takes so many bytes as the number before them says.
pub(crate) fn take<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = number(bytes)?;
    let (taken, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(taken)
}

/// Takes a number in LEB128.
pub(crate) fn number(bytes: &mut &[u8]) -> Option<usize> {
    let mut value = 0;
    for shift in (0..32).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= usize::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

fn put(out: &mut Vec<u8>, bytes: &[u8]) {
    put_number(out, bytes.len());
    out.extend_from_slice(bytes);
}

fn put_number(out: &mut Vec<u8>, mut value: usize) {
    while value >= 0x80 {
        out.push((value & 0x7F) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module that imports two functions, and exports a memory and a function.
    fn module() -> Vec<u8> {
        let mut imports = vec![2];
        for (name, kind) in [("__wbg_get_a1b2c3d4e5f60718", 3), ("__wbg_get_00000000ffffffff", 200)] {
            put(&mut imports, b"./reader_bg.js");
            put(&mut imports, name.as_bytes());
            imports.push(FUNCTION);
            put_number(&mut imports, kind);
        }
        let mut exports = vec![2];
        for (name, kind) in [("memory", MEMORY), ("begin", FUNCTION)] {
            put(&mut exports, name.as_bytes());
            exports.extend([kind, 0]);
        }
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        for (section, content) in [(1, vec![7; 300]), (IMPORTS, imports), (EXPORTS, exports), (10, vec![1])] {
            module.push(section);
            put(&mut module, &content);
        }
        module
    }

    #[test]
    fn both_files_have_the_same_short_names_and_all_else_stays() {
        let module = module();
        let (short, names) = shortened(&module).unwrap();
        let long: usize = ["__wbg_get_a1b2c3d4e5f60718", "__wbg_get_00000000ffffffff", "begin"]
            .iter()
            .map(|name| name.len() - 1)
            .sum();
        assert_eq!(short.len(), module.len() - long);
        assert!(short.starts_with(&module[..300]) && short.ends_with(&[10, 1, 1]));
        let script = "export function begin() { wasm.begin(wasm.memory.buffer); }\n\
            imports = { __wbg_get_a1b2c3d4e5f60718: (memory) => 1, __wbg_get_00000000ffffffff(a) {} };";
        assert_eq!(
            names.put_into(script),
            "export function begin() { wasm.b(wasm.memory.buffer); }\nimports = { a: (memory) => 1, b(a) {} };"
        );
        // Names that are short already stay as they are.
        assert_eq!(shortened(&short).unwrap().0, short);
    }

    #[test]
    fn names_are_counted_in_letters() {
        for (index, name) in [(0, "a"), (25, "z"), (26, "aa"), (27, "ab"), (701, "zz"), (702, "aaa")] {
            assert_eq!(short(index), name);
        }
    }

    #[test]
    fn what_is_no_such_module_is_refused() {
        let module = module();
        for length in [0, 7, 9, 20, 320, module.len() - 1] {
            assert!(shortened(&module[..length]).is_none(), "{length} bytes");
        }
        let mut memory = b"\0asm\x01\0\0\0".to_vec();
        memory.push(IMPORTS);
        put(&mut memory, &[1, 1, b'm', 1, b'n', 2, 0]);
        assert!(shortened(&memory).is_none(), "an imported memory");
    }
}
