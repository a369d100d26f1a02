//! Stored articles: what is shown in a list of results, and what a result is verified by. A block holds a few
//! neighbouring articles of a segment, and each block stands alone.

use masthead_edition::fields::FieldKind;

use super::codec;

/// After every field.
const FIELD_END: char = '\u{1E}';
/// After every article.
const ARTICLE_END: char = '\u{1D}';
/// Before the letter of a kind; a paragraph has neither.
const KIND: char = '\u{1F}';
/// No block has more characters than this; one that claims to is not believed.
const LONGEST: usize = 1 << 24;

/// An article as it is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stored {
    pub(crate) publication: String,
    pub(crate) edition: String,
    pub(crate) page: String,
    pub(crate) article: String,
    pub(crate) fields: Vec<(FieldKind, String)>,
}

/// The letters of the kinds. They are part of the format: add, never change.
const LETTERS: [(FieldKind, char); 16] = [
    (FieldKind::Headline, 'h'),
    (FieldKind::Kicker, 'k'),
    (FieldKind::Deck, 'd'),
    (FieldKind::Byline, 'b'),
    (FieldKind::Source, 's'),
    (FieldKind::Keyword, 'w'),
    (FieldKind::Subhead, 't'),
    (FieldKind::Quote, 'q'),
    (FieldKind::QuoteBy, 'y'),
    (FieldKind::ListItem, 'l'),
    (FieldKind::TableCell, 'c'),
    (FieldKind::Caption, 'p'),
    (FieldKind::Credit, 'r'),
    (FieldKind::FactBoxTitle, 'f'),
    (FieldKind::Note, 'n'),
    (FieldKind::Unknown, 'u'),
];

/// The articles of a block. `None` where the content is not a block.
pub(crate) fn read_block(content: &[u8]) -> Option<Vec<Stored>> {
    let text = codec::decode(content, LONGEST)?;
    let articles = text.strip_suffix(ARTICLE_END).unwrap_or(&text);
    articles.split(ARTICLE_END).map(read_article).collect()
}

fn read_article(text: &str) -> Option<Stored> {
    let mut parts = text.strip_suffix(FIELD_END)?.split(FIELD_END).map(str::to_owned);
    let mut out = Stored {
        publication: parts.next()?,
        edition: parts.next()?,
        page: parts.next()?,
        article: parts.next()?,
        fields: Vec::new(),
    };
    for part in parts {
        let Some(marked) = part.strip_prefix(KIND) else {
            out.fields.push((FieldKind::Paragraph, part));
            continue;
        };
        let mut chars = marked.chars();
        let letter = chars.next()?;
        let kind =
            LETTERS.iter().find(|(_, known)| *known == letter).map_or(FieldKind::Unknown, |(kind, _)| *kind);
        out.fields.push((kind, chars.as_str().to_owned()));
    }
    Some(out)
}

#[cfg(feature = "archive-write")]
impl Stored {
    /// Appends the article to the text of a block.
    pub(crate) fn write(&self, out: &mut String) {
        for name in [&self.publication, &self.edition, &self.page, &self.article] {
            push_plain(out, name);
            out.push(FIELD_END);
        }
        for (kind, text) in &self.fields {
            if let Some((_, letter)) = LETTERS.iter().find(|(known, _)| known == kind) {
                out.push(KIND);
                out.push(*letter);
            }
            push_plain(out, text);
            out.push(FIELD_END);
        }
        out.push(ARTICLE_END);
    }
}

/// The format's own marks are control characters, which nobody sees and folding drops: no search is changed where
/// a text had them.
#[cfg(feature = "archive-write")]
fn push_plain(out: &mut String, text: &str) {
    out.extend(text.chars().filter(|c| !matches!(*c, FIELD_END | ARTICLE_END | KIND)));
}

#[cfg(all(test, feature = "archive-write"))]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_is_read() {
        let article = |name: &str, fields: &[(FieldKind, &str)]| Stored {
            publication: "zzwb".into(),
            edition: "2022-09-16".into(),
            page: "X04".into(),
            article: name.into(),
            fields: fields.iter().map(|(kind, text)| (*kind, (*text).to_owned())).collect(),
        };
        let articles = [
            article("1", &[(FieldKind::Headline, "新郑市\n获评优秀"), (FieldKind::Paragraph, "正文，hi。")]),
            article("2", &[]),
            article("3", &LETTERS.map(|(kind, _)| (kind, "文"))),
        ];
        let mut text = String::new();
        articles.iter().for_each(|article| article.write(&mut text));
        let bytes = codec::Encoder::new().encode(&text);
        assert_eq!(read_block(&bytes).unwrap(), articles);

        let mut text = String::new();
        article("4", &[(FieldKind::Note, "甲\u{1d}乙\u{1e}\u{1f}丙")]).write(&mut text);
        let read = read_block(&codec::Encoder::new().encode(&text)).unwrap();
        assert_eq!(read[0].fields, [(FieldKind::Note, "甲乙丙".to_owned())]);
        assert_eq!(read_block(&codec::Encoder::new().encode("")), None);
    }
}
