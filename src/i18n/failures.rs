//! What to tell a reader when something could not be opened: what happened, and what can be done.

use super::Lang;
use crate::failure::Cause;

/// What happened, in one sentence.
pub fn sentence(lang: Lang, cause: &Cause) -> String {
    let [missing, page, status, network, timeout, malformed, foreign] = match lang {
        Lang::ZhHans => [
            "没有找到这一期的文件。",
            "收到的是一个网页，不是这份文件。",
            "网站暂时无法提供这份文件",
            "没能连上报纸所在的网站。",
            "等待太久，没能打开。",
            "这份文件已损坏，无法读出",
            "这份文件不是报纸数据，无法读出。",
        ],
        Lang::ZhHant => [
            "沒有找到這一期的檔案。",
            "收到的是一個網頁，不是這份檔案。",
            "網站暫時無法提供這份檔案",
            "沒能連上報紙所在的網站。",
            "等待太久，沒能開啟。",
            "這份檔案已損壞，無法讀出",
            "這份檔案不是報紙資料，無法讀出。",
        ],
        Lang::En => [
            "The file of this edition was not found.",
            "A web page came instead of this file.",
            "The site cannot offer this file at the moment",
            "The newspaper's site could not be reached.",
            "The wait was too long, so this could not be opened.",
            "This file is damaged and cannot be read",
            "This file is not newspaper data and cannot be read.",
        ],
    };
    match (cause, lang) {
        (Cause::Missing, _) => missing.to_owned(),
        (Cause::Page, _) => page.to_owned(),
        (Cause::Network, _) => network.to_owned(),
        (Cause::Timeout, _) => timeout.to_owned(),
        (Cause::Foreign, _) => foreign.to_owned(),
        (Cause::Status(code), Lang::En) => format!("{status} (status {code})."),
        (Cause::Status(code), _) => format!("{status}（状态 {code}）。").replace("状态", state_word(lang)),
        (Cause::Malformed { line, column }, Lang::En) => {
            format!("{malformed} (line {line}, column {column}).")
        }
        (Cause::Malformed { line, column }, _) => format!("{malformed}（第 {line} 行第 {column} 列）。"),
    }
}

fn state_word(lang: Lang) -> &'static str {
    if lang == Lang::ZhHant { "狀態" } else { "状态" }
}

/// What the reader can do.
pub fn advice(lang: Lang, cause: &Cause) -> &'static str {
    let [elsewhere, connection, newsroom] = match lang {
        Lang::ZhHans => [
            "请另选一期，或稍后再试。",
            "请检查网络后重试；若别的网页能打开，请告知本站。",
            "请稍后重试；若仍如此，请告知报社。",
        ],
        Lang::ZhHant => [
            "請另選一期，或稍後再試。",
            "請檢查網路後重試；若別的網頁能開啟，請告知本站。",
            "請稍後重試；若仍如此，請告知報社。",
        ],
        Lang::En => [
            "Choose another edition, or try again later.",
            "Check the network and try again; if other pages open, please tell this site.",
            "Try again later; if it stays so, please tell the newspaper.",
        ],
    };
    match cause {
        Cause::Missing => elsewhere,
        Cause::Network | Cause::Timeout => connection,
        Cause::Page | Cause::Status(_) | Cause::Malformed { .. } | Cause::Foreign => newsroom,
    }
}

/// What of an address does not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// No such publication in this paper.
    Publication,
    /// The publication has no edition of that name.
    Edition,
    /// The edition has no such page.
    Page,
    /// The edition has no such article.
    Article,
    /// The publication has no edition in that year.
    Year,
    /// The address means nothing here.
    Address,
}

/// One sentence that says that a place does not exist.
pub fn missing(lang: Lang, what: Missing) -> &'static str {
    let sentences = match lang {
        Lang::ZhHans => [
            "这里没有这份报纸。",
            "这一天没有出报。",
            "这一期没有这一版。",
            "这一期没有这一篇。",
            "这一年没有出报。",
            "没有这个页面。",
        ],
        Lang::ZhHant => [
            "這裡沒有這份報紙。",
            "這一天沒有出報。",
            "這一期沒有這一版。",
            "這一期沒有這一篇。",
            "這一年沒有出報。",
            "沒有這個頁面。",
        ],
        Lang::En => [
            "There is no such newspaper here.",
            "There was no edition on that day.",
            "This edition has no such page.",
            "This edition has no such article.",
            "There was no edition in that year.",
            "There is no such page.",
        ],
    };
    sentences[what as usize]
}

/// The words before the link to the nearest place that exists.
pub fn nearest(lang: Lang) -> &'static str {
    match lang {
        Lang::ZhHans => "最近的是",
        Lang::ZhHant => "最近的是",
        Lang::En => "The nearest is",
    }
}
