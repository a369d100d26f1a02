//! `paper.json`.

use super::Read;
use super::names::Names;
use super::object::{At, Object};
use super::reader::Reader;
use super::writer::{Writer, Written};
use crate::finding::FindingKind;
use crate::id::{EditionId, Id};
use crate::model::Extra;
use crate::paper::{Link, Paper, Publication};
use crate::reference::{check_home, check_link};
use crate::value::Value;

/// Reads a paper from a parsed `paper.json`.
pub fn paper_from_value(value: impl Into<Value>) -> Read<Paper> {
    let mut reader = Reader::default();
    let paper = match reader.object(value.into(), At::ROOT) {
        Some(object) => reader.paper(object),
        None => Paper::default(),
    };
    Read { value: paper, findings: reader.findings }
}

impl Reader {
    fn paper(&mut self, mut object: Object) -> Paper {
        self.version(&mut object);
        let mut paper = Paper {
            title: self.needed_string(&mut object, "title").unwrap_or_default(),
            language: self.language(&mut object, "language").unwrap_or_default(),
            time_zone: self.string(&mut object, "time_zone"),
            home: self.home(&mut object),
            rights: self.string(&mut object, "rights"),
            icp: self.string(&mut object, "icp"),
            police: self.string(&mut object, "police"),
            notice: self.string(&mut object, "notice"),
            base_url: self.base_url(&mut object),
            archive: self.bool(&mut object, "archive"),
            publications: Vec::new(),
            extra: Extra::new(),
        };
        let elements = self.needed_list(&mut object, "publications");
        let at = object.at.name("publications");
        let mut taken = Names::default();
        for (index, element) in elements.into_iter().enumerate() {
            paper.publications.extend(self.publication(element, at.index(index), &mut taken));
        }
        paper.extra = self.rest_but(object, &["version"]);
        paper
    }

    /// A publication. Without a name of its own it cannot have a folder, so nothing of it could be read.
    fn publication(&mut self, value: Value, at: At, taken: &mut Names) -> Option<Publication> {
        let mut object = self.object(value, at)?;
        let id = self.needed_id(&mut object, "id", Id::publication)?;
        if !taken.take(id.folded()) {
            self.find(&at.name("id"), FindingKind::DuplicateId, id.as_str());
            return None;
        }
        let mut publication = Publication {
            id,
            title: self.needed_string(&mut object, "title").unwrap_or_default(),
            language: self.language(&mut object, "language"),
            description: self.string(&mut object, "description"),
            time_zone: self.string(&mut object, "time_zone"),
            newest: self.newest(&mut object),
            years: self.years(&mut object),
            extra: Extra::new(),
        };
        publication.extra = self.rest(object);
        Some(publication)
    }

    fn newest(&mut self, object: &mut Object) -> Option<EditionId> {
        let text = self.string(object, "newest")?;
        let newest = EditionId::parse(&text);
        if newest.is_err() {
            self.find(&object.at.name("newest"), FindingKind::BadDate, &text);
        }
        newest.ok()
    }

    fn years(&mut self, object: &mut Object) -> Vec<i32> {
        let elements = self.list(object, "years");
        let at = object.at.name("years");
        let mut years = Vec::with_capacity(elements.len());
        for (index, element) in elements.iter().enumerate() {
            if let Some(year) = self.year_of(element, &at.index(index))
                && let Err(place) = years.binary_search(&year)
            {
                years.insert(place, year);
            }
        }
        years
    }

    fn home(&mut self, object: &mut Object) -> Option<Link> {
        let at = object.at;
        let value = object.take("home")?;
        let mut inner = self.object(value, at.name("home"))?;
        let href = self.needed_string(&mut inner, "href");
        let at = inner.at.name("href");
        let href = href.and_then(|href| self.admitted(href, &at, check_home, FindingKind::BadLink));
        let label = self.string(&mut inner, "label");
        let extra = self.rest(inner);
        Some(Link { href: href?, label, extra })
    }

    /// The site's own address; it ends in a slash whether or not it was written so.
    fn base_url(&mut self, object: &mut Object) -> Option<String> {
        let url = self.string(object, "base_url")?;
        let mut url = self.admitted(url, &object.at.name("base_url"), check_link, FindingKind::BadLink)?;
        if !url.ends_with('/') {
            url.push('/');
        }
        Some(url)
    }
}

/// Writes a paper as a value for `paper.json`.
pub fn paper_to_value(paper: &Paper) -> Written {
    let mut out = Writer::new(&paper.extra);
    out.version();
    out.put("title", paper.title.as_str());
    if !paper.language.is_empty() {
        out.put("language", paper.language.as_str());
    }
    out.string("time_zone", paper.time_zone.as_ref());
    if let Some(home) = &paper.home {
        let mut link = Writer::new(&home.extra);
        link.put("href", home.href.as_str());
        link.string("label", home.label.as_ref());
        out.put("home", link.finish());
    }
    out.string("rights", paper.rights.as_ref());
    out.string("icp", paper.icp.as_ref());
    out.string("police", paper.police.as_ref());
    out.string("notice", paper.notice.as_ref());
    out.string("base_url", paper.base_url.as_ref());
    if paper.archive {
        out.put("archive", true);
    }
    out.needed_list("publications", &paper.publications, publication_to_value);
    out.finish()
}

fn publication_to_value(publication: &Publication) -> Written {
    let mut out = Writer::new(&publication.extra);
    out.put("id", publication.id.as_str());
    out.put("title", publication.title.as_str());
    out.string("language", publication.language.as_ref());
    out.string("description", publication.description.as_ref());
    out.string("time_zone", publication.time_zone.as_ref());
    if let Some(newest) = &publication.newest {
        out.put("newest", newest.to_string());
    }
    out.needed_list("years", &publication.years, |year| (*year).into());
    out.finish()
}
