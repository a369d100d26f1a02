//! The sample newspaper, as `cargo xtask serve` shows it: every place of it opens, and its pictures are taken.

use serde_json::{Value, json};

use crate::harness::{Browser, DESKTOP, PHONE, dist, on, on_each};

/// A file of the sample, as it was built.
fn sample(path: &str) -> Value {
    let file = dist().join("sample").join(path);
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    serde_json::from_str(&text).expect("the sample is JSON")
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

fn word<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

/// Every edition of the sample: where it is, and what is in it.
fn editions() -> Vec<(String, Value)> {
    let mut editions = Vec::new();
    for publication in list(&sample("paper.json"), "publications") {
        let id = word(publication, "id");
        for year in list(publication, "years") {
            for entry in list(&sample(&format!("{id}/{year}.json")), "editions") {
                let suffix = entry["suffix"].as_str().map(|suffix| format!("-{suffix}")).unwrap_or_default();
                let place = format!("{id}/{}{suffix}", word(entry, "date"));
                let edition = sample(&format!("{place}/edition.json"));
                editions.push((place, edition));
            }
        }
    }
    editions
}

/// Goes to a place of the sample, and waits until it says this as its headline.
async fn go(browser: &Browser, place: &str, headline: &str) {
    let script = "if (location.hash !== arguments[0]) location.hash = arguments[0]";
    browser.run(script, vec![json!(format!("#/{place}/"))]).await;
    let shown = "return root.querySelector('main h1[tabindex]')?.textContent.replace(/\\s/g, '').includes(arguments[0])";
    let plain: String = headline.split_whitespace().collect();
    browser.until(&format!("“{headline}” at {place}"), shown, vec![json!(plain)]).await;
}

/// Headlines joined; an article without one is called after its kind.
fn headline(article: &Value) -> String {
    list(article, "headline").iter().filter_map(Value::as_str).collect()
}

#[test]
fn every_place_of_the_sample_opens() {
    on(PHONE, async |browser| {
        browser.open("/").await;
        browser.arrive().await;
        let editions = editions();
        assert!(editions.len() >= 5);
        for (place, edition) in &editions {
            go(browser, place, word(edition, "title")).await;
            for page in list(edition, "pages") {
                let page_place = format!("{place}/{}", word(page, "id"));
                go(browser, &page_place, word(page, "id")).await;
                for article in list(page, "articles") {
                    let article_place = format!("{page_place}/{}", word(article, "id"));
                    go(browser, &article_place, &headline(article)).await;
                }
            }
        }
    });
}

#[test]
fn all_pictures_of_the_sample_arrive() {
    on(DESKTOP, async |browser| {
        browser.open("/").await;
        browser.arrive().await;
        for (place, edition) in editions() {
            for page in list(&edition, "pages") {
                go(browser, &format!("{place}/{}", word(page, "id")), word(page, "id")).await;
                let arrived = "
                    const images = [...root.querySelectorAll('main img')];
                    images.forEach((image) => image.loading = 'eager');
                    return images.every((image) => image.complete && image.naturalWidth > 0)";
                browser.until(&format!("the pictures of {place}"), arrived, vec![]).await;
            }
        }
    });
}

/// The views that people see first, on the edition with the most pages.
#[test]
fn the_main_views_are_accessible_and_photographed() {
    let editions = editions();
    let (place, edition) =
        editions.iter().max_by_key(|(_, edition)| list(edition, "pages").len()).expect("an edition");
    let page = list(edition, "pages").iter().max_by_key(|page| list(page, "articles").len()).expect("a page");
    let page_place = format!("{place}/{}", word(page, "id"));
    let longest = list(edition, "pages")
        .iter()
        .flat_map(|page| list(page, "articles").iter().map(move |article| (word(page, "id"), article)))
        .max_by_key(|(_, article)| list(article, "body").len())
        .expect("an article");
    let article_place = format!("{place}/{}/{}", longest.0, word(longest.1, "id"));
    on_each(&[PHONE, PHONE.dark(), DESKTOP, DESKTOP.dark()], async |browser| {
        browser.open("/").await;
        browser.arrive().await;
        for (view, place, shown) in [
            ("front", place.as_str(), word(edition, "title").to_owned()),
            ("page", &page_place, word(page, "id").to_owned()),
            ("article", &article_place, headline(longest.1)),
            ("calendar", &format!("{}/{}", &place[..4], &place[5..9]), String::new()),
        ] {
            go(browser, place, &shown).await;
            browser.scroll_to(0).await;
            let seen = "
                const images = [...root.querySelectorAll('img')].filter((image) => visible(image) && image.getBoundingClientRect().top < innerHeight);
                return images.every((image) => image.complete)";
            browser.until("the pictures in sight", seen, vec![]).await;
            browser.rest().await;
            browser.accessible(&format!("the sample's {view}")).await;
            browser.screenshot(view).await;
        }
        go(browser, &article_place, &headline(longest.1)).await;
        browser.tap(if browser.device.touch { "标题" } else { "标题导航" }).await;
        browser.find("dialog[open]").await;
        browser.rest().await;
        browser.accessible("the sample's headlines").await;
        browser.screenshot("headlines").await;
        browser.tap("关闭").await;
        browser.tap("搜索").await;
        browser.fill("input[type=search]", "柳桥").await;
        browser.find(".mh-hits mark").await;
        browser.accessible("the sample's search").await;
        browser.screenshot("search").await;
    });
}
