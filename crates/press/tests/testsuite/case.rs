//! A folder of its own for each test, the command run in it, and what it left compared with what is kept.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use walkdir::WalkDir;

/// A test's folder.
pub(crate) struct Case {
    folder: tempfile::TempDir,
    fixture: Option<PathBuf>,
}

/// What a run of the command said.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Case {
    /// An empty folder. Its name does not begin with a dot, since what does is hidden from some commands.
    pub(crate) fn new() -> Self {
        let folder = tempfile::Builder::new().prefix("masthead-case-").tempdir().unwrap();
        Self { folder, fixture: None }
    }

    /// A folder with the fixture's files in it.
    pub(crate) fn of(fixture: &str) -> Self {
        let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testsuite").join(fixture);
        let case = Self { fixture: Some(kept.clone()), ..Self::new() };
        let source = kept.join("source");
        for path in files(&source) {
            case.write(&format!("source/{path}"), &fs::read(source.join(&path)).unwrap());
        }
        case
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, content: &[u8]) -> &Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub(crate) fn json(&self, path: &str) -> Value {
        serde_json::from_str(&self.read(path)).unwrap()
    }

    /// A PNG of that size with nothing in it: all that is read of a picture but its dots.
    pub(crate) fn picture(&self, path: &str, width: u32, height: u32) -> &Self {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend(width.to_be_bytes());
        png.extend(height.to_be_bytes());
        png.extend(b"\x08\x02\0\0\0\0\0\0\0\0\0\0\0IEND\xae\x42\x60\x82");
        self.write(path, &png)
    }

    /// A PDF with a text in it, as far as anybody here looks at one.
    pub(crate) fn pdf(&self, path: &str, text: &str) -> &Self {
        self.write(path, format!("%PDF-1.4\n{text}\n%%EOF\n").as_bytes())
    }

    /// A whole PNG with something in it, of which smaller pictures are made.
    pub(crate) fn scene(&self, path: &str, width: u32, height: u32) -> &Self {
        let dot = |x: u32, y: u32| image::Rgb([x * y % 251, x % 256, y % 256].map(|value| value as u8));
        let mut png = std::io::Cursor::new(Vec::new());
        image::RgbImage::from_fn(width, height, dot).write_to(&mut png, image::ImageFormat::Png).unwrap();
        self.write(path, png.get_ref())
    }

    /// Every page of the source in GB18030, whatever it declares.
    pub(crate) fn in_gb18030(&self) -> &Self {
        for path in files(&self.path("source")).iter().filter(|path| path.contains(".htm")) {
            let path = format!("source/{path}");
            let text = self.read(&path);
            self.write(&path, &encoding_rs::GB18030.encode(&text).0);
        }
        self
    }

    /// Runs `masthead` in the folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_masthead"));
        let output: Output = command.args(arguments).current_dir(self.folder.path()).output().unwrap();
        Run {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Imports the source into `paper`, and gives the report.
    pub(crate) fn import(&self, more: &[&str]) -> Value {
        let run = self.run(&[&["import", "source", "--into", "paper", "--json"], more].concat());
        assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
        serde_json::from_str(&run.stdout).unwrap()
    }

    /// Every file below a folder with its content; the command's own books apart.
    pub(crate) fn tree(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let root = self.path(folder);
        let all = files(&root).into_iter().filter(|path| !path.starts_with(".masthead/"));
        all.map(|path| (path.clone(), fs::read(root.join(&path)).unwrap())).collect()
    }

    /// Compares the paper and the report with the fixture's; writes them with `MASTHEAD_BLESS=1`.
    pub(crate) fn expect(&self, report: &Value) {
        let kept =
            self.fixture.as_ref().expect("only a fixture has something to compare with").join("expected");
        let mut found: BTreeMap<String, Vec<u8>> = self.tree("paper");
        found.retain(|path, _| path.ends_with(".json") || path.ends_with(".toml"));
        found.insert("report.txt".to_owned(), remarks(report).into_bytes());
        if std::env::var_os("MASTHEAD_BLESS").is_some() {
            drop(fs::remove_dir_all(&kept));
            for (path, content) in &found {
                fs::create_dir_all(kept.join(path).parent().unwrap()).unwrap();
                fs::write(kept.join(path), content).unwrap();
            }
        }
        let expected: Vec<String> = files(&kept);
        assert_eq!(found.keys().cloned().collect::<Vec<_>>(), expected, "the files of the paper");
        for (path, content) in found {
            let expected = fs::read_to_string(kept.join(&path)).unwrap();
            let content = String::from_utf8(content).unwrap();
            assert_eq!(content, expected, "{path} is not as kept; MASTHEAD_BLESS=1 keeps what is now");
        }
    }
}

/// Every remark of a report as `weight code file`, sorted.
pub(crate) fn remarks(report: &Value) -> String {
    let mut lines = Vec::new();
    let editions = report["editions"].as_array().unwrap().iter().map(|edition| &edition["files"]);
    for files in editions.chain([&report["tree"]]) {
        for (file, notes) in files.as_object().unwrap() {
            for note in notes.as_array().unwrap() {
                lines.push(format!(
                    "{} {} {file}\n",
                    note["weight"].as_str().unwrap(),
                    note["code"].as_str().unwrap()
                ));
            }
        }
    }
    lines.sort();
    lines.concat()
}

/// The paths of all files below a folder, sorted, with forward slashes.
pub(crate) fn files(root: &Path) -> Vec<String> {
    let mut files: Vec<String> = WalkDir::new(root)
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.path().strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/"))
        .collect();
    files.sort();
    files
}

/// A folder beside the repository that may be absent; says so when it is.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(path);
    if found.exists() {
        return Some(found);
    }
    eprintln!("skipped: ../shared/{path} is not here");
    None
}

/// Puts a copy of a folder in the place of another.
pub(crate) fn copy(case: &Case, from: &str, to: &str) {
    drop(fs::remove_dir_all(case.path(to)));
    for path in files(&case.path(from)) {
        case.write(&format!("{to}/{path}"), &fs::read(case.path(from).join(&path)).unwrap());
    }
}
