//! One article file: its fields, and its body as blocks.

use masthead_edition::model::{Block, Content, Credit};

use super::blocks::{self, Body};
use super::body;
use super::byline;
use super::figures::{self, Places};
use super::note::{Notes, excerpt};
use super::piece::Sheet;
use super::rules::{Rules, Source};
use super::text;

/// What an article file says.
#[derive(Clone, Debug, Default)]
pub struct ArticleFile {
    /// 引题.
    pub kicker: Option<String>,
    /// 标题; empty where the file has none.
    pub headline: Vec<String>,
    /// 副题.
    pub deck: Option<String>,
    /// Who wrote it.
    pub byline: Vec<Credit>,
    /// 来源.
    pub source: Option<String>,
    /// Keywords.
    pub keywords: Vec<String>,
    /// The body and its jumps.
    pub body: Body,
    /// The number of its page, as the property comment says.
    pub page_number: Option<String>,
    /// The newspaper's name, as the property comment says.
    pub paper_name: Option<String>,
}

/// Reads an article file. `listed` is its headline in its page's list, in case the file has none.
pub fn read(sheet: Sheet<'_>, listed: &[String], notes: &mut Notes) -> ArticleFile {
    let Sheet { document, rules, .. } = sheet;
    let fields = &rules.article;
    let headline = document.field(&fields.headline, None);
    let node = headline.as_ref().and_then(|field| field.node);
    let lines = headline.map(|field| field.lines).unwrap_or_default();
    let headline = headline_lines(if lines.is_empty() { listed } else { &lines }, rules, notes);
    let one = |sources: &[Source]| {
        let field = document.field(sources, node)?;
        let text = without_placeholder(&field.lines.join(" "), rules, &mut Notes::default());
        (!text.is_empty() && text::squeezed(&text) != text::squeezed(&headline.concat())).then_some(text)
    };
    let mut article = ArticleFile {
        kicker: one(&fields.kicker),
        deck: one(&fields.deck),
        source: one(&fields.source),
        keywords: one(&fields.keywords).map(|text| keywords(&text)).unwrap_or_default(),
        page_number: document.properties.get("founder-pagenum"),
        paper_name: document.properties.get("founder-papername"),
        ..ArticleFile::default()
    };
    // Kicker and deck of some templates have the same class; what was taken for both is the deck.
    if article.kicker == article.deck {
        article.kicker = None;
    }
    if let Some(author) = one(&fields.author) {
        article.byline = byline::parse_field(&author, &rules.byline);
    }
    article.body = read_body(sheet, node, &headline, notes);
    add_credits(&mut article.byline, std::mem::take(&mut article.body.byline));
    article.headline = headline;
    article
}

/// The headline's lines: as the file breaks them, or where print's break was left as a space.
pub fn headline_lines(lines: &[String], rules: &Rules, notes: &mut Notes) -> Vec<String> {
    let clean: Vec<String> = lines
        .iter()
        .map(|line| without_placeholder(line, rules, notes))
        .filter(|line| !line.is_empty())
        .collect();
    let [only] = clean.as_slice() else { return clean };
    let broken = text::print_lines(only);
    if broken.len() > 1 {
        notes.repaired(
            "headline-line-break",
            format!("a space was where print broke the headline: {}", excerpt(only)),
        );
    }
    broken
}

fn without_placeholder(line: &str, rules: &Rules, notes: &mut Notes) -> String {
    let clean = rules.text.placeholder.0.replace_all(line, "");
    if clean != line {
        notes.repaired(
            "placeholder",
            format!("a placeholder that nobody filled was dropped: {}", excerpt(line)),
        );
    }
    clean.trim().to_owned()
}

fn keywords(text: &str) -> Vec<String> {
    let parts = text.split([' ', '\u{3000}', ',', '，', ';', '；', '、', '|']);
    parts.map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// The same credit once: an author's field often says what the text says too. A role that the text alone says is kept.
fn add_credits(byline: &mut Vec<Credit>, more: Vec<Credit>) {
    for credit in more {
        // Names without a role, of which the text says the role.
        for other in byline.iter_mut().filter(|other| other.role.is_empty()) {
            other.names.retain(|name| credit.role.is_empty() || !credit.names.contains(name));
        }
        let known = |name: &String| {
            byline.iter().any(|other| {
                let alike = other.role.contains(&credit.role) || credit.role.contains(&other.role);
                alike && other.names.contains(name)
            })
        };
        if !credit.names.iter().all(known) {
            byline.push(credit);
        }
        byline.retain(|credit| !credit.names.is_empty());
    }
}

fn read_body(
    sheet: Sheet<'_>,
    node: Option<ego_tree::NodeId>,
    headline: &[String],
    notes: &mut Notes,
) -> Body {
    let places = Places::find(sheet.document, sheet.rules);
    let body::Found { pieces, nodes } = body::find(sheet, node, &places.nodes(), notes);
    let mut body = blocks::build(pieces, headline, sheet.rules, notes);
    let figures = figures::beside(sheet, &places, &nodes, node, notes).into_iter().map(|picture| Block {
        content: Content::Figure(blocks::figure(picture, sheet.rules)),
        ..Block::default()
    });
    // They come first, as they stand above the text.
    body.blocks.splice(0..0, figures);
    body
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::dom::Document;
    use crate::import::piece::Look;

    fn article(html: &str) -> (ArticleFile, Vec<String>) {
        let rules = Rules::load(None).unwrap();
        let mut notes = Notes::default();
        let document = Document::parse(html, &rules.article.skip);
        let sheet = Sheet { document: &document, rules: &rules, look: &|_| Look::Absent };
        let article = read(sheet, &[], &mut notes);
        (article, notes.0.into_iter().map(|note| note.code).collect())
    }

    /// Kicker, headline, deck, byline as one text.
    fn heads(html: &str) -> String {
        let (article, _) = article(html);
        let byline: Vec<String> =
            article.byline.iter().map(|one| format!("{}={}", one.role, one.names.join("+"))).collect();
        let kicker = article.kicker.unwrap_or_default();
        let deck = article.deck.unwrap_or_default();
        format!("{kicker}|{}|{deck}|{}", article.headline.join("/"), byline.join(" "))
    }

    #[test]
    fn the_templates_of_format_a() {
        let markers = "<table class=wz><tr><td class=font02><!--<npm:article-pretitle>-->引题<!--</npm:article-pretitle>--></td></tr>\
            <tr><td class=font01><founder-title><!--<npm:article-title>-->标题一<BR/>标题二<!--</npm:article-title>--></founder-title></td></tr>\
            <tr><td class=font02><!--<npm:article-subtitle>-->副题<!--</npm:article-subtitle>--></td></tr>\
            <tr><td class=font02><founder-author><!--<npm:article-author>-->记者 张三<!--</npm:article-author>--></founder-author></td></tr></table>";
        assert_eq!(heads(markers), "引题|标题一/标题二|副题|记者=张三");
        let fonts = "<table><tr><td class=font02>引题</td></tr><tr><td class=font01>标题</td></tr><tr><td class=font02>副题</td></tr></table>";
        assert_eq!(heads(fonts), "引题|标题|副题|");
        let one_cell = "<td><span style='font-size:14px'>引题</span><br><strong style=\"font-size:23px;font-family:黑体\">标题</strong><br>\
            <span>副题</span><br><span style='font-size:12px'>本报记者 张三</span></td>";
        assert_eq!(heads(&format!("<table><tr>{one_cell}</tr></table>")), "引题|标题|副题|本报记者=张三");
        let bt = "<table><tr><td class=bt1>标题</td></tr><tr><td class=bt2>副题</td></tr></table>";
        assert_eq!(heads(bt), "|标题|副题|");
    }

    #[test]
    fn the_templates_of_c_and_d() {
        let c = "<div class=text_c><h3>引题</h3><h1>标题</h1><h2>副题</h2><h4>本报记者 张三</h4><div class=lai>《日报》</div></div>";
        assert_eq!(heads(c), "引题|标题|副题|本报记者=张三");
        let d = "<div class=article><h3>引题</h3><h1><p>标题一</p><p>标题二</p></h1><h2>副题</h2>\
            <p class=sec>本报记者　张三 <span class=date>《人民日报》（2026年07月29日 05版）</span></p></div>";
        assert_eq!(heads(d), "引题|标题一/标题二|副题|本报记者=张三");
        let ids = "<p id=PreTitle>引题</p><p id=Title>标题</p><p id=SubTitle>副题</p>";
        assert_eq!(heads(ids), "引题|标题|副题|");
    }

    #[test]
    fn a_headline_from_the_comment_alone() {
        let html = "<p>x</p><!--enpproperty <founder-title>标题</founder-title><founder-author>null</founder-author> /enpproperty-->";
        assert_eq!(heads(html), "|标题||");
    }

    #[test]
    fn the_body_is_taken_once() {
        let twice = "<founder-content><!--enpcontent--><!--enpcontent--><P>　　甲。</P><!--/enpcontent--></founder-content>\
            <INPUT type=checkbox name=titlecheckbox style='display:none'><div id=ozoom><p>甲。</p></div>";
        assert_eq!(article(twice).0.body.blocks.len(), 1);
        let empty_first = "<founder-content></founder-content><div id=ozoom><p>甲。</p></div>";
        assert_eq!(article(empty_first).0.body.blocks.len(), 1);
        let content = "<div id=articleContent><p>甲。</p><p>乙。</p></div>";
        assert_eq!(article(content).0.body.blocks.len(), 2);
    }

    #[test]
    fn pictures_beside_the_body_come_first_and_once() {
        let html = "<table id=newspic bgcolor='#d8d9bd'><tr><td><!--<npm:article-pic>--><img src=a.jpg><!--</npm:article-pic>--></td></tr>\
            <tr><td><!--<npm:article-pic-text>-->说明。 张三 摄<!--</npm:article-pic-text>--></td></tr></table>\
            <founder-content><p>甲。</p></founder-content>";
        let (article, _) = article(html);
        let Content::Figure(figure) = &article.body.blocks[0].content else {
            panic!("{:?}", article.body.blocks)
        };
        assert_eq!((figure.image.src.as_str(), figure.credit.as_deref()), ("a.jpg", Some("张三 摄")));
        assert_eq!(article.body.blocks.len(), 2);
    }

    #[test]
    fn placeholders_are_dropped() {
        let (article, notes) =
            article("<founder-title>标题KeywordPh</founder-title><founder-author>AuthorPh</founder-author>");
        assert_eq!((article.headline, article.byline.len()), (vec!["标题".to_owned()], 0));
        assert_eq!(notes, ["placeholder"]);
    }
}
