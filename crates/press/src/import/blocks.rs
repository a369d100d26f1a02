//! From a body's pieces to the blocks of an article: what is a paragraph, a subhead, a byline, a caption, and what the
//! typesetting glued together. Every repair is noted; what was decided without good evidence is noted as a guess.

use masthead_edition::model::{Block, Content, Credit, Figure, Image, Text};

use super::byline;
use super::note::{Notes, excerpt};
use super::piece::{Line, Picture, Piece};
use super::rules::Rules;
use super::styled::Styled;
use super::text::{self, is_wide};

/// A body with what was lifted out of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    /// The blocks. A figure's `src` is still the link of the source, its size unknown.
    pub blocks: Vec<Block>,
    /// Who wrote it, as the text says.
    pub byline: Vec<Credit>,
    /// 下转.
    pub jump_to: Option<JumpMark>,
    /// 上接.
    pub jump_from: Option<JumpMark>,
}

/// A printed pointer to another page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JumpMark {
    /// The page it names.
    pub page: String,
    /// As printed, to be put back where nothing is found there.
    pub printed: String,
}

/// A line with what has become of it so far.
#[derive(Clone, Debug)]
enum Part {
    Line { text: Styled, heading: bool, broken: bool, glued: bool },
    Subhead(Styled),
    Other(Piece),
}

/// Makes the blocks of a body.
pub fn build(pieces: Vec<Piece>, headline: &[String], rules: &Rules, notes: &mut Notes) -> Body {
    let mut body = Body::default();
    let mut parts: Vec<Part> = pieces.into_iter().map(part).collect();
    drop_template_lines(&mut parts, rules, notes);
    drop_repeated_headline(&mut parts, headline, notes);
    take_jumps(&mut parts, &mut body, rules);
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

fn line_text(part: &Part) -> Option<String> {
    if let Part::Line { text, .. } = part { Some(text.text()) } else { None }
}

fn drop_template_lines(parts: &mut Vec<Part>, rules: &Rules, notes: &mut Notes) {
    parts.retain(|part| {
        let Some(text) = line_text(part) else { return true };
        let placeholder = rules.text.placeholder.0.find(&text).is_some_and(|found| found.len() == text.len());
        let template = placeholder || rules.text.drop.iter().any(|pattern| pattern.0.is_match(&text));
        if template {
            notes.left_out("template-line", format!("a line of the template: {}", excerpt(&text)));
        }
        !template
    });
}

/// Some templates print the headline once more as the body's first lines.
fn drop_repeated_headline(parts: &mut Vec<Part>, headline: &[String], notes: &mut Notes) {
    const MOST_LINES: usize = 5;
    let wanted = squeezed(&headline.concat());
    let mut seen = String::new();
    for (index, part) in parts.iter().take(MOST_LINES).enumerate() {
        let Some(text) = line_text(part) else { return };
        seen.push_str(&squeezed(&text));
        if seen == wanted && !wanted.is_empty() {
            parts.drain(..=index);
            notes.repaired("repeated-headline", "the body began with the headline once more");
            return;
        }
        if !wanted.starts_with(&seen) {
            return;
        }
    }
}

/// Text without white space, to compare what was set differently.
pub fn squeezed(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

fn take_jumps(parts: &mut Vec<Part>, body: &mut Body, rules: &Rules) {
    let last = parts.iter().rposition(|part| matches!(part, Part::Line { .. }));
    if let Some(Part::Line { text, .. }) = last.and_then(|index| parts.get_mut(index)) {
        let plain = text.text();
        if let Some(found) = rules.jump.to.0.captures(&plain)
            && let Some(whole) = found.get(0)
        {
            body.jump_to = Some(mark(&found, whole.as_str()));
            *text = text.split(whole.start()).0;
        }
    }
    let first = parts.iter().position(|part| matches!(part, Part::Line { .. }));
    if let Some(Part::Line { text, .. }) = first.and_then(|index| parts.get_mut(index)) {
        let plain = text.text();
        if let Some(found) = rules.jump.from.0.captures(&plain)
            && let Some(whole) = found.get(0)
        {
            body.jump_from = Some(mark(&found, whole.as_str()));
            *text = text.split(whole.end()).1;
        }
    }
    parts.retain(|part| !matches!(part, Part::Line { text, .. } if text.is_empty()));
}

fn mark(found: &regex::Captures<'_>, printed: &str) -> JumpMark {
    let page = found.name("page").map_or("", |page| page.as_str());
    JumpMark { page: number(page), printed: printed.trim().to_owned() }
}

/// `第十二版` names page 12.
fn number(page: &str) -> String {
    let digit =
        |letter: char| "一二三四五六七八九".chars().position(|digit| digit == letter).map(|index| index + 1);
    if page.is_ascii() {
        return page.to_owned();
    }
    let (tens, ones) = page.split_once('十').unwrap_or(("", page));
    let tens = if page.contains('十') {
        tens.chars().next().map_or(1, |letter| digit(letter).unwrap_or(0))
    } else {
        0
    };
    let ones = ones.chars().next().and_then(digit).unwrap_or(0);
    (tens * 10 + ones).to_string()
}

/// A line after a picture that reads as its caption becomes that, before its credit is taken for a byline.
fn give_captions(parts: Vec<Part>, rules: &Rules) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::with_capacity(parts.len());
    for part in parts {
        if let Some(line) = line_text(&part)
            && let Some(Part::Other(Piece::Picture(picture))) = out.last_mut()
            && picture.caption.is_empty()
            && is_caption(&line, rules)
        {
            picture.caption.push(line);
        } else {
            out.push(part);
        }
    }
    out
}

fn take_bylines(parts: &mut Vec<Part>, body: &mut Body, rules: &Rules, notes: &mut Notes) {
    let lines = parts.iter().filter(|part| matches!(part, Part::Line { .. })).count();
    let mut seen = 0;
    parts.retain_mut(|part| {
        let Part::Line { text, heading: false, .. } = part else { return true };
        seen += 1;
        let plain = text.text();
        // A line that is a byline and nothing else is one at the beginning and at the end.
        let at_edge = seen <= 2 || seen + 3 > lines;
        if at_edge
            && lines > 1
            && let Some(credits) = byline::parse(&plain, &rules.byline)
        {
            notes.repaired("byline-line", format!("a line of the body was the byline: {}", excerpt(&plain)));
            body.byline.extend(credits);
            return false;
        }
        if let Some((start, credits)) = byline::at_end(&plain, &rules.byline) {
            notes.repaired(
                "byline-lifted",
                format!("lifted out of a paragraph: {}", excerpt(&plain[start..])),
            );
            body.byline.extend(credits);
            *text = text.split(start).0;
        } else if seen == 1
            && let Some(found) =
                rules.byline.dateline.0.captures(&plain).and_then(|found| found.name("byline"))
            && let Some(credits) = byline::parse(found.as_str(), &rules.byline)
        {
            notes.repaired(
                "byline-dateline",
                format!("read from the dateline, which stays: {}", found.as_str()),
            );
            body.byline.extend(credits);
        }
        true
    });
}

/// A space after a full stop is where a paragraph's end was lost: Chinese is not set so. Unless this article does it
/// everywhere.
fn split_glued(parts: Vec<Part>, rules: &Rules, notes: &mut Notes) -> Vec<Part> {
    let (mut spaced, mut all) = (0, 0);
    for text in parts.iter().filter_map(line_text) {
        spaced += cuts(&text).len();
        all += text.matches(['。', '！', '？']).count();
    }
    if spaced > 3 && spaced * 3 > all {
        return parts;
    }
    let mut out = Vec::new();
    for part in parts {
        let Part::Line { text, heading: false, broken, glued } = part else {
            out.push(part);
            continue;
        };
        let mut rest = text;
        let mut first = true;
        while let Some(at) = cuts(&rest.text()).first().copied() {
            let (before, after) = rest.split(at);
            out.push(Part::Line {
                text: before,
                heading: false,
                broken: broken && first,
                glued: glued || !first,
            });
            first = false;
            let tail = after.text();
            if !is_subhead(&tail, rules) {
                notes.repaired(
                    "glued-paragraph",
                    format!("was glued to the paragraph before: {}", excerpt(&tail)),
                );
            }
            rest = after;
        }
        out.push(Part::Line { text: rest, heading: false, broken: broken && first, glued: glued || !first });
    }
    out
}

/// Where a sentence ends, a space follows, and Chinese goes on.
fn cuts(text: &str) -> Vec<usize> {
    let mut cuts = Vec::new();
    let mut ended = false;
    let mut space = false;
    for (index, letter) in text.char_indices() {
        if letter.is_whitespace() {
            space = ended;
            continue;
        }
        if space && is_wide(letter) && !"”’」』）》".contains(letter) {
            cuts.push(index);
        }
        space = false;
        ended = matches!(letter, '。' | '！' | '？') || (ended && "”’」』）".contains(letter));
    }
    cuts
}

fn find_subheads(parts: Vec<Part>, rules: &Rules, notes: &mut Notes) -> Vec<Part> {
    let lines = parts.iter().filter(|part| matches!(part, Part::Line { .. })).count();
    let bold = parts.iter().filter(|part| matches!(part, Part::Line { text, .. } if text.is_bold())).count();
    // Where most of an article is bold, bold says nothing.
    let bold_means = bold * 2 <= lines;
    let kinds: Vec<Option<&'static str>> = (0..parts.len())
        .map(|index| match &parts[index] {
            Part::Line { heading: true, .. } => Some("heading"),
            Part::Line { text, .. } if text.is_bold() && bold_means && is_subhead(&text.text(), rules) => {
                Some("bold")
            }
            Part::Line { text, glued: true, .. }
                if is_subhead(&text.text(), rules) && !follows_short(&parts, index) =>
            {
                Some("glued")
            }
            Part::Line { text, glued: false, broken: false, .. } if is_subhead(&text.text(), rules) => {
                stands_alone(&parts, index, rules).then_some("alone")
            }
            _ => None,
        })
        .collect();
    let mut out = Vec::with_capacity(parts.len());
    for (part, kind) in parts.into_iter().zip(kinds) {
        match (part, kind) {
            (Part::Line { text, .. }, Some(kind)) => {
                let plain = text.text();
                match kind {
                    "glued" => notes.guessed(
                        "glued-subhead",
                        format!("a subhead glued to the paragraph before: {}", excerpt(&plain)),
                    ),
                    "alone" => notes.guessed(
                        "subhead",
                        format!(
                            "a short line between paragraphs was taken for a subhead: {}",
                            excerpt(&plain)
                        ),
                    ),
                    _ => {}
                }
                out.push(Part::Subhead(rejoined(&text.without_bold(), rules, notes)));
            }
            (part, _) => out.push(part),
        }
    }
    out
}

/// A text such as subheads are: short, and no sentence.
fn is_subhead(text: &str, rules: &Rules) -> bool {
    let length = text.chars().count();
    let last = text.chars().next_back();
    (2..=rules.text.subhead_length).contains(&length)
        && last.is_some_and(|last| !rules.text.not_subhead.contains(last))
        && text.chars().any(|letter| letter.is_alphabetic())
}

/// A short line is taken for a subhead only between two paragraphs: two short lines together are a list or a poem.
fn stands_alone(parts: &[Part], index: usize, rules: &Rules) -> bool {
    const SHORTEST_SENTENCE: usize = 12;
    let is_paragraph = |part: Option<&Part>| match part {
        Some(Part::Line { text, .. }) => {
            let text = text.text();
            text.chars().count() >= SHORTEST_SENTENCE
                && text
                    .chars()
                    .next_back()
                    .is_some_and(|last| rules.text.endings.contains(last) || last == '.')
        }
        _ => false,
    };
    let before = index.checked_sub(1).and_then(|index| parts.get(index));
    is_paragraph(before) && is_paragraph(parts.get(index + 1))
}

fn follows_short(parts: &[Part], index: usize) -> bool {
    const SHORT: usize = 12;
    let before = index.checked_sub(1).and_then(|index| parts.get(index)).and_then(line_text);
    before.is_none_or(|text| text.chars().count() < SHORT)
}

/// A subhead of two lines was left with a space where print broke it. Only a second line that cannot begin one
/// (和支持保障) is certain; 开放共享 互利共赢 has its space on purpose.
fn rejoined(text: &Styled, rules: &Rules, notes: &mut Notes) -> Styled {
    let plain = text.text();
    let at = plain.char_indices().find(|(index, letter)| {
        let rest = plain[*index..].trim_start();
        letter.is_whitespace() && rules.text.joiners.iter().any(|joiner| rest.starts_with(joiner.as_str()))
    });
    let Some((at, _)) = at else { return text.clone() };
    let (before, after) = text.split(at);
    notes.repaired("subhead-line-break", format!("a subhead's line break was joined: {}", excerpt(&plain)));
    before.then(&after)
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
            Part::Other(Piece::Picture(picture)) => Content::Figure(figure(picture, rules)),
            Part::Other(Piece::List { ordered, items }) => {
                Content::List { ordered, items: items.iter().map(Styled::to_text).collect() }
            }
            Part::Other(Piece::Table { header, rows }) => Content::Table {
                caption: None,
                header: header.iter().map(Styled::to_text).collect(),
                rows: rows.iter().map(|row| row.iter().map(Styled::to_text).collect()).collect(),
            },
            Part::Other(Piece::Line(line)) => Content::Paragraph(line.text.to_text()),
        };
        blocks.push(Block { content, ..Block::default() });
    }
    blocks
}

/// Whether a line after a picture is its caption.
fn is_caption(line: &str, rules: &Rules) -> bool {
    let short = line.chars().count() <= rules.pictures.caption_length;
    let begins = rules.pictures.caption_begins.iter().any(|pattern| pattern.0.is_match(line));
    let taken = || {
        let (_, credits) =
            byline::at_end(line, &rules.byline).or_else(|| Some((0, byline::parse(line, &rules.byline)?)))?;
        credits.iter().any(|credit| credit.role.contains(['摄', '图'])).then_some(())
    };
    short && (begins || taken().is_some())
}

/// A figure whose file is still the source's link.
pub fn figure(picture: Picture, rules: &Rules) -> Figure {
    let caption = text::line(&picture.caption.join("\u{3000}"));
    let (caption, credit) = split_credit(&caption, rules);
    Figure {
        image: Image { src: picture.src, ..Image::default() },
        caption: (!caption.is_empty()).then(|| Text::plain(caption)),
        credit,
        alt: picture.alt,
    }
}

/// 摄影 at a caption's end.
fn split_credit(caption: &str, rules: &Rules) -> (String, Option<String>) {
    if byline::parse(caption, &rules.byline).is_some() {
        return (String::new(), Some(caption.to_owned()));
    }
    match byline::at_end(caption, &rules.byline) {
        Some((start, _)) => {
            let credit = caption[start..].trim().trim_matches(['（', '(', '）', ')', ' ']).to_owned();
            (caption[..start].trim_end().to_owned(), Some(credit))
        }
        None => (caption.to_owned(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::dom::Document;
    use crate::import::piece;

    fn built(html: &str, headline: &[&str]) -> (Vec<String>, Body, Vec<String>) {
        let rules = Rules::load(None).unwrap();
        let document = Document::parse(html, &rules.article.skip);
        let pieces = piece::pieces(&document, &[document.html.tree.root()]);
        let mut notes = Notes::default();
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
        assert_eq!(blocks, [format!("p {LONG}"), format!("p {LONG}")]);
        assert_eq!(body.jump_from.unwrap().page, "1");
        assert_eq!(body.jump_to.unwrap().page, "A03");
        assert_eq!(notes, ["template-line"]);
        assert_eq!(number("十二"), "12");
        assert_eq!(number("二十"), "20");
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
