//! One pass through a body's nodes: lines are built, containers (tables, lists) are filled, and each becomes pieces
//! when it ends.

use std::collections::HashSet;

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use scraper::{ElementRef, Node};

use super::glyph::{self, Seen};
use super::list::List;
use super::passed::is_passed_over;
use super::ruby::Ruby;
use super::table::{Cell, Table};
use super::{Line, Picture, Piece, Sheet};
use crate::import::elements::is_block;
use crate::import::lines::DomNode;
use crate::import::note::Notes;
use crate::import::styled::{LineBuilder, Style};

pub(super) struct Walk<'a> {
    sheet: Sheet<'a>,
    without: &'a HashSet<NodeId>,
    notes: &'a mut Notes,
    /// The body, and what is open in it.
    containers: Vec<Container>,
    /// What the end of each open element means.
    open: Vec<Open>,
    styles: Vec<Style>,
    line: LineBuilder,
    /// Something but drawn characters stands in the line.
    has_letters: bool,
    /// Characters that are drawn in the line.
    glyphs: Vec<Picture>,
    /// Pictures in the midst of the line's sentences; they follow it.
    floating: Vec<Picture>,
    headings: usize,
    /// The line being built follows a lone `<br>`.
    broken: bool,
    ruby: Option<Ruby>,
    /// How many glosses there were.
    glosses: usize,
}

enum Container {
    Flow(Vec<Piece>),
    Table(Table),
    List(List),
}

enum Open {
    Inline,
    Block,
    Heading,
    Table,
    Caption,
    Cell(Cell),
    List,
    Item,
    Ruby,
    Gloss,
    Bracket,
}

impl<'a> Walk<'a> {
    pub(super) fn new(sheet: Sheet<'a>, without: &'a HashSet<NodeId>, notes: &'a mut Notes) -> Self {
        Self {
            sheet,
            without,
            notes,
            containers: vec![Container::Flow(Vec::new())],
            open: Vec::new(),
            styles: vec![Style::default()],
            line: LineBuilder::default(),
            has_letters: false,
            glyphs: Vec::new(),
            floating: Vec::new(),
            headings: 0,
            broken: false,
            ruby: None,
            glosses: 0,
        }
    }

    pub(super) fn through(&mut self, node: DomNode<'_>) {
        let mut passed_over: Option<NodeId> = None;
        for edge in node.traverse() {
            match edge {
                Edge::Open(_) if passed_over.is_some() => {}
                Edge::Open(node) => match node.value() {
                    Node::Text(text) => self.text(text),
                    Node::Element(_) => {
                        let Some(element) = ElementRef::wrap(node) else { continue };
                        if self.without.contains(&node.id())
                            || is_passed_over(self.sheet, element, self.notes)
                        {
                            passed_over = Some(node.id());
                        } else {
                            self.begin(element);
                        }
                    }
                    _ => {}
                },
                Edge::Close(node) if passed_over == Some(node.id()) => passed_over = None,
                Edge::Close(node) => {
                    if passed_over.is_none() && node.value().is_element() {
                        self.end();
                    }
                }
            }
        }
    }

    pub(super) fn finish(mut self) -> Vec<Piece> {
        self.end_line();
        match self.containers.pop() {
            Some(Container::Flow(pieces)) => pieces,
            _ => Vec::new(),
        }
    }

    fn begin(&mut self, element: ElementRef<'_>) {
        let value = element.value();
        let in_table = matches!(self.containers.last(), Some(Container::Table(_)));
        let in_list = matches!(self.containers.last(), Some(Container::List(_)));
        let style = restyled(element, self.style());
        let open = match value.name() {
            "br" => {
                self.end_line();
                self.broken = true;
                Open::Inline
            }
            "img" => {
                self.picture(element);
                Open::Inline
            }
            "table" => {
                self.end_line();
                self.containers.push(Container::Table(Table::default()));
                Open::Table
            }
            "caption" if in_table => {
                self.end_line();
                self.containers.push(Container::Flow(Vec::new()));
                Open::Caption
            }
            "tr" if in_table => {
                self.end_line();
                if let Some(Container::Table(table)) = self.containers.last_mut() {
                    table.begin_row();
                }
                Open::Inline
            }
            "td" | "th" if in_table => {
                self.end_line();
                self.containers.push(Container::Flow(Vec::new()));
                Open::Cell(Cell::of(element))
            }
            "ul" | "ol" => {
                self.end_line();
                self.containers.push(Container::List(List::new(value.name() == "ol")));
                Open::List
            }
            "li" if in_list => {
                self.end_line();
                self.containers.push(Container::Flow(Vec::new()));
                Open::Item
            }
            "ruby" => {
                self.end_ruby();
                self.ruby = Some(Ruby::default());
                Open::Ruby
            }
            "rb" | "rbc" | "rtc" => {
                if let Some(ruby) = &mut self.ruby {
                    ruby.begin_base();
                }
                Open::Inline
            }
            "rt" if self.ruby.is_some() => {
                self.ruby.as_mut().into_iter().for_each(Ruby::begin_gloss);
                Open::Gloss
            }
            "rp" if self.ruby.is_some() => {
                self.ruby.as_mut().into_iter().for_each(Ruby::begin_bracket);
                Open::Bracket
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_line();
                self.headings += 1;
                Open::Heading
            }
            _ if is_block(value) => {
                self.end_line();
                Open::Block
            }
            _ => Open::Inline,
        };
        self.styles.push(style);
        self.open.push(open);
    }

    fn end(&mut self) {
        let Some(open) = self.open.pop() else { return };
        self.styles.pop();
        match open {
            Open::Inline => return,
            Open::Ruby => {
                self.end_ruby();
                self.ruby = None;
                return;
            }
            Open::Gloss | Open::Bracket => {
                self.ruby.as_mut().into_iter().for_each(Ruby::end_part);
                return;
            }
            _ => self.end_line(),
        }
        match open {
            Open::Heading => self.headings -= 1,
            Open::Table | Open::List => {
                let pieces = match self.containers.pop() {
                    Some(Container::Table(table)) => table.finish(self.sheet.rules, self.notes),
                    // Of lists within lists the outermost tells.
                    Some(Container::List(list)) if self.is_in_list() => list.finish(&mut Notes::default()),
                    Some(Container::List(list)) => list.finish(self.notes),
                    _ => Vec::new(),
                };
                pieces.into_iter().for_each(|piece| self.push(piece));
            }
            Open::Caption | Open::Cell(_) | Open::Item => {
                let Some(Container::Flow(pieces)) = self.containers.pop() else { return };
                match (self.containers.last_mut(), open) {
                    (Some(Container::Table(table)), Open::Cell(mut cell)) => {
                        cell.pieces = pieces;
                        table.push(cell);
                    }
                    (Some(Container::Table(table)), _) => table.caption.extend(pieces),
                    (Some(Container::List(list)), _) => list.push(pieces),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn is_in_list(&self) -> bool {
        self.containers.iter().any(|container| matches!(container, Container::List(_)))
    }

    fn style(&self) -> Style {
        self.styles.last().cloned().unwrap_or_default()
    }

    fn text(&mut self, text: &str) {
        let style = self.style();
        match &mut self.ruby {
            Some(ruby) => {
                if ruby.begins_anew(text) {
                    self.end_ruby();
                }
                self.ruby.as_mut().into_iter().for_each(|ruby| ruby.push(text, &style));
            }
            None => self.write(text, &style),
        }
    }

    fn write(&mut self, text: &str, style: &Style) {
        self.has_letters |= !text.trim().is_empty();
        self.line.push(text, style);
    }

    /// Writes what a ruby has so far.
    fn end_ruby(&mut self) {
        let Some(ruby) = &mut self.ruby else { return };
        for (text, style) in ruby.take(&mut self.glosses) {
            self.write(&text, &style);
        }
    }

    fn push(&mut self, piece: Piece) {
        match self.containers.last_mut() {
            Some(Container::Flow(pieces)) => pieces.push(piece),
            Some(Container::Table(table)) => table.push_loose(piece),
            Some(Container::List(list)) => list.push(vec![piece]),
            None => {}
        }
    }

    fn end_line(&mut self) {
        self.end_ruby();
        let (text, indented) = std::mem::take(&mut self.line).finish();
        let after_break = std::mem::take(&mut self.broken) && !indented;
        let glyphs = std::mem::take(&mut self.glyphs);
        if std::mem::take(&mut self.has_letters) && !text.is_empty() {
            glyph::tell(&glyphs, &text.text(), self.notes);
            self.push(Piece::Line(Line { text, heading: self.headings > 0, after_break }));
        } else {
            glyphs.iter().for_each(|glyph| glyph::tell_tiny(glyph, self.notes));
        }
        for picture in std::mem::take(&mut self.floating) {
            self.push(Piece::Picture(picture));
        }
    }

    fn picture(&mut self, element: ElementRef<'_>) {
        self.end_ruby();
        let (style, before) = (self.style(), self.line.last());
        match glyph::see(self.sheet, element, before, self.notes) {
            Seen::Nothing => {}
            Seen::Glyph(picture, letters) => {
                self.line.push(&letters, &style);
                self.glyphs.push(picture);
            }
            Seen::Floating(picture) => self.floating.push(picture),
            Seen::Picture(picture) => {
                self.end_line();
                self.push(Piece::Picture(picture));
            }
        }
    }
}

fn restyled(element: ElementRef<'_>, mut style: Style) -> Style {
    match element.value().name() {
        "strong" | "b" => style.strong = true,
        "em" | "i" => style.emphasis = true,
        "a" => style.link = element.attr("href").and_then(Style::link),
        _ => {}
    }
    if let Some(css) = element.attr("style") {
        let css = css.to_ascii_lowercase().replace(' ', "");
        style.strong |= css.contains("font-weight:bold") || css.contains("font-weight:700");
    }
    style
}
