//! The names by which the reader's WebAssembly and its JavaScript know each other. wasm-bindgen makes each unique by
//! a hash of sixteen digits, and chance does not compress: counted instead, the same names take 3 KB less to
//! download.

use std::collections::HashMap;
use std::path::Path;

use crate::Outcome;

/// How many digits a name's hash has.
const HASH: usize = 16;

/// Counts the names in the two files that must agree on them.
pub(crate) fn count(wasm: &Path, script: &Path) -> Outcome {
    let mut names = Names::default();
    for file in [wasm, script] {
        let failed = |error| format!("{}: {error}", file.display());
        let counted = names.counted(&std::fs::read(file).map_err(failed)?);
        std::fs::write(file, counted).map_err(failed)?;
    }
    Ok(())
}

/// The number of each hash among those of names that are otherwise the same.
#[derive(Default)]
struct Names(HashMap<Vec<u8>, Vec<Vec<u8>>>);

impl Names {
    /// The same bytes, no more and no fewer, with a number in the place of every hash.
    fn counted(&mut self, bytes: &[u8]) -> Vec<u8> {
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        let mut out = bytes.to_vec();
        let mut at = 0;
        while at < bytes.len() {
            let word = &bytes[at..at + bytes[at..].iter().take_while(|byte| is_part(byte)).count()];
            // In WebAssembly a name's length stands before it, and may look like a part of it.
            if let Some(start) = word.windows(4).position(|start| start == b"__wb")
                && let Some((rest, hash)) = split(&word[start..])
            {
                let hash_at = at + start + rest.len();
                out[hash_at..hash_at + HASH].copy_from_slice(self.number(rest, hash).as_bytes());
            }
            at += word.len().max(1);
        }
        out
    }

    fn number(&mut self, rest: &[u8], hash: &[u8]) -> String {
        let known = self.0.entry(rest.to_vec()).or_default();
        let number = known.iter().position(|other| other == hash).unwrap_or_else(|| {
            known.push(hash.to_vec());
            known.len() - 1
        });
        format!("{number:0HASH$}")
    }
}

/// A name and its hash.
fn split(name: &[u8]) -> Option<(&[u8], &[u8])> {
    let (rest, hash) = name.split_at_checked(name.len().checked_sub(HASH)?)?;
    let is_hash = rest.ends_with(b"_") && hash.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    is_hash.then_some((rest, hash))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_in_their_hash_alone_are_counted() {
        let wasm = b"2__wbg_get_a1b2c3d4e5f60718\x00__wbg_get_00000000ffffffff\0__wbg_set_a1b2c3d4e5f60718";
        let script = "wasm.__wbg_get_00000000ffffffff(); imports['__wbg_get_a1b2c3d4e5f60718']";
        let mut names = Names::default();
        let counted = names.counted(wasm);
        assert_eq!(counted.len(), wasm.len());
        assert_eq!(
            String::from_utf8_lossy(&counted),
            "2__wbg_get_0000000000000000\0__wbg_get_0000000000000001\0__wbg_set_0000000000000000"
        );
        assert_eq!(
            String::from_utf8_lossy(&names.counted(script.as_bytes())),
            "wasm.__wbg_get_0000000000000001(); imports['__wbg_get_0000000000000000']"
        );
    }

    #[test]
    fn nothing_else_is_touched() {
        for text in [
            "__wbindgen_malloc",
            "__wbg_get_a1b2c3d4e5f6071",
            "get_a1b2c3d4e5f60718",
            "__wbg_get_A1B2C3D4E5F60718",
            "_a1b2c3d4e5f60718",
            "",
        ] {
            assert_eq!(Names::default().counted(text.as_bytes()), text.as_bytes(), "{text}");
        }
    }
}
