//! What is searched. This is part of the format: whoever searches a newspaper by another program must find the
//! same, so it is said here once and in docs/edition-format.md.
//!
//! A phrase is found within one field and never across two. Headline lines are one field, since the break is the
//! printer's; they are joined by a newline, which folding drops. Runs are joined; the gloss of a ruby is left out,
//! since it would cut the phrase it stands over. Every list item and every table cell is a field of its own.

use std::borrow::Cow;
use std::fmt;

use serde_json::Value;

use crate::id::Id;
use crate::model::{Article, Block, Content, Credit, Figure, Run, Status, Text};

/// A searched field of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    /// What it is.
    pub kind: FieldKind,
    /// Its text as it is searched.
    pub text: Cow<'a, str>,
    /// Where in the body it can be gone to; `None` for the article's head and for blocks without an address.
    pub anchor: Option<Anchor<'a>>,
}

/// The kinds of fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldKind {
    /// 标题, its lines joined by newlines.
    Headline,
    /// 引题.
    Kicker,
    /// 副题.
    Deck,
    /// One credit of the byline: role, space, names joined by `、`.
    Byline,
    /// 来源.
    Source,
    /// One keyword.
    Keyword,
    /// A paragraph.
    Paragraph,
    /// A subhead.
    Subhead,
    /// A quotation.
    Quote,
    /// Whose words the quotation is.
    QuoteBy,
    /// An item of a list.
    ListItem,
    /// A cell of a table, header cells too.
    TableCell,
    /// The caption of a figure, a gallery or a table.
    Caption,
    /// The credit of a figure.
    Credit,
    /// The title of a fact box.
    FactBoxTitle,
    /// An editor's note.
    Note,
    /// The text of a block of a later version.
    Unknown,
}

/// The address of a block within its article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor<'a> {
    /// The n-th paragraph of the article, from 1, fact boxes included: `p3`.
    Paragraph(usize),
    /// A block by its own id.
    Block(&'a Id),
}

impl fmt::Display for Anchor<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Paragraph(number) => write!(f, "p{number}"),
            Self::Block(id) => id.fmt(f),
        }
    }
}

/// The fields of an article in the order in which it is read. A field without text is left out. Of an article that was
/// withdrawn nothing is found: its headline stays where it stood, and nobody is led to it.
pub fn fields(article: &Article) -> Vec<Field<'_>> {
    let mut walk = Walk::default();
    if matches!(article.status, Status::Withdrawn(_)) {
        return walk.fields;
    }
    if let Some(kicker) = &article.kicker {
        walk.text(FieldKind::Kicker, kicker, None);
    }
    let headline = match article.headline.as_slice() {
        [line] => Cow::Borrowed(line.as_str()),
        lines => Cow::Owned(lines.join("\n")),
    };
    walk.push(FieldKind::Headline, headline, None);
    if let Some(deck) = &article.deck {
        walk.text(FieldKind::Deck, deck, None);
    }
    for credit in &article.byline {
        walk.push(FieldKind::Byline, credit_line(credit).into(), None);
    }
    walk.string(FieldKind::Source, article.source.as_deref(), None);
    walk.blocks(&article.body, None);
    for keyword in &article.keywords {
        walk.string(FieldKind::Keyword, Some(keyword), None);
    }
    walk.fields
}

/// How much there is to read in an article's body: every Han character, kana or Hangul syllable counts one, and so
/// does every word of a script that is written with spaces.
pub fn visible_characters(article: &Article) -> usize {
    let mut walk = Walk::default();
    walk.blocks(&article.body, None);
    walk.fields.iter().map(|field| count(&field.text)).sum()
}

fn count(text: &str) -> usize {
    let (mut count, mut in_word) = (0, false);
    for c in text.chars() {
        let is_alone = is_written_without_spaces(c);
        let is_letter = !is_alone && is_written_with_spaces(c);
        // An apostrophe, a point or a hyphen within a word or a number does not end it.
        let goes_on = in_word && matches!(c, '\'' | '’' | '.' | ',' | '-');
        if is_alone || (is_letter && !in_word) {
            count += 1;
        }
        in_word = is_letter || goes_on;
    }
    count
}

/// Letters and digits of ASCII, of the alphabets up to U+2000, and of full width. It is a count of minutes that comes of it:
/// Unicode's table of letters would be a hundredth of the reader.
fn is_written_with_spaces(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c,
            '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{1FFF}'
            | '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}')
}

fn is_written_without_spaces(c: char) -> bool {
    matches!(c,
        '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

fn credit_line(credit: &Credit) -> String {
    let names = credit.names.join("、");
    if credit.role.is_empty() { names } else { format!("{} {names}", credit.role) }
}

#[derive(Default)]
struct Walk<'a> {
    fields: Vec<Field<'a>>,
    paragraphs: usize,
}

impl<'a> Walk<'a> {
    fn push(&mut self, kind: FieldKind, text: Cow<'a, str>, anchor: Option<Anchor<'a>>) {
        if !text.trim().is_empty() {
            self.fields.push(Field { kind, text, anchor });
        }
    }

    fn string(&mut self, kind: FieldKind, text: Option<&'a str>, anchor: Option<Anchor<'a>>) {
        if let Some(text) = text {
            self.push(kind, Cow::Borrowed(text), anchor);
        }
    }

    fn text(&mut self, kind: FieldKind, text: &'a Text, anchor: Option<Anchor<'a>>) {
        let joined = match text.0.as_slice() {
            [Run::Plain(text)] => Cow::Borrowed(text.as_str()),
            _ => Cow::Owned(text.joined()),
        };
        self.push(kind, joined, anchor);
    }

    fn blocks(&mut self, body: &'a [Block], around: Option<Anchor<'a>>) {
        for block in body {
            self.block(block, around);
        }
    }

    /// A block without an address of its own has that of the fact box around it.
    fn block(&mut self, block: &'a Block, around: Option<Anchor<'a>>) {
        let anchor = block.id.as_ref().map(Anchor::Block).or(around);
        match &block.content {
            Content::Paragraph(text) => {
                self.paragraphs += 1;
                let own = block.id.as_ref().map_or(Anchor::Paragraph(self.paragraphs), Anchor::Block);
                self.text(FieldKind::Paragraph, text, Some(own));
            }
            Content::Subhead(text) => self.text(FieldKind::Subhead, text, anchor),
            Content::Figure(figure) => self.figure(figure, anchor),
            Content::Gallery { figures, caption } => {
                for figure in figures {
                    self.figure(figure, anchor);
                }
                self.caption(caption.as_ref(), anchor);
            }
            Content::Quote { text, by } => {
                self.text(FieldKind::Quote, text, anchor);
                self.string(FieldKind::QuoteBy, by.as_deref(), anchor);
            }
            Content::List { items, .. } => {
                for item in items {
                    self.text(FieldKind::ListItem, item, anchor);
                }
            }
            Content::Table { caption, header, rows } => {
                self.caption(caption.as_ref(), anchor);
                for cell in header.iter().chain(rows.iter().flatten()) {
                    self.text(FieldKind::TableCell, cell, anchor);
                }
            }
            Content::FactBox { title, body } => {
                if let Some(title) = title {
                    self.text(FieldKind::FactBoxTitle, title, anchor);
                }
                self.blocks(body, anchor);
            }
            Content::Note(text) => self.text(FieldKind::Note, text, anchor),
            Content::Unknown { value, .. } => {
                self.string(FieldKind::Unknown, unknown_block_text(value), anchor);
            }
        }
    }

    fn figure(&mut self, figure: &'a Figure, anchor: Option<Anchor<'a>>) {
        self.caption(figure.caption.as_ref(), anchor);
        self.string(FieldKind::Credit, figure.credit.as_deref(), anchor);
    }

    fn caption(&mut self, caption: Option<&'a Text>, anchor: Option<Anchor<'a>>) {
        if let Some(caption) = caption {
            self.text(FieldKind::Caption, caption, anchor);
        }
    }
}

/// What a reader shows of a block of a later version, and what is searched in it: its `text`, `caption` or `title`,
/// whichever is a string, in this order.
pub fn unknown_block_text(value: &Value) -> Option<&str> {
    ["text", "caption", "title"].iter().find_map(|name| value.get(name)?.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::edition_from_value;

    fn article(json: serde_json::Value) -> Article {
        let page = serde_json::json!({ "id": "A01", "articles": [json] });
        let edition =
            serde_json::json!({ "version": 1, "publication": "x", "date": "2022-09-16", "pages": [page] });
        edition_from_value(edition).value.pages.remove(0).articles.remove(0)
    }

    fn listing(article: &Article) -> Vec<String> {
        let line = |field: &Field| {
            let anchor = field.anchor.map(|anchor| format!(" #{anchor}")).unwrap_or_default();
            format!("{:?}{anchor}: {}", field.kind, field.text)
        };
        fields(article).iter().map(line).collect()
    }

    #[test]
    fn an_article_is_searched_as_it_is_read() {
        let article = article(serde_json::json!({
            "id": "1", "kicker": "引题", "headline": ["新郑市在全国县域共青团", "基层组织改革"], "deck": "副题",
            "byline": [{ "role": "记者", "names": ["杨宜锦", "某某"] }, { "names": ["无名"] }],
            "source": "新华社", "keywords": ["改革"],
            "body": [
                { "type": "paragraph", "text": ["一", { "strong": ["二", { "ruby": "sān", "over": "三" }] }, { "link": "四", "href": "https://example.com/" }] },
                { "type": "subhead", "text": "小标题" },
                { "type": "figure", "src": "1.webp", "width": 1, "height": 1, "caption": "图说", "credit": "摄影", "alt": "不搜" },
                { "type": "paragraph", "text": "  " },
                { "type": "paragraph", "id": "end", "text": "末段" },
                { "type": "gallery", "figures": [{ "src": "2.webp", "width": 1, "height": 1, "caption": "图甲" }], "caption": "组图" },
                { "type": "quote", "text": "引文", "by": "某人" },
                { "type": "list", "ordered": true, "items": ["甲", "乙"] },
                { "type": "table", "id": "t", "caption": "表", "header": ["头"], "rows": [["1", ""], ["2"]] },
                { "type": "fact-box", "title": "资料", "body": [
                    { "type": "paragraph", "text": "盒内" }, { "type": "note", "text": "盒内注" }] },
                { "type": "fact-box", "id": "box", "body": [{ "type": "note", "text": "按语" }] },
                { "type": "poem", "text": "将来" },
            ]
        }));
        assert_eq!(
            listing(&article),
            [
                "Kicker: 引题",
                "Headline: 新郑市在全国县域共青团\n基层组织改革",
                "Deck: 副题",
                "Byline: 记者 杨宜锦、某某",
                "Byline: 无名",
                "Source: 新华社",
                "Paragraph #p1: 一二三四",
                "Subhead: 小标题",
                "Caption: 图说",
                "Credit: 摄影",
                "Paragraph #end: 末段",
                "Caption: 图甲",
                "Caption: 组图",
                "Quote: 引文",
                "QuoteBy: 某人",
                "ListItem: 甲",
                "ListItem: 乙",
                "Caption #t: 表",
                "TableCell #t: 头",
                "TableCell #t: 1",
                "TableCell #t: 2",
                "FactBoxTitle: 资料",
                "Paragraph #p4: 盒内",
                "Note: 盒内注",
                "Note #box: 按语",
                "Unknown: 将来",
                "Keyword: 改革",
            ]
        );
    }

    #[test]
    fn a_withdrawn_article_is_not_searched() {
        let with = |status: &str| {
            article(serde_json::json!({ "id": "1", "headline": "题", "keywords": ["词"], "status": status }))
        };
        assert_eq!(listing(&with("withdrawn")), [""; 0]);
        assert_eq!(listing(&with("corrected")), ["Headline: 题", "Keyword: 词"]);
    }

    #[test]
    fn reading_time_counts_characters_and_words() {
        assert_eq!(count("今晚，县城有6条公交线路。"), 11);
        assert_eq!(count("The county's buses run 24.5 km to-morrow"), 7);
        assert_eq!(count("APP下载"), 3);
        assert_eq!(count(" ——。…"), 0);
        let article = article(serde_json::json!({ "id": "1", "headline": "不算", "body": [
            { "type": "paragraph", "text": "算四个字" }, { "type": "list", "ordered": false, "items": ["two words"] }] }));
        assert_eq!(visible_characters(&article), 6);
    }
}
