//! Old addresses that lead to new ones. They stand under the publication's own folder, since two old sites may have
//! had the same paths: `/zzwb/html/2022-09/16/content_1335950.htm`.
//!
//! Where the host can redirect by itself it is told so; elsewhere each old address is a small page that sends the
//! reader on, without a script.

use std::collections::HashSet;

use masthead_edition::id::EditionId;
use masthead_edition::place::encode;

use super::ledger::Ledger;
use super::markup::escape;
use super::site::Site;
use crate::error::Result;
use crate::hosting::host::{Host, nginx_map};

/// An old address and where it leads: paths on the site's host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// The file under the site's root that would stand at the old address.
    pub file: String,
    /// The old address.
    pub from: String,
    /// The new one.
    pub to: String,
}

/// All redirects of a site, and what is said of those that cannot be.
pub fn all(site: &Site, warnings: &mut Vec<String>) -> Vec<Redirect> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    for contents in &site.contents {
        for listed in &contents.places {
            for alias in &listed.aliases {
                if could_be_ours(alias) {
                    warnings.push(format!(
                        "{}/{}: the old address {alias} could be one of this site's own; nothing leads from it",
                        contents.publication, contents.id
                    ));
                    continue;
                }
                let file = format!("{}/{alias}", contents.publication);
                if !seen.insert(file.clone()) {
                    warnings.push(format!(
                        "{}/{}: the old address {alias} is given twice in this publication; the first one counts",
                        contents.publication, contents.id
                    ));
                    continue;
                }
                found.push(Redirect { from: site.at(&encode(&file)), to: site.path(&listed.place), file });
            }
        }
    }
    found
}

/// Whether an old address could be one of the site's own, so that nothing leads from it.
pub fn could_be_ours(alias: &str) -> bool {
    let first = alias.split('/').next().unwrap_or_default();
    let is_year = first.len() == 4 && first.bytes().all(|byte| byte.is_ascii_digit());
    is_year || EditionId::parse(first).is_ok() || !alias.contains('/')
}

/// Writes them as a host understands them.
pub fn write(site: &Site, host: Host, ledger: &Ledger, redirects: &[Redirect]) -> Result<()> {
    match host {
        Host::Nginx => {
            let moved: Vec<_> =
                redirects.iter().map(|found| (site.at(&found.file), found.to.clone())).collect();
            ledger.write("_nginx/map.conf", nginx_map(&moved).as_bytes())
        }
        Host::Cloudflare if host.takes_redirects(redirects.len()) => {
            let mut lines = String::new();
            for found in redirects {
                let line = format!("{} {} 301\n", found.from, found.to);
                if line.len() <= Host::MOST_CLOUDFLARE_LINE {
                    lines.push_str(&line);
                } else {
                    ledger.write(&found.file, page(site, found).as_bytes())?;
                }
            }
            ledger.write("_redirects", lines.as_bytes())
        }
        _ => redirects.iter().try_for_each(|found| ledger.write(&found.file, page(site, found).as_bytes())),
    }
}

fn page(site: &Site, redirect: &Redirect) -> String {
    let to = escape(&redirect.to);
    let canonical = site.url(&redirect.to).unwrap_or_else(|| redirect.to.clone());
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n\
         <meta name=\"robots\" content=\"noindex\">\n<link rel=\"canonical\" href=\"{}\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url={to}\">\n</head>\n<body><p><a href=\"{to}\">{to}</a></p></body>\n</html>\n",
        escape(&site.paper.language),
        escape(&site.paper.title),
        escape(&canonical),
    )
}
