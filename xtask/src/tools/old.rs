//! Older versions of Chromium, for the tests of the oldest browsers that docs/reader.md promises. The npm package
//! `@sparticuz/chromium` has each version's browser in one compressed file, for Linux on x86-64.

use std::fs;
use std::path::PathBuf;

use super::npm;
use super::tool::Tool;
use crate::outcome::Outcome;
use crate::{places, shell};

/// One version.
pub(super) struct OldChromium {
    /// The browser's version, by which the tests ask for it.
    pub(super) version: u16,
    /// The package's.
    package: &'static str,
    purpose: &'static str,
}

pub(super) const ALL: [OldChromium; 4] = [
    OldChromium {
        version: 92,
        package: "92.0.0",
        purpose: "is too old for the reader, which must say so in it",
    },
    OldChromium {
        version: 106,
        package: "106.0.2",
        purpose: "is the oldest that docs/reader.md promises: the reader is tested in it",
    },
    OldChromium {
        version: 109,
        package: "109.0.6",
        purpose: "is the last for Windows 7 and 8.1: the reader is tested in it",
    },
    OldChromium {
        version: 122,
        package: "122.0.0",
        purpose: "is half-way to the newest: the reader is tested in it",
    },
];

/// Whether this machine is one that the package is made for.
pub(super) const IS_TO_BE_HAD: bool = cfg!(all(target_os = "linux", target_arch = "x86_64"));

/// All of them, as tools.
pub(super) fn all() -> impl Iterator<Item = Box<dyn Tool>> {
    ALL.into_iter().map(|tool| Box::new(tool) as Box<dyn Tool>)
}

/// Unpacks the file that is its first argument to where its second says.
const UNPACK: &str = "
    const { createReadStream, createWriteStream } = require('fs');
    const { createBrotliDecompress } = require('zlib');
    const [from, to] = process.argv.slice(1);
    const unpacked = createWriteStream(to, { mode: 0o755 });
    require('stream').pipeline(createReadStream(from), createBrotliDecompress(), unpacked, (error) => { if (error) throw error });";

/// Starts a browser that ends at once, as nobody is at the other end of its pipes.
const TRY_OUT: &str =
    r#"exec "$0" --headless --no-sandbox --disable-gpu --remote-debugging-pipe 3</dev/null 4>/dev/null"#;

impl OldChromium {
    fn folder(&self) -> PathBuf {
        places::tools().join("chromium").join(self.package)
    }

    /// The browser itself, once it is installed.
    pub(super) fn program(&self) -> Option<PathBuf> {
        let program = self.folder().join("chromium");
        program.is_file().then_some(program)
    }
}

impl Tool for OldChromium {
    fn name(&self) -> String {
        format!("Chromium {}", self.version)
    }

    fn purpose(&self) -> &'static str {
        self.purpose
    }

    fn found(&self) -> Option<String> {
        self.program().map(|program| program.display().to_string())
    }

    fn install(&self) -> Outcome {
        if !IS_TO_BE_HAD {
            return Err("older versions of Chromium are to be had for Linux on x86-64 alone".to_owned());
        }
        let place = self.folder();
        let unpacked = place.join("unpacked");
        npm::install(&place, &format!("@sparticuz/chromium@{}", self.package))?;
        println!("Unpacking…");
        let packed = place.join("node_modules/@sparticuz/chromium/bin/chromium.br");
        if shell::output(shell::program("node").args(["-e", UNPACK]).arg(&packed).arg(&unpacked)).is_none() {
            return Err(format!("{} cannot be unpacked to {}", packed.display(), unpacked.display()));
        }
        if shell::output(shell::program("sh").args(["-c", TRY_OUT]).arg(&unpacked)).is_none() {
            return Err(format!(
                "Chromium {} does not start on this machine: `{} --headless --no-sandbox` says which library it lacks",
                self.version,
                unpacked.display()
            ));
        }
        // The last step: what has this name is whole. The package is three times what is needed of it.
        let fault = |error: std::io::Error| format!("{}: {error}", place.display());
        fs::rename(&unpacked, place.join("chromium")).map_err(fault)?;
        fs::remove_dir_all(place.join("node_modules")).map_err(fault)
    }
}
