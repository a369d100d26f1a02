//! Where an archive's files come from.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use crate::bounded;

/// So long a server may take for one file.
const PATIENCE: Duration = Duration::from_secs(20);
/// No file of an archive is larger; whatever is, is another file.
const LARGEST: u64 = 64 << 20;

/// The files of a site.
#[derive(Clone, Debug)]
pub enum Files {
    /// In a folder.
    Folder(PathBuf),
    /// At an address that ends with a slash.
    Server(ureq::Agent, String),
}

impl Files {
    /// A site by its folder or address.
    pub fn of(site: &str) -> Self {
        if !site.starts_with("http://") && !site.starts_with("https://") {
            return Self::Folder(site.into());
        }
        let page = site.split(['?', '#']).next().unwrap_or(site);
        let base = page.strip_suffix("index.html").unwrap_or(page).trim_end_matches('/');
        let config = ureq::Agent::config_builder().timeout_global(Some(PATIENCE)).build();
        Self::Server(config.into(), format!("{base}/"))
    }

    /// A file by its path in the site, or why it could not be had.
    pub fn get(&self, path: &str) -> Result<Vec<u8>, String> {
        match self {
            Self::Folder(folder) => {
                bounded::read(&folder.join(path), LARGEST).map_err(|error| error.message().to_owned())
            }
            Self::Server(agent, base) => {
                let answer = agent.get(format!("{base}{path}")).call();
                let read = answer
                    .and_then(|mut answer| answer.body_mut().with_config().limit(LARGEST).read_to_vec());
                read.map_err(|error| error.to_string())
            }
        }
    }
}

impl fmt::Display for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => folder.display().fmt(f),
            Self::Server(_, base) => f.write_str(base),
        }
    }
}
