//! Every variant of Founder's markup that we know of, and the tree of `import/` that has it: each row names a text that
//! stands in that tree's files, or in their paths. What must come out is kept beside the trees; see `import.rs`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::case::files;

/// What varies, the tree that has it, and what to look for there.
const VARIANTS: &[(&str, &str, &str)] = &[
    // Layouts and entry points.
    ("layout A: html/2021-03/04/node_201.htm", "family-a-classic", "html/2021-03/04/node_201.htm"),
    ("layout A with node numbers that are new every day", "family-a-new-nodes", "node_58464.htm"),
    ("layout A with articles named content_N_M", "family-a-new-nodes", "content_58464_19727196.htm"),
    ("layout C: nbs and nw with a site code", "family-c", "nbs.D110000hwrb_01.htm"),
    ("layout D: pc/layout and pc/content", "family-d", "pc/layout/202412/25/node_01.html"),
    ("layout D with short names: lA01, con, c1", "family-d-con", "pc/con/202305/06/c1207001.html"),
    ("layout E: column and content", "family-e", "column/202201/05/node_A01.html"),
    ("the same pages once more for tablets", "family-d", "pad/layout"),
    ("an entry page that leads on", "family-a-classic", "HTTP-EQUIV"),
    ("an entry page that leads on by script", "family-a-rarer", "window.location.href"),
    ("an entry page that leads on after a while", "family-a-rarer", "setTimeout"),
    ("a second address of the front page", "family-a-new-nodes", "node_1.htm"),
    ("period.xml, with the edition's number", "family-a-classic", "总第7891期"),
    ("period.xml out of order, with a day that has no folder", "family-a-rarer", "9454__01.html"),
    ("page.xml beside it", "family-a-rarer", "page.xml"),
    ("navi.xml", "templates", "<navi>"),
    // Encodings and markup.
    ("UTF-8 with a byte order mark", "family-a-divs", "\u{feff}"),
    ("GB18030 under a broken declaration", "gbk", "charset=gb2312 charset=gb2312"),
    ("a charset without quotes", "templates", "http-equiv=Content-Type content=\"text/html"),
    ("two bodies in a file", "family-a-classic", "text=#000000>"),
    // Pages.
    ("a map whose name and use differ in case", "family-a-classic", "USEMAP=#PagePicMap"),
    ("several areas for an article", "family-a-divs", "?div=0"),
    ("further areas counted up: ?div=1", "family-a-rarer", "?div=1"),
    ("a corner of an area that is there twice", "family-a-rarer", "170,20,170,20"),
    ("areas in decimals", "family-d", "92.805"),
    ("the picture's size on the picture", "family-a-static", "width=350"),
    ("a small picture called _b", "family-c", "_b.jpg"),
    ("a small picture called _brief", "family-a-static", "_brief.jpg"),
    ("a picture whose name goes on: .jpg.2", "family-d", ".jpg.2"),
    ("page title in div.banci", "family-a-divs", "banci"),
    ("page title in td.bm01", "family-a-static", "bm01"),
    ("page title in p.ban", "family-d", "class=\"ban\""),
    ("page title without 第 and with a narrow colon", "family-c", "01版:"),
    ("上一版 as a script at the ends", "family-a-rarer", "javascript:alert"),
    ("list of pages with quotes, in div.right_title-name", "family-a-rarer", "id=\"pageLink\""),
    ("a second list of pages (bmdh)", "family-a-divs", "<DIV id=bmdh>"),
    ("a second list of headlines, with those of other pages (btdh)", "family-a-rarer", "<DIV id=btdh>"),
    ("list of pages with ./ for this one", "family-a-classic", "href=./node_201.htm"),
    ("list of pages in a swiper", "family-d", "swiper-slide"),
    ("list of pages with pictures before the links", "family-d-con", "class=\"clearfix\""),
    ("list of pages in table.newspaperDirectory", "templates", "newspaperDirectory"),
    ("PDFs, in a folder that is misspelt too", "family-d", "attachement"),
    ("headlines in elements called mp", "family-a-classic", "id=mp70001"),
    ("headlines in elements called content_", "family-a-new-nodes", "id=\"content_"),
    ("headlines of other pages (今日关注)", "family-a-divs", "今日关注"),
    ("headlines written by script", "family-c", "document.write(view("),
    ("links to a film before a headline", "family-c", "video.png"),
    ("Webdings for arrows", "template-lines", "ebdings"),
    ("上一期 as a link", "family-a-static", "上一期"),
    ("上一期 as a script", "family-d", "goPrePeriod()"),
    ("a date line in pieces", "family-a-rarer", "<font class=weekday>"),
    ("a date line with the edition's number", "family-d", "总第12345期"),
    ("a property comment of a page", "family-a-classic", "<founder-pagenum>"),
    // Articles.
    ("Founder's own markers", "family-a-classic", "npm:article-pretitle"),
    ("founder-title", "family-a-new-nodes", "<founder-title>"),
    ("td.font01 and td.font02", "family-a-classic", "font01"),
    ("td.bt1", "family-a-static", "bt1"),
    ("td.bt2, with dashes before the deck", "family-a-rarer", "——写在"),
    ("a square before the author", "family-a-rarer", "□ "),
    ("a cell of date and byline", "family-a-rarer", "<td width=168"),
    ("deck and author from the properties alone", "family-a-rarer", "<founder-subtitle>"),
    ("one cell, told apart by sizes of type", "templates", "font-size:23px"),
    ("#NewsArticleTitle", "templates", "NewsArticleTitle"),
    ("td.STYLE32 td", "templates", "STYLE32"),
    ("#Title, #PreTitle", "family-e", "PreTitle"),
    (".newsdetatit h3", "family-d-con", "newsdetatit"),
    ("h1 to h4", "family-c", "<h4"),
    ("line breaks within a headline", "family-a-classic", "<BR/>"),
    ("founder-content", "family-a-classic", "<founder-content>"),
    ("enpcontent, doubled", "family-a-divs", "<!--enpcontent--><!--enpcontent-->"),
    ("enpcontent alone", "templates", "<!--enpcontent-->"),
    ("founder-content around enpcontent", "family-d-con", "<founder-content><!--enpcontent-->"),
    ("#ozoom", "family-d", "ozoom"),
    ("#articleContent", "family-c", "articleContent"),
    ("a second copy of the body", "family-a-divs", "titlecheckbox"),
    ("pictures in table#newspic", "family-a-classic", "newspic"),
    ("pictures in .attachment", "family-a-rarer", "class=\"attachment\""),
    ("a report of pictures without a text", "family-a-rarer", "<founder-content></founder-content>"),
    ("spaces that do not break before a paragraph", "family-a-rarer", "&nbsp;&nbsp;&nbsp;&nbsp;"),
    ("subheads in <B>", "family-a-rarer", "<P><B>"),
    ("pictures in a coloured table", "pictures", "d8d9bd"),
    ("placeholders that nobody filled", "template-lines", "KeywordPh"),
    ("another placeholder", "templates", "SourcePh"),
    ("a line of number, date and weekday", "template-lines", "00:00:00"),
    ("properties of a web system", "family-d", "<nodename>"),
    ("properties that are null, with an address first", "family-a-rarer", "<author>null</author>"),
    (
        "a property with a line break",
        "family-a-rarer",
        "芦苇荡里的<BR/>观鸟人</founder-title><founder-subtitle>",
    ),
    ("properties in paragraphs", "family-d", "<title><p>"),
    ("entries that are no articles: 责编", "family-d", "责编"),
    ("a page of advertisements", "family-d", "02版：广告"),
    ("下转 and 上接", "jumps", "下转"),
    ("page title in #layout", "bodies", "id=\"layout\""),
    ("#Author", "bodies", "id=\"Author\""),
    ("kicker in .intro, deck in .sub", "bodies", "class=\"intro\""),
    ("pictures in table.pci_c", "bodies", "pci_c"),
    ("a body that no rule finds", "bodies", "<cms-content>"),
    ("a comment before the body that nothing ends", "bodies", "class=\"zw\"><!--enpcontent-->"),
    ("the end of a comment in a property", "bodies", "县城-->省城"),
    ("a character drawn as a picture", "bodies", "res/zi.png"),
    ("a body in a table with a picture", "bodies", "<TABLE><TR><TD><P>"),
    ("cells that span rows, and a caption", "bodies", "<CAPTION>"),
    ("a body in two places", "bodies", "</div><founder-content>"),
    ("elements nested beyond all measure", "bodies", "<ul><li><ul><li><ul><li>"),
];

#[test]
fn every_variant_is_in_a_tree() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testsuite/import");
    let mut used = BTreeSet::new();
    for (variant, tree, wanted) in VARIANTS {
        let source = root.join(tree).join("source");
        let found = files(&source).iter().any(|path| {
            let content = fs::read(source.join(path)).unwrap();
            path.contains(wanted) || String::from_utf8_lossy(&content).contains(wanted)
        });
        assert!(found, "{variant}: {tree} has no {wanted:?}");
        used.insert((*tree).to_owned());
    }
    let trees = fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(used, trees.collect(), "the trees of the table, and those that are there");
}
