//! Chinese text in encodings of two bytes a character: how plausible a reading is, and how it goes on after a broken byte.
//!
//! GB2312 and Big5 were laid out alike: the characters in daily use first, the others after them. Nearly all of a newspaper
//! are of the first kind; bytes that are read in the wrong encoding, or from the wrong one of two bytes, are not.

use encoding_rs::{Encoding, GB18030};

/// What a reading makes of some bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Characters in daily use, and punctuation.
    common: usize,
    /// Other characters.
    rare: usize,
    /// Bytes that are none.
    broken: usize,
}

impl Reading {
    /// The higher, the more plausible.
    pub fn plausibility(&self) -> i64 {
        let [common, rare, broken] = [self.common, self.rare, self.broken].map(|count| count as i64);
        common - rare - 2 * broken
    }

    /// How many characters there are.
    pub fn characters(&self) -> usize {
        self.common + self.rare + self.broken
    }
}

/// What a text begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Ascii,
    Common,
    Rare,
    Broken,
}

/// What the first bytes are, and how many they are.
fn first(bytes: &[u8], encoding: &'static Encoding) -> (Kind, usize) {
    let Some(&lead) = bytes.first() else { return (Kind::Broken, 0) };
    if lead.is_ascii() {
        return (Kind::Ascii, 1);
    }
    let Some(&trail) = bytes.get(1) else { return (Kind::Broken, 1) };
    if lead == 0x80 || lead == 0xff {
        return (Kind::Broken, 1);
    }
    let is_gb = encoding == GB18030;
    match trail {
        0xa1..=0xfe if is_gb && matches!(lead, 0xa1..=0xa3 | 0xb0..=0xd7) => (Kind::Common, 2),
        0x40..=0x7e | 0x80..=0xfe if is_gb => (Kind::Rare, 2),
        0x30..=0x39 if is_gb && matches!(bytes.get(2..4), Some([0x81..=0xfe, 0x30..=0x39])) => {
            (Kind::Rare, 4)
        }
        0x40..=0x7e | 0xa1..=0xfe if !is_gb => {
            let common = matches!(lead, 0xa1..=0xc5) || (lead == 0xc6 && trail <= 0x7e);
            (if common { Kind::Common } else { Kind::Rare }, 2)
        }
        _ => (Kind::Broken, 1),
    }
}

/// Weighs a reading of some bytes.
pub fn weigh(bytes: &[u8], encoding: &'static Encoding) -> Reading {
    let mut reading = Reading::default();
    let mut rest = bytes;
    while !rest.is_empty() {
        let (kind, length) = first(rest, encoding);
        match kind {
            Kind::Ascii => {}
            Kind::Common => reading.common += 1,
            Kind::Rare => reading.rare += 1,
            Kind::Broken => reading.broken += 1,
        }
        rest = rest.get(length.max(1)..).unwrap_or_default();
    }
    reading
}

/// Decodes bytes. After a broken byte a decoder takes the wrong two together until the next ASCII character. So a stretch that
/// has one is divided anew, bytes left out where that makes the most of the others: what is lost is a few characters around it.
pub fn decode(bytes: &[u8], encoding: &'static Encoding) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    // These are no second bytes in either encoding.
    for stretch in bytes.split_inclusive(|byte| matches!(byte, b'<' | b'>' | b'\n')) {
        match encoding.decode_without_bom_handling_and_without_replacement(stretch) {
            Some(whole) => text.push_str(&whole),
            None => text.push_str(&repaired(stretch, encoding)),
        }
    }
    text
}

/// The best division of a stretch into characters and bytes left out, by what each is worth.
fn repaired(stretch: &[u8], encoding: &'static Encoding) -> String {
    const LEFT_OUT: i64 = -4;
    // What the bytes from each position are worth at best, and how many make the first character; 0: one is left out.
    let mut best: Vec<(i64, usize)> = vec![(0, 0); stretch.len() + 1];
    for at in (0..stretch.len()).rev() {
        let (kind, length) = first(&stretch[at..], encoding);
        let worth = match kind {
            Kind::Ascii => 0,
            Kind::Common => 1,
            Kind::Rare => -1,
            Kind::Broken => i64::MIN / 2,
        };
        let left_out = (LEFT_OUT + best[at + 1].0, 0);
        let taken =
            best.get(at + length).map_or(left_out, |(after, _)| (worth.saturating_add(*after), length));
        best[at] = if taken.0 >= left_out.0 { taken } else { left_out };
    }
    let mut text = String::new();
    let mut at = 0;
    while at < stretch.len() {
        let length = best[at].1;
        if length == 0 {
            text.push(char::REPLACEMENT_CHARACTER);
            at += 1;
        } else {
            text.push_str(&encoding.decode_without_bom_handling(&stretch[at..at + length]).0);
            at += length;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use encoding_rs::BIG5;

    use super::*;

    const TEXT: &str = "新郑市在全国县域共青团基层组织改革试点工作中获评优秀，开创了新局面。";

    #[test]
    fn each_reading_is_worth_what_it_makes_of_the_bytes() {
        let bytes = GB18030.encode(TEXT).0;
        let (right, wrong) = (weigh(&bytes, GB18030), weigh(&bytes, BIG5));
        assert_eq!(right.plausibility(), TEXT.chars().count() as i64);
        assert!(wrong.plausibility() * 2 < right.plausibility(), "{wrong:?}");
        assert_eq!(weigh("𠮷㙍".as_bytes(), GB18030).characters(), 4);
    }

    #[test]
    fn what_is_whole_is_left_alone() {
        // Rare characters throughout: any other division would be worth more.
        let text = "囧圕砼氹乪㙍𠮷龘靐齉爩鱻麤";
        assert_eq!(decode(&GB18030.encode(text).0, GB18030), text);
    }

    #[test]
    fn after_a_lost_byte_the_text_goes_on() {
        const NEAR: usize = 8;
        let whole = GB18030.encode(TEXT).0.into_owned();
        for at in 0..whole.len() {
            let mut lost = whole.clone();
            lost.remove(at);
            let text = decode(&lost, GB18030);
            let same = text.chars().filter(|letter| TEXT.contains(*letter)).count();
            assert!(same + NEAR >= TEXT.chars().count(), "without byte {at}: {text}");
            assert!(text.contains('\u{fffd}'), "without byte {at}: {text}");
        }
    }
}
