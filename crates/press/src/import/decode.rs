//! From a file's bytes to text. Old trees mix UTF-8, GBK, GB18030 and Big5, and what they declare is not always so.
//!
//! A byte order mark decides; then UTF-8, if every byte agrees, since Chinese text in another encoding is practically never
//! valid UTF-8. Otherwise [`double_byte`] weighs what each reading makes of the bytes, and the declaration decides where both
//! are plausible. A byte that fits nothing becomes U+FFFD and is counted.

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8};

use super::double_byte::{self, Reading};
use super::note::Notes;

/// A file as text, and how it was read.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The encoding it was in.
    pub encoding: &'static str,
    /// The encoding the file declares, where it is another one.
    pub declared: Option<String>,
    /// Another encoding that the bytes fit about as well, where nothing decides.
    pub perhaps: Option<&'static str>,
    /// How many characters could not be read.
    pub broken: usize,
}

impl Decoded {
    /// Says what was mended, guessed and lost.
    pub fn tell(&self, notes: &mut Notes) {
        if let Some(declared) = &self.declared {
            notes.repaired("encoding", format!("says it is {declared}, and is {}", self.encoding));
        }
        if let Some(other) = self.perhaps {
            let message =
                format!("read as {}; it does not say so, and may as well be {other}", self.encoding);
            notes.guessed("encoding", message);
        }
        if self.broken > 0 {
            let message = format!("{} characters could not be read as {}", self.broken, self.encoding);
            notes.guessed("broken-characters", message);
        }
    }
}

/// Decodes a file.
pub fn decode(bytes: &[u8]) -> Decoded {
    let declared = declared_labels(bytes);
    let (bytes, marked) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) if encoding == UTF_8 => (&bytes[mark..], true),
        Some((encoding, mark)) => return read_as(encoding, &bytes[mark..], &declared),
        None => (bytes, false),
    };
    if std::str::from_utf8(bytes).is_ok() {
        return read_as(UTF_8, bytes, &declared);
    }
    // As UTF-8, text in GBK is broken at every other character; real UTF-8 with a headline cut in mid-character only there.
    let utf8 = read_as(UTF_8, bytes, &declared);
    let foreign = utf8.text.chars().filter(|letter| !letter.is_ascii()).count();
    if utf8.broken * 10 < foreign || (marked && utf8.broken * 2 < foreign) {
        return utf8;
    }
    let (gb, big5) = (double_byte::weigh(bytes, GB18030), double_byte::weigh(bytes, BIG5));
    let named = || declared.iter().filter_map(|label| Encoding::for_label(label.as_bytes())).map(superset);
    if let Some(other) = named().find(|named| ![UTF_8, GB18030, BIG5].contains(named))
        && (!other.is_single_byte() || (gb.plausibility() <= 0 && big5.plausibility() <= 0))
        && other.decode_without_bom_handling_and_without_replacement(bytes).is_some()
    {
        return read_as(other, bytes, &declared);
    }
    let (encoding, other, margin) =
        more_plausible(&gb, &big5, named().find(|named| [GB18030, BIG5].contains(named)));
    let read = read_as(encoding, bytes, &declared);
    let unsure = margin < UNSURE && !named().any(|named| named == encoding);
    Decoded { perhaps: unsure.then(|| other.name()), ..read }
}

/// Below this share of the characters, one reading is not much better than the other.
const UNSURE: f64 = 0.1;

/// The better of two readings, the other, and by what share of the characters it is better. What the file declares is
/// only set aside where the other is clearly better.
fn more_plausible(
    gb: &Reading,
    big5: &Reading,
    declared: Option<&'static Encoding>,
) -> (&'static Encoding, &'static Encoding, f64) {
    let all = gb.characters().max(big5.characters()).max(1);
    let lead = (gb.plausibility() - big5.plausibility()) as f64 / all as f64;
    let is_gb = match declared {
        Some(declared) if lead.abs() < UNSURE => declared == GB18030,
        _ => lead >= 0.0,
    };
    if is_gb { (GB18030, BIG5, lead.abs()) } else { (BIG5, GB18030, lead.abs()) }
}

/// GB18030 reads all that is GBK or GB2312, and more: pages that say the one often hold characters of the other.
fn superset(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == encoding_rs::GBK { GB18030 } else { encoding }
}

fn read_as(encoding: &'static Encoding, bytes: &[u8], declared: &[String]) -> Decoded {
    let text = if [GB18030, BIG5].contains(&encoding) {
        double_byte::decode(bytes, encoding)
    } else {
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    };
    let broken = text.matches('\u{fffd}').count();
    let agrees = |label: &String| {
        Encoding::for_label(label.as_bytes()).is_some_and(|named| superset(named) == superset(encoding))
    };
    // Pure ASCII agrees with every declaration.
    let wrong = !bytes.is_ascii() && !declared.iter().any(agrees);
    let declared = declared.first().filter(|_| wrong).cloned();
    Decoded { text, encoding: encoding.name(), declared, perhaps: None, broken }
}

/// The labels that the head declares: after `charset=` in a `<meta>`, quoted or not, or after `encoding=` in `<?xml …?>`. A
/// broken declaration such as `content=text/html; charset=gb2312 charset=gb2312` gives one too. What scripts and links
/// declare is about other files.
fn declared_labels(bytes: &[u8]) -> Vec<String> {
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    let mut labels: Vec<String> = Vec::new();
    let mut rest = head.as_slice();
    while let Some(at) = rest.iter().position(|byte| *byte == b'<') {
        rest = &rest[at..];
        if rest.starts_with(b"<!--") {
            rest = &rest[position(rest, b"-->").unwrap_or(rest.len())..];
            continue;
        }
        let name: &[u8] = match rest {
            _ if rest.starts_with(b"<meta") => b"charset=",
            _ if rest.starts_with(b"<?xml") => b"encoding=",
            _ => {
                rest = &rest[1..];
                continue;
            }
        };
        let end = position(rest, b">").unwrap_or(rest.len());
        labels.extend(label(&rest[..end], name).filter(|label| !labels.contains(label)));
        rest = &rest[end..];
    }
    labels
}

fn position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn label(tag: &[u8], name: &[u8]) -> Option<String> {
    let start = position(tag, name)? + name.len();
    let label: String = tag[start..]
        .iter()
        .map(|byte| char::from(*byte))
        .skip_while(|letter| matches!(letter, '"' | '\'' | ' '))
        .take_while(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'))
        .collect();
    (!label.is_empty()).then_some(label)
}

/// How far a declaration is looked for.
const HEAD: usize = 1 << 16;

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

    const ARTICLE: &str = "縣政府表示，河道整治工程將於下月動工，預計明年春天完成，沿岸居民的出入不受影響。";

    fn big5(text: &str) -> Vec<u8> {
        BIG5.encode(text).0.into_owned()
    }

    /// Encoding, broken characters, declaration that is wrong, other encoding that is as good.
    fn facts(bytes: &[u8]) -> (&'static str, usize, Option<String>, Option<&'static str>) {
        let read = decode(bytes);
        (read.encoding, read.broken, read.declared, read.perhaps)
    }

    #[test]
    fn big5_with_and_without_a_declaration() {
        assert_eq!(facts(&big5(&format!("<meta charset=big5>{ARTICLE}"))), ("Big5", 0, None, None));
        assert_eq!(facts(&big5(ARTICLE)), ("Big5", 0, None, None));
        let wrong = big5(&format!("<meta charset=gb2312>{ARTICLE}"));
        assert_eq!(facts(&wrong), ("Big5", 0, Some("gb2312".into()), None));
        assert!(decode(&wrong).text.ends_with(ARTICLE));
        let wrong = gb(&format!("<meta charset=big5>{}", "共青团基层组织改革试点获评优秀"));
        assert_eq!(facts(&wrong), ("gb18030", 0, Some("big5".into()), None));
    }

    #[test]
    fn only_the_files_own_declaration_counts() {
        for head in [
            "<script charset=\"utf-8\" src=a.js></script><meta charset=big5>",
            "<link rel=stylesheet charset=utf-8 href=a.css><META CONTENT='text/html; charset=Big5'>",
            "<!-- <meta charset=utf-8> --><meta charset=big5>",
            "<meta charset=utf-8><meta http-equiv=Content-Type content='text/html;charset=big5'>",
        ] {
            assert_eq!(facts(&big5(&format!("{head}{ARTICLE}"))), ("Big5", 0, None, None), "{head}");
        }
    }

    #[test]
    fn one_broken_byte_is_one_character() {
        let head = "<meta charset=big5><p>";
        for byte in [0xff_u8, 0x80] {
            for at in [0, 20, 40, 60] {
                let mut bytes = big5(&format!("{head}{ARTICLE}</p>"));
                bytes.insert(head.len() + at, byte);
                let read = decode(&bytes);
                assert_eq!((read.encoding, read.declared.is_none()), ("Big5", true), "{byte:x} {at}");
                let text: String = read.text.chars().filter(|letter| *letter != '\u{fffd}').collect();
                assert_eq!((text, read.broken), (format!("{head}{ARTICLE}</p>"), 1), "{byte:x} {at}");
            }
        }
    }

    #[test]
    fn a_few_characters_are_read_as_declared() {
        assert_eq!(facts(&big5("<meta charset=big5><title>新聞</title>")), ("Big5", 0, None, None));
        assert_eq!(facts(&gb("<meta charset=gbk><title>新闻</title>")), ("gb18030", 0, None, None));
        // A declaration that fits every byte proves nothing.
        assert_eq!(facts(&gb(&format!("<meta charset=iso-8859-1>{PAGE}"))).0, "gb18030");
        let french =
            encoding_rs::WINDOWS_1252.encode("<meta charset=iso-8859-1>Le marché d'été").0.into_owned();
        assert_eq!(facts(&french), ("windows-1252", 0, None, None));
        let japanese =
            encoding_rs::SHIFT_JIS.encode("<meta charset=shift_jis>新しい橋が開通しました").0.into_owned();
        assert_eq!(facts(&japanese).0, "Shift_JIS");
    }
}
