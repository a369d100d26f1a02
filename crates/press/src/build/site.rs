//! What every part of a build knows of the site as a whole: its addresses, its calendars, its reader.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicUsize;

use masthead_edition::beside::{Beside, beside};
use masthead_edition::calendar::Calendar;
use masthead_edition::id::{EditionId, Id};
use masthead_edition::paper::Paper;
use masthead_edition::place::Place;
use masthead_reader::Settings;
use masthead_reader::i18n::Lang;
use masthead_reader::island::Around;

use super::bundle::Bundle;
use super::data::{Contents, Data};
use super::fragments::Fragments;
use super::ready::Ready;
use crate::hosting::host::Host;
use crate::paper::PaperFolder;

/// A site that is being built.
#[derive(Debug)]
pub struct Site {
    /// The paper as readers get it.
    pub paper: Paper,
    /// What stands in each edition.
    pub contents: Vec<Contents>,
    /// The path under which the site lies: begins and ends with a slash.
    pub base: String,
    /// Scheme and host, where `masthead.toml` says them.
    pub origin: Option<String>,
    /// The folder of the reader's files, relative to the site.
    pub assets: String,
    /// Whether pages become live.
    pub is_live: bool,
    /// Whether pages carry their own policy, since their host sends none.
    pub has_policy: bool,
    /// Whether its icon is there as SVG.
    pub has_vector_icon: bool,
    /// How an edition is read.
    pub ready: Ready,
    /// What the publisher puts around the reader.
    pub fragments: Fragments,
    /// How many pages were drawn.
    pub drawn: AtomicUsize,
    calendars: BTreeMap<(Id, i32), Calendar>,
}

/// Scheme and host of a site's address, and the path under which it lies there.
pub fn origin_and_base(base_url: Option<&str>) -> (Option<String>, String) {
    let Some(url) = base_url else { return (None, "/".to_owned()) };
    let host = url.find("://").map_or(0, |at| at + 3);
    let path = url[host..].find('/').map_or(url.len(), |at| host + at);
    (Some(url[..path].to_owned()), url[path..].to_owned())
}

impl Site {
    /// A paper's site.
    pub fn new(paper: &PaperFolder, data: Data, bundle: &Bundle, fragments: Fragments, host: Host) -> Self {
        let (origin, base) = origin_and_base(paper.paper.base_url.as_deref());
        let mut calendars = data.calendars;
        for entry in calendars.values_mut().flat_map(|calendar| &mut calendar.editions) {
            // Pages have no use for it, and would all change whenever an edition is corrected.
            entry.hash.clear();
        }
        Self {
            paper: paper.paper.clone(),
            contents: data.contents,
            base,
            origin,
            assets: bundle.folder.clone(),
            is_live: bundle.is_live,
            has_policy: !host.sends_headers(),
            has_vector_icon: paper.path.join("icon.svg").is_file() || !paper.path.join("icon.png").is_file(),
            ready: data.ready,
            fragments,
            drawn: AtomicUsize::new(0),
            calendars,
        }
    }

    /// How the reader is set up on our pages.
    pub fn settings(&self) -> Settings {
        Settings::new(&self.base)
    }

    /// The path of a place on its host.
    pub fn path(&self, place: &Place) -> String {
        self.at(place.to_path().trim_start_matches('/'))
    }

    /// The path on its host of a file, from its path in the site (percent-encoded).
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// The whole address of a path on the host; none where the site does not know its own address.
    pub fn url(&self, path: &str) -> Option<String> {
        self.origin.as_ref().map(|origin| format!("{origin}{path}"))
    }

    /// The language of the words that are the site's own, on pages of a publication or of none.
    pub fn language(&self, publication: Option<&Id>) -> &str {
        let own = publication.and_then(|id| self.paper.publication(id)?.language.as_deref());
        own.unwrap_or(&self.paper.language)
    }

    /// The same as one of the languages that there are words in.
    pub fn lang(&self, publication: Option<&Id>) -> Lang {
        Lang::from_tag(self.language(publication))
    }

    /// The title of a publication.
    pub fn title<'a>(&'a self, publication: &'a Id) -> &'a str {
        self.paper.publication(publication).map_or(publication.as_str(), |found| &found.title)
    }

    /// The calendar of a year.
    pub fn calendar(&self, publication: &Id, year: i32) -> Option<&Calendar> {
        self.calendars.get(&(publication.clone(), year))
    }

    /// The years whose calendars the controls of an edition's pages need: its own; the one beside it, where it is the
    /// first or last of its year; the sister papers' same year.
    fn years_around(&self, publication: &Id, edition: &EditionId) -> Vec<(Id, i32)> {
        let year = edition.date().year();
        let years = self.paper.publication(publication).map_or(&[][..], |found| &found.years);
        let mut wanted = vec![(publication.clone(), year)];
        for side in beside(years, edition, |year| self.calendar(publication, year)) {
            if let Beside::Edition(entry) = side
                && entry.id.date().year() != year
            {
                wanted.push((publication.clone(), entry.id.date().year()));
            }
        }
        let sisters = self.paper.publications.iter().filter(|sister| sister.id != *publication);
        wanted.extend(sisters.map(|sister| (sister.id.clone(), year)));
        wanted.retain(|key| self.calendars.contains_key(key));
        wanted
    }

    /// What the page of a place carries of the paper, beside the edition that it shows.
    pub fn around(&self, place: &Place, edition: Option<(&Id, &EditionId)>) -> Around {
        let years = match (place, edition) {
            (Place::Year(publication, year), _) => vec![(publication.clone(), *year)],
            (_, Some((publication, edition))) => self.years_around(publication, edition),
            (_, None) => Vec::new(),
        };
        let calendars: Vec<&Calendar> = years.iter().filter_map(|key| self.calendars.get(key)).collect();
        Around::new(&self.paper, &calendars, place, edition)
    }

    /// The editions before and after, over the ends of years.
    pub fn neighbours(&self, publication: &Id, edition: &EditionId) -> [Option<&EditionId>; 2] {
        let years = self.paper.publication(publication).map_or(&[][..], |found| &found.years);
        beside(years, edition, |year| self.calendar(publication, year)).map(|side| match side {
            Beside::Edition(entry) => Some(&entry.id),
            Beside::Nothing | Beside::InYear(_) => None,
        })
    }
}
