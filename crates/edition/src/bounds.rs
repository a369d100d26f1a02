//! How large a file may be. Whoever opens a file of a stranger gives it memory in proportion to what is in it: an empty
//! object takes three bytes in a file and some sixty in memory.

/// The largest file in bytes. An edition of a thousand articles has six million.
pub const MOST_BYTES: usize = 64 << 20;

/// The most values in a file: objects, lists, strings, numbers, and the names of fields with them. An edition of a
/// thousand articles has two hundred thousand.
pub const MOST_VALUES: usize = 2_000_000;

/// Whether a text is larger than a file may be.
pub(crate) fn is_too_large(text: &str) -> bool {
    // What has fewer bytes has fewer values.
    text.len() > MOST_BYTES || (text.len() > MOST_VALUES && count(text) > MOST_VALUES)
}

/// How many values a text has at most if it is JSON: in a list or an object, one stands at its beginning and after each
/// comma and colon.
fn count(text: &str) -> usize {
    let (mut count, mut in_string, mut is_escaped) = (1, false, false);
    for byte in text.bytes() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = in_string,
            b'"' => in_string = !in_string,
            b'[' | b'{' | b',' | b':' if !in_string => count += 1,
            _ => {}
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_counted_outside_of_strings() {
        assert_eq!(count(r#"[1, {"a": "x,y:[{\"", "b": []}, "\\"]"#), 9);
        assert_eq!(count("{},".repeat(1000).as_str()), 2001);
    }

    #[test]
    fn a_file_is_bounded_by_its_bytes_and_by_its_values() {
        let list = |count: usize| format!("[{}{{}}]", "{},".repeat(count));
        assert!(!is_too_large(&list(MOST_VALUES / 2 - 2)));
        assert!(is_too_large(&list(MOST_VALUES / 2 + 1)));
        assert!(!is_too_large(&format!("\"{}\"", ",".repeat(MOST_VALUES * 3))));
        assert!(is_too_large(&" ".repeat(MOST_BYTES + 1)));
    }
}
