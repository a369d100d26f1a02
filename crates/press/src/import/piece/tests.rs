//! Pieces of small bodies.

use masthead_edition::model::Run;

use super::*;
use crate::import::dom::Document;
use crate::import::rules::Rules;
use crate::import::styled::Styled;

/// Pictures by their names: `a-16-20.png` is 16 by 20 pixels, `tpl…` the template's, any other is not there.
fn look(src: &str) -> Look {
    if src.starts_with("tpl") {
        return Look::Template;
    }
    let mut parts = src.trim_end_matches(".png").split('-').skip(1).map(str::parse);
    match (parts.next(), parts.next()) {
        (Some(Ok(width)), Some(Ok(height))) => Look::File(src.to_owned(), width, height),
        _ => Look::Absent,
    }
}

fn read(html: &str) -> (Vec<Piece>, Vec<String>) {
    let rules = Rules::load(None).unwrap();
    let document = Document::parse(html, &rules.article.skip);
    let mut notes = Notes::default();
    let sheet = Sheet { document: &document, rules: &rules, look: &look };
    let pieces = pieces(sheet, &[document.html.tree.root()], &mut notes);
    (pieces, notes.0.into_iter().map(|note| note.code).collect())
}

fn of(html: &str) -> Vec<Piece> {
    read(html).0
}

fn texts(html: &str) -> Vec<String> {
    let line = |piece: Piece| if let Piece::Line(line) = piece { Some(line.text.text()) } else { None };
    of(html).into_iter().filter_map(line).collect()
}

/// Every piece in one word: its kind and its texts.
fn shown(html: &str) -> Vec<String> {
    let cells = |cells: &[Styled]| cells.iter().map(Styled::text).collect::<Vec<_>>().join(",");
    let show = |piece: &Piece| match piece {
        Piece::Line(line) => line.text.text(),
        Piece::Picture(picture) => format!("[{}: {}]", picture.src, picture.caption.join("/")),
        Piece::List { items, .. } => format!("- {}", cells(items)),
        Piece::Table { caption, header, rows } => format!(
            "{}|{}|{}",
            caption.as_ref().map(Styled::text).unwrap_or_default(),
            cells(header),
            rows.iter().map(|row| cells(row)).collect::<Vec<_>>().join(";")
        ),
    };
    of(html).iter().map(show).collect()
}

const LONG: &str =
    "上河村这几天忙着收麦，十一户人家从早到晚不歇，镇上的站点也开足了人手等着过秤，植树的事往后放一放。";

#[test]
fn paragraphs_however_they_are_written() {
    assert_eq!(texts("<P>　　甲。</P><P>　　乙。</P>"), ["甲。", "乙。"]);
    assert_eq!(texts("&nbsp;&nbsp;&nbsp;&nbsp;甲。<BR><BR>　　乙。<br/>"), ["甲。", "乙。"]);
    assert_eq!(texts("<div>甲。<div>乙。</div>丙。</div>"), ["甲。", "乙。", "丙。"]);
    assert_eq!(texts("<p>甲<script>x</script><font face=Webdings>4</font></p>"), ["甲"]);
}

#[test]
fn a_lone_break_without_indentation_is_remembered() {
    let breaks: Vec<bool> = of("<p>床前明月光<br>疑是地上霜<br>　　举头望明月</p>")
        .into_iter()
        .map(|piece| matches!(piece, Piece::Line(Line { after_break: true, .. })))
        .collect();
    assert_eq!(breaks, [false, true, false]);
}

#[test]
fn a_frame_of_pictures_has_its_text_as_captions() {
    let frame = "<table><tr><td><img src=a-300-200.png></td></tr><tr><td>说明甲</td></tr></table><p>正文</p>";
    assert_eq!(shown(frame), ["[a-300-200.png: 说明甲]", "正文"]);
    let four = "<table><tr><td><img src=a.png><td><img src=b.png></tr><tr><td>甲<td>乙</tr>\
        <tr><td><img src=c.png><td><img src=d.png></tr><tr><td>丙<td>丁</tr></table>";
    assert_eq!(shown(four), ["[a.png: 甲]", "[b.png: 乙]", "[c.png: 丙]", "[d.png: 丁]"]);
    let nested = "<table><tr><td><table><tr><td><img src=a.png></td></tr><tr><td>说明</td></tr></table></td></tr></table>";
    assert_eq!(shown(nested), ["[a.png: 说明]"]);
}

#[test]
fn a_body_in_a_table_with_a_picture_is_no_caption() {
    let body = format!(
        "<table><tr><td><p>{LONG}</p><p>{LONG}</p><p><img src=a-300-200.png></p><p>{LONG}</p><p>（记者 王一禾）</p></td></tr></table>"
    );
    assert_eq!(shown(&body), [LONG, LONG, "[a-300-200.png: ]", LONG, "（记者 王一禾）"]);
    let below = format!("<table><tr><td><img src=a.png><p>{LONG}</p><p>{LONG}</p></td></tr></table>");
    assert_eq!(shown(&below), ["[a.png: ]", LONG, LONG]);
    let nameless = format!("<table><tr><td><p>{LONG}</p><p>{LONG}</p><img src=\"\"></td></tr></table>");
    assert_eq!(
        (shown(&nameless), read(&nameless).1),
        (vec![LONG.to_owned(), LONG.to_owned()], vec!["picture".to_owned()])
    );
    let inner = "<table><tr><td><img src=a.png></td><td><ul><li>甲<li>乙</ul><table><tr><td>一<td>2<tr><td>三<td>4</table></td></tr></table>";
    assert_eq!(shown(inner), ["[a.png: ]", "- 甲,乙", "||一,2;三,4"]);
}

#[test]
fn a_picture_in_a_table_of_texts_is_put_after_it() {
    let prices = "<table><tr><td>品名<td>今日<td>涨跌<tr><td>白菜<td>1.10<td><img src=tplimg/up.gif><tr><td>鲜藕<td>4.00<td><img src=b-300-200.png alt=平></table>";
    assert_eq!(shown(prices), ["||品名,今日,涨跌;白菜,1.10,;鲜藕,4.00,平", "[b-300-200.png: ]"]);
    assert_eq!(read(prices).1, ["template-picture", "table-picture"]);
}

#[test]
fn cells_that_span_others_are_repeated() {
    let schools = "<table><caption>学位表</caption><tr><th>区<th>校名<th>人数<tr><td rowspan=2>城东<td>一小<td>300<tr><td>二小<td>260\
        <tr><td colspan=2>城西<td>180<tr><td rowspan=0>城南<td>五小</table>";
    assert_eq!(shown(schools), ["学位表|区,校名,人数|城东,一小,300;城东,二小,260;城西,城西,180;城南,五小,"]);
    assert_eq!(read(schools).1, ["table-spans"]);
    let titled =
        "<table><tr><td colspan=3>本周菜价</td></tr><tr><td>甲<td>乙<td>丙<tr><td>丁<td>戊<td>己</table>";
    assert_eq!(
        (shown(titled), read(titled).1),
        (vec!["本周菜价||甲,乙,丙;丁,戊,己".to_owned()], vec!["table-caption".to_owned()])
    );
    // Down and across, met from the left by another.
    let both = "<table><tr><td>甲<td rowspan=2 colspan=2>乙<tr><td>丙<tr><td>丁<td>戊<td>己</table>";
    assert_eq!(shown(both), ["||甲,乙,乙;丙,乙,乙;丁,戊,己"]);
}

#[test]
fn spans_out_of_all_proportion_are_not_repeated() {
    let rows = "<tr><td>甲<td>乙".repeat(50);
    let wide = format!("<table><tr><td colspan=1000 rowspan=65534>菜价<td>1{rows}</table>");
    let (pieces, notes) = read(&wide);
    assert!(matches!(&pieces[..], [Piece::Table { rows, .. }] if rows.len() == 51 && rows[50].len() == 2));
    assert_eq!(notes, ["table-spans"]);
}

#[test]
fn tables_and_lists() {
    let both =
        "<table><tr><th>项</th><th>数</th></tr><tr><td>一</td><td>2</td></tr></table><ol><li>甲<li>乙</ol>";
    assert_eq!(shown(both), ["|项,数|一,2", "- 甲,乙"]);
    assert!(matches!(&of(both)[1], Piece::List { ordered: true, .. }));
    assert_eq!(texts("<table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>"), ["甲", "乙"]);
    let nested = "<ul>零<li>甲<ul><li>乙<li>丙<ol><li>丁</ol></ul>戊<li>己<br>庚</ul>";
    assert_eq!(shown(nested), ["- 零,甲,乙,丙,丁,戊,己 庚"]);
    let mixed = "<ul><li>甲<img src=a.png>乙<li>丙<table><tr><td>一<td>2<tr><td>三<td>4</table></ul>";
    assert_eq!(shown(mixed), ["- 甲〓乙,丙", "||一,2;三,4"]);
    let layout = format!("<ul><li><p>{LONG}</p><p>{LONG}</p><li><h3>小标题</h3></ul>");
    assert_eq!(shown(&layout), [LONG, LONG, "小标题"]);
    let around = format!("<table><tr><td>日期<td><p>{LONG}</p><p>{LONG}</p><tr><td>版面<td>乙</table>");
    assert_eq!(shown(&around), ["日期", LONG, LONG, "版面", "乙"]);
}

#[test]
fn runs() {
    let pieces = of("<p>一<b>二</b><ruby>三<rt>sān</rt></ruby><a href='https://example.com/'>四</a></p>");
    let Piece::Line(line) = &pieces[0] else { panic!() };
    assert_eq!((line.text.text().as_str(), line.text.to_text().0.len()), ("一二三四", 4));
}

#[test]
fn rubies_however_they_are_written() {
    let glossed = |html: &str| {
        let pieces = of(html);
        let [Piece::Line(line)] = pieces.as_slice() else { panic!("{pieces:?}") };
        line.text.to_text().0.iter().map(flat).collect::<String>()
    };
    for (html, expected) in [
        ("用<ruby>篾<rp>（</rp><rt>miè</rt><rp>）</rp></ruby>刀", "用篾(miè)刀"),
        ("<ruby><rb>犄</rb><rt>jī</rt> <rb>角</rb><rt>jiǎo</rt></ruby>旮旯", "犄(jī)角(jiǎo)旮旯"),
        ("<ruby><rb>犄</rb> <rb>角</rb> <rt>jī</rt> <rt>jiǎo</rt></ruby>旮旯", "犄(jī)角(jiǎo)旮旯"),
        ("<ruby>犄<rt>jī</rt>角<rt>jiǎo</rt></ruby>旮旯", "犄(jī)角(jiǎo)旮旯"),
        ("<ruby>犄角<rt>jī</rt><rt>jiǎo</rt></ruby>旮旯", "犄(jī)角(jiǎo)旮旯"),
        ("<ruby>氤氲<rtc><rt>yīn yūn</rt></rtc></ruby>水汽", "氤氲(yīn yūn)水汽"),
        ("<ruby><rbc><rb>氤<rb>氲</rbc><rtc><rt>yīn<rt>yūn</rtc></ruby>水汽", "氤(yīn)氲(yūn)水汽"),
        ("<ruby>篾<rt>miè</rt></ruby><ruby>篾<rt>miè</rt></ruby>匠", "篾(miè)篾(miè)匠"),
        ("<ruby>没有注音</ruby><rt>没有字</rt>", "没有注音没有字"),
        ("<ruby><rp>这不是括号</rp>篾<rt>miè</rt></ruby>", "这不是括号篾(miè)"),
    ] {
        assert_eq!(glossed(html), expected, "{html}");
    }
}

fn flat(run: &Run) -> String {
    match run {
        Run::Plain(text) => text.clone(),
        Run::Ruby { gloss, base } => format!("{}({gloss})", base.joined()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_character_drawn_as_a_picture_stays_in_its_line() {
    for (html, expected, code) in [
        ("<p>村民李<img src=zi-16-16.png>英今年</p>", "村民李〓英今年", "drawn-character"),
        ("<p>村民李<img src=zi-16-16.png alt=喆>英今年</p>", "村民李喆英今年", "drawn-character"),
        ("<p>村民李<img src=zi-16-16.png alt=⿰木木>英今年</p>", "村民李⿰木木英今年", "drawn-character"),
        ("<p>村民李<img src=zi.png width=16 height=16>英今年</p>", "村民李〓英今年", "drawn-character"),
        ("<p>村民李<b><img src=zi-16-16.png></b>来了</p>", "村民李〓来了", "drawn-character"),
        ("<p><img src=zi-16-16.png>英今年</p>", "〓英今年", "drawn-character"),
        ("<p><img src=dot-6-6.png>英今年</p>", "英今年", "tiny-picture"),
        ("<p>完。<img src=end-12-12.png></p>", "完。", "tiny-picture"),
        ("<p>村民<img src=tplimg/a.gif>李</p>", "村民李", "template-picture"),
    ] {
        let (_, codes) = read(html);
        assert_eq!((shown(html), codes), (vec![expected.to_owned()], vec![code.to_owned()]), "{html}");
    }
    let gone = "<p>村民李<img src=gone.png>英今年</p>";
    assert_eq!(
        (shown(gone), read(gone).1),
        (vec!["村民李〓英今年".to_owned()], vec!["picture".to_owned(), "drawn-character".to_owned()])
    );
    let alone = "<p><img src=a-16-16.png></p>";
    assert_eq!((shown(alone), read(alone).1), (Vec::new(), vec!["tiny-picture".to_owned()]));
}

#[test]
fn a_picture_within_a_sentence_does_not_break_it() {
    assert_eq!(shown("<p>近日，<img src=a-300-200.png>新郑市</p>"), ["近日，新郑市", "[a-300-200.png: ]"]);
    assert_eq!(shown("<p>甲。<img src=a-300-200.png>乙。</p>"), ["甲。", "[a-300-200.png: ]", "乙。"]);
    assert_eq!(shown("<p>甲<img src=a-300-200.png></p><p>乙</p>"), ["甲", "[a-300-200.png: ]", "乙"]);
    assert_eq!(shown("<img data-src=a-300-200.png src=data:image/gif;base64,x>"), ["[a-300-200.png: ]"]);
}

#[test]
fn what_is_no_text_of_the_article_is_said() {
    let html = "<p>甲<span class=date>《日报》</span><select><option>版面</select><iframe src=film.html></iframe><font face=webdings>字</font></p>";
    assert_eq!(
        (texts(html), read(html).1),
        (
            vec!["甲字".to_owned()],
            vec!["skipped".to_owned(), "left-out-text".to_owned(), "embedded".to_owned()]
        )
    );
}
