//! Sites as a publisher makes them: `masthead new`, `masthead build`, `masthead serve`, the command itself, with the
//! tested reader inside it. `cargo xtask test browser` builds the command and names it in the environment.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use serde_json::{Value, json};

use crate::harness::{Browser, root};

/// A site that is served until this is dropped.
pub(crate) struct Served {
    origin: String,
    child: Child,
}

impl Served {
    /// `masthead serve FOLDER`.
    pub(crate) fn new(folder: &Path) -> Self {
        let mut serve = masthead();
        serve.arg("serve").arg(folder).args(["--port", "0"]).stdout(Stdio::piped());
        let mut child = serve.spawn().expect("the command starts");
        let mut line = String::new();
        let stdout = child.stdout.take().expect("its output");
        BufReader::new(stdout).read_line(&mut line).expect("an address");
        let address = line.trim().strip_prefix("http://").expect("an address");
        let origin = format!("http://{}", address.split('/').next().unwrap_or_default());
        Self { origin, child }
    }

    /// Opens a place of it.
    pub(crate) async fn open(&self, browser: &Browser, place: &str) {
        // The site's own pages have no recorder in them: the browser runs it before they are read.
        let recorder = include_str!("../harness/recorder.js");
        let begun = browser.run("return typeof recorded !== 'undefined'", vec![]).await;
        if begun != json!(true) {
            browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": recorder })).await;
        }
        browser.go_to(&format!("{}/{place}", self.origin)).await;
        let page = "return document.querySelector('.mh-root')";
        browser.until(&format!("a page of the site at {place}"), page, vec![]).await;
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// The command, where `cargo xtask test` put it.
fn masthead() -> Command {
    let command = std::env::var_os("MASTHEAD_COMMAND");
    Command::new(
        command.expect("`cargo xtask test browser` builds the command, and names it in MASTHEAD_COMMAND"),
    )
}

fn run(arguments: &[&Path]) {
    let output = masthead().args(arguments).arg("--quiet").output().expect("the command starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "masthead {arguments:?}: {said}");
    assert!(!said.contains("from other sources"), "{said}");
}

/// A folder that this run of the tests begins anew.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("built-{name}"));
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// A paper that was just begun, for a test to edit: its folder, and the file of its edition.
pub(crate) fn begun_paper(name: &str) -> (PathBuf, PathBuf) {
    let paper = folder(name).join("p");
    run(&[Path::new("new"), &paper]);
    let editions = fs::read_dir(paper.join("daily")).expect("a publication");
    let edition = editions.map(|entry| entry.expect("an edition").path()).next().expect("an edition");
    (paper, edition.join("edition.json"))
}

/// What a publisher begins with: `masthead new p && masthead build p --out s`.
pub(crate) fn begun() -> &'static Path {
    static SITE: OnceLock<PathBuf> = OnceLock::new();
    SITE.get_or_init(|| {
        let folder = folder("new");
        let (paper, site) = (folder.join("p"), folder.join("s"));
        run(&[Path::new("new"), &paper]);
        run(&[Path::new("build"), &paper, Path::new("--out"), &site]);
        site
    })
}

/// The site of a paper that a function writes into a folder.
pub(crate) fn built(name: &str, write: impl Fn(&Path)) -> PathBuf {
    let folder = folder(name);
    let (paper, site) = (folder.join("p"), folder.join("s"));
    write(&paper);
    run(&[Path::new("build"), &paper, Path::new("--out"), &site]);
    site
}

/// The site of the sample newspaper.
pub(crate) fn sample() -> &'static Path {
    static SITE: OnceLock<PathBuf> = OnceLock::new();
    SITE.get_or_init(|| {
        let folder = folder("sample");
        let (paper, site) = (folder.join("p"), folder.join("s"));
        copy_folder(&root().join("sample"), &paper);
        // Not in other widths: making them takes long, and is tested where no browser is needed.
        let file = paper.join("masthead.toml");
        let settings = fs::read_to_string(&file).expect("settings");
        let settings =
            settings.replacen("[[publications]]", "pictures = { widths = [] }\n\n[[publications]]", 1);
        fs::write(&file, settings).expect("it can be written");
        run(&[Path::new("build"), &paper, Path::new("--out"), &site]);
        site
    })
}

/// The one edition of the paper that was begun: `daily/2026-11-25`.
pub(crate) fn edition_of(site: &Path) -> String {
    let paper = fs::read_to_string(site.join("paper.json")).expect("a paper");
    let paper: Value = serde_json::from_str(&paper).expect("JSON");
    let publication = &paper["publications"][0];
    let word = |name: &str| publication[name].as_str().expect("a word").to_owned();
    format!("{}/{}", word("id"), word("newest"))
}

/// A copy of a site with a file changed on its way.
pub(crate) fn changed(site: &Path, name: &str, file: &str, change: impl Fn(String) -> String) -> PathBuf {
    let copy = folder(name);
    copy_folder(site, &copy);
    let text = fs::read_to_string(copy.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
    let new = change(text.clone());
    assert_ne!(new, text, "the change changes something");
    fs::write(copy.join(file), new).expect("it can be written");
    copy
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry")) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}
