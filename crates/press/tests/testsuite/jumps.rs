//! 下转 and 上接, and articles with the same text.

use serde_json::Value;

use crate::case::{Case, remarks};
use crate::founder::{Article, Edition, Page, write};

/// A headline and paragraphs.
type Given<'a> = (&'a str, &'a [&'a str]);

/// Imports an edition of these pages; their ids are 01, 02, 03.
fn import(pages: &[&[Given<'_>]]) -> (Value, String) {
    let case = Case::new();
    let article = |page: usize, index: usize, (headline, paragraphs): &Given<'_>| Article {
        id: page * 10 + index + 1,
        headline: vec![(*headline).to_owned()],
        paragraphs: paragraphs.iter().map(|text| (*text).to_owned()).collect(),
        areas: Vec::new(),
    };
    let page = |(number, articles): (usize, &&[Given<'_>])| Page {
        id: format!("{:02}", number + 1),
        node: number + 1,
        name: "要闻".to_owned(),
        articles: articles.iter().enumerate().map(|(index, given)| article(number, index, given)).collect(),
    };
    let edition =
        Edition { date: "2022-05-06".to_owned(), pages: pages.iter().enumerate().map(page).collect() };
    write(&case.path("source"), &edition);
    let report = case.import(&["--publication", "hwrb"]);
    let remarks: Vec<String> =
        remarks(&report).lines().filter(|line| !line.contains("page-image")).map(str::to_owned).collect();
    (case.json("paper/hwrb/2022-05-06/edition.json"), remarks.join("\n"))
}

/// Every article as `headline: body → headline of the continuation`.
fn shown(edition: &Value) -> Vec<String> {
    let pages = edition["pages"].as_array().unwrap();
    let articles: Vec<&Value> = pages.iter().flat_map(|page| page["articles"].as_array().unwrap()).collect();
    let headline = |article: &Value| article["headline"][0].as_str().unwrap().to_owned();
    let show = |article: &&Value| {
        let blocks = article["body"].as_array().map(Vec::as_slice).unwrap_or_default();
        let body: Vec<&str> = blocks.iter().filter_map(|block| block["text"].as_str()).collect();
        let to =
            articles.iter().find(|other| !article["jump"].is_null() && other["id"] == article["jump"]["to"]);
        let to = to.map(|to| format!(" → {}", headline(to))).unwrap_or_default();
        format!("{}: {}{to}", headline(article), body.join("/"))
    };
    articles.iter().map(show).collect()
}

const BRIDGE: &str = "桥面昨晚刷好了线，今天早上六点第一辆公交车开了过去。";
const FERRY: &str = "第一班船六点开，渡口的老船工把缆绳交给了徒弟。";
const REST: &str = "两岸的人等这一天等了十二年，桥头摆起了茶摊。";
const MORE: &str = "新船烧的是电，声音小了，岸边的鸟不再惊飞。";

#[test]
fn the_same_headline_outweighs_an_answer() {
    let (edition, remarks) = import(&[
        &[
            ("新桥今日通车", &[BRIDGE, "（下转第2版）", "本报记者 路小满 文/图"]),
            ("渡船换上电机", &[FERRY, "（下转第2版）"]),
        ],
        &[("新桥今日通车（续）", &["（上接第1版）", REST]), ("渡船换上电机（续）", &[MORE])],
    ]);
    let wanted = [
        format!("新桥今日通车: {BRIDGE} → 新桥今日通车（续）"),
        format!("渡船换上电机: {FERRY} → 渡船换上电机（续）"),
        format!("新桥今日通车（续）: {REST}"),
        format!("渡船换上电机（续）: {MORE}"),
    ];
    assert_eq!(shown(&edition), wanted, "{remarks}");
    assert_eq!(edition["pages"][0]["articles"][0]["byline"][0]["names"][0], "路小满");
    assert_eq!(remarks.matches("repaired jump").count(), 2, "{remarks}");
}

#[test]
fn pointers_of_every_spelling_with_lines_after_them() {
    for (to, from, after) in [
        ("（下转第2版）", "（上接第1版·头版）", "（记者 李二禾）"),
        ("紧转第2版", "◀◀◀上接第1版", "上图：新桥。张三 摄"),
        ("▶▶▶下转第二版", "（紧接第一版）", "相关报道见3版"),
        ("（下转02版·要闻）▶▶▶", "（上接01版《新桥今日通车》）", "本报记者 王一禾 文/图"),
        ("▶▶▶第2版", "◀◀◀第1版", "责任编辑 周明"),
    ] {
        let first = format!("{BRIDGE}{to}");
        let second = format!("{from}{REST}");
        let (edition, remarks) =
            import(&[&[("新桥今日通车", &[&first, after])], &[("新桥今日通车", &[&second])]]);
        let shown = shown(&edition);
        assert!(
            shown[0].ends_with("→ 新桥今日通车") && shown[0].contains(BRIDGE),
            "{to}: {shown:?} {remarks}"
        );
        assert_eq!(shown[1], format!("新桥今日通车: {REST}"), "{from}");
        assert!(!shown.concat().contains("下转") && !shown.concat().contains('▶'), "{shown:?}");
        let kept = edition.to_string();
        assert!(
            after.chars().filter(|letter| letter.is_alphabetic()).all(|letter| kept.contains(letter)),
            "{after}"
        );
    }
}

#[test]
fn answers_decide_only_where_there_is_one_on_either_side() {
    let one = import(&[
        &[("新桥今日通车", &[BRIDGE, "（下转第2版）"])],
        &[("十二年的等待", &["（上接第1版）", REST])],
    ]);
    assert!(shown(&one.0)[0].ends_with("→ 十二年的等待"), "{one:?}");
    let (edition, remarks) = import(&[
        &[("新桥今日通车", &[BRIDGE, "（下转第2版）"]), ("渡船换上电机", &[FERRY, "（下转第2版）"])],
        &[("十二年的等待", &["（上接第1版）", REST]), ("鸟不再惊飞", &["（上接第1版）", MORE])],
    ]);
    let shown = shown(&edition);
    assert_eq!(shown[0], format!("新桥今日通车: {BRIDGE}/（下转第2版）"), "what is not clear stays");
    assert_eq!(shown[3], format!("鸟不再惊飞: （上接第1版）/{MORE}"));
    assert_eq!(remarks.matches("missing lost-jump").count(), 4, "{remarks}");
}

#[test]
fn a_pointer_to_nothing_stays_in_its_place() {
    let text = format!("{BRIDGE}（下转第2版）");
    let (edition, remarks) = import(&[&[("新桥今日通车", &[&text, REST])], &[("鸟不再惊飞", &[MORE])]]);
    assert_eq!(shown(&edition)[0], format!("新桥今日通车: {BRIDGE}/（下转第2版）/{REST}"));
    assert!(remarks.contains("missing lost-jump"), "{remarks}");
}

#[test]
fn one_standing_text_stays_under_every_headline() {
    let standing = "本栏信息由当事人提供，本报不担保其真实，读者办理时请先查验证件原件，并当面签订合同，谨防受骗，电话在工作日上午有人接听。";
    let (edition, remarks) = import(&[
        &[("城东租房", &[standing]), ("城西租房", &[standing]), ("县城二手车", &[standing])],
        &[("城南租房", &[standing]), ("城东租房", &[standing])],
    ]);
    let wanted = ["城东租房", "城西租房", "县城二手车", "城南租房", "城东租房"];
    assert_eq!(shown(&edition), wanted.map(|headline| format!("{headline}: {standing}")));
    assert_eq!(remarks, "");
}

#[test]
fn a_continuation_that_repeats_everything_has_a_mark_and_the_headline() {
    let whole = [BRIDGE, REST, FERRY];
    let with = |mark: &'static str| [BRIDGE, REST, FERRY, mark];
    let (edition, remarks) =
        import(&[&[("新桥今日通车", &with("（下转第2版）"))], &[("新桥今日通车", &whole)]]);
    assert_eq!(shown(&edition)[1], "新桥今日通车: ", "{remarks}");
    assert!(shown(&edition)[0].ends_with("→ 新桥今日通车"));
    assert!(remarks.contains("repaired repeated-text"), "{remarks}");
    let chain = import(&[
        &[("新桥今日通车", &with("（下转第2版）"))],
        &[("新桥今日通车", &with("（下转第3版）"))],
        &[("新桥今日通车", &[MORE])],
    ]);
    let (edition, remarks) = chain;
    assert_eq!(shown(&edition)[1], "新桥今日通车:  → 新桥今日通车", "the continuation goes on: {remarks}");
    assert!(!remarks.contains("lost-jump"), "{remarks}");
    for (headline, mark, page) in [("渡船换上电机", "（下转第2版）", 1), ("新桥今日通车", "（下转第3版）", 1)]
    {
        let marked = with(mark);
        let pages: [&[Given<'_>]; 2] = [&[("新桥今日通车", &marked)], &[(headline, &whole)]];
        let (edition, _) = import(&pages);
        let text = whole.join("/");
        assert_eq!(shown(&edition)[page], format!("{headline}: {text}"), "{headline} {mark}");
    }
}
