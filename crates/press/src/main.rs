//! The publisher's command. Everything it does is in the library.

use std::process::ExitCode;

use clap::Parser;
use masthead_press::cli::Cli;
use masthead_press::ui::{DIM, RED, printable};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match Cli::parse().run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let place = error.path().map(|path| format!("{}: ", path.display())).unwrap_or_default();
            anstream::eprintln!("{RED}error:{RED:#} {}{}", printable(&place), printable(error.message()));
            if let Some(advice) = error.advice() {
                anstream::eprintln!("  {DIM}{}{DIM:#}", printable(advice));
            }
            ExitCode::from(error.kind().exit_code())
        }
    }
}
