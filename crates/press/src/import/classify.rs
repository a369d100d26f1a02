//! What a path is by the rules' layouts: a page or an article, of which tree and day.

use masthead_edition::date::Date;

use super::address;
use super::rules::Layout;

/// A path that a layout knows.
#[derive(Clone, Debug)]
pub struct Found<'a> {
    /// The tree's path within the source; empty or ends in `/`.
    pub root: String,
    /// The day.
    pub date: Date,
    /// The file's own name in its address.
    pub id: String,
    /// The layout's name.
    pub layout: &'a str,
    /// A page, not an article.
    pub is_page: bool,
    /// The path that a web server has it under.
    pub address: String,
}

/// A path as it is, for rules that know queries; then its address.
pub fn classify<'a>(path: &str, layouts: &'a [Layout]) -> Option<Found<'a>> {
    let by_layout = |address: &str| {
        layouts.iter().find_map(|layout| {
            let (found, is_page) = match layout.page.0.captures(address) {
                Some(found) => (found, true),
                None => (layout.article.0.captures(address)?, false),
            };
            let group = |name: &str| found.name(name).map_or("", |group| group.as_str());
            let date = Date::parse(&format!("{}-{}-{}", group("year"), group("month"), group("day"))).ok()?;
            Some(Found {
                root: group("root").to_owned(),
                date,
                id: group("id").to_owned(),
                layout: &layout.name,
                is_page,
                address: address.to_owned(),
            })
        })
    };
    by_layout(path).or_else(|| {
        let address = address::canonical(path);
        (address != path).then(|| by_layout(&address)).flatten()
    })
}

/// The name that an article's file has in its address; `None` for any other path.
pub fn article_id(path: &str, layouts: &[Layout]) -> Option<String> {
    classify(path, layouts).filter(|found| !found.is_page).map(|found| found.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::rules::Rules;

    fn found(path: &str) -> Option<(String, String, String, bool)> {
        let rules = Rules::load(None).unwrap();
        let found = classify(path, &rules.layout)?;
        Some((format!("{}:{}", found.layout, found.root), found.date.to_string(), found.id, found.is_page))
    }

    fn expect(path: &str, tree: &str, date: &str, id: &str, is_page: bool) {
        assert_eq!(found(path), Some((tree.into(), date.into(), id.into(), is_page)), "{path}");
    }

    #[test]
    fn every_layout_is_told_apart() {
        expect("html/2022-09/16/node_102.htm", "A:html/", "2022-09-16", "102", true);
        expect("zzwb/html/2022-09/16/content_1335950.htm", "A:zzwb/html/", "2022-09-16", "1335950", false);
        expect(
            "html/2026-07/23/content_58464_19727196.htm",
            "A:html/",
            "2026-07-23",
            "58464_19727196",
            false,
        );
        expect(
            "rmrb/html/2017-10/16/nbs.D110000renmrb_01.htm",
            "C:rmrb/html/",
            "2017-10-16",
            "D110000renmrb_01",
            true,
        );
        expect("html/2017-10/16/nw.D110000renmrb_20171016_1-01.htm", "C:html/", "2017-10-16", "1-01", false);
        expect("rmrb/pc/layout/202412/25/node_01.html", "D:rmrb/pc/", "2024-12-25", "01", true);
        expect(
            "rmrb/pc/content/202412/25/content_30048054.html",
            "D:rmrb/pc/",
            "2024-12-25",
            "30048054",
            false,
        );
        expect("pc/layout/202201/05/lA01.html", "D:pc/", "2022-01-05", "A01", true);
        expect("pc/con/202201/05/c123.html", "D:pc/", "2022-01-05", "123", false);
        expect("column/202201/05/node_A01.html", "D:", "2022-01-05", "A01", true);
        assert_eq!(found("html/2022-13/40/node_1.htm"), None, "no such day");
        assert_eq!(found("html/2022-09/16/index.htm"), None);
    }
}
