//! What the WebAssembly asks of a browser: no more than the probe of `static/js/engine.js` does, by which a browser that is
//! too old is told from a file that is damaged. The compiler writes what it used into a section of the module, as the
//! convention for tools has it (`target_features`).

use std::path::Path;

use wasmparser::{BinaryReader, BinaryReaderError, Parser, Payload};

use crate::outcome::Outcome;

/// As that section calls them. The probe has the first five; the others came before these, or are ways to write them down.
const KNOWN: [&str; 8] = [
    "sign-ext",
    "nontrapping-fptoint",
    "bulk-memory",
    "reference-types",
    "multivalue",
    "mutable-globals",
    "bulk-memory-opt",
    "call-indirect-overlong",
];

/// What stands before the name of a feature that the module uses.
const USED: u8 = b'+';

/// Fails where a module needs another feature.
pub(crate) fn check(file: &Path) -> Outcome {
    let module = std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let used = used(&module)
        .map_err(|error| format!("{}: no WebAssembly module: {error}", file.display()))?
        .ok_or_else(|| format!("{}: it does not say what features it uses", file.display()))?;
    match used.iter().find(|feature| !KNOWN.contains(&feature.as_str())) {
        None => Ok(()),
        Some(feature) => Err(format!(
            "{}: browsers must have {feature}; if all that docs/reader.md names have it, add it to the probe in \
             static/js/engine.js and to xtask/src/features.rs",
            file.display()
        )),
    }
}

/// The features that a module says it uses; `None` where it says nothing of them.
fn used(module: &[u8]) -> Result<Option<Vec<String>>, BinaryReaderError> {
    for payload in Parser::new(0).parse_all(module) {
        let Payload::CustomSection(section) = payload? else { continue };
        if section.name() != "target_features" {
            continue;
        }
        let mut reader = BinaryReader::new(section.data(), section.data_offset());
        let mut features = Vec::new();
        for _ in 0..reader.read_var_u32()? {
            let prefix = reader.read_u8()?;
            let name = reader.read_string()?;
            features.extend((prefix == USED).then(|| name.to_owned()));
        }
        return Ok(Some(features));
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(features: &[&str]) -> Vec<u8> {
        let mut content = b"\x0ftarget_features".to_vec();
        content.push(features.len() as u8);
        for feature in features {
            content.extend([USED, feature.len() as u8]);
            content.extend(feature.bytes());
        }
        [b"\0asm\x01\0\0\0\x01\x01\0\0".as_slice(), &[content.len() as u8], &content].concat()
    }

    #[test]
    fn a_feature_that_is_new_to_the_project_fails_a_build() {
        let file = std::env::temp_dir().join(format!("masthead-features-{}.wasm", std::process::id()));
        let checked = |content: &[u8]| {
            std::fs::write(&file, content).unwrap();
            check(&file)
        };
        assert_eq!(checked(&module(&KNOWN[..5])), Ok(()));
        let message = checked(&module(&["sign-ext", "simd128"])).unwrap_err();
        assert!(message.contains("simd128") && message.contains("engine.js"), "{message}");
        for damaged in [&module(&[])[..8], &module(&["sign-ext"])[..30], b"", b"\0asm"] {
            assert!(checked(damaged).is_err(), "{damaged:?}");
        }
        std::fs::remove_file(&file).unwrap();
    }
}
