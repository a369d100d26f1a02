//! `cargo xtask test`: everything that a change must pass, step by step, with a summary at the end.
//!
//! Steps do not stop at the first failure, so that one run shows all that is wrong; a step is left out only
//! where the one that it builds on has failed.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::outcome::Outcome;
use crate::tools::{self, Need};
use crate::{build, oldest, package, places, shell, size};

struct Step {
    name: &'static str,
    about: &'static str,
    /// The step that must have gone well before.
    after: Option<&'static str>,
    run: fn(&[String]) -> Result<Count, String>,
}

/// How many tests a step ran; `None` where it is not made of tests.
type Count = Option<usize>;

const STEPS: &[Step] = &[
    Step { name: "format", about: "rustfmt has nothing to change", after: None, run: format },
    Step {
        name: "lint",
        about: "clippy has nothing to say, natively and for the browser, and the oldest browsers have their fallbacks",
        after: None,
        run: lint,
    },
    Step {
        name: "docs",
        about: "the documentation builds, and its links lead somewhere",
        after: None,
        run: docs,
    },
    Step { name: "native", about: "all tests that need no browser", after: None, run: native },
    Step { name: "build", about: "the release build", after: None, run: build },
    Step {
        name: "size",
        about: "the budgets are kept",
        after: Some("build"),
        run: |_| size::run(&[]).map(|()| None),
    },
    Step {
        name: "package",
        about: "the package for npm and the zip, looked over by those who read them",
        after: Some("build"),
        run: |_| package::run(&[]).map(|()| None),
    },
    Step { name: "browser", about: "the tests in Chromium", after: Some("build"), run: browser },
];

enum State {
    Passed(Count),
    Failed(String),
    LeftOut(&'static str),
}

pub(crate) fn run(arguments: &[String]) -> Outcome {
    let (names, filter) = match arguments.iter().position(|argument| argument == "--") {
        Some(at) => (&arguments[..at], &arguments[at + 1..]),
        None => (arguments, &[][..]),
    };
    if let Some(unknown) = names.iter().find(|name| STEPS.iter().all(|step| step.name != **name)) {
        let known = STEPS.iter().map(|step| step.name).collect::<Vec<_>>().join(", ");
        return Err(format!("there is no step `{unknown}`; there are {known}"));
    }
    let chosen = |step: &&Step| names.is_empty() || names.iter().any(|name| name == step.name);
    let mut done: Vec<(&Step, State, Duration)> = Vec::new();
    for step in STEPS.iter().filter(chosen) {
        println!("\n━━ {}: {}", step.name, step.about);
        let failed_before = step.after.filter(|name| {
            done.iter().any(|(before, state, _)| before.name == *name && !matches!(state, State::Passed(_)))
        });
        let start = Instant::now();
        let state = match failed_before {
            Some(name) => State::LeftOut(name),
            None => match (step.run)(filter) {
                Ok(count) => State::Passed(count),
                Err(message) => State::Failed(message),
            },
        };
        if let State::Failed(message) = &state {
            eprintln!("✗ {message}");
        }
        done.push((step, state, start.elapsed()));
    }
    summary(&done)
}

fn summary(done: &[(&Step, State, Duration)]) -> Outcome {
    println!("\n━━ Summary");
    let mut failed = Vec::new();
    let mut tests = 0;
    for (step, state, time) in done {
        let (mark, words) = match state {
            State::Passed(None) => ("✓", "passed".to_owned()),
            State::Passed(Some(count)) => {
                tests += count;
                ("✓", format!("passed, {count} tests"))
            }
            State::Failed(message) => {
                failed.push(step.name);
                ("✗", format!("failed: {}", message.lines().next().unwrap_or_default()))
            }
            State::LeftOut(before) => {
                failed.push(step.name);
                ("–", format!("left out, as {before} failed"))
            }
        };
        println!("{mark} {:<9}{:>6.1} s  {words}", step.name, time.as_secs_f32());
    }
    let total: Duration = done.iter().map(|(_, _, time)| *time).sum();
    if failed.is_empty() {
        println!("All {} steps passed, {tests} tests, in {:.0} s.", done.len(), total.as_secs_f32());
        return Ok(());
    }
    Err(format!("{} of {} steps did not pass: {}", failed.len(), done.len(), failed.join(", ")))
}

fn format(_: &[String]) -> Result<Count, String> {
    tools::require(Need::Lint)?;
    shell::run(shell::cargo().args(["fmt", "--all", "--check"]))?;
    Ok(None)
}

fn lint(_: &[String]) -> Result<Count, String> {
    oldest::check_css()?;
    shell::run(shell::cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--locked",
        "--",
        "-D",
        "warnings",
    ]))?;
    // Not among all targets, since a plain `cargo test` leaves them out.
    let browser_tests = ["--package", "masthead-e2e", "--test", "browser", "--bench", "reader", "--locked"];
    shell::run(shell::cargo().arg("clippy").args(browser_tests).args(["--", "-D", "warnings"]))?;
    let modules = ["--package", "masthead-reader", "--package", "masthead-archive"];
    let browser = [&modules[..], &["--target", "wasm32-unknown-unknown", "--locked"]].concat();
    shell::run(shell::cargo().arg("clippy").args(browser).args(["--", "-D", "warnings"]))?;
    Ok(None)
}

fn docs(_: &[String]) -> Result<Count, String> {
    let mut cargo = shell::cargo();
    cargo.args(["doc", "--workspace", "--no-deps", "--document-private-items", "--locked"]);
    // For those who work on the code: links to private items are what they want.
    shell::run(cargo.env("RUSTDOCFLAGS", "-D warnings -A rustdoc::private_intra_doc_links"))?;
    Ok(None)
}

fn native(filter: &[String]) -> Result<Count, String> {
    // One test wants it; where it cannot be had that test says so.
    if let Err(message) = tools::require(Need::Host) {
        println!("Without nginx: {message}");
    }
    tools::require(Need::Markup)?;
    let mut cargo = shell::cargo();
    cargo.args(["test", "--workspace", "--locked", "--no-fail-fast"]);
    cargo.envs(tools::nginx().map(|program| ("MASTHEAD_NGINX", program)));
    cargo.env("MASTHEAD_HTML_VALIDATE", tools::html_validate());
    tested(cargo.arg("--").args(filter))
}

/// With the examples of React and Vue, which are tested too.
fn build(_: &[String]) -> Result<Count, String> {
    tools::require(Need::Examples)?;
    build::run(&[]).map(|()| None)
}

fn browser(filter: &[String]) -> Result<Count, String> {
    tools::require(Need::Browser)?;
    // Elsewhere their tests say that they skip.
    if places::find("apt-get").is_some() {
        tools::require(Need::Engines)?;
    }
    if let Err(message) = tools::require(Need::Old) {
        if std::env::var_os("CI").is_some() {
            return Err(message);
        }
        println!("Without older versions of Chromium, whose tests skip: {message}");
    }
    let masthead = build::command("dev")?;
    let (chromium, driver) = tools::chromium().ok_or("there is no Chromium with a driver on this machine")?;
    let mut cargo = shell::cargo();
    cargo.args(["test", "--package", "masthead-e2e", "--test", "browser", "--locked"]);
    cargo
        .env("MASTHEAD_CHROMIUM", chromium)
        .env("MASTHEAD_CHROMEDRIVER", driver)
        .env("MASTHEAD_AXE", tools::axe())
        .envs(tools::engines())
        .envs(tools::old_chromium())
        .env("MASTHEAD_COMMAND", masthead);
    // A browser takes a core and some hundred megabytes: no more of them than cores, and never many.
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    tested(cargo.args(["--", "--test-threads", &cores.min(4).to_string()]).args(filter))
}

/// Runs a `cargo test`, passes on what it prints, and counts the tests that passed.
fn tested(command: &mut Command) -> Result<Count, String> {
    println!("$ {}", shell::display(command));
    let mut child =
        command.stdout(Stdio::piped()).spawn().map_err(|error| shell::not_started(command, &error))?;
    let mut count = 0;
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            // A closed terminal is no reason to stop testing.
            let _ = writeln!(std::io::stdout(), "{line}");
            count += passed(&line);
        }
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    if status.success() { Ok(Some(count)) } else { Err(format!("`{}` failed", shell::display(command))) }
}

/// The number in `test result: ok. 12 passed; 0 failed; …`.
fn passed(line: &str) -> usize {
    let rest = line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". "));
    rest.and_then(|(_, counts)| counts.split_once(" passed")?.0.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_come_from_cargos_own_summary() {
        assert_eq!(passed("test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out"), 12);
        assert_eq!(passed("test result: FAILED. 3 passed; 1 failed; 0 ignored"), 3);
        assert_eq!(passed("test something ... ok"), 0);
    }

    #[test]
    fn an_unknown_step_is_refused() {
        assert!(run(&["brwoser".to_owned()]).unwrap_err().contains("brwoser"));
    }

    #[test]
    fn every_step_that_builds_on_another_stands_after_it() {
        for (at, step) in STEPS.iter().enumerate() {
            let found = |name| STEPS[..at].iter().any(|before| before.name == name);
            assert!(step.after.is_none_or(found), "{}", step.name);
        }
    }
}
