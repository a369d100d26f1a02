//! An answer as JSON for a script:
//!
//! ```json
//! { "total": 12, "exact": true, "more": false, "years": [[2022, 12]],
//!   "rows": [{ "publication": "zzwb", "edition": "2022-09-16", "page": "X04", "article": "1335950",
//!              "headline": ["", "新郑", "市在全国"], "excerpt": ["记者从", "新郑", "市委"] }],
//!   "pinyin": false, "needsPinyin": false,
//!   "missing": ["archive/…/p7.mha"], "enough": 0, "faults": [["archive/…/t3.mha", "…"]] }
//! ```
//!
//! A marked text is cut into pieces, every second of which is marked: no offsets that a script would have to count in
//! its own way, and nothing that could be taken for HTML.

use masthead_search::Marked;
use masthead_search::archive::{Answer, Row};

/// Writes an answer.
pub fn answer(answer: &Answer) -> String {
    let mut out = Json(String::from("{\"total\":"));
    out.number(answer.total);
    out.raw(",\"exact\":");
    out.bool(answer.exact);
    out.raw(",\"more\":");
    out.bool(answer.more);
    out.raw(",\"pinyin\":");
    out.bool(answer.pinyin);
    out.raw(",\"needsPinyin\":");
    out.bool(answer.needs_pinyin);
    out.raw(",\"years\":");
    out.list(&answer.years, |out, (year, count)| {
        out.raw("[");
        out.number(u64::from(year.unsigned_abs()));
        out.raw(",");
        out.number(*count);
        out.raw("]");
    });
    out.raw(",\"rows\":");
    out.list(&answer.rows, Json::row);
    out.raw(",\"enough\":");
    out.number(answer.enough as u64);
    out.raw(",\"missing\":");
    out.list(&answer.missing, |out, name| out.string(&name.path()));
    out.raw(",\"faults\":");
    out.list(&answer.faults, |out, (name, fault)| {
        out.list(&[name.path(), fault.to_string()], |out, text| out.string(text));
    });
    out.raw("}");
    out.0
}

struct Json(String);

impl Json {
    fn raw(&mut self, text: &str) {
        self.0.push_str(text);
    }

    fn bool(&mut self, value: bool) {
        self.raw(if value { "true" } else { "false" });
    }

    fn number(&mut self, value: u64) {
        if value >= 10 {
            self.number(value / 10);
        }
        self.0.push(char::from(b'0' + (value % 10) as u8));
    }

    fn string(&mut self, text: &str) {
        self.0.push('"');
        for c in text.chars() {
            match c {
                '"' | '\\' => self.0.extend(['\\', c]),
                // No text has other control characters that anybody would miss.
                '\0'..='\x1f' => self.0.push(' '),
                c => self.0.push(c),
            }
        }
        self.0.push('"');
    }

    fn list<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.raw("[");
        for (n, item) in items.iter().enumerate() {
            if n > 0 {
                self.raw(",");
            }
            write(self, item);
        }
        self.raw("]");
    }

    fn row(&mut self, row: &Row) {
        let names = [
            ("{\"publication\":", &row.publication),
            (",\"edition\":", &row.edition),
            (",\"page\":", &row.page),
            (",\"article\":", &row.article),
        ];
        for (name, value) in names {
            self.raw(name);
            self.string(value);
        }
        self.raw(",\"headline\":");
        self.marked(&row.headline);
        self.raw(",\"excerpt\":");
        match &row.excerpt {
            Some(excerpt) => self.marked(excerpt),
            None => self.raw("null"),
        }
        self.raw("}");
    }

    fn marked(&mut self, marked: &Marked) {
        let mut pieces = Vec::new();
        let mut end = 0;
        for range in &marked.ranges {
            pieces.extend(
                [end..range.start, range.clone()].map(|part| marked.text.get(part).unwrap_or_default()),
            );
            end = range.end;
        }
        pieces.push(marked.text.get(end..).unwrap_or_default());
        self.list(&pieces, |out, piece| out.string(piece));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_json_whatever_the_text() {
        let text = "说\"新郑\"\\n\n</script>";
        let row = Row {
            headline: Marked { text: text.into(), ranges: std::iter::once(4..10).collect() },
            excerpt: Some(Marked { text: "新郑".into(), ranges: vec![0..3, 3..6] }),
            ..Row::default()
        };
        let whole = Answer {
            rows: vec![row.clone(), Row { excerpt: None, ..row }],
            total: 1208,
            exact: true,
            years: vec![(2022, 1208)],
            ..Answer::default()
        };
        let value: serde_json::Value = serde_json::from_str(&answer(&whole)).unwrap();
        assert_eq!((&value["total"], &value["years"][0]), (&1208.into(), &serde_json::json!([2022, 1208])));
        assert_eq!(value["rows"][0]["headline"], serde_json::json!(["说\"", "新郑", "\"\\n </script>"]));
        assert_eq!(value["rows"][0]["excerpt"], serde_json::json!(["", "新", "", "郑", ""]));
        assert_eq!(
            (&value["rows"][1]["excerpt"], &value["missing"]),
            (&serde_json::Value::Null, &serde_json::json!([]))
        );
    }
}
