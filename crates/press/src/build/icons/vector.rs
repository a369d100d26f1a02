//! An icon that is a drawing (SVG), read only where drawing it costs little. A few lines of SVG can ask for any amount of
//! memory: entities that repeat a text, `<use>` that repeats what repeats, tiles larger than the picture. Such are
//! refused before they are drawn, and no other file is read for one.

use std::collections::HashMap;

use resvg::usvg::roxmltree::{Document, Node, NodeId, ParsingOptions};
use resvg::usvg::{ImageHrefResolver, Options, Tree};

/// The longest file.
const MOST_BYTES: usize = 512 << 10;
/// How long all entities may be where they stand.
const MOST_OF_ENTITIES: usize = 4 << 20;
/// The most elements, those that `<use>` repeats counted each time.
const MOST_ELEMENTS: u64 = 100_000;
/// How deep they may stand in one another; each may take a picture of its own.
const DEEPEST: u32 = 64;
/// The most steps of filters; each takes a picture of its own.
const MOST_STEPS: usize = 64;

/// Reads a drawing; the error says what it has too much of.
pub(super) fn read(content: &[u8]) -> Result<Tree, String> {
    if content.len() > MOST_BYTES {
        return Err(format!("it has more than {} KB", MOST_BYTES >> 10));
    }
    let text = std::str::from_utf8(content).map_err(|_| "it is not UTF-8".to_owned())?;
    check_entities(text)?;
    let parsing =
        ParsingOptions { allow_dtd: true, nodes_limit: MOST_ELEMENTS as u32, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, parsing).map_err(|error| error.to_string())?;
    let elements = || document.descendants().filter(Node::is_element);
    if elements().any(|element| element.tag_name().name() == "pattern") {
        return Err("it has a pattern; draw its tiles as outlines".to_owned());
    }
    if elements().filter(|element| element.tag_name().name().starts_with("fe")).count() > MOST_STEPS {
        return Err(format!("its filters have more than {MOST_STEPS} steps"));
    }
    Counted::of(&document).count(document.root_element(), 0)?;
    // A picture within the drawing would have to be bounded in its turn.
    let image_href_resolver =
        ImageHrefResolver { resolve_data: Box::new(|_, _, _| None), resolve_string: Box::new(|_, _| None) };
    let options = Options { image_href_resolver, ..Options::default() };
    Tree::from_xmltree(&document, &options).map_err(|error| error.to_string())
}

/// Entities may be named as often as a drawing program does, and name no others.
fn check_entities(text: &str) -> Result<(), String> {
    let declared = text.split("<!ENTITY").skip(1).map(|rest| rest.split('>').next().unwrap_or_default());
    let mut length = 0;
    for entity in declared {
        if entity.contains('&') {
            return Err("its entities name others".to_owned());
        }
        length += entity.len();
    }
    let most = length.saturating_mul(text.matches('&').count());
    if most > MOST_OF_ENTITIES { Err("its entities repeat too much".to_owned()) } else { Ok(()) }
}

/// Elements with how many are drawn of each.
struct Counted<'a, 'input> {
    by_id: HashMap<&'a str, Node<'a, 'input>>,
    known: HashMap<NodeId, u64>,
}

impl<'a, 'input> Counted<'a, 'input> {
    fn of(document: &'a Document<'input>) -> Self {
        let named = document.descendants().filter_map(|node| Some((node.attribute("id")?, node)));
        Self { by_id: named.collect(), known: HashMap::new() }
    }

    fn count(&mut self, node: Node<'a, 'input>, depth: u32) -> Result<u64, String> {
        if depth > DEEPEST {
            return Err(format!("its elements stand more than {DEEPEST} deep in one another"));
        }
        if let Some(known) = self.known.get(&node.id()) {
            return Ok(*known);
        }
        let mut count = 1;
        for child in node.children().filter(Node::is_element) {
            count += self.count(child, depth + 1)?;
        }
        // Masks, clips and the like are drawn once more for each element that names them.
        for attribute in node.attributes() {
            let named = attribute.value().trim_start_matches("url(").trim_end_matches(')').strip_prefix('#');
            if let Some(target) = named.and_then(|id| self.by_id.get(id)) {
                count += self.count(*target, depth + 1)?;
            }
        }
        if count > MOST_ELEMENTS {
            return Err(format!("it draws more than {MOST_ELEMENTS} elements"));
        }
        self.known.insert(node.id(), count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(inner: &str) -> String {
        let text = format!(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inner}</svg>"#);
        read(text.as_bytes()).map_or_else(|error| error, |_| "drawn".to_owned())
    }

    #[test]
    fn what_a_drawing_program_writes_is_drawn() {
        let from_a_program = r##"<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd" [
            <!ENTITY ns_svg "http://www.w3.org/2000/svg">]>
            <svg xmlns="&ns_svg;" width="9" height="9"><g id="a"><path d="M0 0h9v9z"/></g><use href="#a"/></svg>"##;
        assert!(read(from_a_program.as_bytes()).is_ok());
        assert_eq!(
            said(
                "<filter id='f'><feGaussianBlur stdDeviation='1'/></filter><rect width='9' height='9' filter='url(#f)'/>"
            ),
            "drawn"
        );
    }

    #[test]
    fn what_asks_for_too_much_is_refused() {
        let uses: String = (1..30)
            .map(|n| format!("<g id='u{n}'>{}</g>", format!("<use href='#u{}'/>", n - 1).repeat(9)))
            .collect();
        assert!(said(&format!("<rect id='u0' width='1' height='1'/>{uses}")).contains("100000 elements"));
        assert!(said(&format!("{}{}", "<g>".repeat(5000), "</g>".repeat(5000))).contains("deep"));
        assert!(said("<g id='a'><use href='#a'/></g>").contains("deep"));
        assert!(said("<pattern id='p' width='99999' height='99999'/>").contains("pattern"));
        assert!(said(&format!("<filter>{}</filter>", "<feFlood/>".repeat(99))).contains("steps"));
        assert!(said(&" ".repeat(MOST_BYTES)).contains("512 KB"));
        let entities = |declared: &str, used: &str| {
            let text = format!(
                "<!DOCTYPE svg [{declared}]><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9' class='{used}'/>"
            );
            read(text.as_bytes()).map_or_else(|error| error, |_| "drawn".to_owned())
        };
        assert!(entities("<!ENTITY a 'a'><!ENTITY b '&a;&a;'>", "&b;").contains("name others"));
        let long = format!("<!ENTITY a '{}'>", "a".repeat(100_000));
        assert!(entities(&long, &"&a;".repeat(100)).contains("repeat"));
    }

    #[test]
    fn no_other_file_is_read_for_a_drawing() {
        let folder = tempfile::tempdir().unwrap();
        let other = folder.path().join("other.svg");
        std::fs::write(
            &other,
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><rect width='9' height='9'/></svg>",
        )
        .unwrap();
        let text = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="{}" width="9" height="9"/></svg>"#,
            other.display()
        );
        assert!(!read(text.as_bytes()).unwrap().root().has_children());
    }
}
