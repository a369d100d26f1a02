//! nginx, for the test that runs a site under it. Unpacked and never installed: Debian's package starts a server as it is
//! installed, which nobody asked for who only wants to test.

use std::path::PathBuf;

use super::system;
use super::tool::Tool;
use crate::outcome::Outcome;
use crate::places::{self, find};
use crate::shell;

/// The server, with its module for files that are compressed ahead where the system has one.
pub(super) struct Nginx;

/// The package, and one that a system may lack.
const PACKAGES: [&str; 2] = ["nginx", "libnginx-mod-http-brotli-static"];

/// The program, where there is one that runs.
pub(super) fn program() -> Option<PathBuf> {
    let own = places::tools().join("nginx/usr/sbin/nginx");
    let known = [Some(own), find("nginx"), Some(PathBuf::from("/usr/sbin/nginx"))];
    // It says its version on the error output, and that it lacks a library nowhere else than by failing.
    let runs = |file: &PathBuf| file.is_file() && shell::output(shell::program(file).arg("-v")).is_some();
    known.into_iter().flatten().find(runs)
}

impl Tool for Nginx {
    fn name(&self) -> String {
        "nginx".to_owned()
    }

    fn purpose(&self) -> &'static str {
        "the configuration that `masthead build --host nginx` makes is tried with it"
    }

    fn found(&self) -> Option<String> {
        program().map(|file| file.display().to_string())
    }

    fn install(&self) -> Outcome {
        if find("apt-get").is_none() || find("dpkg-deb").is_none() {
            return Err("this system has no apt-get, and no nginx".to_owned());
        }
        let place = places::tools().join("nginx");
        std::fs::create_dir_all(&place).map_err(|error| format!("{}: {error}", place.display()))?;
        let download = |package: &str| {
            shell::run(shell::program("apt-get").current_dir(&place).args(["download", "-q", package]))
        };
        if download(PACKAGES[0]).is_err() {
            // A machine that is new has no list of packages yet.
            system::update()?;
            download(PACKAGES[0])?;
        }
        if download(PACKAGES[1]).is_err() {
            println!("Without {}: the test tries gzip alone.", PACKAGES[1]);
        }
        let entries = std::fs::read_dir(&place).map_err(|error| format!("{}: {error}", place.display()))?;
        for file in entries.flatten().map(|entry| entry.path()) {
            if file.extension().is_some_and(|ending| ending == "deb") {
                shell::run(shell::program("dpkg-deb").arg("-x").arg(&file).arg(&place))?;
            }
        }
        Ok(())
    }
}
