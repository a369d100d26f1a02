//! `cargo xtask setup`: the tools, all of them, before they are needed.

use crate::outcome::{Outcome, no_arguments};
use crate::places;
use crate::tools::{self, Need};

pub(crate) fn run(arguments: &[String]) -> Outcome {
    if let [check] = arguments
        && check == "--check"
    {
        return match tools::report(Need::All) {
            0 => Ok(()),
            _ => Err("something is missing; `cargo xtask setup` installs it".to_owned()),
        };
    }
    no_arguments(arguments)?;
    tools::require(Need::All)?;
    tools::report(Need::All);
    let own = places::tools().join("bin");
    if own.is_dir() {
        println!("\nTo call `trunk` yourself, put the project's tools on your PATH:");
        println!("    export PATH=\"{}:$PATH\"", own.display());
    }
    Ok(())
}
