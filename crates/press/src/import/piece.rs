//! From a body's nodes to pieces: lines, pictures, lists and tables in their order. What the lines are (paragraph,
//! subhead, byline) is decided later, in [`super::blocks`].

use ego_tree::NodeId;
use scraper::{ElementRef, Node};

use super::dom::{Document, DomNode, is_block, is_decoration};
use super::styled::{LineBuilder, Style, Styled};
use super::text;

/// A part of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A line of text.
    Line(Line),
    /// A picture.
    Picture(Picture),
    /// A list.
    List {
        /// Numbered.
        ordered: bool,
        /// Its items.
        items: Vec<Styled>,
    },
    /// A table of texts.
    Table {
        /// The header's cells; may be empty.
        header: Vec<Styled>,
        /// The other rows.
        rows: Vec<Vec<Styled>>,
    },
}

/// A line of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The text.
    pub text: Styled,
    /// An element says that it is a heading.
    pub heading: bool,
    /// A lone `<br>` before it, and no indentation: perhaps no paragraph of its own.
    pub after_break: bool,
}

/// A picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// The link to its file.
    pub src: String,
    /// What is to be seen.
    pub alt: Option<String>,
    /// The text in the same table or figure.
    pub caption: Vec<String>,
}

/// The pieces of some nodes.
pub fn pieces(document: &Document, nodes: &[DomNode<'_>]) -> Vec<Piece> {
    let mut builder =
        Builder { document, pieces: Vec::new(), line: LineBuilder::default(), heading: false, broken: false };
    for node in nodes {
        builder.node(*node, &Style::default());
    }
    builder.end_line();
    builder.pieces
}

/// The pictures of some nodes, with the other text there as their captions: a caption goes to the picture before
/// it, and what stands before the first picture to the first.
pub fn pictures(document: &Document, nodes: &[DomNode<'_>]) -> Vec<Picture> {
    let mut pictures: Vec<Picture> = Vec::new();
    let mut before = Vec::new();
    for piece in pieces(document, nodes) {
        match piece {
            Piece::Picture(picture) => pictures.push(picture),
            Piece::Line(line) => match pictures.last_mut() {
                Some(picture) => picture.caption.push(line.text.text()),
                None => before.push(line.text.text()),
            },
            _ => {}
        }
    }
    if let Some(first) = pictures.first_mut() {
        before.append(&mut first.caption);
        first.caption = before;
    }
    pictures
}

struct Builder<'a> {
    document: &'a Document,
    pieces: Vec<Piece>,
    line: LineBuilder,
    heading: bool,
    /// The line being built follows a lone `<br>`.
    broken: bool,
}

impl Builder<'_> {
    fn node(&mut self, node: DomNode<'_>, style: &Style) {
        match node.value() {
            Node::Text(text) => self.line.push(text, style),
            Node::Element(_) => {
                if let Some(element) = ElementRef::wrap(node) {
                    self.element(element, style);
                }
            }
            Node::Document | Node::Fragment => node.children().for_each(|child| self.node(child, style)),
            _ => {}
        }
    }

    fn element(&mut self, element: ElementRef<'_>, style: &Style) {
        if is_decoration(element.value()) || self.document.is_skipped(&element) {
            return;
        }
        match element.value().name() {
            "br" => {
                self.end_line();
                self.broken = true;
            }
            "img" => self.picture(element),
            "table" => self.table(element, style),
            "ul" | "ol" => self.list(element, style),
            "ruby" => self.ruby(element, style),
            "rp" | "rt" => {}
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_line();
                self.heading = true;
                self.children(element, style);
                self.end_line();
                self.heading = false;
            }
            _ if is_block(element.value()) => {
                self.end_line();
                self.children(element, &restyled(element, style));
                self.end_line();
            }
            _ => self.children(element, &restyled(element, style)),
        }
    }

    fn children(&mut self, element: ElementRef<'_>, style: &Style) {
        element.children().for_each(|child| self.node(child, style));
    }

    fn end_line(&mut self) {
        let (text, indented) = std::mem::take(&mut self.line).finish();
        let after_break = std::mem::take(&mut self.broken) && !indented;
        if !text.is_empty() {
            self.pieces.push(Piece::Line(Line { text, heading: self.heading, after_break }));
        }
    }

    fn picture(&mut self, element: ElementRef<'_>) {
        self.end_line();
        let Some(src) = element.attr("src").map(str::trim).filter(|src| !src.is_empty()) else { return };
        let alt = ["alt", "title"].into_iter().find_map(|name| element.attr(name));
        let alt = alt.map(text::line).filter(|alt| !alt.is_empty());
        self.pieces.push(Piece::Picture(Picture { src: src.to_owned(), alt, caption: Vec::new() }));
    }

    /// A table is a frame around pictures, or a layout of one column, or a table.
    fn table(&mut self, element: ElementRef<'_>, style: &Style) {
        self.end_line();
        let inner: Vec<ElementRef<'_>> = element.descendants().skip(1).filter_map(ElementRef::wrap).collect();
        let has = |name: &str| inner.iter().any(|element| element.value().name() == name);
        if has("img") {
            let children: Vec<DomNode<'_>> = element.children().collect();
            let pictures = pictures(self.document, &children);
            self.pieces.extend(pictures.into_iter().map(Piece::Picture));
            return;
        }
        let rows: Vec<(bool, Vec<Styled>)> = inner
            .iter()
            .filter(|element| {
                element.value().name() == "tr" && is_of(element, element_id(element, "table"), &inner)
            })
            .map(|row| self.row(*row))
            .filter(|(_, cells)| !cells.is_empty())
            .collect();
        let columns = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or_default();
        if has("table") || rows.len() < 2 || columns < 2 {
            self.children(element, style);
            self.end_line();
            return;
        }
        let mut rows: Vec<(bool, Vec<Styled>)> = rows;
        let header = if rows[0].0 { rows.remove(0).1 } else { Vec::new() };
        self.pieces.push(Piece::Table { header, rows: rows.into_iter().map(|(_, cells)| cells).collect() });
    }

    /// A row's cells, and whether all of them are headers.
    fn row(&self, row: ElementRef<'_>) -> (bool, Vec<Styled>) {
        let cells: Vec<ElementRef<'_>> = row
            .children()
            .filter_map(ElementRef::wrap)
            .filter(|cell| matches!(cell.value().name(), "td" | "th"))
            .collect();
        let header = !cells.is_empty() && cells.iter().all(|cell| cell.value().name() == "th");
        (header, cells.into_iter().map(|cell| self.joined(cell)).collect())
    }

    fn list(&mut self, element: ElementRef<'_>, style: &Style) {
        self.end_line();
        let ordered = element.value().name() == "ol";
        let inner: Vec<ElementRef<'_>> = element.descendants().skip(1).filter_map(ElementRef::wrap).collect();
        let complex =
            inner.iter().any(|element| matches!(element.value().name(), "img" | "table" | "ul" | "ol"));
        let items =
            inner.iter().filter(|element| element.value().name() == "li").map(|item| self.joined(*item));
        let items: Vec<Styled> = items.filter(|item| !item.is_empty()).collect();
        if complex || items.is_empty() {
            self.children(element, style);
            self.end_line();
        } else {
            self.pieces.push(Piece::List { ordered, items });
        }
    }

    /// All of an element's text as one line.
    fn joined(&self, element: ElementRef<'_>) -> Styled {
        let nodes = [*element];
        let mut lines = Vec::new();
        for piece in pieces_of_children(self.document, &nodes) {
            if let Piece::Line(line) = piece {
                lines.push(line.text);
            }
        }
        match lines.len() {
            1 => lines.remove(0),
            _ => Styled::plain(&lines.iter().map(Styled::text).collect::<Vec<_>>().join(" ")),
        }
    }

    fn ruby(&mut self, element: ElementRef<'_>, style: &Style) {
        let gloss: String = element
            .descendants()
            .filter_map(ElementRef::wrap)
            .filter(|inner| inner.value().name() == "rt")
            .flat_map(|rt| rt.text())
            .collect();
        let gloss = text::line(&gloss);
        let style = Style { gloss: (!gloss.is_empty()).then_some(gloss), ..style.clone() };
        self.children(element, &style);
    }
}

fn pieces_of_children(document: &Document, nodes: &[DomNode<'_>]) -> Vec<Piece> {
    let children: Vec<DomNode<'_>> = nodes.iter().flat_map(|node| node.children()).collect();
    pieces(document, &children)
}

/// The nearest ancestor of that name.
fn element_id(element: &ElementRef<'_>, name: &str) -> Option<NodeId> {
    element
        .ancestors()
        .filter_map(ElementRef::wrap)
        .find(|ancestor| ancestor.value().name() == name)
        .map(|found| found.id())
}

/// Whether an element's table is the outer one, not one within it.
fn is_of(_: &ElementRef<'_>, table: Option<NodeId>, inner: &[ElementRef<'_>]) -> bool {
    !inner.iter().any(|element| element.value().name() == "table" && Some(element.id()) == table)
}

fn restyled(element: ElementRef<'_>, style: &Style) -> Style {
    let mut style = style.clone();
    let css = element.attr("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
    match element.value().name() {
        "strong" | "b" => style.strong = true,
        "em" | "i" => style.emphasis = true,
        "a" => style.link = element.attr("href").map(|href| href.trim().to_owned()),
        _ => {}
    }
    style.strong |= css.contains("font-weight:bold") || css.contains("font-weight:700");
    style
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(html: &str) -> Vec<Piece> {
        let document = Document::parse(html, &[]);
        pieces(&document, &[document.html.tree.root()])
    }

    fn texts(html: &str) -> Vec<String> {
        let line = |piece: Piece| if let Piece::Line(line) = piece { Some(line.text.text()) } else { None };
        of(html).into_iter().filter_map(line).collect()
    }

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
    fn a_picture_in_a_table_has_the_tables_text_as_caption() {
        let pieces =
            of("<table><tr><td><img src=a.jpg></td></tr><tr><td>说明甲</td></tr></table><p>正文</p>");
        let Piece::Picture(picture) = &pieces[0] else { panic!("{pieces:?}") };
        assert_eq!(
            (picture.src.as_str(), picture.caption.as_slice()),
            ("a.jpg", ["说明甲".to_owned()].as_slice())
        );
        assert_eq!(pieces.len(), 2);
    }

    #[test]
    fn tables_and_lists() {
        let pieces = of(
            "<table><tr><th>项</th><th>数</th></tr><tr><td>一</td><td>2</td></tr></table><ol><li>甲<li>乙</ol>",
        );
        let Piece::Table { header, rows } = &pieces[0] else { panic!("{pieces:?}") };
        assert_eq!((header.len(), rows.len(), rows[0][1].text().as_str()), (2, 1, "2"));
        assert!(matches!(&pieces[1], Piece::List { ordered: true, items } if items.len() == 2));
        assert_eq!(texts("<table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>"), ["甲", "乙"]);
    }

    #[test]
    fn runs() {
        let pieces = of("<p>一<b>二</b><ruby>三<rt>sān</rt></ruby><a href='https://example.com/'>四</a></p>");
        let Piece::Line(line) = &pieces[0] else { panic!() };
        assert_eq!((line.text.text().as_str(), line.text.to_text().0.len()), ("一二三四", 4));
    }
}
