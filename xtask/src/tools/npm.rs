//! Tools from npm. Only the tools are JavaScript's; nothing of npm is in the reader.

use std::path::{Path, PathBuf};

use super::system;
use super::tool::Tool;
use crate::outcome::Outcome;
use crate::places::{self, find};
use crate::shell;

/// A package from npm.
pub(super) struct NpmTool {
    package: &'static str,
    version: &'static str,
    purpose: &'static str,
}

/// The `wasm-opt` of distributions is often too old for what today's rustc writes.
pub(super) const BINARYEN: NpmTool =
    NpmTool { package: "binaryen", version: "132.0.0", purpose: "its wasm-opt makes the reader small" };

pub(super) const AXE: NpmTool = NpmTool {
    package: "axe-core",
    version: "4.14.1",
    purpose: "checks each view for accessibility, in tests",
};

pub(super) const DOIUSE: NpmTool = NpmTool {
    package: "doiuse",
    version: "6.0.6",
    purpose: "finds what of the stylesheet the oldest browsers do not know",
};

pub(super) const PUBLINT: NpmTool = NpmTool {
    package: "publint",
    version: "0.3.25",
    purpose: "looks the package for npm over, as those who install it would",
};

pub(super) const HTML_VALIDATE: NpmTool = NpmTool {
    package: "html-validate",
    version: "10.9.0",
    purpose: "reads the pages of built sites by the rules of the HTML standard, in tests",
};

pub(super) const PAGEFIND: NpmTool = NpmTool {
    package: "pagefind",
    version: "1.6.0",
    purpose: "is what the archive's search is measured beside",
};

pub(super) const SCHEMA: NpmTool = NpmTool {
    package: "custom-elements-manifest",
    version: "2.1.0",
    purpose: "has the schema of what the package tells editors",
};

pub(super) const AJV: NpmTool =
    NpmTool { package: "ajv", version: "8.20.0", purpose: "checks by that schema" };

pub(super) const VSCODE: NpmTool = NpmTool {
    package: "vscode-html-languageservice",
    version: "5.6.2",
    purpose: "has the schema of what the package tells VS Code",
};

pub(super) const TYPESCRIPT: NpmTool =
    NpmTool { package: "typescript", version: "5.9.3", purpose: "compiles against the package's types" };

pub(super) const ESBUILD: NpmTool = NpmTool {
    package: "esbuild",
    version: "0.28.2",
    purpose: "bundles the scripts, the stylesheet, and the examples of React and Vue",
};

/// With it comes React itself.
pub(super) const REACT: NpmTool =
    NpmTool { package: "react-dom", version: "19.3.1", purpose: "one of the examples is written with it" };

pub(super) const VUE: NpmTool =
    NpmTool { package: "vue", version: "3.5.45", purpose: "one of the examples is written with it" };

impl NpmTool {
    /// Where the package's own files are.
    pub(super) fn folder(&self) -> PathBuf {
        self.modules().join(self.package)
    }

    /// Where it and what came with it are.
    pub(super) fn modules(&self) -> PathBuf {
        places::npm_modules(self.package)
    }

    /// Where its programs are.
    pub(super) fn bin(&self) -> PathBuf {
        self.modules().join(".bin")
    }
}

impl Tool for NpmTool {
    fn name(&self) -> String {
        format!("{} {}", self.package, self.version)
    }

    fn purpose(&self) -> &'static str {
        self.purpose
    }

    fn found(&self) -> Option<String> {
        let manifest = std::fs::read_to_string(self.folder().join("package.json")).ok()?;
        let wanted = format!("\"version\": \"{}\"", self.version);
        manifest.contains(&wanted).then(|| self.folder().display().to_string())
    }

    fn install(&self) -> Outcome {
        let modules = self.modules();
        install(modules.parent().unwrap_or(&modules), &format!("{}@{}", self.package, self.version))
    }
}

/// Installs a package of a version into a folder.
pub(super) fn install(prefix: &Path, wanted: &str) -> Outcome {
    if find("npm").is_none() {
        system::install(&["nodejs", "npm"], "Node.js with npm (https://nodejs.org)")?;
    }
    let mut npm = shell::program("npm");
    npm.args(["install", "--no-audit", "--no-fund", "--no-save", "--loglevel=error", "--prefix"]);
    shell::run(npm.arg(prefix).arg(wanted))
}
