//! JSON as a person would write it: what is short stands on one line.

use serde_json::Value;

/// The widest line that a short value may make.
const WIDTH: usize = 110;

/// A value over as many lines as it needs, with a newline at the end.
pub fn to_text(value: &Value) -> String {
    let mut out = String::new();
    write(value, 0, 0, &mut out);
    out.push('\n');
    out
}

fn write(value: &Value, depth: usize, used: usize, out: &mut String) {
    let short = value.to_string();
    let entries = match value {
        Value::Object(map) => map.len(),
        Value::Array(values) => values.len(),
        _ => 0,
    };
    if entries == 0 || depth * 2 + used + short.chars().count() <= WIDTH {
        out.push_str(&spaced(value));
        return;
    }
    let indent = "  ".repeat(depth + 1);
    match value {
        Value::Object(map) => {
            out.push('{');
            for (index, (name, value)) in map.iter().enumerate() {
                let name = Value::from(name.as_str()).to_string();
                out.push_str(if index == 0 { "\n" } else { ",\n" });
                out.push_str(&format!("{indent}{name}: "));
                write(value, depth + 1, name.chars().count() + 3, out);
            }
            out.push_str(&format!("\n{}}}", "  ".repeat(depth)));
        }
        Value::Array(values) => {
            out.push('[');
            for (index, value) in values.iter().enumerate() {
                out.push_str(if index == 0 { "\n" } else { ",\n" });
                out.push_str(&indent);
                write(value, depth + 1, 1, out);
            }
            out.push_str(&format!("\n{}]", "  ".repeat(depth)));
        }
        _ => {}
    }
}

/// On one line, with a space after each comma and colon.
fn spaced(value: &Value) -> String {
    match value {
        Value::Object(map) if !map.is_empty() => {
            let entries: Vec<String> = map
                .iter()
                .map(|(name, value)| format!("{}: {}", Value::from(name.as_str()), spaced(value)))
                .collect();
            format!("{{ {} }}", entries.join(", "))
        }
        Value::Array(values) => format!("[{}]", values.iter().map(spaced).collect::<Vec<_>>().join(", ")),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_short_stands_on_one_line_and_all_comes_back() {
        let long = "聚焦完善工作力量选配机制".repeat(12);
        let value = serde_json::json!({
            "regions": [[[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]]],
            "body": [{ "type": "paragraph", "text": long }],
            "empty": {}, "none": [],
        });
        let text = to_text(&value);
        assert!(text.contains("\"regions\": [[[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]]]"), "{text}");
        assert!(text.lines().count() > 5);
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }
}
