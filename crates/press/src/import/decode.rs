//! From a file's bytes to text. Old trees mix UTF-8, GBK and GB18030, and what they declare is not always so.
//!
//! The order: a byte order mark; UTF-8, if every byte agrees, since Chinese text in GBK is practically never valid
//! UTF-8; then what the file declares, if the bytes agree; then GB18030, which contains GBK and GB2312. A byte
//! that fits nothing becomes U+FFFD and is counted.

use encoding_rs::{Encoding, GB18030, UTF_8};

/// A file as text, and how it was read.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The encoding it was in.
    pub encoding: &'static str,
    /// The encoding the file declares, where it is another one.
    pub declared: Option<String>,
    /// How many characters could not be read.
    pub broken: usize,
}

/// Decodes a file.
pub fn decode(bytes: &[u8]) -> Decoded {
    let declared = declared_label(bytes);
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return finish(encoding, &bytes[mark..], declared);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        // Pure ASCII agrees with every declaration.
        let declared = declared.filter(|_| !bytes.is_ascii());
        return result(text.to_owned(), UTF_8, declared, 0);
    }
    let named = declared.as_deref().and_then(|label| Encoding::for_label(label.as_bytes()));
    if let Some(encoding) = named.filter(|named| *named != UTF_8)
        && let Some(text) = superset(encoding).decode_without_bom_handling_and_without_replacement(bytes)
    {
        return result(text.into_owned(), superset(encoding), declared, 0);
    }
    // GB18030 gives some character for nearly any pair of bytes, so "nothing broken" proves little. As UTF-8, text
    // in GBK is broken at every other character; real UTF-8 with a headline cut in mid-character only there.
    let utf8 = finish(UTF_8, bytes, declared.clone());
    let foreign = utf8.text.chars().filter(|letter| !letter.is_ascii()).count();
    if utf8.broken * 10 < foreign { utf8 } else { finish(GB18030, bytes, declared) }
}

/// GB18030 reads all that is GBK or GB2312, and more: pages that say the one often hold characters of the other.
fn superset(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == encoding_rs::GBK { GB18030 } else { encoding }
}

fn finish(encoding: &'static Encoding, bytes: &[u8], declared: Option<String>) -> Decoded {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let broken = text.matches('\u{fffd}').count();
    result(text.into_owned(), encoding, declared, broken)
}

fn result(text: String, encoding: &'static Encoding, declared: Option<String>, broken: usize) -> Decoded {
    let agrees = |label: &String| {
        Encoding::for_label(label.as_bytes())
            .is_some_and(|named| superset(named) == encoding || named == encoding)
    };
    let declared = declared.filter(|label| !agrees(label));
    Decoded { text, encoding: encoding.name(), declared, broken }
}

/// The label after the first `charset=` (or `encoding=` of XML) of the head, quoted or not; a broken declaration
/// such as `content=text/html; charset=gb2312 charset=gb2312` gives one too.
fn declared_label(bytes: &[u8]) -> Option<String> {
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    let start = ["charset=", "encoding="].into_iter().find_map(|name| {
        let at = head.windows(name.len()).position(|window| window == name.as_bytes())?;
        Some(at + name.len())
    })?;
    let label: String = head[start..]
        .iter()
        .map(|byte| char::from(*byte))
        .skip_while(|letter| matches!(letter, '"' | '\'' | ' '))
        .take_while(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'))
        .collect();
    (!label.is_empty()).then_some(label)
}

/// How far a declaration is looked for.
const HEAD: usize = 4096;

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<title>新郑时报</title>";

    fn gb(text: &str) -> Vec<u8> {
        GB18030.encode(text).0.into_owned()
    }

    #[test]
    fn utf8_with_and_without_a_mark() {
        assert_eq!(decode(PAGE.as_bytes()).text, PAGE);
        assert_eq!(decode(format!("\u{feff}{PAGE}").as_bytes()).text, PAGE);
    }

    #[test]
    fn gbk_that_says_nothing() {
        let read = decode(&gb(PAGE));
        assert_eq!((read.text.as_str(), read.encoding, read.broken), (PAGE, "gb18030", 0));
    }

    #[test]
    fn gbk_that_says_it_is_utf8_is_reported() {
        let read = decode(&gb(&format!("<meta charset=\"utf-8\">{PAGE}")));
        assert!(read.text.ends_with(PAGE));
        assert_eq!(read.declared.as_deref(), Some("utf-8"));
    }

    #[test]
    fn utf8_that_says_it_is_gb2312_is_reported() {
        let read = decode(format!("<meta charset=gb2312>{PAGE}").as_bytes());
        assert!(read.text.ends_with(PAGE));
        assert_eq!((read.encoding, read.declared.as_deref()), ("UTF-8", Some("gb2312")));
    }

    #[test]
    fn a_broken_declaration_and_a_character_outside_gb2312() {
        let head = "<meta http-equiv=Content-Type content=text/html; charset=gb2312 charset=gb2312>";
        let read = decode(&gb(&format!("{head}<p>朱镕基、㙍、𠮷</p>")));
        assert!(read.text.ends_with("<p>朱镕基、㙍、𠮷</p>"));
        assert_eq!((read.declared, read.broken), (None, 0));
    }

    #[test]
    fn utf8_with_a_broken_byte_stays_utf8() {
        let mut bytes = "共青团基层组织改革试点获评优秀".as_bytes().to_vec();
        bytes.truncate(bytes.len() - 1);
        let read = decode(&bytes);
        assert_eq!((read.encoding, read.broken), ("UTF-8", 1));
        assert!(read.text.starts_with("共青团基层组织改革试点获评优"));
    }
}
