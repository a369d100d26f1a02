//! The sample newspaper as a site knows it: paper, calendars, editions.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use masthead_edition::calendar::{Calendar, Entry};
use masthead_edition::id::Id;
use masthead_edition::json;
use masthead_edition::model::Edition;
use masthead_edition::paper::{Paper, Publication};
use masthead_edition::place::Address;
use masthead_reader::render::{Rendered, render};
use masthead_reader::{Island, Settings};

pub(crate) struct Sample {
    pub(crate) paper: Paper,
    pub(crate) calendars: Vec<Calendar>,
    pub(crate) editions: Vec<Edition>,
}

impl Sample {
    pub(crate) fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample");
        let mut editions: Vec<Edition> = folders(&root)
            .iter()
            .flat_map(|publication| folders(publication))
            .map(|folder| {
                let text = fs::read_to_string(folder.join("edition.json")).unwrap();
                json::read_edition(&text).unwrap().value
            })
            .collect();
        editions.sort_by(|a, b| (&a.publication, &a.id).cmp(&(&b.publication, &b.id)));
        let mut calendars: BTreeMap<(Id, i32), Calendar> = BTreeMap::new();
        for edition in &editions {
            let year = edition.id.date().year();
            let calendar = calendars.entry((edition.publication.clone(), year)).or_insert_with(|| Calendar {
                publication: edition.publication.clone(),
                year,
                ..Calendar::default()
            });
            calendar.editions.push(Entry {
                id: edition.id.clone(),
                name: edition.name.clone(),
                ..Entry::default()
            });
        }
        let publications = ["bcrb", "bcwb"].map(|id| {
            let id = Id::new(id).unwrap();
            let own: Vec<_> = editions.iter().filter(|edition| edition.publication == id).collect();
            Publication {
                title: if id.as_str() == "bcrb" { "泊川日报" } else { "泊川晚报" }.to_owned(),
                newest: own
                    .iter()
                    .rfind(|edition| edition.id.suffix().is_none())
                    .map(|edition| edition.id.clone()),
                years: calendars
                    .keys()
                    .filter(|(publication, _)| *publication == id)
                    .map(|(_, year)| *year)
                    .collect(),
                id,
                ..Publication::default()
            }
        });
        let paper = Paper {
            title: "泊川报业".to_owned(),
            language: "zh-Hans".to_owned(),
            rights: Some("© 泊川报业".to_owned()),
            icp: Some("泊ICP备00000000号".to_owned()),
            publications: publications.into(),
            ..Paper::default()
        };
        Self { paper, calendars: calendars.into_values().collect(), editions }
    }

    pub(crate) fn edition(&self, publication: &str, edition: &str) -> &Edition {
        let fits =
            |found: &&Edition| found.publication.as_str() == publication && found.id.to_string() == edition;
        self.editions.iter().find(fits).expect("the sample has that edition")
    }

    /// The page of an address, drawn as the press draws it.
    pub(crate) fn draw(&self, path: &str, edition: Option<&Edition>) -> Rendered {
        let address = Address::parse(path).unwrap();
        let island = Island::new(&self.paper, &self.calendars.iter().collect::<Vec<_>>(), edition, address);
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(render(Settings::new("/"), &island))
    }
}

/// The folders in one, without those of the commands' own.
fn folders(within: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(within).unwrap().map(|entry| entry.unwrap().path());
    let is_own = |path: &Path| path.ends_with("art") || path.ends_with(".masthead");
    entries.filter(|path| path.is_dir() && !is_own(path)).collect()
}
