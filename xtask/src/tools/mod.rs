//! The programs of other people that the project needs: which version of each, where it is, how it comes here.
//!
//! What can be installed without touching the machine goes to `.tools/`, which survives `cargo clean` and is
//! shared by every target directory; `MASTHEAD_TOOLS` names another place. A tool of the right version that is
//! already on the `PATH` is used as it is. Versions stand here and nowhere else, but for `wasm-bindgen`, which
//! must equal the library's in `Cargo.toml`.

mod browser;
mod cargo;
mod engines;
mod nginx;
mod npm;
mod old;
mod rust;
mod system;
mod tool;
mod typesetting;

use std::ffi::OsString;
use std::path::PathBuf;

use crate::outcome::Outcome;
use crate::places::find;
use tool::Tool;

/// What a tool is needed for: each command asks for what it uses, and for no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// rustfmt and clippy, also for the browser, and what looks the stylesheet over.
    Lint,
    /// A debug build.
    Serve,
    /// A release build.
    Build,
    /// What reads pages for tests that need no browser.
    Markup,
    /// A browser, and what drives it and looks into it.
    Browser,
    /// The other kinds of browsers.
    Engines,
    /// Older versions of Chromium.
    Old,
    /// What looks the package for npm over.
    Package,
    /// What the examples of React and Vue are put together with.
    Examples,
    /// What the sample's pages are set with.
    Typesetting,
    /// A host for sites, where this system has one to fetch.
    Host,
    /// What the archive's search is measured beside.
    Rival,
    /// All of them.
    All,
}

fn tools(need: Need) -> Vec<Box<dyn Tool>> {
    let build: [Box<dyn Tool>; 4] = [
        Box::new(rust::TARGET),
        Box::new(npm::ESBUILD),
        Box::new(cargo::WASM_BINDGEN),
        Box::new(cargo::TRUNK),
    ];
    let browser: [Box<dyn Tool>; 4] = [
        Box::new(npm::AXE),
        Box::new(browser::Chromium),
        Box::new(browser::Driver),
        Box::new(browser::Fonts),
    ];
    let engines: [Box<dyn Tool>; 5] = [
        Box::new(engines::FIREFOX),
        Box::new(cargo::GECKODRIVER),
        Box::new(engines::WEBKIT),
        Box::new(engines::SCREEN),
        Box::new(engines::PROTOTYPE),
    ];
    let package: [Box<dyn Tool>; 5] = [
        Box::new(npm::PUBLINT),
        Box::new(npm::SCHEMA),
        Box::new(npm::VSCODE),
        Box::new(npm::AJV),
        Box::new(npm::TYPESCRIPT),
    ];
    let examples: [Box<dyn Tool>; 3] = [Box::new(npm::ESBUILD), Box::new(npm::REACT), Box::new(npm::VUE)];
    let mut tools: Vec<Box<dyn Tool>> = Vec::new();
    match need {
        Need::Lint => tools.extend([
            Box::new(rust::COMPONENTS) as Box<dyn Tool>,
            Box::new(rust::TARGET),
            Box::new(npm::DOIUSE),
        ]),
        Need::Serve => tools.extend(build),
        Need::Build => {
            tools.extend(build);
            tools.push(Box::new(npm::BINARYEN));
        }
        Need::Markup => tools.push(Box::new(npm::HTML_VALIDATE)),
        Need::Browser => tools.extend(browser),
        Need::Engines => tools.extend(engines),
        Need::Old => tools.extend(old::all()),
        Need::Package => tools.extend(package),
        Need::Examples => tools.extend(examples),
        Need::Typesetting => tools.extend([
            Box::new(browser::Chromium) as Box<dyn Tool>,
            Box::new(browser::Fonts),
            Box::new(typesetting::Kai),
            Box::new(typesetting::WebP),
        ]),
        Need::Rival => tools.push(Box::new(npm::PAGEFIND)),
        Need::Host => tools.push(Box::new(nginx::Nginx)),
        Need::All => {
            tools.extend([Box::new(rust::COMPONENTS) as Box<dyn Tool>, Box::new(npm::DOIUSE)]);
            tools.extend(build);
            tools.push(Box::new(npm::BINARYEN));
            tools.push(Box::new(npm::HTML_VALIDATE));
            tools.extend(browser);
            tools.extend(package);
            tools.extend(examples);
            // Where it cannot be fetched its test says that it skips.
            if find("apt-get").is_some() {
                tools.extend(engines);
                tools.push(Box::new(nginx::Nginx));
            }
            if old::IS_TO_BE_HAD {
                tools.extend(old::all());
            }
        }
    }
    tools
}

/// Installs what is missing, and says what it does. Silent where nothing is missing.
pub(crate) fn require(need: Need) -> Outcome {
    for tool in tools(need) {
        if tool.found().is_some() {
            continue;
        }
        println!("\n{} is missing ({}). Installing it…", tool.name(), tool.purpose());
        tool.install()?;
        match tool.found() {
            Some(place) => println!("{} is ready: {place}", tool.name()),
            None => return Err(format!("{} was installed but cannot be found", tool.name())),
        }
    }
    Ok(())
}

/// Prints what is there and what is not; the number of things missing.
pub(crate) fn report(need: Need) -> usize {
    let mut missing = 0;
    for tool in tools(need) {
        let (mark, place) = match tool.found() {
            Some(place) => ("✓", place),
            None => {
                missing += 1;
                ("✗", "missing".to_owned())
            }
        };
        println!("{mark} {:<28} {place}\n    {}", tool.name(), tool.purpose());
    }
    missing
}

/// `axe-core`'s script, for the browser tests.
pub(crate) fn axe() -> PathBuf {
    npm::AXE.folder().join("axe.min.js")
}

/// Pagefind, beside which the archive's search is measured.
pub(crate) fn pagefind() -> PathBuf {
    npm::PAGEFIND.folder()
}

/// nginx, for the test that runs a site under it.
pub(crate) fn nginx() -> Option<PathBuf> {
    nginx::program()
}

/// `html-validate`'s program, for the tests of built pages; Node runs it.
pub(crate) fn html_validate() -> PathBuf {
    npm::HTML_VALIDATE.folder().join("bin/html-validate.mjs")
}

/// The browser alone, for drawing and printing.
pub(crate) fn browser() -> Option<PathBuf> {
    browser::chromium()
}

/// The browser and its driver, for the browser tests.
pub(crate) fn chromium() -> Option<(PathBuf, PathBuf)> {
    Some((browser::chromium()?, browser::driver()?))
}

/// The other kinds of browsers and what steers them, each with the name by which the browser tests ask for it; those
/// that are there.
pub(crate) fn engines() -> Vec<(&'static str, PathBuf)> {
    let all = [
        ("MASTHEAD_FIREFOX", engines::FIREFOX.path()),
        ("MASTHEAD_GECKODRIVER", find("geckodriver")),
        ("MASTHEAD_WEBKITDRIVER", engines::WEBKIT.path()),
        ("MASTHEAD_PROTOTYPE", engines::PROTOTYPE.path()),
    ];
    all.into_iter().filter_map(|(name, path)| Some((name, path?))).collect()
}

/// The older versions of Chromium that are there, each with the name by which the browser tests ask for it.
pub(crate) fn old_chromium() -> Vec<(String, PathBuf)> {
    let named =
        |tool: &old::OldChromium| Some((format!("MASTHEAD_CHROMIUM_{}", tool.version), tool.program()?));
    old::ALL.iter().filter_map(named).collect()
}

/// What puts scripts together, and where it finds React and Vue; `None` unless all are there.
pub(crate) fn bundler() -> Option<(PathBuf, OsString)> {
    let all = [npm::ESBUILD, npm::REACT, npm::VUE];
    all.iter().all(|tool| tool.found().is_some()).then_some(())?;
    let modules = std::env::join_paths([npm::REACT.modules(), npm::VUE.modules()]).ok()?;
    Some((npm::ESBUILD.bin().join("esbuild"), modules))
}

/// The schemas of `custom-elements.json` and of what VS Code reads, and the library that checks by them.
pub(crate) fn schemas() -> (PathBuf, PathBuf, PathBuf) {
    let vscode = npm::VSCODE.folder().join("docs/customData.schema.json");
    (npm::SCHEMA.folder().join("schema.json"), vscode, npm::AJV.folder())
}

/// doiuse, and what it is made of.
pub(crate) fn doiuse() -> PathBuf {
    npm::DOIUSE.modules()
}

/// TypeScript's compiler.
pub(crate) fn typescript() -> PathBuf {
    npm::TYPESCRIPT.bin().join("tsc")
}

/// What looks a package for npm over.
pub(crate) fn publint() -> PathBuf {
    npm::PUBLINT.bin().join("publint")
}
