//! One page file: the page's own name, its picture with the areas on it, its headlines, the list of all pages.
//! What is read here is what the file says; [`super::assemble`] decides what to believe.

use scraper::ElementRef;

use super::dom::Document;
use super::note::{Notes, excerpt};
use super::region;
use super::rules::{PageRules, Rules, Source};
use super::text;
use super::tree::resolve;

/// What a page file says.
#[derive(Debug, Default)]
pub struct PageFile {
    /// Its path.
    pub path: String,
    /// The page's own id and name, as its title line says.
    pub label: Option<Label>,
    /// Its number, name of the paper and picture, as the property comment says.
    pub number: Option<String>,
    /// The newspaper's name, as the property comment says.
    pub paper_name: Option<String>,
    /// The page's large picture, as the property comment says.
    pub large_image: Option<String>,
    /// The edition's running number, as the page's date line says.
    pub edition_number: Option<String>,
    /// All pages of the edition in order: path and label.
    pub list: Vec<(String, Label)>,
    /// The picture with the areas.
    pub image: Option<MapImage>,
    /// The areas in order: path of the article, polygon in pixels.
    pub areas: Vec<(String, Vec<(f64, f64)>)>,
    /// The headlines in order: path of the article, lines.
    pub headlines: Vec<Headline>,
    /// The page as PDF.
    pub pdfs: Vec<String>,
    /// What there is to say.
    pub notes: Notes,
}

/// A link to an article: its path, and the headline's lines.
pub type Headline = (String, Vec<String>);

/// A page's id and name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// `X04`.
    pub code: String,
    /// `新郑时报 聚焦`.
    pub name: String,
}

/// The picture with the areas.
#[derive(Clone, Debug, PartialEq)]
pub struct MapImage {
    /// Its path.
    pub path: String,
    /// The size it is shown at, where the page says so: what the areas are measured in.
    pub shown: Option<(f64, f64)>,
}

/// Reads a page file. `is_article` tells which paths are articles of the same day.
pub fn read(
    path: &str,
    document: &Document,
    source: &str,
    rules: &Rules,
    is_article: &dyn Fn(&str) -> bool,
) -> PageFile {
    let page_rules = &rules.page;
    let mut page = PageFile { path: path.to_owned(), ..PageFile::default() };
    let property = |name: &str| document.properties.get(name);
    page.number = property("founder-pagenum");
    page.paper_name = property("founder-papername");
    page.large_image = property("founder-pagepicurl");
    page.list = list(path, document, page_rules);
    page.label = label(document, page_rules);
    page.edition_number = edition_number(document, page_rules);
    read_map(&mut page, document, page_rules, is_article);
    read_headlines(&mut page, document, source, page_rules, is_article);
    page.pdfs = links(document, &page_rules.pdf)
        .into_iter()
        .filter_map(|link| resolve(path, link.attr("href")?))
        .collect();
    page.pdfs.dedup();
    page
}

/// Reads `第X04版：新郑时报 聚焦`.
pub fn parse_label(line: &str, rules: &PageRules) -> Option<Label> {
    let found = rules.label.0.captures(line.trim())?;
    let name = text::line(found.name("name").map_or("", |name| name.as_str()));
    Some(Label { code: found.name("code")?.as_str().to_owned(), name: text::unspaced(&name) })
}

fn elements<'a>(document: &'a Document, source: &Source) -> Vec<ElementRef<'a>> {
    document.find(source, None).into_iter().flatten().filter_map(ElementRef::wrap).collect()
}

/// The elements of the first source that finds any.
fn links<'a>(document: &'a Document, sources: &[Source]) -> Vec<ElementRef<'a>> {
    sources
        .iter()
        .map(|source| elements(document, source))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

fn list(path: &str, document: &Document, rules: &PageRules) -> Vec<(String, Label)> {
    let mut list: Vec<(String, Label)> = Vec::new();
    for link in links(document, &rules.list) {
        let line = document.lines(&[*link]).join(" ");
        let target = link.attr("href").and_then(|href| resolve(path, href));
        if let (Some(target), Some(label)) = (target, parse_label(&line, rules))
            && !list.iter().any(|(other, _)| *other == target)
        {
            list.push((target, label));
        }
    }
    list
}

/// The title line: the first short element that is nothing but a label.
fn label(document: &Document, rules: &PageRules) -> Option<Label> {
    short_elements(document, &rules.title, '版').find_map(|element| {
        let lines = document.lines(&[*element]);
        parse_label(lines.first().filter(|_| lines.len() == 1)?, rules)
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

fn read_map(page: &mut PageFile, document: &Document, rules: &PageRules, is_article: &dyn Fn(&str) -> bool) {
    let images = links(document, &rules.image);
    let maps = links(document, &rules.map);
    let Some(map) = maps.iter().find(|map| has_areas(map)).or(maps.first()) else { return };
    let name = map.attr("name").or_else(|| map.attr("id")).unwrap_or_default();
    // The name and its use differ in case: pagepicmap and #PagePicMap.
    let uses = |image: &&ElementRef<'_>| {
        image.attr("usemap").is_some_and(|used| used.trim_start_matches('#').eq_ignore_ascii_case(name))
    };
    if let Some(image) = images.iter().find(uses).or(images.first()) {
        let side =
            |name: &str| image.attr(name).and_then(|value| value.trim_end_matches("px").parse::<f64>().ok());
        let shown = side("width").zip(side("height")).filter(|(width, height)| *width > 0.0 && *height > 0.0);
        let path = image.attr("src").and_then(|src| resolve(&page.path, src));
        page.image = path.map(|path| MapImage { path, shown });
    }
    for area in
        map.descendants().filter_map(ElementRef::wrap).filter(|element| element.value().name() == "area")
    {
        let Some(target) = area.attr("href").and_then(|href| resolve(&page.path, href)) else { continue };
        if !is_article(&target) {
            continue;
        }
        let coords = area.attr("coords").unwrap_or_default();
        match region::parse(coords) {
            Some(points) => page.areas.push((target, points)),
            None => {
                page.notes.left_out(
                    "bad-area",
                    format!("an area is no polygon and was passed over: {}", excerpt(coords)),
                );
                page.areas.push((target, Vec::new()));
            }
        }
    }
}

fn has_areas(map: &ElementRef<'_>) -> bool {
    map.descendants().filter_map(ElementRef::wrap).any(|element| element.value().name() == "area")
}

/// The headlines: links to articles of this day, in the block that belongs to this page. A page may also list
/// articles of other pages (今日关注), so a block counts only if the map knows one of its articles; without a map,
/// the first block is the page's.
fn read_headlines(
    page: &mut PageFile,
    document: &Document,
    source: &str,
    rules: &PageRules,
    is_article: &dyn Fn(&str) -> bool,
) {
    for from in &rules.headlines {
        let mut blocks: Vec<(ego_tree::NodeId, Vec<Headline>)> = Vec::new();
        for link in elements(document, from) {
            let Some(target) = link.attr("href").and_then(|href| resolve(&page.path, href)) else { continue };
            if !is_article(&target) {
                continue;
            }
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
    super::dom::lines(&[parsed.tree.root()], &|_| false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_page(html: &str) -> PageFile {
        let rules = Rules::load(None).unwrap();
        let document = Document::parse(html, &rules.article.skip);
        read("html/2022-09/16/node_1.htm", &document, html, &rules, &|path| path.contains("content_"))
    }

    #[test]
    fn labels_as_trees_write_them() {
        let rules = Rules::load(None).unwrap();
        let label = |line: &str| parse_label(line, &rules.page).map(|label| (label.code, label.name));
        let expect = |line: &str, code: &str, name: &str| {
            assert_eq!(label(line), Some((code.into(), name.into())), "{line}")
        };
        expect("第X04版：新郑时报 聚焦", "X04", "新郑时报 聚焦");
        expect("A01： 头版", "A01", "头版");
        expect("01版:要闻", "01", "要闻");
        expect("第1版\u{3000}\u{3000}要闻", "1", "要闻");
        expect("第 1 版：头版", "1", "头版");
        expect("第02版：综 合", "02", "综合");
        expect("第08版", "08", "");
        assert_eq!(label("上一版"), None);
        assert_eq!(label("2022年9月16日"), None);
    }

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
        assert_eq!(page.image, Some(MapImage { path: "a_b.jpg".into(), shown: Some((400.0, 575.0)) }));
        assert_eq!(page.areas.len(), 1);
    }

    #[test]
    fn a_headline_written_by_script() {
        let page = read_page(
            "<ul id=titleList><li><a href=content_1.htm><script>document.write(view(\"第一行<br>第二行  \"))</script></a></ul>",
        );
        assert_eq!(page.headlines[0].1, ["第一行", "第二行"]);
    }

    #[test]
    fn an_area_that_is_no_polygon_still_names_its_article() {
        let page = read_page("<map name=m><area coords='1,2' href=content_1.htm></map>");
        assert_eq!((page.areas.len(), page.notes.0[0].code.as_str()), (1, "bad-area"));
    }
}
