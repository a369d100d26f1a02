//! Percent-encoding of paths and parameters, and back.

/// Percent-encodes a path and keeps its slashes. What is not a letter, a digit or one of `-._~` is encoded, so that
/// the result is the same whatever part of an address it becomes.
pub fn encode(path: &str) -> String {
    encode_keeping(path, b'/')
}

/// Percent-encodes the value of a parameter.
pub(super) fn encode_parameter(value: &str) -> String {
    encode_keeping(value, b'~')
}

fn encode_keeping(text: &str, kept: u8) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') || byte == kept {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(DIGITS[usize::from(byte >> 4)]));
            out.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
    }
    out
}

/// Decodes; `None` where the bytes are no UTF-8. A `%` without two digits stands for itself, as in browsers.
pub(super) fn decode(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let digit = |at: usize| char::from(*bytes.get(at)?).to_digit(16);
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte == b'%'
            && let (Some(high), Some(low)) = (digit(at + 1), digit(at + 2))
        {
            out.push((high * 16 + low) as u8);
            at += 3;
        } else {
            out.push(byte);
            at += 1;
        }
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_keep_their_slashes_and_come_back() {
        assert_eq!(encode("zzwb/图 1?.webp"), "zzwb/%E5%9B%BE%201%3F.webp");
        assert_eq!(encode_parameter("a/b&c"), "a%2Fb%26c");
        assert_eq!(decode("%E5%9B%BE%201%3f").as_deref(), Some("图 1?"));
        assert_eq!(decode("100%").as_deref(), Some("100%"));
        assert_eq!(decode("%zz%4").as_deref(), Some("%zz%4"));
        assert_eq!(decode("%ff"), None);
    }
}
