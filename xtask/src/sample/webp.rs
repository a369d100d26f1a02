//! WebP files, by Google's `cwebp`.

use std::path::Path;

use super::output::write_if_changed;
use crate::outcome::Outcome;
use crate::shell;

/// What is encoded, and how good and how heavy it may be.
pub(super) struct Budget {
    /// Qualities to try, the best first.
    qualities: &'static [u32],
    /// The first quality that does not weigh more is taken, in bytes.
    wanted: u64,
    /// The last quality is taken where it does not weigh more than this.
    pub(super) heaviest: u64,
}

/// A drawing: even tones, where a low quality is not seen.
pub(super) const DRAWING: Budget =
    Budget { qualities: &[76, 68, 60, 52, 44, 36, 28, 20], wanted: 80 * 1024, heaviest: 80 * 1024 };

/// A typeset page: type has to stay sharp, so a page full of it may weigh more.
pub(super) const PAGE: Budget =
    Budget { qualities: &[52, 46, 40, 34], wanted: 143 * 1024, heaviest: 200 * 1024 };

/// Encodes a PNG. A file that is the same already is not touched.
pub(super) fn encode(png: &Path, target: &Path, budget: &Budget) -> Outcome {
    let draft = png.with_extension("draft.webp");
    let mut bytes = Vec::new();
    for quality in budget.qualities {
        let mut command = shell::program("cwebp");
        command.args(["-quiet", "-m", "6", "-q", &quality.to_string()]);
        command.arg(png).arg("-o").arg(&draft);
        let status = command.status().map_err(|error| shell::not_started(&command, &error))?;
        if !status.success() {
            return Err(format!("`{}` failed", shell::display(&command)));
        }
        bytes = std::fs::read(&draft).map_err(|error| format!("{}: {error}", draft.display()))?;
        if bytes.len() as u64 <= budget.wanted {
            break;
        }
    }
    if bytes.len() as u64 > budget.heaviest {
        return Err(format!("{} does not get below {} bytes", target.display(), budget.heaviest));
    }
    write_if_changed(target, &bytes)
}
