//! The structure of a rendered page in one number, to tell before hydrating whether the page arrived as it was
//! rendered. Translators and transcoding proxies add and remove elements; Yew panics on a node it does not
//! expect, so such a page is rendered anew beside the old one instead.
//!
//! Counted are the opening and closing of elements and comments, in document order; texts and attributes may
//! differ without harm.

/// FNV-1a, 64 bit: short, and the same everywhere.
#[derive(Clone, Copy, Debug)]
pub struct Fingerprint(u64);

impl Default for Fingerprint {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fingerprint {
    fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }

    /// An element opens; its name is taken without regard to case.
    pub fn open(&mut self, name: &str) {
        self.byte(b'<');
        for byte in name.bytes() {
            self.byte(byte.to_ascii_lowercase());
        }
    }

    /// The element opened last closes.
    pub fn close(&mut self) {
        self.byte(b'>');
    }

    /// A comment stands here.
    pub fn comment(&mut self) {
        self.byte(b'!');
    }

    /// The number as text.
    pub fn finish(self) -> String {
        format!("{:016x}", self.0)
    }
}

/// Elements that HTML never closes.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    "param",
];

/// The fingerprint of HTML that the reader itself rendered: well-formed, with quoted attributes and escaped text.
pub fn of_html(html: &str) -> String {
    let mut print = Fingerprint::default();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            print.comment();
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
        } else if rest.starts_with('/') {
            print.close();
            rest = after_tag(rest);
        } else {
            let name_end = rest.find([' ', '>', '/']).unwrap_or(rest.len());
            let name = &rest[..name_end];
            print.open(name);
            if VOID.contains(&name) {
                print.close();
            }
            rest = after_tag(rest);
        }
    }
    print.finish()
}

/// What follows a tag; quoted attributes may hold any character.
fn after_tag(tag: &str) -> &str {
    let mut quoted = false;
    for (index, byte) in tag.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return &tag[index + 1..],
            _ => {}
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_attributes_do_not_count_but_structure_does() {
        let page = of_html(r#"<div class="a > b"><!--<[--><p>新郑</p><img src="1"><!--<]--></div>"#);
        assert_eq!(page, of_html(r#"<DIV><!--x--><p>Xinzheng</p><img><!----></div>"#));
        assert_ne!(
            page,
            of_html(r"<div><!--x--><p><font>新郑</font></p><img><!----></div>"),
            "a translator's wrapper"
        );
        assert_ne!(page, of_html(r"<div><p>新郑</p><img></div>"), "a proxy that drops comments");
        assert_ne!(page, of_html(r"<div><!--x--><p>新郑<img></p><!----></div>"), "another nesting");
    }
}
