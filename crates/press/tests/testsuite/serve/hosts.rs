//! Who can reach the server, and by which names.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::{Server, site};
use crate::pages::paper;

fn status(server: &Server, target: &str, hosts: &[&str]) -> u16 {
    let hosts: String = hosts.iter().map(|host| format!("host: {host}\r\n")).collect();
    let request = format!("GET {target} HTTP/1.1\r\n{hosts}connection: close\r\n\r\n");
    server.send(request.as_bytes()).unwrap().status
}

#[test]
fn a_page_of_another_site_cannot_lead_its_own_name_here() {
    let (built, source) = (site(), paper());
    let servers = [Server::start(&built, &[]), Server::of(&source, "paper", &["--bundle", "bundle"])];
    for (server, own) in servers.iter().zip(["/paper.json", "/read/.preview/state.json"]) {
        let port = server.address.rsplit(':').next().unwrap();
        for ours in ["localhost", "127.0.0.1", "[::1]", "paper.localhost"] {
            assert_eq!(status(server, own, &[&format!("{ours}:{port}")]), 200, "{ours}");
        }
        for other in ["evil.example", "127.0.0.1.evil.example", "0.0.0.0", "192.168.1.2"] {
            assert_eq!(status(server, own, &[&format!("{other}:{port}")]), 403, "{other}");
        }
        assert_eq!(status(server, own, &[]), 403);
        assert_eq!(status(server, own, &["localhost", "evil.example"]), 403);
        assert_eq!(status(server, &format!("http://evil.example{own}"), &["localhost"]), 403);
    }
    let server = Server::start(&built, &["--allow-host", "desk.example"]);
    assert_eq!(status(&server, "/paper.json", &["desk.example"]), 200);
    assert_eq!(status(&server, "/paper.json", &["evil.example"]), 403);
}

/// What is said, on both ways, until there is as much as is looked for.
fn said(arguments: &[&str]) -> String {
    let case = site();
    let file = |name: &str| std::fs::File::create(case.path(name)).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_masthead"))
        .args([&["serve", "site", "--port", "0"], arguments].concat())
        .current_dir(case.path(""))
        .stdout(Stdio::from(file("out")))
        .stderr(Stdio::from(file("err")))
        .spawn()
        .unwrap();
    let begin = Instant::now();
    let said = loop {
        let (out, err) = (case.read("out"), case.read("err"));
        if out.lines().count() + err.lines().count() >= 2 || begin.elapsed() > Duration::from_secs(60) {
            break format!("{out}{err}");
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    child.kill().unwrap();
    child.wait().unwrap();
    said
}

#[test]
fn it_listens_for_this_machine_alone_unless_told_and_says_so() {
    let alone = said(&[]);
    assert!(alone.starts_with("http://127.0.0.1:") && alone.contains("only this machine"), "{alone}");
    assert!(!alone.contains("warning:"), "{alone}");
    let open = said(&["--bind", "0.0.0.0"]);
    assert!(open.starts_with("http://0.0.0.0:"), "{open}");
    assert!(open.contains("warning: everybody who reaches 0.0.0.0:"), "{open}");
}

#[test]
fn faults_for_tests_are_not_in_a_publishers_help() {
    let case = site();
    for asked in [
        ["serve", "--help"],
        ["serve", "-h"],
        ["completions", "bash"],
        ["completions", "fish"],
        ["completions", "zsh"],
    ] {
        let help = case.run(&asked).stdout;
        assert!(help.contains("bind") && help.contains("allow-host"), "{help}");
        for fault in ["latency", "--rate", "fail-", "cut-path", "rouble"] {
            assert!(!help.contains(fault), "{fault}: {help}");
        }
    }
}
