//! Hosts: what each can do by itself, what it must be told, and what it takes at most.

use std::fmt::Write;

use clap::ValueEnum;

use super::{headers, types};
use crate::build::ledger::Plan;
use crate::error::{Error, Result};

const MEGABYTE: u64 = 1 << 20;

/// Where a site is going to lie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Host {
    /// Any host that serves files: nothing is expected of it
    #[default]
    Plain,
    /// nginx: compressed files beside the others, a configuration to include, a map of redirects
    Nginx,
    /// An object store with a CDN in front
    S3,
    /// Cloudflare Pages: _headers, and _redirects while they are few
    Cloudflare,
    /// GitHub Pages
    Github,
}

impl Host {
    /// How many redirects Cloudflare Pages takes.
    pub const MOST_CLOUDFLARE_REDIRECTS: usize = 2000;
    /// How long the line of one may be.
    pub const MOST_CLOUDFLARE_LINE: usize = 1000;

    /// Whether compressed files lie beside the others; the others compress by themselves, or cannot choose.
    pub fn has_sidecars(self) -> bool {
        self == Self::Nginx
    }

    /// Whether it sends the headers that it is told to. Where not, pages carry their policy themselves.
    pub fn sends_headers(self) -> bool {
        matches!(self, Self::Nginx | Self::Cloudflare)
    }

    /// Files, bytes together and bytes of one file that the host takes at most, where it has limits.
    fn limits(self) -> Option<(&'static str, usize, u64, u64)> {
        match self {
            Self::Cloudflare => Some(("Cloudflare Pages", 20_000, u64::MAX, 25 * MEGABYTE)),
            Self::Github => Some(("GitHub Pages", usize::MAX, 1024 * MEGABYTE, 100 * MEGABYTE)),
            Self::Plain | Self::Nginx | Self::S3 => None,
        }
    }

    /// Whether there is something that it does not take.
    pub fn has_limits(self) -> bool {
        self.limits().is_some()
    }

    /// Whether so many redirects are told to it; otherwise each is a file of its own.
    pub fn takes_redirects(self, count: usize) -> bool {
        match self {
            Self::Nginx => true,
            Self::Cloudflare => count <= Self::MOST_CLOUDFLARE_REDIRECTS,
            Self::Plain | Self::S3 | Self::Github => false,
        }
    }

    /// Whether the host takes such a site: asked of what the paper says before anything is made, and of what there is
    /// to be put in place at the end.
    pub fn check(self, plan: &Plan) -> Result<()> {
        let Some((name, files, bytes, largest)) = self.limits() else { return Ok(()) };
        let advice = "nothing of the site was changed; --host nginx or s3 sets no such limit";
        let refuse = |message: String| Err(Error::usage(message).help(advice));
        if plan.files > files {
            return refuse(format!("{name} takes {files} files, and this site has {} or more", plan.files));
        }
        if plan.bytes > bytes {
            let (most, is) = (bytes / MEGABYTE, plan.bytes / MEGABYTE);
            return refuse(format!("{name} takes {most} MB, and this site has {is} MB or more"));
        }
        match &plan.largest {
            Some((path, length)) if *length > largest => {
                let (most, is) = (largest / MEGABYTE, length / MEGABYTE);
                refuse(format!("{name} takes files of {most} MB, and {path} has {is} MB"))
            }
            _ => Ok(()),
        }
    }

    /// The files by which the host is told its headers: names and contents.
    pub fn files(self, base: &str) -> Vec<(&'static str, String)> {
        match self {
            Self::Cloudflare => vec![("_headers", cloudflare(base))],
            Self::Nginx => {
                vec![("_nginx/masthead.conf", nginx(base))]
            }
            // Without it GitHub leaves out what begins with an underscore.
            Self::Github => vec![(".nojekyll", String::new())],
            Self::Plain | Self::S3 => Vec::new(),
        }
    }
}

/// The path of a file that is named by its content.
const HASHED: &str = "assets/0000000000000000/x.js";

/// Cloudflare joins the headers of all rules that match; one that begins with `!` takes a header away first. A rule may
/// have one splat, and placeholders beside it.
fn cloudflare(base: &str) -> String {
    let mut out = format!("{base}*\n");
    for (name, value) in headers::of("index.html").into_iter().chain([("access-control-allow-origin", "*")]) {
        let _ = writeln!(out, "  {name}: {value}");
    }
    let cache = headers::of(HASHED).into_iter().find(|(name, _)| *name == "cache-control");
    for folder in ["assets", "archive"] {
        if let Some((name, value)) = cache {
            let _ = write!(out, "{base}{folder}/:content/*\n  ! {name}\n  {name}: {value}\n");
        }
    }
    out
}

/// Old addresses and where they lead, as nginx reads them; it compares what it has decoded.
pub fn nginx_map(moved: &[(String, String)]) -> String {
    let quoted = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"").replace('$', "\\$");
    let mut out = "\
# Include this within http { }: old addresses, and where they lead.
map_hash_max_size 1048576;
map_hash_bucket_size 512;
map $uri $masthead_moved {
    default \"\";
"
    .to_owned();
    for (from, to) in moved {
        let _ = writeln!(out, "    \"{}\" \"{}\";", quoted(from), quoted(to));
    }
    out.push_str("}\n");
    out
}

/// A directive that adds a header has a location forget those of the level above, so each has all of its own.
fn nginx(base: &str) -> String {
    // Old addresses are turned away at the level of the server: a location within another does not take this over.
    let mut out = format!(
        "# Include this within server {{ }}; the root is the folder in which {base} is this site.\n\
         # map.conf, beside it, belongs into http {{ }}.\n\
         if ($masthead_moved) {{ return 301 $masthead_moved; }}\n\
         location {base} {{\n    index index.html;\n    error_page 404 {base}404.html;\n    gzip_static on;\n    gzip_vary on;\n\
         \x20   # brotli_static on;  # where the module is there\n{}\
         \x20   location ~ /\\.masthead(/|$) {{ return 404; }}\n    location ^~ {base}_nginx/ {{ return 404; }}\n",
        nginx_types()
    );
    let mut block = |open: &str, path: &str| {
        let _ = writeln!(out, "    location {open} {{");
        for (name, value) in headers::of(path) {
            let _ = writeln!(out, "        add_header {name} \"{value}\" always;");
        }
        out.push_str("    }\n");
    };
    let base = regex::escape(base);
    block(&format!("~ \"^{base}(assets|archive)/[0-9a-f]{{16}}/\""), HASHED);
    block("~* \\.(webp|avif|jpe?g|png|gif|bmp|ico|svg|pdf)$", "x.webp");
    block("~ (/|\\.html?)$", "index.html");
    block("~ .", "paper.json");
    out.push_str("}\n");
    out
}

/// Types as nginx writes them: its own list lacks some and names others by old names.
fn nginx_types() -> String {
    let mut out = format!("    default_type {};\n    types {{\n", types::ANYTHING);
    let mut texts = Vec::new();
    for (endings, media_type, _) in types::ALL {
        let (plain, charset) =
            media_type.split_once(';').map_or((media_type, false), |(plain, _)| (plain, true));
        let _ = writeln!(out, "        {plain} {};", endings.join(" "));
        // It is certain of HTML by itself.
        if charset && plain != "text/html" {
            texts.push(plain);
        }
    }
    let _ = writeln!(out, "    }}\n    charset utf-8;\n    charset_types {};", texts.join(" "));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_that_a_host_does_not_take_is_refused() {
        let plan = Plan { files: 20_001, bytes: 1 << 31, largest: Some(("a.pdf".into(), 26 << 20)) };
        assert!(Host::Plain.check(&plan).is_ok());
        assert!(Host::Cloudflare.check(&plan).unwrap_err().message().contains("20001"));
        assert!(Host::Github.check(&plan).unwrap_err().message().contains("2048 MB"));
        let plan = Plan { files: 20_000, ..plan };
        assert!(Host::Cloudflare.check(&plan).unwrap_err().message().contains("a.pdf"));
    }

    #[test]
    fn what_a_host_is_told() {
        let headers = cloudflare("/read/");
        assert!(headers.starts_with("/read/*\n  cache-control: public, max-age=60"));
        let kept = "/:content/*\n  ! cache-control\n  cache-control: public, max-age=31536000, immutable\n";
        assert!(headers.contains(&format!("/read/assets{kept}/read/archive{kept}")));
        // What Cloudflare documents: lines of 2,000 characters, a hundred rules.
        assert!(headers.lines().all(|line| line.len() <= 2000) && headers.lines().count() < 100);
        let conf = nginx("/");
        let (turned_away, location) = (conf.find("return 301").unwrap(), conf.find("location /").unwrap());
        assert!(turned_away < location, "{conf}");
        assert_eq!(conf.matches('{').count(), conf.matches('}').count());
        assert!(conf.contains("add_header content-security-policy \"default-src 'none'"));
    }
}
