//! Which publication of the paper a tree belongs to, and the paper itself where there is none yet.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use masthead_edition::id::Id;

use super::decode;
use super::property;
use super::rules::Rules;
use super::tree::Tree;
use crate::bounded;
use crate::error::{Error, Result};
use crate::look;
use crate::paper::{Settings, settings};
use crate::write;

/// A tree's publication, and what the newspaper calls itself there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The publication.
    pub id: Id,
    /// 郑州晚报, where the tree says it.
    pub title: Option<String>,
}

/// Finds the publication of every tree of a source.
pub fn choose(
    tree: &Tree,
    paper: &Path,
    wanted: Option<&str>,
    rules: &Rules,
) -> Result<BTreeMap<String, Target>> {
    let known =
        if look::is_taken(&paper.join(settings::FILE))? { Some(Settings::read(paper)?) } else { None };
    let wanted = wanted.map(publication_id).transpose()?;
    if let (Some(settings), Some(id)) = (&known, &wanted) {
        must_be_known(settings, id, paper)?;
    }
    let roots: Vec<String> = tree.roots().keys().map(|root| (*root).to_owned()).collect();
    let mut targets = BTreeMap::new();
    for root in &roots {
        let title = paper_name(tree, root);
        let name = folder_name(tree, root, rules);
        let id = wanted.clone().or_else(|| match &known {
            Some(settings) => among(settings, name.as_deref(), title.as_deref(), roots.len()),
            None => name.and_then(|name| Id::publication(&name).ok()),
        });
        let Some(id) = id else { return Err(unknown(tree, root, title.as_deref(), known.as_ref())) };
        targets.insert(root.clone(), Target { id, title });
    }
    Ok(targets)
}

fn publication_id(text: &str) -> Result<Id> {
    Id::publication(text).map_err(|error| Error::usage(format!("--publication {text}: {error}")))
}

fn must_be_known(settings: &Settings, id: &Id, paper: &Path) -> Result<()> {
    if settings.publications.iter().any(|publication| publication.id == id.as_str()) {
        return Ok(());
    }
    let path = paper.join(settings::FILE);
    Err(Error::input(&path, format!("no publication of this paper has the id {id}"))
        .help(format!("add to it:\n\n    [[publications]]\n    id = \"{id}\"\n    title = \"…\"\n")))
}

fn among(settings: &Settings, name: Option<&str>, title: Option<&str>, roots: usize) -> Option<Id> {
    let by_id = settings.publications.iter().find(|publication| Some(publication.id.as_str()) == name);
    let by_title =
        || settings.publications.iter().find(|publication| Some(publication.title.as_str()) == title);
    let only = || settings.publications.first().filter(|_| settings.publications.len() == 1 && roots == 1);
    let found = by_id.or_else(by_title).or_else(only)?;
    Id::publication(&found.id).ok()
}

fn unknown(tree: &Tree, root: &str, title: Option<&str>, settings: Option<&Settings>) -> Error {
    let place = tree.path.join(root);
    let calls = title.map(|title| format!(", which calls itself {title}")).unwrap_or_default();
    let ids = settings.map(|settings| {
        settings.publications.iter().map(|publication| publication.id.as_str()).collect::<Vec<_>>().join(", ")
    });
    let among = ids.map(|ids| format!(", one of {ids}")).unwrap_or_default();
    Error::usage(format!("{}: it is not clear which publication this tree is{calls}", place.display()))
        .help(format!("say it with --publication ID{among}"))
}

/// The last folder of a tree's path that says something: `zzwb` of `zzwb/html/`; else the source's own name.
fn folder_name(tree: &Tree, root: &str, rules: &Rules) -> Option<String> {
    let says = |name: &str| !rules.containers.iter().any(|container| container.eq_ignore_ascii_case(name));
    let inner = root.split('/').rev().find(|name| !name.is_empty() && says(name)).map(str::to_owned);
    let own = || {
        let path = fs::canonicalize(&tree.path).ok()?;
        path.iter().rev().filter_map(|name| name.to_str()).find(|name| says(name)).map(str::to_owned)
    };
    inner.or_else(own)
}

/// What the newspaper calls itself in the property comment of its newest pages.
fn paper_name(tree: &Tree, root: &str) -> Option<String> {
    const LOOKED_AT: usize = 3;
    let days = tree.days.iter().rev().filter(|((other, _), _)| other == root).map(|(_, day)| day);
    let files = days.flat_map(|day| day.pages.iter().take(1).chain(day.articles.iter().take(1)));
    files.take(LOOKED_AT).find_map(|file| {
        let bytes = bounded::read(&tree.path.join(&file.path), bounded::OLD_PAGE).ok()?;
        property::cut(&decode::decode(&bytes).text).0.get("founder-papername")
    })
}

/// Makes the paper's settings where there are none, for a person to go on with.
pub fn begin_paper(paper: &Path, targets: &BTreeMap<String, Target>) -> Result<bool> {
    let path = paper.join(settings::FILE);
    if look::is_taken(&path)? {
        return Ok(false);
    }
    let mut publications: Vec<&Target> = Vec::new();
    for target in targets.values() {
        if !publications.iter().any(|other| other.id == target.id) {
            publications.push(target);
        }
    }
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let title_of = |target: &Target| target.title.clone().unwrap_or_else(|| target.id.to_string());
    let mut text =
        String::from("# The settings of this paper; docs/paper-format.md describes every field.\n\n");
    text.push_str(&format!(
        "title = {}\n",
        quoted(&publications.first().map(|target| title_of(target)).unwrap_or_default())
    ));
    text.push_str("language = \"zh-Hans\"\ntime_zone = \"Asia/Shanghai\"\n");
    text.push_str("# home = { href = \"https://www.example.com/\", label = \"返回主页\" }\n");
    text.push_str("# rights = \"©\"\n# base_url = \"https://paper.example.com/\"\n");
    for target in publications {
        text.push_str(&format!("\n[[publications]]\nid = {}\n", quoted(target.id.as_str())));
        text.push_str(&format!("title = {}\n", quoted(&title_of(target))));
        text.push_str(
            "# Where the old addresses began, for redirects: old_addresses = \"https://old.example.com/\"\n",
        );
    }
    write::if_changed(&path, text.as_bytes())
}
