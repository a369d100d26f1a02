//! A page for every place. An edition's pages are made together, and only when something that they show has changed.

use std::sync::atomic::Ordering;

use masthead_edition::id::Id;
use masthead_edition::json;
use masthead_edition::model::Edition;
use masthead_edition::place::Place;
use masthead_reader::island::Around;
use rayon::prelude::*;

use super::data::Contents;
use super::document::document;
use super::draw::draw;
use super::head;
use super::ledger::{self, Ledger};
use super::site::Site;
use crate::error::Result;
use crate::paper::{EditionFolder, PaperFolder};
use crate::ui::Ui;

/// Makes all pages.
pub fn build(paper: &PaperFolder, site: &Site, ledger: &Ledger, ui: &Ui) -> Result<()> {
    let whole = what_all_pages_show(site);
    let bar = ui.progress("pages", paper.editions.len());
    paper.editions.par_iter().zip(&site.contents).try_for_each(|(folder, contents)| {
        let made = pages_of_edition(site, ledger, folder, contents, &whole);
        bar.inc(1);
        made
    })?;
    bar.finish_and_clear();

    for publication in &paper.paper.publications {
        let place = Place::Publication(publication.id.clone());
        entry(site, ledger, &place, newest(paper, site, &place)?.as_ref())?;
        let years = publication.years.par_iter();
        years.try_for_each(|year| entry(site, ledger, &Place::Year(publication.id.clone(), *year), None))?;
    }
    let newest = newest(paper, site, &Place::Newest)?;
    for place in [Place::Newest, Place::Search] {
        entry(site, ledger, &place, newest.as_ref())?;
    }
    Ok(())
}

/// The newest edition of a publication, or of the one that comes first.
fn newest(paper: &PaperFolder, site: &Site, place: &Place) -> Result<Option<Edition>> {
    let publication = match place {
        Place::Publication(id) => paper.paper.publication(id),
        _ => paper.paper.publications.first(),
    };
    let Some((publication, id)) = publication.and_then(|found| Some((&found.id, found.newest.as_ref()?)))
    else {
        return Ok(None);
    };
    let folder = paper.editions.iter().find(|folder| folder.publication == *publication && folder.id == *id);
    Ok(folder.map(|folder| site.ready.read(folder)).transpose()?.map(|read| read.edition))
}

/// All editions of each publication's newest day, for each publication that has any.
pub fn newest_days(paper: &PaperFolder, site: &Site) -> Result<Vec<Vec<Edition>>> {
    let of_publication = |id: &Id| {
        let folders = || paper.editions.iter().filter(|folder| folder.publication == *id);
        let newest = folders().map(|folder| folder.id.date()).max()?;
        let folders = folders().filter(|folder| folder.id.date() == newest);
        Some(folders.map(|folder| Ok(site.ready.read(folder)?.edition)).collect())
    };
    paper.paper.publications.iter().filter_map(|publication| of_publication(&publication.id)).collect()
}

/// A hash of what stands on every page: whatever changes it changes all of them.
fn what_all_pages_show(site: &Site) -> String {
    let mut undated = site.paper.clone();
    for publication in &mut undated.publications {
        publication.newest = None;
        publication.years.clear();
    }
    let parts = [
        masthead_reader::island::BUILD,
        env!("MASTHEAD_PRESS_BUILD"),
        &site.base,
        site.origin.as_deref().unwrap_or_default(),
        &site.assets,
        if site.has_policy { "policy" } else { "" },
        &site.fragments.hash(),
        if site.has_vector_icon { "icon" } else { "" },
        // Which editions there are is the concern of those pages alone that lead to them.
        &json::paper_to_value(&undated).to_string(),
    ];
    ledger::hash(parts.join("\n").as_bytes())
}

fn pages_of_edition(
    site: &Site,
    ledger: &Ledger,
    folder: &EditionFolder,
    contents: &Contents,
    whole: &str,
) -> Result<()> {
    let front = Place::Edition(folder.publication.clone(), folder.id.clone());
    let around = site.around(&front, Some((&folder.publication, &folder.id)));
    let beside: Vec<String> =
        around.calendars.iter().map(|calendar| json::calendar_to_value(calendar).to_string()).collect();
    let key = ledger::hash(format!("{whole}{}{}", contents.hash, beside.concat()).as_bytes());
    let address = folder.address();
    if ledger.keep(&address, &key)? {
        return Ok(());
    }
    let edition = site.ready.read(folder)?.edition;
    let places = std::iter::once(&front).chain(contents.places.iter().map(|listed| &listed.place));
    let places: Vec<&Place> = places.collect();
    let files: Vec<String> = places
        .par_iter()
        .map(|place| page(site, ledger, &around, place, Some(&edition)))
        .collect::<Result<_>>()?;
    ledger.group(&address, &key, &files)
}

/// Makes the page of a place that is not within an edition.
fn entry(site: &Site, ledger: &Ledger, place: &Place, edition: Option<&Edition>) -> Result<()> {
    let around = site.around(place, edition.map(|edition| (&edition.publication, &edition.id)));
    page(site, ledger, &around, place, edition).map(drop)
}

/// Makes the page of a place; gives its path in the site.
fn page(
    site: &Site,
    ledger: &Ledger,
    around: &Around,
    place: &Place,
    edition: Option<&Edition>,
) -> Result<String> {
    site.drawn.fetch_add(1, Ordering::Relaxed);
    let drawn = draw(site, around, place, edition)?;
    let head = head::of(site, place, edition, &drawn);
    let path = file_of(place);
    ledger.write(&path, document(site, &head, &drawn, matches!(place, Place::Article { .. })).as_bytes())?;
    Ok(path)
}

/// The file of a place, as its name stands on a disk: not percent-encoded.
pub fn file_of(place: &Place) -> String {
    match place {
        Place::Newest => "index.html".to_owned(),
        Place::Publication(publication) => format!("{publication}/index.html"),
        Place::Year(publication, year) => format!("{publication}/{year:04}/index.html"),
        Place::Edition(publication, edition) => format!("{publication}/{edition}/index.html"),
        Place::Page(publication, edition, page) => format!("{publication}/{edition}/{page}/index.html"),
        Place::Article { publication, edition, page, article } => {
            format!("{publication}/{edition}/{page}/{article}/index.html")
        }
        Place::Search => "search/index.html".to_owned(),
    }
}
