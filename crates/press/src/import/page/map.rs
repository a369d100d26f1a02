//! The map of a page: its picture, and the areas that lead to articles.

use scraper::ElementRef;

use super::file::{MapImage, PageFile};
use super::find::first_found;
use super::links::Links;
use crate::import::address::resolve_file;
use crate::import::dom::Document;
use crate::import::note::excerpt;
use crate::import::region::{self, Shape};
use crate::import::rules::PageRules;
use crate::import::shown::Shown;

/// Reads the picture and the areas.
pub(super) fn read(page: &mut PageFile, document: &Document, rules: &PageRules, links: &Links<'_>) {
    let images = first_found(document, &rules.image);
    let maps = first_found(document, &rules.map);
    let Some(map) = maps.iter().find(|map| has_areas(map)).or(maps.first()) else { return };
    let name = map.attr("name").or_else(|| map.attr("id")).unwrap_or_default();
    // The name and its use differ in case: pagepicmap and #PagePicMap.
    let uses = |image: &&ElementRef<'_>| {
        image.attr("usemap").is_some_and(|used| used.trim_start_matches('#').eq_ignore_ascii_case(name))
    };
    if let Some(image) = images.iter().find(uses).or(images.first()) {
        let path = image.attr("src").and_then(|src| resolve_file(&links.base, src));
        page.image = path.map(|path| MapImage { path, shown: Shown::of(image.value()) });
    }
    read_areas(page, map, links);
    let further: usize = maps
        .iter()
        .filter(|other| other.id() != map.id())
        .map(|other| read_further_areas(page, other, links))
        .sum();
    if further > 0 {
        let message =
            format!("{further} areas of a further map; their articles are on the page, without a region");
        page.notes.left_out("further-map", message);
    }
}

fn areas<'a>(map: &ElementRef<'a>) -> impl Iterator<Item = ElementRef<'a>> {
    map.descendants().filter_map(ElementRef::wrap).filter(|element| element.value().name() == "area")
}

fn shape_of(area: &ElementRef<'_>) -> Option<Shape> {
    region::parse(area.attr("shape").unwrap_or_default(), area.attr("coords").unwrap_or_default())
}

fn read_areas(page: &mut PageFile, map: &ElementRef<'_>, links: &Links<'_>) {
    let mut elsewhere: Vec<&str> = Vec::new();
    for area in areas(map) {
        let Some(target) = links.article(&area) else {
            elsewhere.extend(area.attr("href").filter(|href| !href.trim().is_empty()));
            continue;
        };
        let shape = shape_of(&area);
        if shape.is_none() {
            let coords = excerpt(area.attr("coords").unwrap_or_default());
            page.notes.left_out("bad-area", format!("an area covers nothing and was passed over: {coords}"));
        }
        page.areas.push((target, shape));
    }
    if let Some(first) = elsewhere.first() {
        let count = elsewhere.len();
        let message = format!(
            "{count} of the map's areas lead to no article of this day, the first to {}",
            excerpt(first)
        );
        page.notes.left_out("area-elsewhere", message);
    }
}

/// The areas of another map: of another picture, as of the second half of a spread, or once more the same.
fn read_further_areas(page: &mut PageFile, map: &ElementRef<'_>, links: &Links<'_>) -> usize {
    let mut further = 0;
    for area in areas(map) {
        let Some(target) = links.article(&area) else { continue };
        let shape = shape_of(&area);
        if !page.areas.iter().any(|(other, known)| *other == target && *known == shape) {
            further += 1;
            page.areas.push((target, None));
        }
    }
    further
}

fn has_areas(map: &ElementRef<'_>) -> bool {
    areas(map).next().is_some()
}

#[cfg(test)]
mod tests {
    use crate::import::page::tests::read_page;

    #[test]
    fn an_area_that_covers_nothing_still_names_its_article() {
        let page = read_page("<map name=m><area coords='1,2' href=content_1.htm></map>");
        assert_eq!((page.areas.len(), page.notes.0[0].code.as_str()), (1, "bad-area"));
    }

    #[test]
    fn links_that_scripts_open() {
        let page = read_page(
            "<map name=m><area coords='1,1,9,9' href=\"javascript:openWin('content_1.htm?div=-1','x')\">\
             <area coords='1,1,9,9' href='#' onclick=\"window.open('content_2.htm')\"></map>",
        );
        let found: Vec<&str> = page.areas.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(found, ["html/2022-09/16/content_1.htm", "html/2022-09/16/content_2.htm"]);
    }

    #[test]
    fn a_further_map_keeps_its_articles() {
        let area = |id: u32| format!("<area coords='1,1,9,{id}9' href=content_{id}.htm>");
        let page = read_page(&format!(
            "<map name=a>{0}</map><img usemap=#a src=a.jpg><map name=b>{0}{1}</map><img usemap=#b src=b.jpg>",
            area(1),
            area(2)
        ));
        assert_eq!((page.areas.len(), page.areas[1].1.is_none()), (2, true));
        assert!(
            page.notes.0[0].code == "further-map" && page.notes.0[0].message.starts_with('1'),
            "{:?}",
            page.notes
        );
    }
}
