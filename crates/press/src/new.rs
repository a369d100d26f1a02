//! A paper to start from: settings in which every line is explained, and one edition that explains itself.

use std::path::Path;

use masthead_edition::date::Date;

use crate::error::{Error, Result};
use crate::look;
use crate::paper::settings;
use crate::write;

const SETTINGS: &str = include_str!("../template/masthead.toml");
const EDITION: &str = include_str!("../template/edition.json");
const PICTURES: [(&str, &str); 3] = [
    ("A01.svg", include_str!("../template/A01.svg")),
    ("A02.svg", include_str!("../template/A02.svg")),
    ("desk.svg", include_str!("../template/desk.svg")),
];

/// The publication of the paper that is begun.
const PUBLICATION: &str = "daily";

/// Makes a paper; the edition is of that day. Says where in it that is. A folder that holds a paper already is left alone.
pub fn make(folder: &Path, date: Date) -> Result<String> {
    let file = folder.join(settings::FILE);
    if look::is_taken(&file)? {
        return Err(Error::input(folder, "there is a paper here already").help("choose another folder"));
    }
    let edition = folder.join(PUBLICATION).join(date.to_string());
    for (name, picture) in PICTURES {
        write::if_changed(&edition.join(name), picture.as_bytes())?;
    }
    let text = EDITION.replace("\"2022-09-16\"", &format!("\"{date}\""));
    write::if_changed(&edition.join("edition.json"), text.as_bytes())?;
    // The settings come last: where they are, everything is.
    write::if_changed(&file, SETTINGS.as_bytes())?;
    Ok(format!("{PUBLICATION}/{date}"))
}

/// Today, by the clock of this machine (UTC).
pub fn today() -> Date {
    let seconds =
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map(|since| since.as_secs());
    let days = seconds.ok().and_then(|seconds| i64::try_from(seconds / 86_400).ok());
    days.and_then(Date::from_day_number).unwrap_or_default()
}
