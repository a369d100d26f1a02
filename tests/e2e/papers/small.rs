//! A made-up paper with one of everything, as small as that can be.

use serde_json::{Value, json};

use super::Paper;

/// 试读日报 (`sb`) with three editions before and after a gap and a turn of the year, and an extra; 试读晚报 (`wb`)
/// that came out on one of those days.
pub(crate) fn small() -> Paper {
    let picture = |width: u32, height: u32| {
        format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"><rect width="100%" height="100%" fill="#b9a88f"/></svg>"##
        )
    };
    Paper::new(json!({
        "title": "试读报社", "language": "zh-Hans", "time_zone": "Asia/Shanghai",
        "home": { "href": "/home/", "label": "返回报社主页" },
        "rights": "版权声明 © 试读报社", "icp": "试ICP备12345678号", "police": "试公网安备 11000002000001号",
    }))
    .publication(json!({ "id": "sb", "title": "试读日报" }))
    .edition("2025-12-30", plain("年末的一期", 2))
    .edition("2026-03-02", first())
    .edition("2026-03-02-extra", extra())
    .edition("2026-03-09", plain("一周以后的一期", 1))
    .publication(json!({ "id": "wb", "title": "试读晚报" }))
    .edition("2026-03-02", plain("晚报的头条", 1))
    .edition("2026-03-05", plain("晚报后来的头条", 1))
    .file("sb/2026-03-02/A01.svg", picture(1000, 1400))
    .file("sb/2026-03-02/1.svg", picture(800, 600))
    .file("sb/2026-03-02/2.svg", picture(600, 800))
    .file("sb/2026-03-02/A01.pdf", "%PDF-1.4\n%%EOF\n")
}

/// An edition of a headline and some pages.
fn plain(headline: &str, pages: usize) -> Value {
    let page = |index: usize| {
        json!({ "id": format!("A{:02}", index + 1), "name": "要闻", "articles": [{
            "id": format!("{}", 900 + index), "headline": [format!("{headline}{}", "·续".repeat(index))],
            "body": [{ "type": "paragraph", "text": "这一期只有一小段文字。" }],
        }] })
    };
    json!({ "number": "88", "pages": (0..pages).map(page).collect::<Vec<_>>() })
}

fn extra() -> Value {
    json!({ "name": "号外", "pages": [{ "id": "A01", "articles": [{
        "id": "h1", "headline": ["大桥今晨合龙"], "body": [{ "type": "paragraph", "text": "号外只有这一条。" }],
    }] }] })
}

/// The edition of 2 March 2026: A01 with picture and PDF, A02, an A03 without articles, and X04 of a section.
fn first() -> Value {
    json!({ "number": "7001", "pages": [front_page(), second_page(), { "id": "A03", "name": "广告" }, section_page()] })
}

fn front_page() -> Value {
    json!({
        "id": "A01", "name": "要闻", "pdf": "A01.pdf",
        "image": { "src": "A01.svg", "width": 1000, "height": 1400 },
        "articles": [
            {
                "id": "101", "kicker": "春耕时节走田头", "headline": ["全县百万亩小麦", "返青长势喜人"],
                "deck": "农技员进村入户送技术",
                "byline": [
                    { "role": "记者", "names": ["林知秋"] },
                    { "role": "通讯员", "names": ["何望舒", "苏晚"] },
                    { "role": "文/图", "names": [] },
                ],
                "source": "试读通讯社", "keywords": ["春耕", "小麦"],
                "regions": [[[0.0, 0.1], [1.0, 0.1], [1.0, 0.6], [0.0, 0.6]]],
                "body": blocks(),
            },
            {
                "id": "102", "headline": ["河道清淤一期完工"], "jump": { "to": "104" },
                "regions": [[[0.0, 0.6], [1.0, 0.6], [1.0, 1.0], [0.0, 1.0]]],
                "body": [{ "type": "paragraph", "text": "清淤的船只昨日靠岸。" }],
            },
        ],
    })
}

fn blocks() -> Value {
    json!([
        { "type": "paragraph", "text": ["三月的田野里,麦苗", { "strong": "返青" }, "了。", { "emphasis": "长势" }, "比去年好。"] },
        { "type": "subhead", "text": "水是第一件事" },
        { "type": "paragraph", "id": "shui", "text": ["渠水流过", { "ruby": "fén", "over": "汾" }, "河滩,详见",
            { "link": "农技网", "href": "HTTPS://example.com/" }, "。"] },
        { "type": "figure", "src": "1.svg", "width": 800, "height": 600, "caption": "农技员在田头", "credit": "何望舒 摄", "alt": "田埂上的人" },
        { "type": "gallery", "caption": "麦田一组", "figures": [
            { "src": "1.svg", "width": 800, "height": 600, "caption": "远景", "alt": "麦田远景" },
            { "src": "2.svg", "width": 600, "height": 800, "caption": "近景", "alt": "麦苗近景" },
        ] },
        { "type": "quote", "text": "麦子不等人。", "by": "老农" },
        { "type": "list", "ordered": true, "items": ["浇返青水", "追肥"] },
        { "type": "table", "caption": "各乡面积", "header": ["乡镇", "亩数"], "rows": [["东乡", "31万"], ["西乡", "69万"]] },
        { "type": "fact-box", "title": "小麦返青", "body": [{ "type": "paragraph", "text": "返青是越冬作物恢复生长。" }] },
        { "type": "note", "text": "编辑 王编" },
        { "type": "crossword", "text": "将来的一种内容" },
    ])
}

fn second_page() -> Value {
    json!({
        "id": "A02", "name": "民生",
        "articles": [
            { "id": "103", "headline": ["公交三路改道"], "status": { "type": "corrected", "date": "2026-03-03", "note": "首班车时间更正为六点。" },
              "body": [{ "type": "paragraph", "text": "三路公交自周一起改道。" }] },
            { "id": "104", "headline": ["清淤工程的前前后后"], "jump": { "from": "102" },
              "body": [{ "type": "paragraph", "text": "接着说清淤的事,船老大讲了三件。" }] },
            { "id": "105", "headline": ["一则撤回的消息"], "status": { "type": "withdrawn", "date": "2026-03-04", "note": "来源不实。" } },
        ],
    })
}

fn section_page() -> Value {
    json!({
        "id": "X04", "section": "东乡时报", "name": "聚焦",
        "articles": [
            { "id": "106", "headline": ["东乡集市", "逢五逢十"], "body": [
                { "type": "paragraph", "text": "集市上卖竹器的有二十家。联系电话ＡＢＣ１２３。" },
                { "type": "paragraph", "text": "第二段写到豆腐与豆浆。" },
            ] },
            { "id": "107", "kind": "advertisement", "headline": ["东乡豆腐坊开张"], "body": [] },
        ],
    })
}
