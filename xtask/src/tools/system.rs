//! Packages of the system. Only Debian's and Ubuntu's `apt-get` is spoken here; elsewhere a person is told.

use std::process::Command;

use crate::outcome::Outcome;
use crate::places::find;
use crate::shell;

/// Installs Debian packages, or says what to install by hand.
pub(super) fn install(packages: &[&str], by_hand: &str) -> Outcome {
    let cannot = |why: String| {
        let packages = packages.join(" ");
        format!(
            "{why}. Please install {by_hand} by hand (on Debian or Ubuntu: \
             `sudo apt-get install {packages}`) and run this again"
        )
    };
    // A list of packages that is a day old names files that are gone.
    shell::run(&mut apt(&["update", "-q"]).map_err(cannot)?)?;
    let mut arguments = vec!["install", "-q", "-y", "--no-install-recommends"];
    arguments.extend(packages);
    shell::run(&mut apt(&arguments).map_err(cannot)?)
}

/// Fetches the list of packages.
pub(super) fn update() -> Outcome {
    shell::run(&mut apt(&["update", "-q"])?)
}

/// `apt-get` as root, or why that cannot be.
fn apt(arguments: &[&str]) -> Result<Command, String> {
    if find("apt-get").is_none() {
        return Err("this system has no apt-get".to_owned());
    }
    let mut prefix: &[&str] = &[];
    if shell::output(shell::program("id").arg("-u")).as_deref() != Some("0") {
        prefix = &["sudo", "-n"];
        if shell::output(shell::program("sudo").args(["-n", "true"])).is_none() {
            return Err("installing system packages needs root".to_owned());
        }
    }
    let words: Vec<&str> = [prefix, &["apt-get"], arguments].concat();
    let mut command = shell::program(words[0]);
    command.args(&words[1..]).env("DEBIAN_FRONTEND", "noninteractive");
    Ok(command)
}
