//! The few files that every site has once: icons ([`super::icons`]), manifest, the page for addresses that lead
//! nowhere, and the one name under which other pages load the reader.

use std::path::Path;

use masthead_edition::place::Place;
use masthead_reader::i18n::failures::{self, Missing};
use serde_json::json;

use super::document::whole;
use super::head::Head;
use super::icons;
use super::ledger::Ledger;
use super::markup::escape;
use super::site::Site;
use crate::error::Result;

/// Writes them. Gives what a person should look at.
pub fn write(site: &Site, paper: &Path, ledger: &Ledger) -> Result<Vec<String>> {
    let (icons, warnings) = icons::write(paper, ledger)?;
    let manifest = json!({
        "name": site.paper.title, "short_name": site.paper.title, "lang": site.paper.language,
        "start_url": ".", "scope": ".", "display": "minimal-ui",
        "icons": icons,
    });
    ledger.write("manifest.webmanifest", manifest.to_string().as_bytes())?;
    ledger.write("404.html", not_found(site).as_bytes())?;
    if site.is_live {
        // Embedders write this address down once; what it leads to changes with the reader.
        let script = format!("import \"./{}masthead.js\";\n", site.assets);
        ledger.write("masthead.js", script.as_bytes())?;
    }
    Ok(warnings)
}

/// Where nothing is. The reader, where it runs, looks at the address itself, and says what is nearest to it.
fn not_found(site: &Site) -> String {
    let lang = site.lang(None);
    let sentence = failures::missing(lang, Missing::Address);
    let mut head = Head::new(site, sentence, None);
    head.hide();
    let links: String = site
        .paper
        .publications
        .iter()
        .map(|publication| {
            let path = site.path(&Place::Publication(publication.id.clone()));
            format!("<p><a href=\"{}\">{}</a></p>", escape(&path), escape(&publication.title))
        })
        .collect();
    let inner = format!("<h1>{}</h1>{links}", escape(sentence));
    whole(site, &head, &site.paper.language, &inner, false)
}
