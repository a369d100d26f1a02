//! By which names a server lets itself be called. A page of any site can have its own name lead to this machine (DNS
//! rebinding) and would then read what is served here as its own; the name by which it asks gives it away.

use std::net::IpAddr;

use hyper::header;
use hyper::http::uri::Authority;
use hyper::{Request, StatusCode, Version};

use super::answer::{Answer, line};

/// The names that are answered.
#[derive(Clone, Debug)]
pub struct Hosts {
    /// Whether only this machine is meant to ask.
    only_here: bool,
    more: Vec<String>,
}

impl Hosts {
    /// Of a server that listens on an address. One for this machine alone answers to `localhost`, to names below that, to loopback
    /// addresses, and to `more`; any other answers to every name, since everybody in reach may ask it anyway.
    pub fn of(address: IpAddr, more: Vec<String>) -> Self {
        Self { only_here: address.is_loopback(), more }
    }

    /// Whether a request calls the server by one of its names.
    pub fn admits<B>(&self, request: &Request<B>) -> bool {
        if !self.only_here {
            return true;
        }
        let mut named = request.headers().get_all(header::HOST).iter();
        let host = named.next().map(|host| host.to_str().unwrap_or_default());
        let is_told_once = named.next().is_none();
        let is_fine = match (host, request.uri().authority()) {
            (Some(host), _) => self.is_ours(host),
            // Before HTTP/1.1 nobody said it; no browser is that old.
            (None, _) => request.version() < Version::HTTP_11,
        };
        is_told_once
            && is_fine
            && request.uri().authority().is_none_or(|authority| self.is_ours(authority.as_str()))
    }

    fn is_ours(&self, host: &str) -> bool {
        let Some(authority) = host.parse::<Authority>().ok().filter(|_| !host.contains('@')) else {
            return false;
        };
        let name = authority.host().trim_end_matches('.').to_ascii_lowercase();
        let address = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
        let is_local = name == "localhost" || name.ends_with(".localhost");
        let is_loopback = address.is_ok_and(|address| address.to_canonical().is_loopback());
        is_local || is_loopback || self.more.iter().any(|other| other.eq_ignore_ascii_case(&name))
    }
}

/// What a request is told that calls the server by another name.
pub fn refused() -> Answer {
    line(
        StatusCode::FORBIDDEN,
        "this server answers to localhost only; start it with --allow-host to add a name",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admits(hosts: &Hosts, target: &str, host: &[&str]) -> bool {
        let mut request = Request::builder().uri(target);
        for host in host {
            request = request.header("host", *host);
        }
        hosts.admits(&request.body(()).unwrap())
    }

    #[test]
    fn only_names_of_this_machine_are_answered() {
        let hosts = Hosts::of("127.0.0.1".parse().unwrap(), vec!["Preview.Example.com".into()]);
        for ours in [
            "127.0.0.1:8000",
            "127.1.2.3",
            "localhost",
            "LOCALHOST:8000",
            "localhost.:1",
            "paper.localhost:8000",
            "[::1]:8000",
            "[::ffff:127.0.0.1]",
            "preview.example.com",
        ] {
            assert!(admits(&hosts, "/", &[ours]), "{ours}");
        }
        for other in [
            "evil.example",
            "evil.example:8000",
            "127.0.0.1.evil.example",
            "localhost.evil.example",
            "notlocalhost",
            "evil.example@localhost",
            "192.168.1.2",
            "0.0.0.0",
            "[2001:db8::1]",
            "",
            "a b",
            "x.preview.example.com",
        ] {
            assert!(!admits(&hosts, "/", &[other]), "{other}");
        }
        assert!(!admits(&hosts, "/", &["localhost", "evil.example"]), "two names");
        assert!(!admits(&hosts, "http://evil.example/", &["localhost"]), "a name in the request line");
        assert!(!admits(&hosts, "/", &[]), "no name in HTTP/1.1");
    }

    #[test]
    fn a_server_that_everybody_may_ask_answers_to_every_name() {
        let hosts = Hosts::of("0.0.0.0".parse().unwrap(), Vec::new());
        assert!(admits(&hosts, "/", &["desk.example:8000"]) && admits(&hosts, "/", &["192.168.1.2"]));
    }
}
