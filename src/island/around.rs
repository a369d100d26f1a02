//! What a page carries of the paper and of its calendars: what its own controls show, and no more. Were it all of them,
//! every page of a site would change with each new edition, and an old page would weigh more every day.

use masthead_edition::calendar::{Calendar, Entry};
use masthead_edition::id::{EditionId, Id};
use masthead_edition::paper::{Paper, Publication};
use masthead_edition::place::Place;

use crate::queries;

/// The paper around a page. Where it is a part ([`Around::is_part`]), the reader fetches the whole when it leaves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Around {
    /// The paper; of a part, the years and newest editions are those alone that the page shows.
    pub paper: Paper,
    /// The calendars that the page's controls need, cut to the editions that they lead to.
    pub calendars: Vec<Calendar>,
}

impl Around {
    /// What the page of a place needs. `edition` is the one that it shows; `calendars` are those of its year, of the
    /// years beside it where it is the first or last of its own, and of the sister papers' same year.
    pub fn new(
        paper: &Paper,
        calendars: &[&Calendar],
        place: &Place,
        edition: Option<(&Id, &EditionId)>,
    ) -> Self {
        if let Place::Year(publication, year) = place {
            let own = |calendar: &&&Calendar| calendar.publication == *publication && calendar.year == *year;
            let calendars = calendars.iter().find(own).map(|calendar| (**calendar).clone());
            let years = |found: &Publication| {
                if found.id.same(publication) { found.years.clone() } else { Vec::new() }
            };
            return Self { paper: undated(paper, years), calendars: calendars.into_iter().collect() };
        }
        let cut = edition.map(|(publication, id)| {
            let cut = calendars.iter().map(|calendar| cut(calendar, publication, id));
            cut.filter(|calendar| !calendar.editions.is_empty()).collect::<Vec<_>>()
        });
        let calendars = cut.unwrap_or_default();
        if !Self::is_part(place) {
            return Self { paper: paper.clone(), calendars };
        }
        let years = |found: &Publication| {
            let own = calendars.iter().filter(|calendar| calendar.publication == found.id);
            let mut years: Vec<i32> = own.map(|calendar| calendar.year).collect();
            years.sort_unstable();
            years
        };
        Self { paper: undated(paper, years), calendars }
    }

    /// Whether the page of a place carries a part of the paper. Those that show what is newest are made anew with every
    /// edition in any case.
    pub fn is_part(place: &Place) -> bool {
        !matches!(place, Place::Newest | Place::Publication(_) | Place::Search)
    }
}

/// A paper without its newest editions, and with some years.
fn undated(paper: &Paper, years: impl Fn(&Publication) -> Vec<i32>) -> Paper {
    let publications = paper.publications.iter();
    let publications = publications
        .map(|found| Publication { years: years(found), newest: None, ..found.clone() })
        .collect();
    Paper { publications, ..paper.clone() }
}

/// The entries of a calendar that an edition's controls lead to.
fn cut(calendar: &Calendar, publication: &Id, edition: &EditionId) -> Calendar {
    let date = edition.date();
    let mut kept: Vec<&Entry> = Vec::new();
    if calendar.publication != *publication {
        kept.extend(queries::nearest(calendar, date));
    } else if calendar.year == date.year() {
        kept.extend(calendar.before(edition));
        kept.extend(calendar.of_day(date));
        kept.extend(calendar.after(edition));
    } else if calendar.year < date.year() {
        kept.extend(calendar.editions.last());
    } else {
        kept.extend(calendar.editions.first());
    }
    kept.sort_by_key(|entry| &entry.id);
    kept.dedup_by_key(|entry| &entry.id);
    // What controls show: where it leads, and how it is called.
    let entry = |entry: &Entry| Entry { id: entry.id.clone(), name: entry.name.clone(), ..Entry::default() };
    let editions = kept.into_iter().map(entry).collect();
    Calendar {
        publication: calendar.publication.clone(),
        year: calendar.year,
        editions,
        ..Calendar::default()
    }
}
