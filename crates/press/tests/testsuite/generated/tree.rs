//! An edition's files: pages and articles in one of the layouts, each part in one of its spellings.

use fastrand::Rng;

use super::inline::Pen;
use crate::case::Case;
use crate::oracle::Wanted;

pub(super) const PAGES: usize = 4;
const ARTICLES: usize = 3;

pub(super) struct Tree {
    pub(super) articles: Vec<Wanted>,
}

/// Where a layout has its files: page, article, and how a page's links begin.
#[derive(Clone, Copy)]
struct Layout {
    page: &'static str,
    article: &'static str,
    to_article: &'static str,
}

const LAYOUTS: [Layout; 5] = [
    Layout {
        page: "html/2022-09/16/node_{}.htm",
        article: "html/2022-09/16/content_{}.htm",
        to_article: "content_{}.htm",
    },
    Layout {
        page: "html/2022-09/16/nbs.D110000made_{}.htm",
        article: "html/2022-09/16/nw.D110000made_20220916_{}.htm",
        to_article: "nw.D110000made_20220916_{}.htm",
    },
    Layout {
        page: "pc/layout/202209/16/node_{}.html",
        article: "pc/content/202209/16/content_{}.html",
        to_article: "../../../content/202209/16/content_{}.html",
    },
    Layout {
        page: "pc/col/202209/16/l{}.html",
        article: "pc/con/202209/16/c{}.html",
        to_article: "../../../con/202209/16/c{}.html",
    },
    Layout {
        page: "column/202209/16/node_{}.html",
        article: "content/202209/16/content_{}.html",
        to_article: "../../../content/202209/16/content_{}.html",
    },
];

impl Tree {
    /// Writes the edition of a seed into `source`.
    pub(super) fn generate(seed: u64, case: &Case) -> Self {
        let mut rng = Rng::with_seed(seed);
        let layout = LAYOUTS[rng.usize(..LAYOUTS.len())];
        let encoding = rng.usize(..4);
        let mut articles = Vec::new();
        for page in 0..PAGES {
            let mut listed = Vec::new();
            for number in 0..ARTICLES {
                let id = format!("{}", 1000 + page * 10 + number);
                let path = layout.article.replace("{}", &id);
                let mut pen =
                    Pen { rng: &mut rng, wanted: Wanted { path: path.clone(), ..Wanted::default() } };
                let headline = match pen.rng.usize(..12) {
                    0 => "本版责编：王小川".to_owned(),
                    1 => "图片报道".to_owned(),
                    2 => format!("{} （{} {}）", pen.letters(6), pen.letters(3), pen.letters(3)),
                    3 => format!("{}KeywordPh", pen.letters(6)),
                    _ => pen.letters(10),
                };
                let file = article(&mut pen, &headline, page);
                articles.push(pen.wanted);
                write(case, &path, &file, encoding);
                listed.push((layout.to_article.replace("{}", &id), headline));
            }
            let node = format!("{:02}", page + 1);
            write(
                case,
                &layout.page.replace("{}", &node),
                &page_file(&mut rng, page, &listed, layout),
                encoding,
            );
        }
        for (path, width, height) in [
            ("res/a.png", 300, 200),
            ("res/b.png", 640, 480),
            ("res/zi1.png", 16, 16),
            ("tplimg/dot.gif", 8, 8),
        ] {
            case.picture(&format!("source/{path}"), width, height);
        }
        Self { articles }
    }
}

fn write(case: &Case, path: &str, html: &str, encoding: usize) {
    let declared = |charset: &str| html.replace("CHARSET", charset);
    let bytes = match encoding {
        0 => declared("utf-8").into_bytes(),
        1 => format!("\u{feff}{}", declared("utf-8")).into_bytes(),
        2 => encoding_rs::GB18030.encode(&declared("gb2312")).0.into_owned(),
        _ => encoding_rs::GB18030.encode(&declared("gb2312 charset=gb2312")).0.into_owned(),
    };
    case.write(&format!("source/{path}"), &bytes);
}

fn page_file(rng: &mut Rng, page: usize, listed: &[(String, String)], layout: Layout) -> String {
    let mut out = String::from(
        "<html><head><meta http-equiv=Content-Type content=text/html; charset=CHARSET></head><body><MAP NAME=\"pagepicmap\">",
    );
    for (index, (href, _)) in listed.iter().enumerate() {
        let top = 10 + 100 * index;
        out.push_str(&format!(
            "<Area coords=\"5,{top},100,{top},100,{},5,{}\" shape=\"polygon\" href=\"{href}\">",
            top + 50,
            top + 50
        ));
    }
    out.push_str("</MAP><img src=../../../page/1_b.jpg width=350 height=550 USEMAP=#PagePicMap>");
    let label = format!("第{:02}版：要闻", page + 1);
    out.push_str(&match rng.usize(..5) {
        0 => format!("<div class=banci>{label}</div>"),
        1 => format!("<p class=ban>{label}</p>"),
        2 => format!("<table><tr><td class=px12>{label}</table>"),
        3 => format!("<span id=layout>{label}</span>"),
        _ => format!("<div class=newslisttit><em>{label}</em></div>"),
    });
    let mark = rng.usize(..3);
    let links: String = listed
        .iter()
        .map(|(href, headline)| match mark {
            0 => format!("<li><a href={href}><div style=\"display:inline\" id=mp1>{headline}</div></a>"),
            1 => format!("<li><a href=\"{href}\">{headline}</a></li>"),
            _ => format!("<li><a href={href}><script>document.write(view(\"{headline}\"))</script></a>"),
        })
        .collect();
    out.push_str(&format!("<ul id=titleList class=news-list>{links}</ul>"));
    let name = layout.page.rsplit('/').next().unwrap();
    for other in 1..=PAGES {
        let href = name.replace("{}", &format!("{other:02}"));
        out.push_str(&format!("<a id=pageLink href={href}>第{other:02}版：要闻</a>"));
    }
    out + "</body></html>"
}

/// An article's file: its head, its body in some place, and what stands around.
fn article(pen: &mut Pen<'_>, headline: &str, page: usize) -> String {
    let (kicker, deck) = (pen.letters(5), pen.letters(6));
    let head = match pen.rng.usize(..9) {
        0 => format!(
            "<table><tr><td class=font02><!--<npm:article-pretitle>-->{kicker}<!--</npm:article-pretitle>--></td></tr><tr><td class=font01><founder-title><!--<npm:article-title>-->{headline}<!--</npm:article-title>--></founder-title></td></tr></table>"
        ),
        1 => format!("<h3>{kicker}</h3><h1>{headline}</h1><h2>{deck}</h2>"),
        2 => format!(
            "<div class=article><h1><p>{headline}</p></h1><p class=sec>本报记者 李一鸣 <span class=date>《日报》（2022年9月16日）</span></p></div>"
        ),
        3 => format!("<p id=PreTitle>{kicker}</p><p id=Title>{headline}</p><p id=SubTitle>{deck}</p>"),
        4 => format!(
            "<table><tr><td><span style='font-size:14px'>{kicker}</span><br><strong style=\"font-size:23px;font-family:黑体\">{headline}</strong><br><span>{deck}</span></table>"
        ),
        5 => format!("<table><tr><td class=bt1>{headline}<tr><td class=bt2>{deck}</table>"),
        6 => format!(
            "<div class=newsdetatit><p class=intro>{kicker}</p><h3>{headline}</h3><p class=sub>{deck}</p></div>"
        ),
        7 => format!("<div id=NewsArticleTitle>{headline}</div><div id=NewsArticleAuthor>李一鸣</div>"),
        _ => format!("<h2 id=Title>{headline}</h2><div id=Author>本报记者 李一鸣</div>"),
    };
    let mut text = pen.body();
    if pen.one_in(12) {
        // The headline once more as the body's first line.
        text = format!("<p>{headline}</p>{text}");
    }
    let (place, figure) = (pen.rng.usize(..13), figure(pen));
    let body = match place {
        0 => format!("<founder-content>{text}</founder-content>"),
        1 => format!(
            "<div id=ozoom style='zoom:100%'><founder-content><!--<npm:article-content>-->{text}<!--</npm:article-content>--></founder-content></div>"
        ),
        2 => format!("<div id=\"ozoom\"><!--enpcontent-->{text}<!--/enpcontent--></div>"),
        3 => format!(
            "<founder-content><!--enpcontent--><!--enpcontent-->{text}<!--/enpcontent--></founder-content>"
        ),
        4 => format!("<div id=articleContent><div id=ozoom>{text}</div></div>"),
        5 => format!("<div class=newsdetatext><founder-content>{text}</founder-content></div>"),
        6 => format!(
            "<founder-content>{text}</founder-content><INPUT type=checkbox value=0 name=titlecheckbox style=\"display:none\"><div id=ozoom>{text}</div>"
        ),
        7 => format!("<div id=NewsArticleContent>{text}</div>"),
        // Parts: text before and behind the innermost mark, and in two places.
        8 => format!(
            "<div id=ozoom><p>{}</p><founder-content>{text}</founder-content><p>{}</p></div>",
            pen.sentence(),
            pen.sentence()
        ),
        9 => format!(
            "<founder-content>{text}</founder-content><div>版面</div><founder-content><p>{}</p></founder-content>",
            pen.sentence()
        ),
        // No rule finds these.
        10 => format!(
            "<div class=neirong><p>{}{}{}</p>{text}</div>",
            pen.sentence(),
            pen.sentence(),
            pen.sentence()
        ),
        11 => format!("<div class=zw><!--enpcontent-->{text}</div>"),
        _ => format!(
            "<div id=news_content><cms-content><p>{}{}{}</p>{text}</cms-content></div>",
            pen.sentence(),
            pen.sentence(),
            pen.sentence()
        ),
    };
    let property = match pen.rng.usize(..5) {
        0 => format!(
            "<!--enpproperty <founder-date>2022-09-16</founder-date><founder-title>{headline}</founder-title><founder-pagenum>{:02}</founder-pagenum><founder-type>1</founder-type> /enpproperty-->",
            page + 1
        ),
        1 => format!(
            "<!--enpproperty <articleid>7</articleid><author>null</author><title>{headline}</title><keyword></keyword>/enpproperty-->"
        ),
        2 => format!(
            "<!--enpproperty <title><p>{headline}</p></title><abstract>河-->湾</abstract> /enpproperty-->"
        ),
        _ => String::new(),
    };
    let links = pen.pick(&[
        "<a class=preart href=content_1.htm><span style='font-family:webdings'>3</span>上一篇</a>",
        "<a href=content_1.htm>上一篇</a><a href=content_3.htm>下一篇<FONT face=Webdings>4</FONT></a>",
        "",
    ]);
    let meta = "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=CHARSET\"><title>数字报</title></head>";
    format!(
        "{meta}<body><div>{links}</div>{property}<div class=wz>{head}{figure}{body}</div><div>{links}</div><div>版权声明 @ 河湾网</div></body></html>"
    )
}

/// A picture beside the body.
fn figure(pen: &mut Pen<'_>) -> String {
    let (frame, end) = match pen.rng.usize(..9) {
        0 => ("<table id=newspic>", "</table>"),
        1 => ("<table class=\"pci_c\" width=400>", "</table>"),
        2 => ("<table bgcolor='#d8d9bd'>", "</table>"),
        3 => ("<div class=attachment><table>", "</table></div>"),
        _ => return String::new(),
    };
    format!(
        "{frame}<tr><td>{}<tr><td><p>　　图①：{}。</p><p>　　本报记者 贺 勇摄</p>{end}",
        pen.picture(),
        pen.text(8)
    )
}
