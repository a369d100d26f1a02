//! The contributor's commands: `cargo xtask <command>`.
//!
//! Each command is a file of its own here; [`tools`] knows the programs of other people that they need, and
//! [`shell`] runs programs and says so. Run `cargo xtask help` for the list.

mod archive;
mod assets;
mod bench;
mod bench_search;
mod build;
mod dist;
mod esbuild;
mod examples;
mod features;
mod licences;
mod oldest;
mod outcome;
mod package;
mod places;
mod release_files;
mod sample;
mod self_host;
mod serve;
mod setup;
mod shell;
mod size;
mod test;
mod tools;

use std::process::ExitCode;

use outcome::Outcome;

struct Command {
    name: &'static str,
    arguments: &'static str,
    about: &'static [&'static str],
    run: fn(&[String]) -> Outcome,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "serve",
        arguments: "[--port N] [--release]",
        about: &[
            "Reads the sample newspaper in the real reader, on this machine. Installs what it lacks,",
            "builds, opens a browser where there is one, and builds again whenever a file changes.",
        ],
        run: serve::run,
    },
    Command {
        name: "test",
        arguments: "[STEP…] [-- FILTER]",
        about: &[
            "Everything that a change must pass; this is what .ci/run calls. With names of steps, only those:",
            "`cargo xtask test browser -- search` runs the browser tests whose name contains `search`.",
        ],
        run: test::run,
    },
    Command {
        name: "build",
        arguments: "",
        about: &["Builds the reader for release, with the sample newspaper, into dist/."],
        run: build::run,
    },
    Command {
        name: "package",
        arguments: "",
        about: &["Makes the package for npm and the zip, of the reader that is in dist/, in target/dist/."],
        run: package::run,
    },
    Command {
        name: "dist",
        arguments: "",
        about: &[
            "What is released, into target/dist/: the package for npm, a zip of the reader's files, and the command",
            "`masthead` with the reader inside it, with licences and checksums.",
        ],
        run: dist::run,
    },
    Command {
        name: "size",
        arguments: "",
        about: &["Prints the sizes of what is in dist/ as a phone downloads it, and fails over budget."],
        run: size::run,
    },
    Command {
        name: "bench",
        arguments: "reader|press|search [ARTICLES [QUERIES]]",
        about: &[
            "Measures how long a reader waits, in Chromium, or how fast the publisher's command imports and builds;",
            "the figures of docs/benchmarks.md. Or what a search of the archive costs, beside Pagefind: docs/search.md.",
        ],
        run: bench::run,
    },
    Command {
        name: "setup",
        arguments: "[--check]",
        about: &[
            "Installs the tools that the other commands need; they also do so by themselves.",
            "With --check, only says what is there and what is not.",
        ],
        run: setup::run,
    },
    Command {
        name: "sample",
        arguments: "[--check] [bcrb/2026-11-20[/A01]…]",
        about: &[
            "Draws the sample newspaper's pictures and typesets its pages, all of them or those that are named.",
            "With --check, only says what the sample holds and whether all that it names is there.",
        ],
        run: sample::run,
    },
    Command {
        name: "assets",
        arguments: "",
        about: &["Trunk calls this while it builds: the stylesheet and the sample's files (see Trunk.toml)."],
        run: assets::run,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((name, rest)) = arguments.split_first() else {
        help();
        return ExitCode::FAILURE;
    };
    if matches!(name.as_str(), "help" | "--help" | "-h") {
        help();
        return ExitCode::SUCCESS;
    }
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        eprintln!("error: there is no command `{name}`; `cargo xtask help` lists them");
        return ExitCode::FAILURE;
    };
    match (command.run)(rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\nerror: {message}");
            ExitCode::FAILURE
        }
    }
}

fn help() {
    println!("Commands for working on Masthead.\n\nUsage: cargo xtask <command>\n");
    for command in COMMANDS {
        println!("  {} {}", command.name, command.arguments);
        for line in command.about {
            println!("      {line}");
        }
        println!();
    }
    println!("First time here? `cargo xtask serve`. Before a pull request: `cargo xtask test`.");
}
