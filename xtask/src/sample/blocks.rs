//! An article as HTML for the typesetter: its head, its text as blocks that may be broken between columns, its
//! picture, and what stands apart (tables and fact boxes).

use std::fmt::Write;

use masthead_edition::model::{Article, Block, Content, Edition, Figure, Kind, Run, Status, Text};

use super::art::{Gallery, Picture};

/// Text as HTML.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn runs(text: &Text, out: &mut String) {
    for run in &text.0 {
        one(run, out);
    }
}

fn one(run: &Run, out: &mut String) {
    match run {
        Run::Plain(text) | Run::Unknown { text, .. } => out.push_str(&escape(text)),
        Run::Strong(text) => tagged("strong", text, out),
        Run::Emphasis(text) => tagged("em", text, out),
        // On paper there is nothing to click.
        Run::Link { text, href } => {
            let class = if href.starts_with("tel:") { "number" } else { "address" };
            let _ = write!(out, "<span class=\"{class}\">");
            runs(text, out);
            out.push_str("</span>");
        }
        Run::Ruby { gloss, base } => {
            out.push_str("<ruby>");
            runs(base, out);
            let _ = write!(out, "<rt>{}</rt></ruby>", escape(gloss));
        }
        Run::Extended { run, .. } => one(run, out),
    }
}

fn tagged(tag: &str, text: &Text, out: &mut String) {
    let _ = write!(out, "<{tag}>");
    runs(text, out);
    let _ = write!(out, "</{tag}>");
}

fn html(text: &Text) -> String {
    let mut out = String::new();
    runs(text, &mut out);
    out
}

/// One article of a page, ready to be measured and broken into columns.
pub(super) struct Source<'a> {
    /// The edition, which knows on which page a continuation stands.
    pub(super) edition: &'a Edition,
    /// The article.
    pub(super) article: &'a Article,
    /// Whether its page is one of essays and verse, whose headlines are set in another face.
    pub(super) is_lore: bool,
    /// Its pictures, as files that the browser can load.
    pub(super) gallery: &'a Gallery,
}

impl Source<'_> {
    /// The article as one `<section>`.
    pub(super) fn html(&self) -> Result<String, String> {
        let article = self.article;
        let withdrawn = matches!(article.status, Status::Withdrawn(_));
        let (status, kind) = (if withdrawn { "withdrawn" } else { "" }, kind(&article.kind));
        let lore = self.is_lore && kind.is_empty();
        let mut out = format!(
            "<section data-id=\"{}\" data-kind=\"{kind}\" data-status=\"{status}\" data-lore=\"{}\">{}",
            article.id.as_str(),
            u8::from(lore),
            self.head()
        );
        let mut flow = String::new();
        if !withdrawn && article.kind != Kind::Photo {
            flow.push_str(&self.byline());
        }
        let mut aside = String::new();
        let mut picture = self.plate()?;
        let is_verse = article.byline.iter().any(|credit| credit.role == "诗");
        for block in &article.body {
            match &block.content {
                Content::Figure(figure) => picture.push_str(&self.picture(&[figure], None)?),
                Content::Gallery { figures, caption } => {
                    let figures: Vec<&Figure> = figures.iter().collect();
                    picture.push_str(&self.picture(&figures, caption.as_ref())?);
                }
                Content::Table { .. } | Content::FactBox { .. } => {
                    aside.push_str(&apart(block, self.is_latin()))
                }
                _ => flow.push_str(&in_flow(block, is_verse, self.is_latin())),
            }
        }
        if let Status::Withdrawn(amendment) = &article.status {
            let date = amendment.date.map(|date| date.to_string()).unwrap_or_default();
            let note = escape(amendment.note.as_deref().unwrap_or_default());
            let _ = write!(flow, "<p>〔本文已于{date}撤回〕</p><p>{note}</p>");
        }
        self.finish(&mut flow);
        let _ = write!(
            out,
            "<div class=\"flow\">{flow}</div>{picture}<div class=\"aside\">{aside}</div></section>"
        );
        Ok(out)
    }

    fn is_latin(&self) -> bool {
        self.edition.language.as_deref().is_some_and(|tag| tag.starts_with("en"))
    }

    fn head(&self) -> String {
        let mut out = String::from("<div class=\"head\">");
        if let Some(kicker) = &self.article.kicker {
            let _ = write!(out, "<div class=\"kicker\">{}</div>", html(kicker));
        }
        out.push_str("<h2 class=\"headline\">");
        for line in &self.article.headline {
            let _ = write!(out, "<span>{}</span>", escape(line));
        }
        out.push_str("</h2>");
        if let Some(deck) = &self.article.deck {
            let _ = write!(out, "<div class=\"deck\">{}</div>", html(deck));
        }
        out + "</div>"
    }

    fn byline(&self) -> String {
        if self.article.byline.is_empty() {
            return String::new();
        }
        let credits: Vec<String> = self.article.byline.iter().map(credit).collect();
        format!("<p class=\"byline\"><span class=\"mark\">■</span>{}</p>", credits.join("　"))
    }

    /// Where the article came from, where it goes on, and the mark that it ends here.
    fn finish(&self, flow: &mut String) {
        if let Some(source) = &self.article.source {
            let _ = write!(flow, "<p class=\"note\">（{}）</p>", escape(source));
        }
        if let Some(to) = &self.article.jump.to {
            let holds = |page: &&masthead_edition::model::Page| page.articles.iter().any(|a| a.id == *to);
            if let Some(page) = self.edition.pages.iter().find(holds) {
                let _ = write!(flow, "<p class=\"turn\">（下转{}版）</p>", page.id.as_str());
            }
        } else if self.article.kind == Kind::Article
            && !matches!(self.article.status, Status::Withdrawn(_))
            && let Some(end) = flow.strip_suffix("</p>")
        {
            *flow = format!("{end}<span class=\"end\">■</span></p>");
        }
    }

    /// The picture of an article that has no body: it stands on the page alone.
    fn plate(&self) -> Result<String, String> {
        let article = self.article;
        if !article.body.is_empty() || article.kind != Kind::Photo {
            return Ok(String::new());
        }
        let picture = self.gallery.plate(article.id.as_str())?;
        let credits: Vec<String> = article.byline.iter().map(credit).collect();
        Ok(format!(
            "<figure class=\"picture\" data-ratio=\"{}\" data-count=\"1\">{}<figcaption>{}</figcaption></figure>",
            ratio(picture),
            image(picture),
            credits.join("　")
        ))
    }

    fn picture(&self, figures: &[&Figure], caption: Option<&Text>) -> Result<String, String> {
        let mut inner = String::new();
        let mut first = None;
        for figure in figures {
            let picture = self.gallery.of(&figure.image.src)?;
            first.get_or_insert(picture);
            let mut words = figure.caption.as_ref().map(html).unwrap_or_default();
            if let Some(credit) = &figure.credit {
                let _ = write!(words, "<span class=\"credit\">{}</span>", escape(credit));
            }
            let parts = format!("{}<figcaption>{words}</figcaption>", image(picture));
            let parts = if figures.len() > 1 { format!("<figure>{parts}</figure>") } else { parts };
            inner.push_str(&parts);
        }
        if figures.len() > 1 {
            inner = format!("<div class=\"gallery\">{inner}</div>");
            if let Some(caption) = caption {
                let _ = write!(inner, "<figcaption><strong>{}</strong></figcaption>", html(caption));
            }
        }
        let ratio = first.map_or(1.5, ratio);
        Ok(format!(
            "<figure class=\"picture\" data-ratio=\"{ratio}\" data-count=\"{}\">{inner}</figure>",
            figures.len()
        ))
    }
}

fn ratio(picture: &Picture) -> f64 {
    f64::from(picture.width) / f64::from(picture.height)
}

fn image(picture: &Picture) -> String {
    format!("<img src=\"{}\" alt=\"\">", escape(&picture.url))
}

fn credit(credit: &masthead_edition::model::Credit) -> String {
    let names = credit.names.join(" ");
    let role = if credit.role == "记者" { "本报记者" } else { credit.role.as_str() };
    let role = if role == "記者" { "本報記者" } else { role };
    escape(&format!("{role} {names}"))
}

fn kind(kind: &Kind) -> &'static str {
    match kind {
        Kind::Article | Kind::Unknown(_) => "",
        Kind::Photo => "photo",
        Kind::Advertisement => "advertisement",
        Kind::Notice => "notice",
    }
}

/// A block that runs with the text.
fn in_flow(block: &Block, is_verse: bool, is_latin: bool) -> String {
    let point = if is_latin { "." } else { "、" };
    match &block.content {
        Content::Paragraph(text) if is_verse => format!("<p class=\"verse\">{}</p>", html(text)),
        Content::Paragraph(text) => format!("<p>{}</p>", html(text)),
        Content::Subhead(text) => format!("<h4><span>{}</span></h4>", html(text)),
        Content::Quote { text, by } => {
            let by = by.as_deref().map(|by| format!("<cite>——{}</cite>", escape(by))).unwrap_or_default();
            format!("<blockquote>{}{by}</blockquote>", html(text))
        }
        Content::List { ordered, items } => items
            .iter()
            .enumerate()
            .map(|(at, item)| {
                let (class, mark) = if *ordered {
                    ("item wide", format!("{}{point}", at + 1))
                } else {
                    ("item", "▪".to_owned())
                };
                format!("<p class=\"{class}\"><i>{mark}</i>{}</p>", html(item))
            })
            .collect(),
        Content::Note(text) => format!("<p class=\"note\">{}</p>", html(text)),
        _ => String::new(),
    }
}

/// A block that stands apart from the text.
fn apart(block: &Block, is_latin: bool) -> String {
    match &block.content {
        Content::Table { caption, header, rows } => table(caption.as_ref(), header, rows),
        Content::FactBox { title, body } => {
            let title = title.as_ref().map(|title| format!("<h5>{}</h5>", html(title))).unwrap_or_default();
            let body: String = body
                .iter()
                .map(|block| match &block.content {
                    Content::Table { .. } => apart(block, is_latin),
                    _ => in_flow(block, false, is_latin),
                })
                .collect();
            format!("<div class=\"facts-box\">{title}{body}</div>")
        }
        _ => String::new(),
    }
}

fn table(caption: Option<&Text>, header: &[Text], rows: &[Vec<Text>]) -> String {
    let cells = |tag: &str, cells: &[Text]| -> String {
        cells.iter().map(|cell| format!("<{tag}>{}</{tag}>", html(cell))).collect()
    };
    let mut out = String::from("<table>");
    if let Some(caption) = caption {
        let _ = write!(out, "<caption>{}</caption>", html(caption));
    }
    if !header.is_empty() {
        let _ = write!(out, "<thead><tr>{}</tr></thead>", cells("th", header));
    }
    let rows: String = rows.iter().map(|row| format!("<tr>{}</tr>", cells("td", row))).collect();
    let _ = write!(out, "<tbody>{rows}</tbody></table>");
    out
}
