//! The archive when its files are missing, damaged, slow, or out of reach: what came stays and is right, what did not is
//! said, and can be asked for again.

use std::sync::Mutex;
use std::time::Duration;

use serde_json::json;

use super::archive::{answered, ask, carry, count, open, rows};
use crate::harness::{Browser, Network, PHONE, Trouble, on};
use crate::papers::AT;
use crate::papers::archive::{Narrowed, files, scanned};

const ENTRY: &str = "/paper/archive/entry.mha";

/// A policy that allows no worker.
const WITHOUT_WORKER: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
     connect-src 'self'; worker-src 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types masthead";

/// The addresses of the files of a kind.
pub(super) fn of_kind(kind: char) -> Vec<String> {
    files()
        .into_iter()
        .map(|(path, _)| format!("{AT}{path}"))
        .filter(|path| {
            path.contains("/archive/") && path.rsplit('/').next().is_some_and(|name| name.starts_with(kind))
        })
        .collect()
}

/// What is wrong, in the words that are shown.
async fn fault(browser: &Browser) -> String {
    browser.texts(".mh-archive-fault").await.concat()
}

#[test]
fn without_the_entry_file_it_says_so_and_a_retry_finds() {
    for (trouble, why) in [
        (Trouble::Status(404), "404"),
        (Trouble::Status(500), "500"),
        (Trouble::Content("short".to_owned()), "archive/entry.mha"),
        (Trouble::Cut, ""),
    ] {
        on(PHONE, async |browser| {
            open(browser, "search/").await;
            browser.site.trouble(ENTRY, trouble.clone());
            ask(browser, "集市").await;
            let said = fault(browser).await;
            assert!(said.contains("往期暂时搜索不了。") && said.contains(why), "{trouble:?}: {said}");
            assert!(rows(browser).await.is_empty() && count(browser).await.is_empty());
            browser.accessible("an archive that cannot be searched").await;
            browser.screenshot("archive-fault").await;
            browser.site.heal(ENTRY);
            browser.tap("重试").await;
            answered(browser, "集市").await;
            assert_eq!(rows(browser).await, scanned("集市", Narrowed::default())[..10]);
            assert_eq!(fault(browser).await, "");
        });
    }
}

#[test]
fn a_text_that_is_missing_leaves_its_articles_out_and_the_rest_is_right() {
    on(PHONE, async |browser| {
        open(browser, "search/").await;
        let texts = of_kind('t');
        for path in texts.iter().step_by(2) {
            browser.site.trouble(path, Trouble::Status(404));
        }
        ask(browser, "边上的人").await;
        let all = scanned("边上的人", Narrowed::default());
        let shown = rows(browser).await;
        assert!(!shown.is_empty() && shown.len() < all.len(), "{shown:?}");
        let mut rest = all.iter();
        assert!(
            shown.iter().all(|row| rest.any(|other| other == row)),
            "in order, and nothing that is not so"
        );
        assert!(count(browser).await.starts_with("约 "), "not called exact");
        assert!(fault(browser).await.contains("没有取到，结果可能不全。"));
        for path in texts.iter().step_by(2) {
            browser.site.heal(path);
        }
        browser.tap("重试").await;
        answered(browser, "边上的人").await;
        assert_eq!(rows(browser).await, all[..10]);
        assert_eq!(fault(browser).await, "");
    });
}

#[test]
fn a_list_that_is_damaged_is_named_and_nothing_wrong_is_shown() {
    on(PHONE, async |browser| {
        open(browser, "search/").await;
        for path in of_kind('s').into_iter().chain(of_kind('p')) {
            browser.site.trouble(&path, Trouble::Content("damaged".to_owned()));
        }
        ask(browser, "渡口").await;
        let all = scanned("渡口", Narrowed::default());
        assert!(rows(browser).await.iter().all(|row| all.contains(row)));
        assert!(fault(browser).await.contains("没有取到"), "{}", count(browser).await);
        assert!(
            !count(browser).await.contains("没有找到"),
            "what was not looked at is not said to be absent"
        );
    });
}

#[test]
fn what_is_slow_comes_piece_by_piece_and_blocks_nothing() {
    on(PHONE, async |browser| {
        open(browser, "search/").await;
        for path in of_kind('t') {
            browser.site.trouble(&path, Trouble::Dripping);
        }
        browser.fill("input[type=search]", "河水").await;
        browser.see("正在查找").await;
        // The reader goes on meanwhile.
        browser.tap("版面").await;
        browser.find(".mh-lead, .mh-headlines").await;
        browser.back().await;
        browser.find("input[type=search]").await;
        of_kind('t').iter().for_each(|path| browser.site.heal(path));
        answered(browser, "河水").await;
        assert_eq!(rows(browser).await, scanned("河水", Narrowed::default())[..10]);
    });
}

#[test]
fn rows_are_shown_while_text_behind_them_is_on_its_way() {
    let wanted = Mutex::new(Vec::new());
    on(PHONE, async |browser| {
        open(browser, "search/").await;
        ask(browser, "河水").await;
        let mut texts = of_kind('t');
        texts.retain(|path| browser.site.requests(path) > 0);
        *wanted.lock().expect("nobody panicked") = texts;
    });
    let wanted = wanted.into_inner().expect("nobody panicked");
    assert!(wanted.len() > 2, "{wanted:?}");
    // One of two is not that of the first row.
    let early = Mutex::new(0);
    for path in &wanted[..2] {
        on(PHONE, async |browser| {
            open(browser, "search/").await;
            browser.site.trouble(path, Trouble::Dripping);
            browser.fill("input[type=search]", "河水").await;
            let script = "
                const archive = root.querySelector('.mh-archive'), rows = archive.querySelectorAll('.mh-hits li').length;
                return rows && [archive.ariaBusy === 'true', rows]";
            // Where nothing can be shown before this text there is nothing to wait for.
            let shown = std::time::Instant::now();
            let mut first = json!([]);
            while first[1].is_null() && shown.elapsed() < Duration::from_secs(8) {
                first = browser.run(script, vec![]).await;
            }
            browser.site.heal(path);
            let is_early = first[0] == json!(true) && first[1].as_u64().is_some_and(|rows| rows < 10);
            *early.lock().expect("nobody panicked") += usize::from(is_early);
            answered(browser, "河水").await;
            assert_eq!(rows(browser).await, scanned("河水", Narrowed::default())[..10]);
        });
    }
    assert!(early.into_inner().expect("nobody panicked") > 0, "nothing was shown before the last text came");
}

#[test]
fn without_a_network_it_says_so_and_asks_again_when_it_is_back() {
    on(PHONE, async |browser| {
        for heard in ["ERR_INTERNET_DISCONNECTED", "worker"] {
            browser.expect(heard);
        }
        open(browser, "search/").await;
        // A test takes the network from a page, and not from its worker.
        browser.site.policy(WITHOUT_WORKER);
        browser.reload().await;
        ask(browser, "河水").await;
        browser.network(Network::Offline).await;
        browser.until("no network", "return !navigator.onLine", vec![]).await;
        ask(browser, "戏台").await;
        assert!(fault(browser).await.contains("网络已断开。"), "{}", fault(browser).await);
        browser.network(Network::Fast).await;
        browser
            .until("the rows of another try", "return root.querySelector('.mh-archive .mh-hits li')", vec![])
            .await;
        answered(browser, "戏台").await;
        assert_eq!(rows(browser).await, scanned("戏台", Narrowed::default())[..10]);
    });
}

/// Policies of embedding pages that allow no worker: the page's own thread does the same work.
#[test]
fn without_a_worker_the_answers_are_the_same() {
    let without_types = WITHOUT_WORKER.replace("trusted-types masthead", "trusted-types 'none'");
    for (policy, heard) in
        [(WITHOUT_WORKER, "worker"), (&without_types, "TrustedTypePolicy named 'masthead'")]
    {
        on(PHONE, async |browser| {
            for heard in [heard, "policy: "] {
                browser.expect(heard);
            }
            carry(browser, &format!(r#"<masthead-reader src="{AT}" routing="path"></masthead-reader>"#));
            browser.site.policy(policy);
            browser.open(&format!("{AT}search/?q=麦子")).await;
            answered(browser, "麦子").await;
            assert_eq!(rows(browser).await, scanned("麦子", Narrowed::default())[..10]);
        });
    }
}

/// The view's own files may fail like any other.
#[test]
fn without_its_own_files_the_view_says_so_and_tries_again() {
    on(PHONE, async |browser| {
        for heard in ["status of 503", "masthead-reader:"] {
            browser.expect(heard);
        }
        browser.site.trouble("/masthead-archive-view.js", Trouble::Status(503));
        open(browser, "search/").await;
        browser.see("往期搜索没能打开；请检查网络，再输入一次。").await;
        browser.site.trouble("/masthead-archive.js", Trouble::Status(503));
        browser.site.heal("/masthead-archive-view.js");
        ask(browser, "学校").await;
        browser.see("往期暂时搜索不了。").await;
        browser.site.heal("/masthead-archive.js");
        browser.tap("重试").await;
        answered(browser, "学校").await;
        assert_eq!(rows(browser).await, scanned("学校", Narrowed::default())[..10]);
        browser.gives("return root.querySelectorAll('.mh-archive section').length", vec![], json!(1)).await;
    });
}
