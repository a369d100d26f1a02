//! One page file: the page's own name, its picture with the areas on it, its headlines, the list of all pages.
//! What is read here is what the file says; [`super::assemble`] decides what to believe.
//!
//! [`mod@file`] is what is read, by way of [`links`] and what [`mod@find`] finds; [`map`] and [`headlines`] read their parts.

mod file;
mod find;
mod headlines;
mod links;
mod map;

use scraper::ElementRef;

use super::address::resolve;
use super::day::Known;
use super::dom::Document;
use super::label::{self, Label};
use super::lines::{self, DomNode};
use super::rules::{PageRules, Rules, Source};
use super::text;
pub use file::{Headline, MapImage, PageFile};
use find::{elements, first_found};
use links::Links;
pub use links::base_of;

/// Reads a page file, or the head of an article's file. `known` tells what a path is to the page's day.
pub fn read(
    path: &str,
    document: &Document,
    source: &str,
    rules: &Rules,
    known: &dyn Fn(&str) -> Option<Known>,
) -> PageFile {
    let page_rules = &rules.page;
    let mut page = PageFile { path: path.to_owned(), ..PageFile::default() };
    let links = Links { base: base_of(path, document), known };
    let property = |name: &str| document.properties.get(name);
    page.number = property("founder-pagenum").map(|number| label::code(&number));
    page.paper_name = property("founder-papername");
    page.large_image = property("founder-pagepicurl");
    page.list = list(document, page_rules, &links);
    page.label = own_label(document, page_rules, &links, &page);
    page.edition_number = edition_number(document, page_rules);
    map::read(&mut page, document, page_rules, &links);
    headlines::read(&mut page, document, source, page_rules, &links);
    page.pdfs = first_found(document, &page_rules.pdf)
        .into_iter()
        .filter_map(|link| resolve(&links.base, link.attr("href")?))
        .collect();
    page.pdfs.dedup();
    page
}

/// The list of all pages. An entry may consist of several links: a picture, the code, the name.
fn list(document: &Document, rules: &PageRules, links: &Links<'_>) -> Vec<(String, Label)> {
    for source in &rules.list {
        let mut texts: Vec<(String, Vec<String>)> = Vec::new();
        for link in elements(document, source) {
            let Some(target) = links.page(&link) else { continue };
            let text = text_of(document, &link);
            if rules.not_label.0.is_match(&text) {
                continue;
            }
            match texts.iter_mut().find(|(other, _)| *other == target) {
                Some((_, texts)) => texts.push(text),
                None => texts.push((target, vec![text])),
            }
        }
        let list: Vec<(String, Label)> =
            texts.into_iter().map(|(target, texts)| (target, entry(&texts, rules))).collect();
        if list.iter().any(|(_, label)| !label.code.is_empty()) {
            return list;
        }
    }
    Vec::new()
}

/// What a link says: its text, or what stands for its picture.
fn text_of(document: &Document, link: &ElementRef<'_>) -> String {
    let text = document.lines(&[**link]).join(" ");
    if !text.is_empty() {
        return text;
    }
    let pictures = link.descendants().filter_map(ElementRef::wrap).filter_map(|element| element.attr("alt"));
    let labels = pictures.chain(link.attr("title"));
    labels.map(text::line).find(|label| !label.is_empty()).unwrap_or_default()
}

/// The label that the links of one entry say together.
fn entry(texts: &[String], rules: &PageRules) -> Label {
    let mut label = Label::default();
    for text in texts {
        match label::parse_listed(text, rules) {
            Some(read) if label.code.is_empty() => label = read,
            Some(_) => {}
            None if label.name.is_empty() => label.name = text::unspaced(text),
            None => {}
        }
    }
    label
}

/// The title line: the first short element that is nothing but a label. What stands in links to pages is the list of
/// pages, unless this is the only link there is.
fn own_label(document: &Document, rules: &PageRules, links: &Links<'_>, page: &PageFile) -> Option<Label> {
    let is_entry = |node: &DomNode<'_>| {
        ElementRef::wrap(*node).is_some_and(|link| {
            link.value().name() == "a" && page.list.len() > 1 && links.page(&link).is_some()
        })
    };
    short_elements(document, &rules.title, '版').find_map(|element| {
        if element.ancestors().any(|outer| is_entry(&outer)) {
            return None;
        }
        let lines = lines::of(&[*element], &|node| document.is_skipped(node) || is_entry(node));
        label::parse(lines.first().filter(|_| lines.len() == 1)?, rules)
    })
}

/// 第7891期, alone or after the date.
fn edition_number(document: &Document, rules: &PageRules) -> Option<String> {
    short_elements(document, &rules.dateline, '期').find_map(|element| {
        let line = text::line(&element.text().collect::<String>());
        Some(rules.number.0.captures(&line)?.name("number")?.as_str().to_owned())
    })
}

/// The elements with little text, and a certain letter in it.
fn short_elements<'a>(
    document: &'a Document,
    sources: &'a [Source],
    letter: char,
) -> impl Iterator<Item = ElementRef<'a>> {
    const LONGEST: usize = 60;
    // Tables hold tables: only elements whose text is short are looked at closely.
    let is_short = move |element: &ElementRef<'a>| {
        let length: usize =
            element.text().map(|part| part.trim().chars().count()).take_while(|n| *n <= LONGEST).sum();
        (1..=LONGEST).contains(&length)
            && element.text().take(20).count() <= 10
            && element.text().any(|part| part.contains(letter))
    };
    sources.iter().flat_map(|source| elements(document, source)).filter(is_short)
}

#[cfg(test)]
pub(super) mod tests {
    use masthead_edition::date::Date;

    use super::*;
    use crate::import::day::Day;

    /// A page of the day 2022-09-16, read as `html/2022-09/16/node_1.htm`.
    pub(crate) fn read_page(html: &str) -> PageFile {
        let rules = Rules::load(None).unwrap();
        let document = Document::parse(html, &rules.article.skip);
        let day = Day::of("html/".to_owned(), "A");
        let date = Date::parse("2022-09-16").unwrap();
        read("html/2022-09/16/node_1.htm", &document, html, &rules, &|path| {
            day.known(date, path, &rules.layout)
        })
    }

    /// The list and the page's own label as `code name`.
    fn labels(html: &str) -> (Vec<String>, Option<String>) {
        let page = read_page(html);
        let show = |label: &Label| format!("{} {}", label.code, label.name);
        (page.list.iter().map(|(_, label)| show(label)).collect(), page.label.as_ref().map(show))
    }

    #[test]
    fn entries_of_the_list_with_pictures_and_second_links() {
        let list = "<li><a id=pageLink href=node_1.htm><img src=1.jpg></a><a id=pageLink href=node_1.htm>第A01版：头版</a>\
            <a href=a01.pdf>PDF</a></li><li><a id=pageLink href=./node_2.htm><img src=2.jpg alt=x></a>\
            <a id=pageLink href=node_2.htm>第A02版</a><a id=pageLink href=node_2.htm>要闻</a></li>\
            <li><a id=pageLink href=node_3.htm>号外</a></li><li><a id=pageLink href=../15/node_1.htm>第A01版：昨日</a></li>";
        assert_eq!(labels(list).0, ["A01 头版", "A02 要闻", " 号外"]);
        let plain = "<p><a href=node_2.htm>上一版</a><a href=node_4.htm>下一版</a></p>\
            <ul><li><a href=node_1.htm><img src=1.jpg></a><a href=node_1.htm>A1 头版</a></li><li><a href=node_2.htm>A2 要闻</a></li></ul>";
        assert_eq!(labels(plain).0, ["A1 头版", "A2 要闻"]);
        let pictures = "<a id=pageLink href=node_1.htm><img src=1.jpg alt='第A01版：头版'></a>\
            <a id=pageLink href=node_2.htm title='第A02版：要闻'><img src=2.jpg></a>";
        assert_eq!(labels(pictures).0, ["A01 头版", "A02 要闻"]);
    }

    #[test]
    fn a_pages_own_title_is_not_the_first_entry_of_the_list() {
        let list = "<table><tr><td><a id=pageLink href=node_9.htm>第A01版：头版</a></td></tr>\
            <tr><td><a id=pageLink href=node_1.htm>第A02版：要闻</a></td></tr></table>";
        assert_eq!(
            labels(&format!("{list}<table><tr><td>第A02版：时政</td></tr></table>")).1.as_deref(),
            Some("A02 时政")
        );
        assert_eq!(
            labels(&format!("{list}<p>第A02版：时政 <a href=node_3.htm>下一版</a></p>")).1.as_deref(),
            Some("A02 时政")
        );
        assert_eq!(labels(list).1, None);
        let only_link = "<p>返回 <b><a href=node_3.htm>第A03版：文体</a></b></p><div><a href=node_3.htm>第A03版：文体</a></div>";
        assert_eq!(labels(only_link).1.as_deref(), Some("A03 文体"));
    }

    #[test]
    fn links_with_hosts_sessions_bases_and_queries() {
        for (base, href) in [
            ("", "//epaper.example.com/html/2022-09/16/content_1.htm"),
            ("", "content_1.htm;jsessionid=0A1B"),
            ("", "/html/2022-09/16/content_1.htm"),
            ("", "content_1.htm%3Fdiv=-1"),
            ("", "content_1.htm@div=-1"),
            ("", ".\\CONTENT_1.HTM"),
            ("<base href='http://epaper.example.com/epaper/html/2022-09/16/'>", "content_1.htm"),
            ("<base target=_blank>", "content_1.htm"),
        ] {
            let page = read_page(&format!(
                "<head>{base}</head><map name=m><area shape=rect coords='1,1,9,9' href='{href}'></map>"
            ));
            assert_eq!(page.areas.len(), 1, "{base}{href}");
        }
        let page = read_page(
            "<map name=m><area coords='1,1,9,9' href='http://ad.example.com/'><area coords='1,1,9,9'></map>",
        );
        assert_eq!((page.areas.len(), page.notes.0[0].code.as_str()), (0, "area-elsewhere"));
        assert!(page.notes.0[0].message.starts_with("1 of"), "{:?}", page.notes);
    }
}
