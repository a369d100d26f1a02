//! The headlines of a page: links to its articles.

use scraper::ElementRef;

use super::file::{Headline, PageFile};
use super::find::elements;
use super::links::Links;
use crate::import::dom::Document;
use crate::import::lines;
use crate::import::rules::PageRules;

/// The headlines: links to articles of this day, in the block that belongs to this page. A page may also list
/// articles of other pages (今日关注), so a block counts only if the map knows one of its articles; without a map,
/// the first block is the page's.
pub(super) fn read(
    page: &mut PageFile,
    document: &Document,
    source: &str,
    rules: &PageRules,
    links: &Links<'_>,
) {
    for from in &rules.headlines {
        let mut blocks: Vec<(ego_tree::NodeId, Vec<Headline>)> = Vec::new();
        for link in elements(document, from) {
            let Some(target) = links.article(&link) else { continue };
            let lines = headline_lines(document, link, source, rules);
            let block = block_of(link);
            match blocks.iter_mut().find(|(id, _)| *id == block) {
                Some((_, links)) => links.push((target, lines)),
                None => blocks.push((block, vec![(target, lines)])),
            }
        }
        let known = |target: &String| page.areas.iter().any(|(area, _)| area == target);
        let ours: Vec<_> = if page.areas.is_empty() {
            blocks.into_iter().take(1).collect()
        } else {
            blocks.into_iter().filter(|(_, links)| links.iter().any(|(target, _)| known(target))).collect()
        };
        for (target, lines) in ours.into_iter().flat_map(|(_, links)| links) {
            match page.headlines.iter_mut().find(|(other, _)| *other == target) {
                Some((_, old)) if old.is_empty() => *old = lines,
                Some(_) => {}
                None => page.headlines.push((target, lines)),
            }
        }
        if page.headlines.iter().any(|(_, lines)| !lines.is_empty()) {
            return;
        }
    }
}

/// The list or table that a link stands in.
fn block_of(link: ElementRef<'_>) -> ego_tree::NodeId {
    let is_block =
        |element: &ElementRef<'_>| matches!(element.value().name(), "ul" | "ol" | "table" | "dl" | "body");
    let block = link.ancestors().filter_map(ElementRef::wrap).find(is_block);
    block.map_or_else(|| link.id(), |block| block.id())
}

/// A headline as its lines; some trees write it by script.
fn headline_lines(document: &Document, link: ElementRef<'_>, source: &str, rules: &PageRules) -> Vec<String> {
    let lines = document.lines(&[*link]);
    if !lines.is_empty() {
        return lines;
    }
    let script: String = link.text().collect();
    let script = if script.is_empty() { source } else { &script };
    let found = rules.script_title.0.captures(script).filter(|_| script.len() < source.len());
    found.and_then(|found| found.name("title").map(|title| split_lines(title.as_str()))).unwrap_or_default()
}

fn split_lines(html: &str) -> Vec<String> {
    let parsed = scraper::Html::parse_fragment(html);
    lines::of(&[parsed.tree.root()], &|_| false)
}

#[cfg(test)]
mod tests {
    use crate::import::page::MapImage;
    use crate::import::page::tests::read_page;
    use crate::import::shown::Shown;

    #[test]
    fn a_list_of_another_pages_articles_is_not_this_pages() {
        let page = read_page(
            "<map name=PagePicMap><area shape=polygon coords='1,1,9,1,9,9' href='content_1.htm?div=-1'></map>\
             <img src=../../../a_b.jpg usemap=#pagepicmap width=400 height=575>\
             <ul><li><a href=content_1.htm?div=-1><div style='display: inline' id=mp1>本版<br>头条</div></a></ul>\
             <ul><li><a href=content_9.htm><div id=mp9>今日关注</div></a></ul>",
        );
        assert_eq!(
            page.headlines,
            [("html/2022-09/16/content_1.htm".to_owned(), vec!["本版".to_owned(), "头条".to_owned()])]
        );
        let shown = Shown { width: Some(400.0), height: Some(575.0), relative: false };
        assert_eq!(page.image, Some(MapImage { path: "a_b.jpg".into(), shown }));
        assert_eq!(page.areas.len(), 1);
    }

    #[test]
    fn a_headline_written_by_script() {
        let page = read_page(
            "<ul id=titleList><li><a href=content_1.htm><script>document.write(view(\"第一行<br>第二行  \"))</script></a></ul>",
        );
        assert_eq!(page.headlines[0].1, ["第一行", "第二行"]);
    }
}
