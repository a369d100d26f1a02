//! Tools that Cargo builds from source. This is the slow part of the first run: some minutes, once.

use super::tool::Tool;
use crate::outcome::Outcome;
use crate::places;
use crate::shell;

/// A program from crates.io.
pub(super) struct CargoTool {
    package: &'static str,
    program: &'static str,
    version: &'static str,
    purpose: &'static str,
}

/// Its version must equal that of the library `wasm-bindgen` in `Cargo.lock`.
pub(super) const WASM_BINDGEN: CargoTool = CargoTool {
    package: "wasm-bindgen-cli",
    program: "wasm-bindgen",
    version: "0.2.126",
    purpose: "joins WebAssembly and JavaScript",
};

pub(super) const TRUNK: CargoTool = CargoTool {
    package: "trunk",
    program: "trunk",
    version: "0.21.14",
    purpose: "builds and serves the reader",
};

pub(super) const GECKODRIVER: CargoTool = CargoTool {
    package: "geckodriver",
    program: "geckodriver",
    version: "0.37.1",
    purpose: "the tests of host pages steer Firefox through it",
};

impl Tool for CargoTool {
    fn name(&self) -> String {
        format!("{} {}", self.program, self.version)
    }

    fn purpose(&self) -> &'static str {
        self.purpose
    }

    fn found(&self) -> Option<String> {
        // `trunk 0.21.14`: the version is the last word, and must be exactly this one.
        let said = shell::output(shell::program(self.program).arg("--version"))?;
        let right = said.split_whitespace().any(|word| word == self.version);
        right.then(|| places::find(self.program).unwrap_or_default().display().to_string())
    }

    fn install(&self) -> Outcome {
        println!("Cargo builds it from source, which takes a few minutes, once.");
        let mut command = shell::cargo();
        command
            .args(["install", "--locked", self.package, "--version", self.version, "--root"])
            .arg(places::tools());
        // Built for a short wait now: these programs spend their time waiting for rustc anyway.
        command.env("CARGO_PROFILE_RELEASE_LTO", "off");
        command.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
        command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
        shell::run(&mut command)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wasm_bindgen_equals_the_library() {
        let lock = std::fs::read_to_string(places::root().join("Cargo.lock")).unwrap();
        let wanted = format!("name = \"wasm-bindgen\"\nversion = \"{}\"\n", WASM_BINDGEN.version);
        assert!(lock.contains(&wanted), "Cargo.lock has another wasm-bindgen than {}", WASM_BINDGEN.version);
    }
}
