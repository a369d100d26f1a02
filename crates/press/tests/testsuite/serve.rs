//! `masthead serve`: a server that is started and asked.

mod cdn;
mod hosts;
mod links;
mod published;
mod resources;
mod trouble;
mod within;

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::case::Case;

/// Longer than any answer takes.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) struct Server {
    pub(crate) child: Child,
    pub(crate) address: String,
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HashMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Server {
    pub(crate) fn start(case: &Case, more: &[&str]) -> Self {
        Self::of(case, "site", more)
    }

    /// Serves a folder, with a folder for temporary files that nobody else uses.
    pub(crate) fn of(case: &Case, folder: &str, more: &[&str]) -> Self {
        Self::by(Command::new(env!("CARGO_BIN_EXE_masthead")), case, folder, more)
    }

    /// The same by a command that runs `masthead` in its own way.
    pub(crate) fn by(mut command: Command, case: &Case, folder: &str, more: &[&str]) -> Self {
        std::fs::create_dir_all(case.path("tmp")).unwrap();
        let mut child = command
            .args([&["serve", folder, "--port", "0"], more].concat())
            .env("TMPDIR", case.path("tmp"))
            .current_dir(case.path(""))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://").unwrap().split('/').next().unwrap().to_owned();
        Self { child, address }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let more: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let host = &self.address;
        let request = format!("{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n{more}\r\n");
        self.send(request.as_bytes()).unwrap_or_else(|| panic!("no answer to {method} {path:.100}"))
    }

    /// Sends bytes as they are; `None` where the connection is closed without an answer.
    pub(crate) fn send(&self, request: &[u8]) -> Option<Answer> {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        // What is refused early is not read to its end.
        drop(stream.write_all(request));
        let mut raw = Vec::new();
        drop(stream.read_to_end(&mut raw));
        let end = raw.windows(4).position(|window| window == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&raw[..end]).into_owned();
        let mut lines = head.lines();
        let status = lines.next()?.split(' ').nth(1)?.parse().unwrap();
        let headers = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        Some(Answer { status, headers, body: raw[end + 4..].to_vec() })
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

/// A site with one of each.
pub(crate) fn site() -> Case {
    let case = Case::new();
    let page = format!("<!DOCTYPE html><title>头版</title>{}", "<p>新郑时报</p>".repeat(500));
    case.write("site/index.html", page.as_bytes());
    case.write("site/404.html", "没有这一页".as_bytes());
    case.write("site/zzwb/2022-09-16/index.html", page.as_bytes());
    case.write("site/zzwb/2022-09-16/X04.pdf", &[7; 1000]);
    case.write("site/paper.json", format!("{{\"a\":\"{}\"}}", "b".repeat(5000)).as_bytes());
    case.write("site/.masthead/files.json", b"{}");
    case
}
