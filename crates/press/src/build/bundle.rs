//! The reader's files as a site carries them: under a folder whose name is their hash, so that caches may keep them
//! for ever and a page always gets the reader that it was made for.

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use super::ledger;
use crate::error::{Error, Result};

/// What was at hand when the command was compiled; see `build.rs`.
const EMBEDDED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/bundle.rs"));

const STYLESHEET: &str = "masthead.css";

/// The files of a reader, one a line.
const NAMES: &str = include_str!("../../../../static/reader-files.txt");

/// What is outside the reader on a page of ours: nothing but the colour around it.
const AROUND: &str = include_str!("../../template/around.css");

/// The names of a reader's files.
pub fn names() -> impl Iterator<Item = &'static str> {
    NAMES.lines()
}

/// The reader's files.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// Names and contents.
    pub files: Vec<(String, Cow<'static, [u8]>)>,
    /// The folder in the site, with a slash at its end.
    pub folder: String,
    /// Whether there is a script that makes pages live.
    pub is_live: bool,
}

impl Bundle {
    /// The bundle in a folder, or else the one in this command; without scripts where pages are only to be read.
    pub fn load(folder: Option<&Path>, without_reader: bool) -> Result<Self> {
        let mut files: Vec<(String, Cow<'static, [u8]>)> =
            EMBEDDED.iter().map(|(name, content)| ((*name).to_owned(), Cow::Borrowed(*content))).collect();
        if let Some(folder) = folder {
            files.clear();
            for name in names() {
                let path = folder.join(name);
                let content = fs::read(&path).map_err(|error| {
                    Error::io("read", &path, &error)
                        .help("the folder holds what `cargo xtask build` makes: dist/")
                })?;
                files.push((name.to_owned(), content.into()));
            }
        }
        if without_reader {
            files.retain(|(name, _)| name == STYLESHEET);
        } else if files.len() <= 1 {
            return Err(Error::usage("this `masthead` was compiled without the reader that pages need to come alive")
                .help("give its folder with --bundle (what `cargo xtask build` makes: dist/), or make pages that are only read with --without-reader"));
        }
        for (name, content) in &mut files {
            if name == STYLESHEET {
                let around = AROUND.trim_end().as_bytes();
                *content = [around, b"\n", content].concat().into();
            }
        }
        let all: Vec<u8> =
            files.iter().flat_map(|(name, content)| [name.as_bytes(), content].concat()).collect();
        let is_live = files.len() > 1;
        Ok(Self { folder: format!("assets/{}/", &ledger::hash(&all)[..16]), files, is_live })
    }

    /// Whether the reader was built from the same sources as the views that draw the pages. If not, it draws every page
    /// anew as it opens, instead of taking over what stands there.
    pub fn is_of_this_build(&self) -> bool {
        let build = masthead_reader::island::BUILD.as_bytes();
        let wasm = self.files.iter().find(|(name, _)| name.ends_with(".wasm"));
        wasm.is_none_or(|(_, content)| content.windows(build.len()).any(|window| window == build))
    }
}
