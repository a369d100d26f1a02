//! Articles.

use super::block::{BlockNames, block_to_value};
use super::object::{At, Object};
use super::reader::{FINDS, Reader};
use super::writer::{Writer, Written};
use crate::finding::FindingKind;
use crate::id::Id;
use crate::model::{Access, Amendment, Article, Credit, Extra, Kind, Region, Status};
use crate::value::{Map, Number, Value};

/// The words for kinds other than an ordinary article.
const KINDS: [(&str, Kind); 4] = [
    ("article", Kind::Article),
    ("photo", Kind::Photo),
    ("advertisement", Kind::Advertisement),
    ("notice", Kind::Notice),
];

impl Reader {
    /// An article; its id is checked against the others by the edition.
    pub(super) fn article(&mut self, value: Value, at: At) -> Option<(Option<Id>, Article)> {
        let mut object = self.object(value, at)?;
        let id = self.needed_id(&mut object, "id", Id::in_edition);
        let status = self.status(&mut object);
        let (jump_from, jump_to) = self.jump(&mut object);
        let mut article = Article {
            id: Id::default(),
            kind: self.kind(&mut object),
            kicker: self.text(&mut object, "kicker"),
            headline: self.headline(&mut object),
            deck: self.text(&mut object, "deck"),
            byline: self.byline(&mut object),
            source: self.string(&mut object, "source"),
            keywords: self.strings(&mut object, "keywords"),
            regions: self.regions(&mut object),
            jump_to,
            jump_from,
            status,
            aliases: self.paths(&mut object, "aliases"),
            access: self.access(&mut object),
            body: Vec::new(),
            extra: Extra::new(),
        };
        let body = self.list(&mut object, "body");
        let body = self.body(body, &at.name("body"), &mut BlockNames::default(), false);
        match article.status {
            Status::Withdrawn(_) if !body.is_empty() => {
                self.find(&at.name("body"), FindingKind::WithdrawnBody, "");
            }
            _ => article.body = body,
        }
        if article.headline.is_empty() && article.kind == Kind::Article {
            self.find(&at.name("headline"), FindingKind::NoHeadline, "");
        }
        article.extra = self.rest_of_article(object);
        Some((id, article))
    }

    /// What is left, where `jump` and `status` may be objects with unknown fields of their own.
    fn rest_of_article(&mut self, object: Object) -> Extra {
        let at = object.at;
        let extra = self.rest_but(object, &["kind", "jump", "status", "access"]);
        for name in ["jump", "status"] {
            // One with a type is of a later version, was noted as such, and is not looked into.
            if let Some(Value::Object(fields)) = extra.get(name)
                && !fields.contains_key("type")
            {
                self.unknown(fields, &at.name(name), &[]);
            }
        }
        extra
    }

    fn kind(&mut self, object: &mut Object) -> Kind {
        let Some(word) = self.string(object, "kind") else { return Kind::Article };
        match KINDS.iter().find(|(known, _)| *known == word) {
            Some((_, kind)) => *kind,
            None => {
                self.find(&object.at.name("kind"), FindingKind::UnknownKind, &word);
                // As with the version: a later version's word is written again as it was.
                object.put_back("kind", word);
                Kind::Article
            }
        }
    }

    /// Who is to read it. A word that is not known is taken for the narrower one: a slip must not give away what is
    /// to be paid for. A browser gets what there is for it, and need not know.
    fn access(&mut self, object: &mut Object) -> Access {
        let word = if FINDS { self.string(object, "access") } else { None };
        match word.as_deref() {
            None | Some("everyone") => Access::Everyone,
            Some("subscribers") => Access::Subscribers,
            Some(word) => {
                self.find(&object.at.name("access"), FindingKind::UnknownAccess, word);
                object.put_back("access", word.to_owned());
                Access::Subscribers
            }
        }
    }

    /// A list of lines; one line need not be wrapped in a list.
    fn headline(&mut self, object: &mut Object) -> Vec<String> {
        let lines = match object.take("headline") {
            Some(line @ Value::String(_)) => vec![line],
            lines => self.elements(lines, &object.at.name("headline")),
        };
        self.strings_of(lines, &object.at.name("headline"))
    }

    fn byline(&mut self, object: &mut Object) -> Vec<Credit> {
        let elements = self.list(object, "byline");
        let at = object.at.name("byline");
        let mut byline = Vec::with_capacity(elements.len());
        for (index, element) in elements.into_iter().enumerate() {
            let Some(mut object) = self.object(element, at.index(index)) else { continue };
            let role = self.string(&mut object, "role").unwrap_or_default();
            let names = self.strings(&mut object, "names");
            byline.push(Credit { role, names, extra: self.rest(object) });
        }
        byline
    }

    fn regions(&mut self, object: &mut Object) -> Vec<Region> {
        let elements = self.list(object, "regions");
        let at = object.at.name("regions");
        let mut regions = Vec::with_capacity(elements.len());
        for (index, element) in elements.iter().enumerate() {
            match region(element) {
                Some(region) => regions.push(region),
                None => self.find(&at.index(index), FindingKind::BadRegion, ""),
            }
        }
        regions
    }

    /// `jump`: where the article comes from, and where it goes on.
    fn jump(&mut self, object: &mut Object) -> (Option<Id>, Option<Id>) {
        let at = object.at;
        let Some(value) = object.take("jump") else { return (None, None) };
        let Some(mut jump) = self.object(value, at.name("jump")) else { return (None, None) };
        let ends = (self.id(&mut jump, "from", Id::in_edition), self.id(&mut jump, "to", Id::in_edition));
        put_back(object, "jump", jump.fields);
        ends
    }

    /// `status`: an object, or its type alone.
    fn status(&mut self, object: &mut Object) -> Status {
        let at = object.at;
        let at = at.name("status");
        let mut status = match object.take("status") {
            None => return Status::Published,
            Some(Value::String(word)) => {
                Object { fields: Map::from_iter([("type".to_owned(), word.into())]), at }
            }
            Some(value) => match self.object(value, at) {
                Some(status) => status,
                None => return Status::Published,
            },
        };
        let word = self.needed_string(&mut status, "type").unwrap_or_default();
        match word.as_str() {
            "corrected" => Status::Corrected(self.amendment(status)),
            "withdrawn" => Status::Withdrawn(self.amendment(status)),
            "published" | "" => {
                put_back(object, "status", status.fields);
                Status::Published
            }
            _ => {
                self.find(&at.name("type"), FindingKind::UnknownStatus, &word);
                status.put_back("type", word);
                object.put_back("status", status.fields);
                Status::Published
            }
        }
    }

    fn amendment(&mut self, mut status: Object) -> Amendment {
        let at = status.at;
        let date = status.take("date").and_then(|value| self.date_of(value, &at.name("date")));
        let note = self.string(&mut status, "note");
        Amendment { date, note, extra: self.rest(status) }
    }
}

/// Unknown fields of an inner object that the model has no place for wait among the article's own.
fn put_back(object: &mut Object, name: &str, fields: Map) {
    if !fields.is_empty() {
        object.put_back(name, fields);
    }
}

/// A polygon of at least three points, each between 0 and 1.
fn region(value: &Value) -> Option<Region> {
    let points = value.as_array().filter(|points| points.len() >= 3)?;
    let number = |value: &Value| value.as_number().map(Number::as_f64);
    let fraction = |value: &Value| number(value).filter(|number| (0.0..=1.0).contains(number));
    let point = |value: &Value| match value.as_array()? {
        [x, y] => Some((fraction(x)?, fraction(y)?)),
        _ => None,
    };
    points.iter().map(point).collect()
}

pub(super) fn article_to_value(article: &Article) -> Written {
    let mut out = Writer::new(&article.extra);
    out.put("id", article.id.as_str());
    if article.kind != Kind::Article
        && let Some((word, _)) = KINDS.iter().find(|(_, kind)| *kind == article.kind)
    {
        out.put("kind", *word);
    }
    out.text("kicker", article.kicker.as_ref());
    out.strings("headline", &article.headline);
    out.text("deck", article.deck.as_ref());
    out.list("byline", &article.byline, credit_to_value);
    out.string("source", article.source.as_ref());
    out.strings("keywords", &article.keywords);
    out.list("regions", &article.regions, |region| {
        region.iter().map(|(x, y)| Written::from(vec![*x, *y])).collect()
    });
    put_jump(&mut out, article);
    put_status(&mut out, &article.status);
    out.strings("aliases", &article.aliases);
    if article.access == Access::Subscribers && !article.extra.contains_key("access") {
        out.put("access", "subscribers");
    }
    out.list("body", &article.body, block_to_value);
    out.finish()
}

fn credit_to_value(credit: &Credit) -> Written {
    let mut out = Writer::new(&credit.extra);
    if !credit.role.is_empty() {
        out.put("role", credit.role.as_str());
    }
    out.needed_list("names", &credit.names, |name| name.as_str().into());
    out.finish()
}

fn put_jump(out: &mut Writer, article: &Article) {
    let mut jump = out.unknown_part_of("jump");
    let ends = [("from", &article.jump_from), ("to", &article.jump_to)];
    for (name, end) in ends {
        if let Some(id) = end {
            jump.put(name, id.as_str());
        }
    }
    if article.jump_from.is_some() || article.jump_to.is_some() {
        out.put("jump", jump.finish());
    }
}

fn put_status(out: &mut Writer, status: &Status) {
    let (word, amendment) = match status {
        Status::Published => return,
        Status::Corrected(amendment) => ("corrected", amendment),
        Status::Withdrawn(amendment) => ("withdrawn", amendment),
    };
    let mut value = Writer::new(&amendment.extra);
    value.put("type", word);
    if let Some(date) = amendment.date {
        value.put("date", date.to_string());
    }
    value.string("note", amendment.note.as_ref());
    out.put("status", value.finish());
}
