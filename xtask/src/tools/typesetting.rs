//! What the sample newspaper's pages are set with, beyond a browser: a brush face, and an encoder for pictures.

use super::system;
use super::tool::Tool;
use crate::outcome::Outcome;
use crate::places::find;
use crate::shell;

/// Bylines, quotations and the nameplate are set in Kai.
pub(super) struct Kai;

impl Tool for Kai {
    fn name(&self) -> String {
        "Brush typefaces".to_owned()
    }

    fn purpose(&self) -> &'static str {
        "the sample's bylines, quotations and nameplate are set in it"
    }

    fn found(&self) -> Option<String> {
        let file = |family: &str| {
            let files = shell::output(shell::program("fc-list").args([family, "file"]))?;
            files.lines().next().map(|file| file.trim_end_matches([':', ' ']).to_owned())
        };
        file("LXGW WenKai")?;
        file("AR PL UKai CN")
    }

    fn install(&self) -> Outcome {
        system::install(
            &["fonts-arphic-ukai", "fonts-lxgw-wenkai", "fontconfig"],
            "the typefaces AR PL UKai and LXGW WenKai",
        )
    }
}

/// Google's encoder; the browser's own writes larger files, and no two versions of it the same.
pub(super) struct WebP;

impl Tool for WebP {
    fn name(&self) -> String {
        "cwebp".to_owned()
    }

    fn purpose(&self) -> &'static str {
        "the sample's pictures and pages are stored with it"
    }

    fn found(&self) -> Option<String> {
        find("cwebp").map(|file| file.display().to_string())
    }

    fn install(&self) -> Outcome {
        system::install(&["webp"], "`cwebp`, from Google's libwebp")
    }
}
