//! Editions and pages, and what must hold across them: names occur once, jumps lead somewhere and back.

use std::collections::HashMap;

use super::Read;
use super::article::article_to_value;
use super::names::Names;
use super::object::{At, Object};
use super::reader::{FINDS, Reader};
use super::writer::{Writer, Written};
use crate::finding::FindingKind;
use crate::id::{EditionId, Id};
use crate::model::{Edition, Extra, Image, Page};
use crate::reference::check_path;
use crate::value::Value;

/// Reads an edition from a parsed `edition.json`.
pub fn edition_from_value(value: impl Into<Value>) -> Read<Edition> {
    let mut reader = Reader::default();
    let edition = match reader.object(value.into(), At::ROOT) {
        Some(object) => reader.edition(object),
        None => Edition::default(),
    };
    Read { value: edition, findings: reader.findings }
}

impl Reader {
    fn edition(&mut self, mut object: Object) -> Edition {
        self.version(&mut object);
        let mut edition = Edition {
            publication: self.needed_id(&mut object, "publication", Id::publication).unwrap_or_default(),
            id: self.edition_id(&mut object).unwrap_or_default(),
            name: self.string(&mut object, "name"),
            number: self.string(&mut object, "number"),
            title: self.string(&mut object, "title"),
            language: self.language(&mut object, "language"),
            rights: self.string(&mut object, "rights"),
            pages: Vec::new(),
            extra: Extra::new(),
        };
        let elements = self.needed_list(&mut object, "pages");
        let at = object.at.name("pages");
        let (mut pages, mut articles) = (Names::default(), Names::default());
        for (index, element) in elements.into_iter().enumerate() {
            edition.pages.extend(self.page(element, at.index(index), &mut pages, &mut articles));
        }
        edition.extra = self.rest_but(object, &["version"]);
        if FINDS {
            self.jumps(&edition);
        }
        edition
    }

    fn page(&mut self, value: Value, at: At, pages: &mut Names, articles: &mut Names) -> Option<Page> {
        let mut object = self.object(value, at)?;
        let id = self.needed_id(&mut object, "id", Id::in_edition);
        let id = self.unique(id, &at, pages);
        let mut page = Page {
            id,
            section: self.string(&mut object, "section"),
            name: self.string(&mut object, "name"),
            image: self.image(&mut object),
            pdf: self.path(&mut object, "pdf"),
            aliases: self.paths(&mut object, "aliases"),
            articles: Vec::new(),
            extra: Extra::new(),
        };
        let elements = self.needed_list(&mut object, "articles");
        let at = at.name("articles");
        for (index, element) in elements.into_iter().enumerate() {
            let at = at.index(index);
            let Some((id, mut article)) = self.article(element, at) else { continue };
            article.id = self.unique(id, &at, articles);
            page.articles.push(article);
        }
        page.extra = self.rest(object);
        Some(page)
    }

    /// A name that no other has. What came with none, or with another's, gets a number for a name: the text must
    /// stay within a reader's reach.
    fn unique(&mut self, id: Option<Id>, at: &At, taken: &mut Names) -> Id {
        if let Some(id) = id {
            if taken.take(id.folded()) {
                return id;
            }
            self.find(&at.name("id"), FindingKind::DuplicateId, id.as_str());
        }
        let mut number = taken.len() + 1;
        while !taken.take(format!("_{number}")) {
            number += 1;
        }
        Id::new(&format!("_{number}")).unwrap_or_default()
    }

    fn image(&mut self, object: &mut Object) -> Option<Image> {
        let at = object.at;
        let value = object.take("image")?;
        let mut inner = self.object(value, at.name("image"))?;
        let mut image = image_fields(self, &mut inner)?;
        image.extra = self.rest(inner);
        Some(image)
    }

    /// Both ends of each jump must know each other.
    fn jumps(&mut self, edition: &Edition) {
        if edition.articles().all(|article| article.jump_from.is_none() && article.jump_to.is_none()) {
            return;
        }
        let ends: HashMap<String, [Option<String>; 2]> = edition
            .articles()
            .map(|article| {
                let end = |id: &Option<Id>| id.as_ref().map(Id::folded);
                (article.id.folded(), [end(&article.jump_from), end(&article.jump_to)])
            })
            .collect();
        let at = At::ROOT;
        let at = at.name("pages");
        for (page_index, page) in edition.pages.iter().enumerate() {
            let at = at.index(page_index);
            let at = at.name("articles");
            for (index, article) in page.articles.iter().enumerate() {
                let at = at.index(index);
                let at = at.name("jump");
                let ways = [("from", &article.jump_from, 1), ("to", &article.jump_to, 0)];
                for (name, end, answer) in ways {
                    let Some(end) = end else { continue };
                    match ends.get(&end.folded()) {
                        None => self.find(&at.name(name), FindingKind::LostJump, end.as_str()),
                        Some(other) if other[answer] != Some(article.id.folded()) => {
                            self.find(&at.name(name), FindingKind::OneWayJump, end.as_str());
                        }
                        Some(_) => {}
                    }
                }
            }
        }
    }
}

impl Reader {
    /// A picture's width or height; 0 where it is not known.
    fn size(&mut self, object: &mut Object, name: &str) -> u32 {
        let value = object.take(name);
        let at = object.at.name(name);
        let Some(value) = value else {
            self.find(&at, FindingKind::NoSize, "");
            return 0;
        };
        let size = self.count_of(&value, &at);
        if size == Some(0) {
            self.find(&at, FindingKind::BadNumber, "0");
        }
        size.unwrap_or_default()
    }
}

/// `src`, `width`, `height` and `widths` out of an object; `None` without a file that can be used.
pub(super) fn image_fields(reader: &mut Reader, object: &mut Object) -> Option<Image> {
    let (width, height) = (reader.size(object, "width"), reader.size(object, "height"));
    let src = reader.needed_string(object, "src").filter(|src| !src.trim().is_empty())?;
    let src = reader.admitted(src, &object.at.name("src"), check_path, FindingKind::BadPath)?;
    let at = object.at;
    let at = at.name("widths");
    let elements = reader.list(object, "widths");
    let widths =
        elements.iter().enumerate().filter_map(|(index, value)| reader.count_of(value, &at.index(index)));
    let widths = widths.filter(|width| *width > 0).collect();
    Some(Image { src, width, height, widths, extra: Extra::new() })
}

/// Writes an edition as a value for `edition.json`.
pub fn edition_to_value(edition: &Edition) -> Written {
    let mut out = Writer::new(&edition.extra);
    out.version();
    out.put("publication", edition.publication.as_str());
    put_edition_id(&mut out, &edition.id);
    out.string("name", edition.name.as_ref());
    out.string("number", edition.number.as_ref());
    out.string("title", edition.title.as_ref());
    out.string("language", edition.language.as_ref());
    out.string("rights", edition.rights.as_ref());
    out.needed_list("pages", &edition.pages, page_to_value);
    out.finish()
}

fn page_to_value(page: &Page) -> Written {
    let mut out = Writer::new(&page.extra);
    out.put("id", page.id.as_str());
    out.string("section", page.section.as_ref());
    out.string("name", page.name.as_ref());
    if let Some(image) = &page.image {
        let mut inner = Writer::default();
        put_image(&mut inner, image);
        out.put("image", inner.finish());
    }
    out.string("pdf", page.pdf.as_ref());
    out.strings("aliases", &page.aliases);
    out.needed_list("articles", &page.articles, article_to_value);
    out.finish()
}

pub(super) fn put_edition_id(out: &mut Writer, id: &EditionId) {
    out.put("date", id.date().to_string());
    if let Some(suffix) = id.suffix() {
        out.put("suffix", suffix.as_str());
    }
}

/// The fields of a picture. A size that is not known is left out.
pub(super) fn put_image(out: &mut Writer, image: &Image) {
    for (name, value) in image.extra.iter() {
        out.put(name, Written::from(value.clone()));
    }
    if !image.src.is_empty() {
        out.put("src", image.src.as_str());
    }
    for (name, size) in [("width", image.width), ("height", image.height)] {
        if size > 0 {
            out.put(name, size);
        }
    }
    out.list("widths", &image.widths, |width| Written::from(*width));
}
