//! One test for each view.

use std::collections::BTreeSet;

use masthead_reader::{Island, fingerprint};

use crate::parsed::Parsed;
use crate::sample::Sample;

fn draw(path: &str, edition: Option<(&str, &str)>) -> Parsed {
    let sample = Sample::read();
    let edition = edition.map(|(publication, edition)| sample.edition(publication, edition));
    let rendered = sample.draw(path, edition);
    assert!(!rendered.html.contains("style="), "the policy admits no style attribute");
    let parsed = Parsed::new(&rendered.html);
    assert_eq!(
        parsed.fingerprint(),
        fingerprint::of_html(&rendered.html),
        "the parser gives back what was drawn"
    );
    let (_, said) = Island::from_json(&rendered.island).expect("the page carries an island");
    assert_eq!(said, parsed.fingerprint(), "the island says the structure of its page");
    assert!(!rendered.island.contains('<'), "no text of a newspaper ends the island's script");
    parsed
}

#[test]
fn a_front_has_every_headline_of_the_edition() {
    let sample = Sample::read();
    let edition = sample.edition("bcrb", "2026-11-20");
    let page = draw("/bcrb/2026-11-20/", Some(("bcrb", "2026-11-20")));
    assert_eq!(page.texts("h1"), ["泊川日报"]);
    let shown: BTreeSet<_> = page.attributes("main a", "href").into_iter().collect();
    for (page, article) in edition.pages.iter().flat_map(|page| page.articles.iter().map(move |a| (page, a)))
    {
        let address = format!("/bcrb/2026-11-20/{}/{}/", page.id, article.id);
        assert!(shown.contains(&address), "{address}");
    }
    let date = page.texts(".mh-dateline");
    assert!(date[0].contains("2026年11月20日 星期五 农历丙午年十月十二"), "{date:?}");
    assert_eq!(
        page.attributes(".mh-edition-switch [rel=prev]", "href")[0],
        "/bcrb/2026-11-18/",
        "over the gap"
    );
}

#[test]
fn the_first_edition_has_no_previous_and_the_last_no_next() {
    let first = draw("/bcrb/2025-12-31/", Some(("bcrb", "2025-12-31")));
    assert!(first.attributes("main .mh-edition-switch [rel=prev]", "href").is_empty());
    assert_eq!(
        first.attributes("main .mh-edition-switch [rel=next]", "href"),
        ["/bcrb/2026-11-16/"],
        "over the year"
    );
    let last = draw("/bcrb/2026-11-20/", Some(("bcrb", "2026-11-20")));
    assert!(last.attributes("main .mh-edition-switch [rel=next]", "href").is_empty());
}

#[test]
fn a_page_has_its_stories_and_its_neighbours_in_the_order_of_the_edition() {
    let page = draw("/bcrb/2026-11-20/X01/", Some(("bcrb", "2026-11-20")));
    assert!(page.texts("h1")[0].starts_with("X01 柳桥时报"));
    let sample = Sample::read();
    let pages = &sample.edition("bcrb", "2026-11-20").pages;
    let at = pages.iter().position(|page| page.id.as_str() == "X01").unwrap();
    let address = |index: usize| format!("/bcrb/2026-11-20/{}/", pages[index].id);
    assert_eq!(page.attributes(".mh-pager [rel=prev]", "href"), [address(at - 1)]);
    assert_eq!(page.attributes(".mh-pager [rel=next]", "href"), [address(at + 1)]);
    assert_eq!(page.texts("main .mh-entry").len(), pages[at].articles.len());
}

#[test]
fn every_article_of_the_sample_reads_with_all_its_paragraphs() {
    let sample = Sample::read();
    let mut read = 0;
    for edition in &sample.editions {
        for (page, article) in
            edition.pages.iter().flat_map(|page| page.articles.iter().map(move |a| (page, a)))
        {
            let path = format!("/{}/{}/{}/{}/", edition.publication, edition.id, page.id, article.id);
            let rendered = sample.draw(&path, Some(edition));
            let parsed = Parsed::new(&rendered.html);
            assert_eq!(parsed.fingerprint(), fingerprint::of_html(&rendered.html), "{path}");
            let body = parsed.texts(".mh-body").concat();
            for field in masthead_edition::fields::fields(article) {
                use masthead_edition::fields::FieldKind as Kind;
                // Subheads, cells and items stand in the body as paragraphs do; heads are looked at below.
                let in_body = !matches!(
                    field.kind,
                    Kind::Headline | Kind::Kicker | Kind::Deck | Kind::Byline | Kind::Source | Kind::Keyword
                );
                let text = field.text.split_whitespace().collect::<String>();
                let body: String = body.split_whitespace().collect();
                assert!(!in_body || body.contains(&text), "{path}: {text}");
            }
            let headline = parsed.texts("h1")[0].clone();
            assert!(article.headline.iter().all(|line| headline.contains(line.trim())), "{path}");
            read += 1;
        }
    }
    assert!(read > 100, "the sample has more than {read} articles");
}

#[test]
fn an_articles_page_carries_the_article_and_not_the_edition() {
    let sample = Sample::read();
    let edition = sample.edition("bcrb", "2026-11-20");
    let page = edition.pages.iter().find(|page| page.articles.len() > 1).unwrap();
    let path = format!("/bcrb/2026-11-20/{}/{}/", page.id, page.articles[0].id);
    let rendered = sample.draw(&path, Some(edition));
    let (island, _) = Island::from_json(&rendered.island).unwrap();
    let carried = island.edition.unwrap();
    let (_, _, own) = carried.article(&page.articles[0].id).unwrap();
    assert_eq!(own, &page.articles[0], "the article is whole");
    let others = carried.pages.iter().flat_map(|page| &page.articles).filter(|article| article.id != own.id);
    assert!(others.clone().count() >= 1);
    assert!(others.clone().all(|article| article.body.is_empty()), "no other body");
    assert_eq!(carried.pages.len(), edition.pages.len(), "every page is in the list of pages");
}

#[test]
fn a_calendar_links_the_days_that_have_an_edition() {
    let page = draw("/bcrb/2026/", None);
    let days = page.attributes("main td a", "href");
    assert_eq!(
        days,
        ["/bcrb/2026-11-16/", "/bcrb/2026-11-17/", "/bcrb/2026-11-18/", "/bcrb/2026-11-20/"],
        "in reading order, the gap of the 19th left out"
    );
    assert_eq!(page.attributes(".mh-years a", "href"), ["/bcrb/2026/", "/bcrb/2025/"]);
    let sister = draw("/bcwb/2026/", None);
    assert_eq!(sister.attributes(".mh-extras a", "href"), ["/bcwb/2026-11-20-english/"]);
}

#[test]
fn search_is_drawn_with_what_is_searched_for_and_finds_once_it_is_live() {
    let page = draw(
        "/search/?q=%E4%B8%89%E5%8D%81%E5%8F%8C%E6%89%8B%E6%91%86%E5%BC%80&in=bcwb/2026-11-20",
        Some(("bcwb", "2026-11-20")),
    );
    assert_eq!(page.attributes("main input[type=search]", "value"), ["三十双手摆开"]);
    assert!(page.texts("main .mh-search-scope")[0].ends_with("2026年11月20日"));
    assert_eq!(page.texts("main .mh-search-count"), ["正在打开……"]);
    assert!(page.texts("main .mh-hits a").is_empty());
}

#[test]
fn what_does_not_exist_says_so_and_offers_the_nearest() {
    let page = draw("/bcrb/2026-11-20/Z99/", Some(("bcrb", "2026-11-20")));
    assert_eq!(page.texts("h1"), ["这一期没有这一版。"]);
    assert_eq!(page.attributes(".mh-message a", "href"), ["/bcrb/2026-11-20/"]);
    let article = draw("/bcrb/2026-11-20/A01/nothing/", Some(("bcrb", "2026-11-20")));
    assert_eq!(article.texts("h1"), ["这一期没有这一篇。"]);
    assert_eq!(article.attributes(".mh-message a", "href"), ["/bcrb/2026-11-20/A01/"]);
    let publication = draw("/nobody/", None);
    assert_eq!(publication.texts("h1"), ["这里没有这份报纸。"]);
}

#[test]
fn a_withdrawn_article_says_so_and_a_corrected_one_what_was_wrong() {
    let sample = Sample::read();
    let with = |marker: fn(&masthead_edition::model::Status) -> bool| {
        sample.editions.iter().find_map(|edition| {
            let page = edition.pages.iter().find(|page| page.articles.iter().any(|a| marker(&a.status)))?;
            let article = page.articles.iter().find(|a| marker(&a.status))?;
            Some((edition, format!("/{}/{}/{}/{}/", edition.publication, edition.id, page.id, article.id)))
        })
    };
    use masthead_edition::model::Status;
    let (edition, path) =
        with(|status| matches!(status, Status::Withdrawn(_))).expect("the sample has a withdrawn article");
    let page = Parsed::new(&sample.draw(&path, Some(edition)).html);
    assert!(page.texts(".mh-amendment")[0].contains("撤"), "{:?}", page.texts(".mh-amendment"));
    assert!(page.texts(".mh-body p").is_empty());
    let (edition, path) =
        with(|status| matches!(status, Status::Corrected(_))).expect("the sample has a corrected article");
    let page = Parsed::new(&sample.draw(&path, Some(edition)).html);
    assert!(page.texts(".mh-amendment")[0].contains("更正"));
    assert!(!page.texts(".mh-body p").is_empty());
}

#[test]
fn english_and_traditional_editions_speak_their_own_language() {
    let english = draw("/bcwb/2026-11-20-english/", Some(("bcwb", "2026-11-20-english")));
    assert_eq!(english.attributes("main", "lang"), ["en"]);
    assert_eq!(english.attributes(".mh-reader", "lang"), ["en"]);
    assert!(english.texts(".mh-bottom-bar").concat().contains("Headlines"));
    let sample = Sample::read();
    let traditional = sample.editions.iter().find(|edition| edition.language.as_deref() == Some("zh-Hant"));
    let edition = traditional.expect("the sample has an edition in traditional characters");
    let page = sample.draw(&format!("/{}/{}/", edition.publication, edition.id), Some(edition));
    assert!(Parsed::new(&page.html).texts(".mh-bottom-bar").concat().contains("標題"));
}
