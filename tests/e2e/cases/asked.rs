//! The archive asked by the page, through the element's method: what it answers is what a scan finds, and whoever asks
//! besides is answered too.

use serde_json::{Value, json};

use super::archive::{answered, open, rows};
use crate::harness::{Browser, DESKTOP, Trouble, on};
use crate::papers::AT;
use crate::papers::archive::{Narrowed, scanned};

/// Asks all of these at once, and gives the places of each answer, or why there is none.
async fn asked(browser: &Browser, questions: &[(&str, Value)]) -> Value {
    let script = "
        const place = ({ place }) => decodeURI(place).replace(/^[/]|[/][?].*/g, '');
        return Promise.all(arguments[0].map(([query, options]) =>
            host.search(query, { ...options, scope: 'archive' }).then((rows) => rows.map(place), (error) => error.message)))";
    browser.run(script, vec![json!(questions)]).await
}

#[test]
fn however_many_ask_at_once_each_answer_is_that_of_a_scan() {
    on(DESKTOP, async |browser| {
        open(browser, "search/").await;
        let all = Narrowed::default();
        let questions: [(&str, Value, Narrowed); 9] = [
            ("河水", json!({}), all),
            ("编号62893", json!({}), all),
            ("麦子 学校", json!({ "publication": "wb" }), Narrowed { publication: "wb", ..all }),
            ("桥", json!({ "page": "A02" }), Narrowed { page: "A02", ..all }),
            ("河水", json!({ "byline": "林一" }), Narrowed { byline: "林一", ..all }),
            ("桥修好了", json!({ "headlines": true }), Narrowed { headlines: true, ..all }),
            ("渡口", json!({ "oldestFirst": true }), Narrowed { oldest_first: true, ..all }),
            ("桥", json!({ "from": "2024-01-01", "to": "2024-12-31" }), Narrowed { year: "2024", ..all }),
            ("火车", json!({}), all),
        ];
        let asks: Vec<(&str, Value)> = (questions.iter())
            .map(|(query, options, _)| {
                let mut options = options.clone();
                options["limit"] = json!(1000);
                (*query, options)
            })
            .collect();
        // Somebody is typing meanwhile.
        browser
            .site
            .trouble(&format!("{AT}archive/entry.mha"), Trouble::Slow(std::time::Duration::from_millis(700)));
        browser.fill("input[type=search]", "戏台").await;
        let answers = asked(browser, &asks).await;
        for ((query, options, narrowed), answer) in questions.iter().zip(answers.as_array().unwrap()) {
            assert_eq!(*answer, json!(scanned(query, *narrowed)), "{query} {options}");
        }
        answered(browser, "戏台").await;
        assert_eq!(rows(browser).await, scanned("戏台", all)[..10]);
        assert_eq!(browser.texts(".mh-archive-fault").await.concat(), "");
        // Without a number there are ten.
        assert_eq!(asked(browser, &[("河水", json!({}))]).await[0], json!(scanned("河水", all)[..10]));
    });
}

#[test]
fn a_result_has_its_page_its_headline_and_what_stands_around_the_match() {
    on(DESKTOP, async |browser| {
        open(browser, "search/").await;
        let script =
            "return host.search(arguments[0], { scope: 'archive', headlines: arguments[1], limit: 1 })";
        let wanted = scanned("修好了", Narrowed::default())[0].clone();
        let in_text = browser.run(script, vec![json!("修好了"), json!(false)]).await;
        let page = wanted.split('/').nth(2).unwrap();
        assert_eq!(
            (&in_text[0]["place"], &in_text[0]["page"]),
            (&json!(format!("/{wanted}/?q=%E4%BF%AE%E5%A5%BD%E4%BA%86")), &json!(page))
        );
        // Where the headline alone matches there may be nothing to tell of the text, and that is an empty text.
        for headlines in [false, true] {
            let hit = &browser.run(script, vec![json!("修好了"), json!(headlines)]).await[0];
            let (headline, excerpt) = (hit["headline"].as_str().unwrap(), hit["excerpt"].as_str().unwrap());
            assert!(headline.contains("修好了") || !headlines && excerpt.contains("修好了"), "{hit}");
        }
    });
}

#[test]
fn a_part_that_cannot_be_had_refuses_the_answer_and_is_named() {
    on(DESKTOP, async |browser| {
        open(browser, "search/").await;
        let texts = super::archive_faults::of_kind('t');
        for path in &texts {
            browser.site.trouble(path, Trouble::Status(404));
        }
        let answer = asked(browser, &[("边上的人", json!({}))]).await;
        let said = answer[0].as_str().expect("a refusal");
        assert!(said.starts_with("masthead-reader: archive/") && said.contains("404"), "{said}");
        for path in &texts {
            browser.site.heal(path);
        }
        assert_eq!(
            asked(browser, &[("边上的人", json!({}))]).await[0],
            json!(scanned("边上的人", Narrowed::default())[..10])
        );
    });
}
