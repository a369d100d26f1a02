//! Which encoding a client is sent, and which part of a file it asks for.

use std::ops::Range;

/// How a body is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// As it is.
    Identity,
    /// gzip.
    Gzip,
    /// Brotli.
    Brotli,
}

impl Encoding {
    /// The name in `content-encoding`, and the ending of a file made ahead.
    pub fn names(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some(("gzip", "gz")),
            Self::Brotli => Some(("br", "br")),
        }
    }
}

/// The best encoding that `accept-encoding` admits.
pub fn encoding(accept: &str) -> Encoding {
    let admits = |wanted: &str| {
        accept.split(',').any(|part| {
            let mut pieces = part.split(';').map(str::trim);
            let name = pieces.next().unwrap_or_default();
            let refused = pieces.any(|piece| {
                piece
                    .strip_prefix("q=")
                    .is_some_and(|value| value.parse::<f32>().is_ok_and(|value| value == 0.0))
            });
            name.eq_ignore_ascii_case(wanted) && !refused
        })
    };
    if admits("br") {
        Encoding::Brotli
    } else if admits("gzip") {
        Encoding::Gzip
    } else {
        Encoding::Identity
    }
}

/// What a `range` header asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Everything: no range, or one that is not understood, or several.
    Whole,
    /// One part.
    Part(Range<u64>),
    /// A part that is not there.
    Outside,
}

/// Reads `bytes=0-99`, `bytes=100-`, `bytes=-50`.
pub fn range(header: &str, length: u64) -> Asked {
    let Some(spec) = header.trim().strip_prefix("bytes=") else { return Asked::Whole };
    let Some((first, last)) = spec.split_once('-').filter(|_| !spec.contains(',')) else {
        return Asked::Whole;
    };
    let (first, last) = (first.trim(), last.trim());
    let part = match (first.parse::<u64>(), last.parse::<u64>()) {
        (Ok(first), Ok(last)) if first <= last => first..last.saturating_add(1).min(length),
        (Ok(first), Err(_)) if last.is_empty() => first..length,
        (Err(_), Ok(last)) if first.is_empty() => length.saturating_sub(last)..length,
        _ => return Asked::Whole,
    };
    if part.start >= length || part.is_empty() { Asked::Outside } else { Asked::Part(part) }
}

/// Whether an entity tag is among those of `if-none-match`; weakness does not matter there.
pub fn matches(header: &str, tag: &str) -> bool {
    header.trim() == "*" || header.split(',').any(|part| part.trim().trim_start_matches("W/") == tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings() {
        assert_eq!(encoding("gzip, deflate, br, zstd"), Encoding::Brotli);
        assert_eq!(encoding("gzip;q=1.0, br;q=0"), Encoding::Gzip);
        assert_eq!(encoding("identity"), Encoding::Identity);
        assert_eq!(encoding(""), Encoding::Identity);
    }

    #[test]
    fn ranges() {
        assert_eq!(range("bytes=0-99", 1000), Asked::Part(0..100));
        assert_eq!(range("bytes=900-", 1000), Asked::Part(900..1000));
        assert_eq!(range("bytes=-50", 1000), Asked::Part(950..1000));
        assert_eq!(range("bytes=0-5000", 1000), Asked::Part(0..1000));
        assert_eq!(range("bytes=1000-", 1000), Asked::Outside);
        assert_eq!(range("bytes=-0", 1000), Asked::Outside);
        for whole in ["bytes=0-1,5-6", "lines=1-2", "bytes=b-a", "bytes=9-3", ""] {
            assert_eq!(range(whole, 1000), Asked::Whole, "{whole}");
        }
    }

    #[test]
    fn tags() {
        assert!(matches("W/\"a\", \"b\"", "\"a\"") && matches("*", "\"x\"") && !matches("\"c\"", "\"a\""));
    }
}
