//! Arbitrary editions, papers and calendars as a program would build them: within the rules, otherwise anything.

use std::collections::BTreeSet;

use masthead_edition::calendar::{Calendar, Entry};
use masthead_edition::date::Date;
use masthead_edition::id::{EditionId, Id};
use masthead_edition::model::*;
use masthead_edition::paper::{Link, Paper, Publication};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Text that says something: newspapers' characters, markup, quotes, emoji, marks, right-to-left.
pub(crate) fn words() -> BoxedStrategy<String> {
    prop_oneof![
        "[一-龥，。“”]{1,12}",
        "[a-zA-Z<>&\"'/\\\\ ]{0,12}[a-z]",
        "\\PC{0,8}題",
        Just("新郑\n市\t<script>alert(1)</script>".to_owned()),
        Just("👩‍👩‍👧 שלום \u{202E}abc é\u{301} \u{0}".to_owned()),
    ]
    .boxed()
}

fn maybe_words() -> BoxedStrategy<Option<String>> {
    of(words()).boxed()
}

pub(crate) fn id() -> BoxedStrategy<Id> {
    let texts = prop_oneof!["[A-Z][0-9]{2}", "[0-9]{1,8}", "[a-z]{1,5}[-_·.][a-z0-9]{1,5}", "[一-龥]{1,10}"];
    texts.prop_filter_map("a name", |text| Id::in_edition(&text).ok()).boxed()
}

pub(crate) fn publication_id() -> BoxedStrategy<Id> {
    prop_oneof!["[a-z]{2,6}", "[a-z]{1,3}-[0-9]{4}", "[一-龥]{2,6}"]
        .prop_filter_map("a name", |text| Id::publication(&text).ok())
        .boxed()
}

pub(crate) fn date() -> BoxedStrategy<Date> {
    (-719_162i64..=2_932_896).prop_filter_map("a date", Date::from_day_number).boxed()
}

pub(crate) fn edition_id() -> BoxedStrategy<EditionId> {
    (date(), of(id())).prop_map(|(date, suffix)| EditionId::new(date, suffix)).boxed()
}

/// Fields that no version knows. Some are the publisher's own.
fn extra() -> BoxedStrategy<Extra> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        words().prop_map(Value::from)
    ];
    let value = leaf.prop_recursive(2, 6, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Value::from),
            inner.prop_map(|value| json!({ "type": value, "id": "x" }))
        ]
    });
    let names =
        prop_oneof!["x-[a-z]{1,5}", "later_[a-z]{1,5}", Just("未来".to_owned()), Just("a/b~c".to_owned())];
    prop_oneof![
        3 => Just(Extra::new()),
        1 => vec((names, value), 1..3).prop_map(|fields| fields.into_iter().collect::<Extra>()),
    ]
    .boxed()
}

fn run() -> BoxedStrategy<Run> {
    let plain = words().prop_map(Run::Plain);
    plain
        .prop_recursive(3, 8, 3, |inner| {
            let text = vec(inner, 1..3).prop_map(Text);
            let known = prop_oneof![
                text.clone().prop_map(Run::Strong),
                text.clone().prop_map(Run::Emphasis),
                (text.clone(), href()).prop_map(|(text, href)| Run::Link { text, href }),
                (words(), text.clone()).prop_map(|(gloss, base)| Run::Ruby { gloss, base }),
            ]
            .boxed();
            let fields = extra().prop_filter("some", |extra| !extra.is_empty());
            let extended =
                (known.clone(), fields).prop_map(|(run, extra)| Run::Extended { run: Box::new(run), extra });
            let unknown = words().prop_map(|text| Run::Unknown {
                text: text.clone(),
                value: json!({ "later": "?", "text": text }),
            });
            prop_oneof![4 => known, 1 => extended, 1 => unknown]
        })
        .boxed()
}

fn href() -> BoxedStrategy<String> {
    prop_oneof![
        "https?://[a-z]{1,8}\\.example/[a-z0-9?&=%#]{0,12}",
        "mailto:[a-z]{1,8}@example\\.com",
        "tel:\\+?[0-9-]{3,12}[0-9]",
        Just("https://例子.example/新闻".to_owned()),
    ]
    .boxed()
}

/// A text that says something.
pub(crate) fn text() -> BoxedStrategy<Text> {
    prop_oneof![3 => words().prop_map(Text::plain), 2 => vec(run(), 1..4).prop_map(Text)].boxed()
}

fn maybe_text() -> BoxedStrategy<Option<Text>> {
    of(text()).boxed()
}

fn path() -> BoxedStrategy<String> {
    prop_oneof!["[A-Za-z0-9]{1,8}\\.webp", "[a-z]{1,4}/[一-龥 ]{0,4}[0-9]\\.webp", "100%\\?#[0-9]\\.avif"]
        .prop_filter("a path", |path| masthead_edition::reference::check_path(path).is_ok())
        .boxed()
}

fn image() -> BoxedStrategy<Image> {
    (path(), 1..9000u32, 1..9000u32, vec(1..9000u32, 0..3), extra())
        .prop_map(|(src, width, height, widths, extra)| Image { src, width, height, widths, extra })
        .boxed()
}

/// A figure of a gallery, which has room for unknown fields of its own.
fn figure_in_gallery() -> BoxedStrategy<Figure> {
    (image(), maybe_text(), maybe_words(), maybe_words())
        .prop_map(|(image, caption, credit, alt)| Figure { image, caption, credit, alt })
        .boxed()
}

/// A figure that is a block: its unknown fields are the block's.
fn figure() -> BoxedStrategy<Figure> {
    figure_in_gallery()
        .prop_map(|mut figure| {
            figure.image.extra = Extra::new();
            figure
        })
        .boxed()
}

fn content() -> BoxedStrategy<Content> {
    prop_oneof![
        6 => text().prop_map(Content::Paragraph),
        2 => text().prop_map(Content::Subhead),
        1 => text().prop_map(Content::Note),
        2 => figure().prop_map(Content::Figure),
        1 => (vec(figure_in_gallery(), 0..3), maybe_text())
            .prop_map(|(figures, caption)| Content::Gallery { figures, caption }),
        1 => (text(), maybe_words()).prop_map(|(text, by)| Content::Quote { text, by }),
        1 => (any::<bool>(), vec(text(), 0..4)).prop_map(|(ordered, items)| Content::List { ordered, items }),
        1 => (maybe_text(), vec(text(), 0..3), vec(vec(cell(), 0..3), 0..3))
            .prop_map(|(caption, header, rows)| Content::Table { caption, header, rows }),
        1 => (words(), extra()).prop_map(|(text, mut extra)| {
            extra.insert("type".to_owned(), "poem".into());
            extra.insert("text".to_owned(), text.into());
            Content::Unknown { kind: "poem".into(), value: extra.into() }
        }),
    ]
    .boxed()
}

/// A cell may be empty.
fn cell() -> BoxedStrategy<Text> {
    prop_oneof![text(), Just(Text::default())].boxed()
}

fn block(content: BoxedStrategy<Content>) -> BoxedStrategy<Block> {
    (content, of(id()), extra())
        .prop_map(|(content, id, extra)| match content {
            // A block of a later version keeps everything in its value.
            Content::Unknown { .. } => Block { id: None, content, extra: Extra::new() },
            content => Block { id, content, extra },
        })
        .boxed()
}

fn body() -> BoxedStrategy<Vec<Block>> {
    let simple = block(content());
    let boxed = (maybe_text(), vec(simple.clone(), 0..3))
        .prop_map(|(title, body)| Content::FactBox { title, body })
        .boxed();
    vec(prop_oneof![6 => simple, 1 => block(boxed)], 0..6)
        .prop_map(|mut body| {
            name_once(&mut body, &mut BTreeSet::new());
            body
        })
        .boxed()
}

/// Takes names away that occur twice or that a paragraph might have by its number.
fn name_once(body: &mut [Block], taken: &mut BTreeSet<String>) {
    for block in body {
        block.id = block.id.take().filter(|id| !id.folded().starts_with('p') && taken.insert(id.folded()));
        if let Content::FactBox { body, .. } = &mut block.content {
            name_once(body, taken);
        }
    }
}

fn credit() -> BoxedStrategy<Credit> {
    (prop_oneof![words(), Just(String::new())], vec(words(), 0..3), extra())
        .prop_map(|(role, names, extra)| Credit { role, names, extra })
        .boxed()
}

fn status() -> BoxedStrategy<Status> {
    let amendment = (of(date()), maybe_words(), extra())
        .prop_map(|(date, note, extra)| Amendment { date, note, extra })
        .boxed();
    prop_oneof![
        4 => Just(Status::Published),
        1 => amendment.clone().prop_map(Status::Corrected),
        1 => amendment.prop_map(Status::Withdrawn),
    ]
    .boxed()
}

fn kind() -> BoxedStrategy<Kind> {
    prop_oneof![Just(Kind::Article), Just(Kind::Photo), Just(Kind::Advertisement), Just(Kind::Notice)].boxed()
}

fn region() -> BoxedStrategy<Region> {
    vec(((0..=1000u32).prop_map(fraction), (0..=1000u32).prop_map(fraction)), 3..6).boxed()
}

fn fraction(number: u32) -> f64 {
    f64::from(number) / 1000.0
}

fn article() -> BoxedStrategy<Article> {
    let head = (kind(), maybe_text(), vec(words(), 0..3), maybe_text(), vec(credit(), 0..3), maybe_words());
    let access = prop_oneof![3 => Just(Access::Everyone), 1 => Just(Access::Subscribers)];
    let rest =
        (vec(words(), 0..3), vec(region(), 0..2), status(), vec(path(), 0..2), access, body(), extra());
    (id(), head, rest)
        .prop_map(|(id, head, rest)| {
            let (kind, kicker, headline, deck, byline, source) = head;
            let (keywords, regions, status, aliases, access, body, extra) = rest;
            let body = if matches!(status, Status::Withdrawn(_)) { Vec::new() } else { body };
            Article {
                id,
                kind,
                kicker,
                headline,
                deck,
                byline,
                source,
                keywords,
                regions,
                jump: Jump::default(),
                status,
                aliases,
                access,
                body,
                extra,
            }
        })
        .boxed()
}

fn page() -> BoxedStrategy<Page> {
    let names = (id(), maybe_words(), maybe_words());
    (names, of(image()), of(path()), vec(path(), 0..2), vec(article(), 0..3), extra())
        .prop_map(|((id, section, name), image, pdf, aliases, articles, extra)| Page {
            id,
            section,
            name,
            image,
            pdf,
            aliases,
            articles,
            extra,
        })
        .boxed()
}

/// An edition whose names occur once, and where the first article, if another follows, is continued in the last.
pub(crate) fn edition() -> BoxedStrategy<Edition> {
    let names = (maybe_words(), maybe_words(), maybe_words(), of(language()), maybe_words());
    (publication_id(), edition_id(), names, vec(page(), 0..4), extra())
        .prop_map(|(publication, id, (name, number, title, language, rights), mut pages, extra)| {
            let (mut page_names, mut names) = (BTreeSet::new(), BTreeSet::new());
            pages.retain(|page| page_names.insert(page.id.folded()));
            for page in &mut pages {
                page.articles.retain(|article| names.insert(article.id.folded()));
            }
            jump_from_first_to_last(&mut pages);
            Edition {
                version: Version::Known,
                publication,
                id,
                name,
                number,
                title,
                language,
                rights,
                pages,
                extra,
            }
        })
        .boxed()
}

fn jump_from_first_to_last(pages: &mut [Page]) {
    let mut articles: Vec<&mut Article> = pages.iter_mut().flat_map(|page| &mut page.articles).collect();
    let count = articles.len();
    if let [first, .., last] = articles.as_mut_slice()
        && count.is_multiple_of(2)
    {
        first.jump.to = Some(last.id.clone());
        last.jump.from = Some(first.id.clone());
    }
}

fn language() -> BoxedStrategy<String> {
    prop_oneof!["zh-(Hans|Hant)", "[a-z]{2}(-[A-Z]{2})?"].boxed()
}

pub(crate) fn paper() -> BoxedStrategy<Paper> {
    let publication = (publication_id(), words(), of(language()), maybe_words(), of(edition_id()), extra());
    let publication = publication.prop_map(|(id, title, language, description, newest, extra)| {
        let years = newest.iter().map(|newest| newest.date().year()).collect();
        Publication { id, title, language, description, time_zone: None, newest, years, extra }
    });
    let home = (href(), maybe_words(), extra()).prop_map(|(href, label, extra)| Link { href, label, extra });
    let lines = (maybe_words(), maybe_words(), maybe_words(), maybe_words());
    (words(), language(), of(home), lines, vec(publication, 0..4), extra())
        .prop_map(|(title, language, home, (rights, icp, police, notice), mut publications, extra)| {
            let mut names = BTreeSet::new();
            publications.retain(|publication| names.insert(publication.id.folded()));
            let archive = home.is_some();
            Paper {
                version: Version::Known,
                title,
                language,
                archive,
                time_zone: Some("Asia/Shanghai".into()),
                home,
                rights,
                icp,
                police,
                notice,
                base_url: Some("https://paper.example.com/".into()),
                publications,
                extra,
            }
        })
        .boxed()
}

pub(crate) fn calendar() -> BoxedStrategy<Calendar> {
    let entry =
        (1..=12u8, 1..=28u8, of(id()), maybe_words(), maybe_words(), 0..200u32, "[0-9a-f]{16}", extra());
    (publication_id(), 1..=9999i32, vec(entry, 0..12), extra())
        .prop_map(|(publication, year, entries, extra)| {
            let entry = |(month, day, suffix, name, number, pages, hash, extra)| Entry {
                id: EditionId::new(Date::new(year, month, day).unwrap(), suffix),
                name,
                number,
                pages,
                hash,
                extra,
            };
            let mut editions: Vec<Entry> = entries.into_iter().map(entry).collect();
            editions.sort_by(|a, b| a.id.cmp(&b.id));
            editions.dedup_by(|a, b| a.id == b.id);
            Calendar { version: Version::Known, publication, year, editions, extra }
        })
        .boxed()
}
