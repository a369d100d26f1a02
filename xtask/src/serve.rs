//! `cargo xtask serve`: the sample newspaper in the reader, built again at each change.

use std::net::{Ipv4Addr, TcpListener};

use crate::outcome::Outcome;
use crate::tools::{self, Need};
use crate::{build, shell};

const PORT: u16 = 8080;

pub(crate) fn run(arguments: &[String]) -> Outcome {
    let (wanted, release) = parse(arguments)?;
    tools::require(if release { Need::Build } else { Need::Serve })?;
    // They are among what is shown. Whoever cannot have them reads the newspaper all the same.
    if let Err(message) = tools::require(Need::Examples) {
        println!("Without the examples of React and Vue: {message}");
    }
    let port = match wanted {
        Some(port) => port,
        None => free_port()?,
    };
    println!("\nThe sample newspaper will be at http://127.0.0.1:{port}/ as soon as it is built.");
    println!("The first build takes a minute or two. Ctrl-C ends this.\n");
    let mut trunk = build::trunk("serve");
    trunk.args(["--address", "127.0.0.1", "--port", &port.to_string()]);
    if release {
        trunk.arg("--release");
    }
    if shell::has_screen() {
        trunk.arg("--open");
    }
    shell::run(&mut trunk)
}

fn parse(arguments: &[String]) -> Result<(Option<u16>, bool), String> {
    let (mut port, mut release) = (None, false);
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--release" => release = true,
            "--port" => {
                let number = arguments.next().and_then(|text| text.parse().ok());
                port = Some(number.ok_or("--port wants a number up to 65535")?);
            }
            unknown => return Err(format!("serve does not know `{unknown}`; see `cargo xtask help`")),
        }
    }
    Ok((port, release))
}

/// The usual port, or the next one that nobody uses.
fn free_port() -> Result<u16, String> {
    let free = |port: &u16| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok();
    (PORT..PORT + 100)
        .find(free)
        .ok_or_else(|| format!("no port from {PORT} on is free; name one with --port"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments() {
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(parse(&words("")), Ok((None, false)));
        assert_eq!(parse(&words("--release --port 9000")), Ok((Some(9000), true)));
        assert!(parse(&words("--port")).is_err());
        assert!(parse(&words("--port 70000")).is_err());
        assert!(parse(&words("--prot 1")).is_err());
    }

    #[test]
    fn a_port_in_use_is_passed_over() {
        let first = free_port().unwrap();
        let _held = TcpListener::bind((Ipv4Addr::LOCALHOST, first)).unwrap();
        assert_ne!(free_port().unwrap(), first);
    }
}
