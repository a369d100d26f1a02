//! A test tool: writes editions as a Founder tree of family A, the other way round from the import.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// An edition to be written.
pub(crate) struct Edition {
    pub(crate) date: String,
    pub(crate) pages: Vec<Page>,
}

pub(crate) struct Page {
    pub(crate) id: String,
    pub(crate) node: usize,
    pub(crate) name: String,
    pub(crate) articles: Vec<Article>,
}

pub(crate) struct Article {
    pub(crate) id: usize,
    pub(crate) headline: Vec<String>,
    pub(crate) paragraphs: Vec<String>,
    /// In pixels of a picture of 350 by 550.
    pub(crate) areas: Vec<Vec<(u32, u32)>>,
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Writes an edition below `html/`.
pub(crate) fn write(root: &Path, edition: &Edition) {
    let (month, day) = edition.date.rsplit_once('-').unwrap();
    let folder = root.join("html").join(month).join(day);
    fs::create_dir_all(&folder).unwrap();
    for page in &edition.pages {
        fs::write(folder.join(format!("node_{}.htm", page.node)), page_file(edition, page)).unwrap();
        for article in &page.articles {
            fs::write(
                folder.join(format!("content_{}.htm", article.id)),
                article_file(edition, page, article),
            )
            .unwrap();
        }
    }
}

fn head(edition: &Edition, page: &Page) -> String {
    let mut out = String::from(
        "<html><head><meta http-equiv=Content-Type content=\"text/html; charset=utf-8\"><title>数字报</title></head>\n<body onLoad=\"initMPPage();\">\n<MAP NAME=\"pagepicmap\">",
    );
    for article in &page.articles {
        for (index, area) in article.areas.iter().enumerate() {
            let coords: Vec<String> = area.iter().map(|(x, y)| format!("{x},{y}")).collect();
            let div = if index == 0 { -1 } else { index as i32 };
            let _ = write!(
                out,
                "<Area coords=\"{}\" shape=\"polygon\" href=\"content_{}.htm?div={div}\">",
                coords.join(","),
                article.id
            );
        }
    }
    let _ = writeln!(
        out,
        "</MAP><img src=../../../page/{}/{}_brief.jpg width=350 height=550 border=0 USEMAP=#PagePicMap>",
        edition.date, page.id
    );
    let _ = write!(
        out,
        "<table><tr><td class=px12>第{}版：<STRONG>{}</STRONG></td></tr></table>\n<TABLE><TBODY>",
        page.id,
        escape(&page.name)
    );
    for article in &page.articles {
        let _ = write!(
            out,
            "<tr><td class=default><a href=content_{0}.htm><div style=\"display:inline\" id=mp{0}>{1}</div></a></td></tr>",
            article.id,
            escape(&article.headline.join(" "))
        );
    }
    out.push_str("</TBODY></TABLE>\n<table>");
    for other in &edition.pages {
        let here = if other.node == page.node { "./" } else { "" };
        let _ = write!(
            out,
            "<tr><td>&nbsp;<a id=pageLink href={here}node_{}.htm>第{}版：{}</a></td></tr>",
            other.node,
            other.id,
            escape(&other.name)
        );
    }
    out.push_str("</table>\n");
    out
}

fn page_file(edition: &Edition, page: &Page) -> String {
    format!(
        "{}</body></html>\n<!--enpproperty <founder-date>{}</founder-date><founder-pagenum>{}</founder-pagenum><founder-papername>语料日报</founder-papername><founder-type>2</founder-type> /enpproperty-->\n",
        head(edition, page),
        edition.date,
        page.id
    )
}

fn article_file(edition: &Edition, page: &Page, article: &Article) -> String {
    let body: String = article.paragraphs.iter().map(|text| format!("<P>　　{}</P>", escape(text))).collect();
    let title: Vec<String> = article.headline.iter().map(|line| escape(line)).collect();
    format!(
        "{}<table class=wz><tr><td class=font02><!--<npm:article-pretitle>--><!--</npm:article-pretitle>--></td></tr><tr><td class=font01><founder-title><!--<npm:article-title>-->{}<!--</npm:article-title>--></founder-title></td></tr></table>\n<div id=\"ozoom\" style=\"zoom:100%;\"><founder-content><!--<npm:article-content>-->{body}<!--</npm:article-content>--></founder-content></div>\n<a class=preart href=content_1.htm><span style='font-family:webdings'>3</span>上一篇</a></body></html>\n<!--enpproperty <founder-date>{}</founder-date><founder-pagenum>{}</founder-pagenum><founder-type>1</founder-type> /enpproperty-->\n",
        head(edition, page),
        title.join("<BR/>"),
        edition.date,
        page.id
    )
}
