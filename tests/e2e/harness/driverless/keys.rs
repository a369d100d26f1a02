//! WebDriver's key actions as events of the DevTools protocol.

use serde_json::{Value, json};

/// Modifiers, and the bit of each.
const HELD: [(char, &str, u8); 4] =
    [('\u{e00a}', "Alt", 1), ('\u{e009}', "Control", 2), ('\u{e03d}', "Meta", 4), ('\u{e008}', "Shift", 8)];

/// Keys that write nothing, or something else than their name, with their codes.
const NAMED: [(char, &str, u32, &str); 5] = [
    ('\u{e003}', "Backspace", 8, ""),
    ('\u{e004}', "Tab", 9, ""),
    ('\u{e006}', "Enter", 13, "\r"),
    ('\u{e007}', "Enter", 13, "\r"),
    ('\u{e00c}', "Escape", 27, ""),
];

/// The events of the one keyboard that a list of actions is about.
pub(super) fn events(actions: &Value) -> Result<Vec<Value>, String> {
    let mut held = 0;
    let steps = actions.as_array().into_iter().flatten().flat_map(|source| source["actions"].as_array());
    steps.flatten().map(|step| event(step, &mut held)).collect()
}

fn event(step: &Value, held: &mut u8) -> Result<Value, String> {
    let key = step["value"].as_str().and_then(|value| value.chars().next());
    let key = key.ok_or_else(|| format!("only keys can be pressed, not {step}"))?;
    let is_down = step["type"] == "keyDown";
    if let Some((_, name, bit)) = HELD.iter().find(|(known, ..)| *known == key) {
        *held = if is_down { *held | bit } else { *held & !bit };
        return Ok(
            json!({ "type": if is_down { "rawKeyDown" } else { "keyUp" }, "key": name, "modifiers": *held }),
        );
    }
    let (name, code, text) = match NAMED.iter().find(|(known, ..)| *known == key) {
        Some((_, name, code, text)) => ((*name).to_owned(), *code, (*text).to_owned()),
        None if ('\u{e000}'..='\u{f8ff}').contains(&key) => {
            return Err(format!("unknown key: {}", key.escape_unicode()));
        }
        None => (key.to_string(), u32::from(key.to_ascii_uppercase()), key.to_string()),
    };
    // What a modifier makes a command writes nothing.
    let text = if *held & !8 == 0 { text } else { String::new() };
    let kind = match (is_down, text.is_empty()) {
        (false, _) => "keyUp",
        (true, true) => "rawKeyDown",
        (true, false) => "keyDown",
    };
    let mut event = json!({ "type": kind, "key": name, "windowsVirtualKeyCode": code, "modifiers": *held });
    if kind == "keyDown" {
        event["text"] = json!(text);
    }
    Ok(event)
}
