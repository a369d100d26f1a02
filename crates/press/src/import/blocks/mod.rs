//! From a body's pieces to the blocks of an article: what is a paragraph, a subhead, a byline, a caption, and what the
//! typesetting glued together. Every repair is noted; what was decided without good evidence is noted as a guess.
//!
//! [`mod@part`] is what all of them work on. [`lifted`] is what is no part of the text, [`pointers`] what leads to other
//! pages, [`captions`] what belongs to a picture, [`subheads`] what stands between paragraphs.

mod captions;
mod lifted;
mod part;
mod pointers;
mod subheads;

use masthead_edition::model::{Block, Content, Text};

use super::note::Notes;
use super::piece::{Line, Piece};
use super::rules::Rules;
use super::styled::Styled;
pub use captions::figure;
use captions::give_captions;
use lifted::{drop_repeated_headline, drop_template_lines, take_bylines};
use part::Part;
pub use part::{Body, JumpMark};
use subheads::{find_subheads, split_glued};

/// Makes the blocks of a body.
pub fn build(pieces: Vec<Piece>, headline: &[String], rules: &Rules, notes: &mut Notes) -> Body {
    let mut body = Body::default();
    let mut parts: Vec<Part> = pieces.into_iter().map(part).collect();
    drop_template_lines(&mut parts, rules, notes);
    drop_repeated_headline(&mut parts, headline, notes);
    let parts = pointers::take(parts, &mut body, rules);
    let mut parts = give_captions(parts, rules);
    take_bylines(&mut parts, &mut body, rules, notes);
    let parts = split_glued(parts, rules, notes);
    let parts = find_subheads(parts, rules, notes);
    note_breaks(&parts, notes);
    body.blocks = to_blocks(parts, rules);
    body
}

fn part(piece: Piece) -> Part {
    match piece {
        Piece::Line(Line { text, heading, after_break }) => {
            Part::Line { text, heading, broken: after_break, glued: false }
        }
        other => Part::Other(other),
    }
}

fn note_breaks(parts: &[Part], notes: &mut Notes) {
    let broken = parts.iter().filter(|part| matches!(part, Part::Line { broken: true, .. })).count();
    if broken > 0 {
        notes.guessed("line-break", format!("{broken} line breaks were taken for the ends of paragraphs"));
    }
}

fn to_blocks(parts: Vec<Part>, rules: &Rules) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for part in parts {
        let content = match part {
            Part::Line { text, .. } => Content::Paragraph(text.to_text()),
            Part::Subhead(text) => Content::Subhead(text.to_text()),
            Part::Pointer(mark) => Content::Note(Text::plain(mark.printed)),
            Part::Other(Piece::Picture(picture)) => Content::Figure(figure(picture, rules)),
            Part::Other(Piece::List { ordered, items }) => {
                Content::List { ordered, items: items.iter().map(Styled::to_text).collect() }
            }
            Part::Other(Piece::Table { caption, header, rows }) => Content::Table {
                caption: caption.as_ref().map(Styled::to_text),
                header: header.iter().map(Styled::to_text).collect(),
                rows: rows.iter().map(|row| row.iter().map(Styled::to_text).collect()).collect(),
            },
            Part::Other(Piece::Line(line)) => Content::Paragraph(line.text.to_text()),
        };
        blocks.push(Block { content, ..Block::default() });
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::dom::Document;
    use crate::import::piece::{self, Look, Sheet};

    fn built(html: &str, headline: &[&str]) -> (Vec<String>, Body, Vec<String>) {
        let rules = Rules::load(None).unwrap();
        let document = Document::parse(html, &rules.article.skip);
        let mut notes = Notes::default();
        let sheet = Sheet { document: &document, rules: &rules, look: &|_| Look::Absent };
        let pieces = piece::pieces(sheet, &[document.html.tree.root()], &mut notes);
        let headline: Vec<String> = headline.iter().map(ToString::to_string).collect();
        let body = build(pieces, &headline, &rules, &mut notes);
        let show = |block: &Block| match &block.content {
            Content::Paragraph(text) => format!("p {}", text.joined()),
            Content::Subhead(text) => format!("h {}", text.joined()),
            Content::Figure(figure) => {
                format!(
                    "f {} {:?} {:?}",
                    figure.image.src,
                    figure.caption.as_ref().map(Text::joined),
                    figure.credit
                )
            }
            other => format!("{other:?}"),
        };
        let codes = notes.0.into_iter().map(|note| note.code).collect();
        (body.blocks.iter().map(show).collect(), body, codes)
    }

    const LONG: &str =
        "试点中新郑市工作比较突出经团河南省委评估推荐团中央复核试点工作评估为优秀等次开创了新局面。";

    #[test]
    fn what_was_glued_comes_apart() {
        let html = format!(
            "<p>{LONG} 聚焦完善组织设置和运行机制，破解组织运行后劲不足难题。</p><p>{LONG} 以服务品牌助推组织运行</p><p>{LONG}</p>"
        );
        let (blocks, _, notes) = built(&html, &[]);
        assert_eq!(
            blocks,
            [
                format!("p {LONG}"),
                "p 聚焦完善组织设置和运行机制，破解组织运行后劲不足难题。".into(),
                format!("p {LONG}"),
                "h 以服务品牌助推组织运行".into(),
                format!("p {LONG}"),
            ]
        );
        assert_eq!(notes, ["glued-paragraph", "glued-subhead"]);
    }

    #[test]
    fn an_article_set_with_spaces_everywhere_is_left_alone() {
        let html = "<p>甲说好。 乙说好。 丙说好。 丁说好。 戊说好。</p>";
        assert_eq!(built(html, &[]).0.len(), 1);
        assert_eq!(built("<p>He came. 他来了。 OK now</p>", &[]).0.len(), 1);
    }

    #[test]
    fn subheads_by_bold_and_by_standing_alone() {
        let html = format!(
            "<p>{LONG}</p><p><b>聚焦党的领导</b></p><p>{LONG}</p><p>聚焦完善团员发展 和教育管理机制</p><p>{LONG}</p>"
        );
        let (blocks, _, notes) = built(&html, &[]);
        assert_eq!(blocks[1], "h 聚焦党的领导");
        assert_eq!(blocks[3], "h 聚焦完善团员发展和教育管理机制");
        assert_eq!(notes, ["subhead", "subhead-line-break"]);
    }

    #[test]
    fn short_lines_together_are_no_subheads() {
        let html = format!("<p>{LONG}</p><p>市民:张九龄</p><p>53岁 司机</p><p>{LONG}</p><p>扫扫二维码</p>");
        assert!(built(&html, &[]).0.iter().all(|block| block.starts_with("p ")));
        let bold = "<p><b>甲甲甲</b></p><p><b>乙乙乙</b></p><p>丙丙。</p>";
        assert!(built(bold, &[]).0.iter().all(|block| block.starts_with("p ")), "mostly bold says nothing");
    }

    #[test]
    fn bylines_and_the_repeated_headline_are_lifted() {
        let html =
            format!("<p>绿城广场</p><p>碰到他</p><p>{LONG} 记者 杨宜锦 通讯员 宋杰 文/图</p><p>{LONG}</p>");
        let (blocks, body, notes) = built(&html, &["绿城广场", "碰到他"]);
        assert_eq!(blocks, [format!("p {LONG}"), format!("p {LONG}")]);
        assert_eq!(body.byline.len(), 3);
        assert_eq!(notes, ["repeated-headline", "byline-lifted"]);
        let (blocks, body, _) = built(&format!("<p>{LONG}</p><p>郑州晚报记者 吴淑娟 见习记者 叶霖</p>"), &[]);
        assert_eq!((blocks.len(), body.byline.len()), (1, 2));
        let (blocks, body, _) = built(&format!("<p>本报讯（记者 张三）{LONG}</p>"), &[]);
        assert!(blocks[0].starts_with("p 本报讯（记者 张三）"));
        assert_eq!(body.byline[0].names, ["张三"]);
    }

    #[test]
    fn jumps_and_template_lines() {
        let html = format!(
            "<p>（上接第一版）{LONG}</p><p>{LONG}（下转A03版）</p><p>532596 2013-12-28 00:00:00 六 绿城广场KeywordPh</p>"
        );
        let (blocks, body, notes) = built(&html, &[]);
        let pointers =
            ["（上接第一版）", "（下转A03版）"].map(|mark| format!("{:?}", Content::Note(Text::plain(mark))));
        let [from, to] = pointers;
        assert_eq!(blocks, [from, format!("p {LONG}"), format!("p {LONG}"), to]);
        assert_eq!(body.jump_from.unwrap().page, "1");
        assert_eq!(body.jump_to.unwrap().page, "A03");
        assert_eq!(notes, ["template-line"]);
    }

    #[test]
    fn captions_and_credits() {
        let html = "<p><img src=1.jpg></p><p>▲开笔礼现场。 记者 李四 摄</p><p>正文在此。</p><p><img src=2.jpg></p><p>下一段正文。</p>";
        let (blocks, _, _) = built(html, &[]);
        assert_eq!(blocks[0], "f 1.jpg Some(\"▲开笔礼现场。\") Some(\"记者 李四 摄\")");
        assert_eq!(blocks[2], "f 2.jpg None None");
        assert_eq!(blocks.len(), 4);
    }
}
