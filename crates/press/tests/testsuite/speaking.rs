//! How the command speaks: to people on a terminal, to scripts, to shells, and with which exit code.

use std::process::Command;

use crate::case::{Case, Run};
use crate::pages::paper;

const ESCAPE: char = '\u{1b}';
/// Of what a bar of progress is made.
const BAR: [char; 2] = ['█', '░'];

/// A paper about which there is nothing to say: its pictures are none that could be made smaller.
fn silent() -> Case {
    let case = paper();
    let file = "paper/masthead.toml";
    let settings =
        case.read(file).replacen("[[publications]]", "[pictures]\nwidths = []\n[[publications]]", 1);
    case.write(file, settings.as_bytes());
    case
}

/// Runs the command on a terminal of its own, with a variable of the environment; `None` where there is no `script`.
fn on_a_terminal(case: &Case, arguments: &str, set: (&str, &str)) -> Option<String> {
    let line = format!("{} {arguments}", env!("CARGO_BIN_EXE_masthead"));
    let mut command = Command::new("script");
    command.args(["--quiet", "--return", "--command", &line, "/dev/null"]).current_dir(case.path(""));
    command.env_remove("NO_COLOR").env("TERM", "xterm-256color").env(set.0, set.1);
    let Ok(output) = command.output() else {
        eprintln!("skipped: there is no `script` that gives a terminal");
        return None;
    };
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The numbers of the commands for colour and weight: `\x1b[1;31m` has 1 and 31.
fn styles(text: &str) -> Vec<&str> {
    let commands = text.split("\u{1b}[").skip(1);
    let ends = |rest: &&str| rest.bytes().find(|byte| byte.is_ascii_alphabetic()) == Some(b'm');
    commands.filter(ends).flat_map(|rest| rest.split('m').next().unwrap().split(';')).collect()
}

#[test]
fn colours_are_for_terminals_and_for_those_who_want_them() {
    let case = paper();
    case.write("paper/hwrb/2024-01-02/stray.txt", b"x");
    let check = case.run(&["check", "paper"]);
    assert!(check.stdout.contains("stray.txt") && !check.stdout.contains(ESCAPE), "{}", check.stdout);
    let wrong = case.run(&["check", "nowhere"]);
    assert!(wrong.stderr.starts_with("error: ") && !wrong.stderr.contains(ESCAPE), "{}", wrong.stderr);

    let coloured = |set| on_a_terminal(&case, "check paper", set);
    let Some(seen) = coloured(("LANG", "C.UTF-8")) else { return };
    assert!(seen.contains("stray.txt") && !styles(&seen).is_empty(), "{seen:?}");
    let plain = coloured(("NO_COLOR", "1")).unwrap();
    assert!(plain.contains("stray.txt") && styles(&plain).is_empty(), "{plain:?}");
}

#[test]
fn a_newspapers_text_does_not_command_the_terminal() {
    let case = paper();
    let hostile = r#""deck": "\u001b]0;taken\u0007", "body": [{ "type": "paragraph", "text": "河水\u001b[2J涨了" }, { "type": "\u001b[2J" }]"#;
    crate::pages::edition(&case, "hwrb", "2024-01-03", hostile);
    crate::pages::build(&case, "site", &[]);
    for command in ["search site 河水", "check paper"] {
        let Some(seen) = on_a_terminal(&case, command, ("NO_COLOR", "1")) else { return };
        assert!(
            seen.contains("[2J") && !seen.contains("\u{1b}[2J") && !seen.contains('\u{7}'),
            "{command}: {seen:?}"
        );
    }
}

#[test]
fn progress_is_for_terminals() {
    let case = silent();
    let build = "build paper --out site --bundle bundle";
    let Some(seen) = on_a_terminal(&case, build, ("LANG", "C.UTF-8")) else { return };
    assert!(seen.contains(BAR) && seen.contains("done:"), "{seen:?}");
    std::fs::remove_dir_all(case.path("site")).unwrap();
    let quiet = on_a_terminal(&case, &format!("{build} --quiet"), ("LANG", "C.UTF-8")).unwrap();
    assert!(!quiet.contains(BAR) && !quiet.contains("done:"), "{quiet:?}");
    std::fs::remove_dir_all(case.path("site")).unwrap();
    let piped = case.run(&build.split(' ').collect::<Vec<_>>());
    let own = |line: &&str| !line.starts_with("warning: the reader's bundle was built from other sources");
    assert_eq!(piped.stderr.lines().filter(own).count(), 0, "{}", piped.stderr);
    assert!(piped.stdout.starts_with("done: ") && piped.stdout.lines().count() == 1, "{}", piped.stdout);
}

#[test]
fn quiet_says_nothing_where_all_is_well_and_json_is_all_that_a_script_reads() {
    let case = silent();
    case.write("other/masthead.toml", case.read("paper/masthead.toml").as_bytes());
    let commands: [&[&str]; 4] = [
        &["new", "begun"],
        &["check", "paper"],
        &["build", "paper", "--out", "site", "--data-only"],
        &["import", "paper/hwrb/2024-01-02/edition.json", "--into", "other"],
    ];
    for command in commands {
        let run = case.run(&[command, &["--quiet"]].concat());
        assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""), "{command:?}");
    }
    let commands: [&[&str]; 5] = [
        &["new", "begun-too"],
        &["check", "paper"],
        &["build", "paper", "--out", "site", "--data-only"],
        &["import", "paper/hwrb/2024-01-02/edition.json", "--into", "other"],
        &["search", "site", "三寸水"],
    ];
    for command in commands {
        let run = case.run(&[command, &["--json"]].concat());
        assert_eq!(run.code, 0, "{command:?}: {}", run.stderr);
        let value: Result<serde_json::Value, _> = serde_json::from_str(&run.stdout);
        assert!(value.is_ok_and(|value| value.is_object()), "{command:?}: {:?}", run.stdout);
    }
}

#[test]
fn exit_codes_are_those_of_the_help() {
    let case = paper();
    let help = case.run(&["--help"]).stdout;
    let docs =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/publishing.md")).unwrap();
    let docs = docs.split_once("## Exit codes").unwrap().1;
    for code in [
        "0 done",
        "1 done, but",
        "2 the command line",
        "3 a file of the paper",
        "4 the machine failed",
        "130 interrupted",
    ] {
        let in_help = code.replacen(' ', "  ", 1);
        assert!(help.contains(&in_help) && docs.contains(code), "{code}: {help}{docs}");
    }
    let file = "paper/hwrb/2024-01-02/edition.json";
    let warned = case.read(file).replace("\"version\": 1", "\"version\": 9");
    case.write(file, warned.as_bytes());
    case.write("file", b"x");
    let code = |arguments: &[&str]| {
        let Run { code, stderr, .. } = case.run(arguments);
        (code, stderr)
    };
    let expected: [(&[&str], i32); 7] = [
        (&["check", "paper"], 0),
        (&["check", "paper", "--strict"], 1),
        (&["build", "paper"], 2),
        (&["build", "paper", "--out", "site", "--host", "moon"], 2),
        (&["build", "nowhere", "--out", "site"], 3),
        (&["build", "paper", "--out", "file/site", "--data-only"], 4),
        (&["frobnicate"], 2),
    ];
    for (arguments, wanted) in expected {
        let (code, said) = code(arguments);
        assert_eq!(code, wanted, "{arguments:?}: {said}");
        assert!(wanted == 0 || !said.is_empty(), "{arguments:?}");
    }
}

/// Ctrl-C is answered by the system: a shell says 130.
#[test]
#[cfg(unix)]
fn an_interrupted_build_is_130_to_a_shell_and_leaves_the_old_site() {
    let case = paper();
    crate::pages::build(&case, "site", &[]);
    let before = case.tree("site");
    for (month, day) in (2..=6).flat_map(|month| (1..=28).map(move |day| (month, day))) {
        crate::pages::edition(&case, "hwrb", &format!("2024-{month:02}-{day:02}"), r#""body": []"#);
    }
    // As soon as something is ready, with most still to be made. Who runs where interrupts are ignored cannot undo that.
    let script =
        "[ -z \"$(trap -p INT)\" ] || exit 99; \"$1\" build paper --out site --bundle bundle --quiet &
        until [ -d site/.masthead/staging ] || ! kill -0 $!; do :; done; kill -INT $!; wait $!; exit $?";
    // Whoever runs in the background of a script would not hear of it: it is asked for again.
    let script = format!("set -m; {script}");
    let mut shell = Command::new("bash");
    let output = shell
        .args(["-c", &script, "bash", env!("CARGO_BIN_EXE_masthead")])
        .current_dir(case.path(""))
        .output();
    let Ok(output) = output else { return eprintln!("skipped: there is no bash") };
    if output.status.code() == Some(99) {
        return eprintln!("skipped: interrupts are ignored here");
    }
    assert_eq!(output.status.code(), Some(130), "{output:?}");
    assert_eq!(case.tree("site"), before);
}

#[test]
fn completions_know_every_command() {
    let case = Case::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = case.run(&["completions", shell]);
        assert_eq!(run.code, 0, "{shell}");
        for word in ["new", "import", "check", "build", "serve", "search", "dry-run", "without-reader"] {
            assert!(run.stdout.contains(word), "{shell}: {word}");
        }
    }
    case.write("masthead.bash", case.run(&["completions", "bash"]).stdout.as_bytes());
    let line = "source ./masthead.bash && COMP_WORDS=(masthead bu) COMP_CWORD=1 && _masthead masthead bu masthead && echo \"${COMPREPLY[*]}\"";
    let Ok(output) = Command::new("bash").args(["-c", line]).current_dir(case.path("")).output() else {
        return eprintln!("skipped: there is no bash");
    };
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "build", "{output:?}");
}

#[test]
fn every_command_and_every_choice_is_explained() {
    let case = Case::new();
    for command in ["new", "import", "check", "build", "serve", "search", "completions"] {
        let help = case.run(&[command, "--help"]).stdout;
        let mut lines = help.lines();
        assert!(lines.next().is_some_and(|line| line.len() > 20), "{command}: what it does");
        // A line of an option says what it is for, there or on the line below.
        let lines: Vec<&str> = help.lines().collect();
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.trim_start().starts_with('-')) {
            let here = line.trim_start().split_once("  ").map_or("", |(_, about)| about.trim());
            let below = lines.get(at + 1).map_or("", |line| line.trim());
            assert!(here.len().max(below.len()) > 8, "{command}: {line}");
        }
        assert!(help.contains("Examples:") || command == "completions", "{command} shows how it is used");
    }
}
