//! Fields that this version does not know.

use crate::finding::FindingKind;
use crate::model::common::{Extra, Version};
use crate::read::at::At;
use crate::read::findings::Findings;

/// Notes them, unless their name says that they are the publisher's own.
pub(super) fn fields(extra: &Extra, at: &At, findings: &Findings) {
    for name in extra.keys().filter(|name| !name.starts_with("x-")) {
        findings.find_else(&at.name(name), FindingKind::UnknownField, "");
    }
}

/// Notes a version that is not known.
pub(super) fn version(version: &Version, findings: &Findings) {
    if let Version::Other(value) = version {
        let found = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        findings.find_else(&At::ROOT.name("version"), FindingKind::UnknownVersion, &found);
    }
}
