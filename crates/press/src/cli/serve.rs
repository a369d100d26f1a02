//! `masthead serve`: what can be chosen, and what is said once it serves.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use clap::Args;

use super::help;
use super::trouble::TroubleArgs;
use crate::build;
use crate::error::{Error, Result};
use crate::paper::settings;
use crate::serve::{self, address};
use crate::ui::{DIM, Ui};

/// `masthead serve`
#[derive(Debug, Args)]
#[command(after_help = help::SERVE)]
pub struct ServeArgs {
    /// The folder of a site, or of a paper (the one with masthead.toml)
    #[arg(value_name = "PAPER|SITE")]
    folder: PathBuf,
    /// The port to listen on; 0 takes any that is free
    #[arg(long, default_value_t = 8000)]
    port: u16,
    /// The address to listen on; 0.0.0.0 lets everybody in the same network in, a phone for instance
    #[arg(long, default_value = "127.0.0.1")]
    bind: IpAddr,
    /// Another name by which browsers may call this server, beside localhost: that of a tunnel, for instance
    #[arg(long, value_name = "NAME")]
    allow_host: Vec<String>,
    /// The path under which the site lies, as on its host: /paper/; a paper's is in its base_url
    #[arg(long, default_value = "/", value_parser = base_path)]
    base: String,
    /// For a paper: the reader's files (dist/), instead of those in this command
    #[arg(long, value_name = "DIR", conflicts_with = "without_reader")]
    bundle: Option<PathBuf>,
    /// For a paper: pages that are only read, with no script of the reader in them
    #[arg(long)]
    without_reader: bool,
    #[command(flatten)]
    trouble: TroubleArgs,
}

fn base_path(text: &str) -> Result<String, String> {
    if !text.starts_with('/') || !text.ends_with('/') {
        return Err("it begins and ends with a slash: /paper/".to_owned());
    }
    address::file(text)
        .map(|_| text.to_owned())
        .ok_or_else(|| "it is no path of a folder on a host".to_owned())
}

impl ServeArgs {
    /// Serves until the process is interrupted.
    pub(super) fn run(self, ui: &Ui) -> Result<()> {
        if !self.folder.is_dir() {
            return Err(Error::input(&self.folder, "there is no such folder")
                .help("build the site first: masthead build PAPER --out SITE; or give the paper itself"));
        }
        let options = serve::Options {
            site: self.folder.clone(),
            address: Some((self.bind, self.port).into()),
            allow_hosts: self.allow_host,
            base: self.base.clone(),
            trouble: self.trouble.into(),
            preview: None,
        };
        if self.folder.join(settings::FILE).is_file() {
            let build = build::Options {
                bundle: self.bundle,
                without_reader: self.without_reader,
                ..build::Options::default()
            };
            return serve::preview(&self.folder, build, options, *ui, |address, base| {
                begun(address, base, ui)
            });
        }
        serve::serve(options, |address| begun(address, &self.base, ui))
    }
}

/// Says where it is served, and who can open it. The address is the first line, for scripts.
fn begun(address: SocketAddr, base: &str, ui: &Ui) {
    let url = format!("http://{address}{base}");
    if address.ip().is_loopback() {
        let who = "only this machine can open it; --bind 0.0.0.0 lets everybody in the same network in";
        ui.say(&format!("{url}\n  {DIM}{who}{DIM:#}"));
        return;
    }
    ui.say(&url);
    ui.warn(&format!(
        "everybody who reaches {address} can read all of this, editions too that are not published yet; \
         without --bind only this machine can"
    ));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_is_a_path_and_leads_to_no_other_host() {
        for base in ["/", "/paper/", "/a/b/", "/%E6%99%9A%E6%8A%A5/"] {
            assert!(base_path(base).is_ok(), "{base}");
        }
        for other in
            ["", "paper/", "/paper", "//evil.example/", "/\\evil.example/", "/a//b/", "/../", "/%2e%2e/"]
        {
            assert!(base_path(other).is_err(), "{other}");
        }
    }
}
