//! Packages of the system. Only Debian's and Ubuntu's `apt-get` is spoken here; elsewhere a person is told.

use super::find;
use crate::{Outcome, shell};

/// Installs Debian packages, or says what to install by hand.
pub(super) fn install(packages: &[&str], by_hand: &str) -> Outcome {
    let cannot = |why: &str| {
        let packages = packages.join(" ");
        Err(format!(
            "{why}. Please install {by_hand} by hand (on Debian or Ubuntu: \
             `sudo apt-get install {packages}`) and run this again"
        ))
    };
    if find("apt-get").is_none() {
        return cannot("this system has no apt-get");
    }
    let mut prefix: &[&str] = &[];
    if shell::output(shell::program("id").arg("-u")).as_deref() != Some("0") {
        prefix = &["sudo", "-n"];
        if shell::output(shell::program("sudo").args(["-n", "true"])).is_none() {
            return cannot("installing system packages needs root");
        }
    }
    let apt = |arguments: &[&str]| {
        let words: Vec<&str> = [prefix, &["apt-get"], arguments].concat();
        let mut command = shell::program(words[0]);
        command.args(&words[1..]).env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    // A list of packages that is a day old names files that are gone.
    shell::run(&mut apt(&["update", "-q"]))?;
    let mut arguments = vec!["install", "-q", "-y", "--no-install-recommends"];
    arguments.extend(packages);
    shell::run(&mut apt(&arguments))
}
