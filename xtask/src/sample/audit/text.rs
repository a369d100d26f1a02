//! What the editions show: how much there is, that every part of the format occurs, and that no two articles tell
//! the same, so that a search for any twenty characters finds one article.

use std::collections::HashMap;
use std::fmt;

use masthead_edition::fields::{FieldKind, fields, visible_characters};
use masthead_edition::model::{Article, Block, Content, Kind, Run, Status, Text};

use super::super::paper::{Held, Paper};
use super::faults::Faults;

/// A string of this many characters stands in one article only.
const TOLD_APART: usize = 20;

/// How much there is.
pub(super) struct Holdings {
    publications: usize,
    editions: usize,
    pages: usize,
    articles: usize,
    /// As the reader counts them: a Han character is one, and so is a word of a script with spaces.
    characters: usize,
}

impl Holdings {
    /// Counts.
    pub(super) fn of(paper: &Paper) -> Self {
        let mut publications: Vec<&str> =
            paper.editions.iter().map(|held| held.edition.publication.as_str()).collect();
        publications.dedup();
        Self {
            publications: publications.len(),
            editions: paper.editions.len(),
            pages: paper.editions.iter().map(|held| held.edition.pages.len()).sum(),
            articles: articles(paper).count(),
            characters: articles(paper).map(|(_, article)| visible_characters(article)).sum(),
        }
    }

    /// What there is too little of.
    pub(super) fn faults(&self) -> Faults {
        let least = [
            ("publications", self.publications, 2),
            ("editions", self.editions, 5),
            ("articles", self.articles, 105),
            ("characters", self.characters, 45_000),
        ];
        let few = least.into_iter().filter(|(_, there, least)| there < least);
        few.map(|(what, there, least)| format!("{there} {what}, and there should be {least} at least"))
            .collect()
    }
}

impl fmt::Display for Holdings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { publications, editions, pages, articles, characters } = self;
        write!(
            f,
            "{publications} publications, {editions} editions, {pages} pages, {articles} articles, {characters} characters"
        )
    }
}

fn articles(paper: &Paper) -> impl Iterator<Item = (&Held, &Article)> {
    paper.editions.iter().flat_map(|held| {
        held.edition
            .pages
            .iter()
            .flat_map(move |page| page.articles.iter().map(move |article| (held, article)))
    })
}

/// Strings of [`TOLD_APART`] characters that stand in two articles.
pub(super) fn shared(paper: &Paper) -> Faults {
    let mut texts = Vec::new();
    for (held, article) in articles(paper) {
        let name = format!("{} {}", held.path, article.id.as_str());
        for field in fields(article) {
            let text: String = field.text.chars().filter(|c| !c.is_control()).collect();
            texts.push((name.clone(), text));
        }
    }
    let mut seen: HashMap<&str, &str> = HashMap::new();
    let mut faults = Faults::new();
    for (name, text) in &texts {
        let mut starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        starts.push(text.len());
        for window in starts.windows(TOLD_APART + 1) {
            let string = &text[window[0]..window[TOLD_APART]];
            let first = seen.entry(string).or_insert(name);
            if *first != name {
                faults.push(format!("“{string}” stands in {first} and in {name}"));
                break;
            }
        }
    }
    faults
}

/// Parts of the format that do not occur, or not as they should.
pub(super) fn missing(paper: &Paper) -> Faults {
    let wanted: Vec<(&str, bool)> =
        forms(paper).into_iter().chain(parts(paper)).chain(blocks(paper)).collect();
    wanted.into_iter().filter(|(_, is_there)| !is_there).map(|(what, _)| format!("nowhere: {what}")).collect()
}

/// Kinds of editions and pages.
fn forms(paper: &Paper) -> Vec<(&'static str, bool)> {
    let editions: Vec<_> = paper.editions.iter().map(|held| &held.edition).collect();
    let pages: Vec<_> = editions.iter().flat_map(|edition| &edition.pages).collect();
    let language = |tag: &str| editions.iter().any(|edition| edition.language.as_deref() == Some(tag));
    let came_out = |day: i64| editions.iter().any(|edition| edition.id.date().day_number() == day);
    let gap = editions
        .iter()
        .map(|edition| edition.id.date().day_number())
        .any(|day| !came_out(day + 1) && came_out(day + 2));
    vec![
        ("an edition in traditional characters", language("zh-Hant")),
        ("an edition in English", language("en")),
        ("a second edition of one day", editions.iter().any(|edition| edition.id.suffix().is_some())),
        ("a gap in the calendar", gap),
        ("a page A01", pages.iter().any(|page| page.id.as_str() == "A01")),
        (
            "a page X04 of a section",
            pages.iter().any(|page| page.id.as_str() == "X04" && page.section.is_some()),
        ),
        ("an edition of ten pages", editions.iter().any(|edition| edition.pages.len() >= 10)),
        ("a page as PDF", pages.iter().any(|page| page.pdf.is_some())),
    ]
}

/// Kinds of articles, and parts of their heads.
fn parts(paper: &Paper) -> Vec<(&'static str, bool)> {
    let any = |wanted: &dyn Fn(&Article) -> bool| articles(paper).any(|(_, article)| wanted(article));
    let role = |role: &str| any(&|article| article.byline.iter().any(|credit| credit.role == role));
    let kind = |kind: Kind| any(&|article| article.kind == kind);
    let subheads = |article: &Article| {
        article.body.iter().filter(|block| matches!(block.content, Content::Subhead(_))).count()
    };
    vec![
        ("a kicker", any(&|article| article.kicker.is_some())),
        ("a headline of three lines", any(&|article| article.headline.len() == 3)),
        ("a deck", any(&|article| article.deck.is_some())),
        ("a source", any(&|article| article.source.is_some())),
        ("keywords", any(&|article| article.keywords.len() > 2)),
        ("an alias", any(&|article| !article.aliases.is_empty())),
        ("a jump", any(&|article| article.jump.to.is_some())),
        ("its continuation", any(&|article| article.jump.from.is_some())),
        ("记者", role("记者")),
        ("通讯员", role("通讯员")),
        ("文", role("文")),
        ("图", role("图")),
        ("摄影", role("摄影")),
        ("编辑", role("编辑")),
        ("By", role("By")),
        ("an advertisement", kind(Kind::Advertisement)),
        ("a notice", kind(Kind::Notice)),
        ("a photo without a body", any(&|article| article.kind == Kind::Photo && article.body.is_empty())),
        (
            "a notice of one line",
            any(&|article| {
                article.kind == Kind::Notice && article.body.len() == 1 && visible_characters(article) < 40
            }),
        ),
        ("a long read with subheads", any(&|article| length(article) >= 3000 && subheads(article) >= 3)),
        (
            "a withdrawn article, empty, with date and note",
            any(&|article| match &article.status {
                Status::Withdrawn(why) => article.body.is_empty() && why.date.is_some() && why.note.is_some(),
                _ => false,
            }),
        ),
        (
            "a corrected article, with date and note",
            any(&|article| match &article.status {
                Status::Corrected(why) => {
                    !article.body.is_empty() && why.date.is_some() && why.note.is_some()
                }
                _ => false,
            }),
        ),
        ("a verse", any(&|article| article.byline.iter().any(|credit| credit.role == "诗"))),
    ]
}

/// The length of an article's text as an editor counts it, signs included.
fn length(article: &Article) -> usize {
    let texts = fields(article)
        .into_iter()
        .filter(|field| matches!(field.kind, FieldKind::Paragraph | FieldKind::Subhead | FieldKind::Quote));
    texts.map(|field| field.text.chars().filter(|c| !c.is_whitespace()).count()).sum()
}

/// Kinds of blocks and of runs.
fn blocks(paper: &Paper) -> Vec<(&'static str, bool)> {
    let mut all: Vec<&Block> = articles(paper).flat_map(|(_, article)| &article.body).collect();
    let inner: Vec<&Block> = all
        .iter()
        .filter_map(|block| match &block.content {
            Content::FactBox { body, .. } => Some(body),
            _ => None,
        })
        .flatten()
        .collect();
    all.extend(inner);
    let block = |wanted: fn(&Content) -> bool| all.iter().any(|block| wanted(&block.content));
    let mut runs = Vec::new();
    for block in &all {
        match &block.content {
            Content::Paragraph(text) | Content::Note(text) | Content::Quote { text, .. } => {
                collect(text, &mut runs)
            }
            Content::List { items, .. } => items.iter().for_each(|item| collect(item, &mut runs)),
            _ => {}
        }
    }
    let run = |wanted: &dyn Fn(&Run) -> bool| runs.iter().any(|run| wanted(run));
    let link = |scheme: &str| run(&|run| matches!(run, Run::Link { href, .. } if href.starts_with(scheme)));
    vec![
        ("a paragraph", block(|content| matches!(content, Content::Paragraph(_)))),
        ("a subhead", block(|content| matches!(content, Content::Subhead(_)))),
        (
            "a figure with caption, credit and alternative text",
            block(|content| match content {
                Content::Figure(figure) => {
                    figure.caption.is_some() && figure.credit.is_some() && figure.alt.is_some()
                }
                _ => false,
            }),
        ),
        ("a gallery", block(|content| matches!(content, Content::Gallery { .. }))),
        ("a quote", block(|content| matches!(content, Content::Quote { by: Some(_), .. }))),
        ("an ordered list", block(|content| matches!(content, Content::List { ordered: true, .. }))),
        ("an unordered list", block(|content| matches!(content, Content::List { ordered: false, .. }))),
        (
            "a table with a header",
            block(|content| matches!(content, Content::Table { header, .. } if !header.is_empty())),
        ),
        ("a fact box", block(|content| matches!(content, Content::FactBox { .. }))),
        ("a note", block(|content| matches!(content, Content::Note(_)))),
        ("a block with an id of its own", all.iter().any(|block| block.id.is_some())),
        ("strong", run(&|run| matches!(run, Run::Strong(_)))),
        ("emphasis", run(&|run| matches!(run, Run::Emphasis(_)))),
        ("ruby", run(&|run| matches!(run, Run::Ruby { .. }))),
        ("a link by http", link("http:")),
        ("a link by https", link("https:")),
        ("a link by mailto", link("mailto:")),
        ("a link by tel", link("tel:")),
    ]
}

fn collect<'a>(text: &'a Text, out: &mut Vec<&'a Run>) {
    for run in &text.0 {
        out.push(run);
        match run {
            Run::Strong(inner) | Run::Emphasis(inner) | Run::Link { text: inner, .. } => collect(inner, out),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use masthead_edition::json::read_edition;

    use super::*;

    fn paper(bodies: [&str; 2]) -> Paper {
        let articles: Vec<String> = bodies
            .iter()
            .enumerate()
            .map(|(at, text)| {
                format!(
                    r#"{{"id":"a{at}","headline":["题{at}"],"body":[{{"type":"paragraph","text":"{text}"}}]}}"#
                )
            })
            .collect();
        let text = format!(
            r#"{{"version":1,"publication":"p","date":"2026-11-20","pages":[{{"id":"A01","articles":[{}]}}]}}"#,
            articles.join(",")
        );
        let edition = read_edition(&text).unwrap().value;
        Paper::with(vec![Held { path: "p/2026-11-20".to_owned(), folder: "p".into(), text, edition }])
    }

    #[test]
    fn twenty_characters_in_two_articles_are_found_and_nineteen_are_not() {
        let nineteen = "一二三四五六七八九十甲乙丙丁戊己庚辛壬";
        let faults = shared(&paper([&format!("子{nineteen}癸"), &format!("丑{nineteen}癸尾")]));
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(
            faults[0].contains("壬癸") && faults[0].contains("a0") && faults[0].contains("a1"),
            "{faults:?}"
        );
        assert_eq!(shared(&paper([&format!("子{nineteen}"), &format!("丑{nineteen}尾")])), Faults::new());
    }

    #[test]
    fn what_does_not_occur_is_named() {
        let faults = missing(&paper(["甲", "乙"]));
        for what in ["an edition in English", "a gallery", "ruby", "a jump", "a withdrawn article", "编辑"]
        {
            assert!(faults.iter().any(|fault| fault.contains(what)), "{what}: {faults:?}");
        }
        assert!(!faults.iter().any(|fault| fault.ends_with("a paragraph") || fault.ends_with("a page A01")));
        assert_eq!(Holdings::of(&paper(["甲", "乙"])).faults().len(), 4);
    }
}
