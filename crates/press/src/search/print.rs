//! An answer, for people and for programs.

use masthead_edition::id::EditionId;
use masthead_search::Marked;
use masthead_search::archive::Row;
use serde_json::{Map, Value, json};

use super::Found;
use crate::error::{Error, Result};
use crate::ui::{BOLD, DIM, Ui, printable};

/// Prints what was found. What could not be looked at is said, and ends the command with its own code.
pub fn print(found: &Found, ui: &Ui) -> Result<()> {
    let answer = &found.answer;
    if ui.json {
        println!("{}", to_json(found));
    } else {
        if answer.pinyin {
            anstream::println!("found nowhere; by pinyin, in headlines and bylines:\n");
        }
        for row in &answer.rows {
            anstream::println!("{}", to_text(row));
        }
        let about = if answer.exact { "" } else { "about " };
        let shown = if (answer.rows.len() as u64) < answer.total {
            format!(", {} shown (--limit 0 shows all)", answer.rows.len())
        } else {
            String::new()
        };
        anstream::println!("{about}{} found{shown}", answer.total);
    }
    let Some((name, fault)) = answer.faults.first() else { return Ok(()) };
    let others = match answer.faults.len() {
        1 => String::new(),
        count => format!(" (and {} more files)", count - 1),
    };
    Err(Error::findings(format!("not everything could be looked at: {} {fault}{others}", name.path())).help(
        "what is listed is right, and something may be missing; build or upload the site's archive/ again",
    ))
}

/// Says why there was nothing to look for, to programs in the form of an answer.
pub fn nothing_asked(why: &str, ui: &Ui) -> Result<()> {
    if ui.json {
        let mut value = to_json(&Found::default());
        value["error"] = json!(format!("there is nothing to look for: {why}"));
        println!("{value}");
    }
    let error = Error::findings(format!("there is nothing to look for: {why}"));
    Err(error.help("give a word that is to occur"))
}

fn to_json(found: &Found) -> Value {
    let answer = &found.answer;
    let years: Map<String, Value> =
        answer.years.iter().map(|(year, count)| (year.to_string(), json!(count))).collect();
    let mut value = json!({
        "total": answer.total,
        "exact": answer.exact,
        "pinyin": answer.pinyin,
        "years": years,
        "results": answer.rows.iter().map(row_to_json).collect::<Vec<_>>(),
        "requests": found.requests,
        "bytes": found.bytes,
    });
    if !answer.faults.is_empty() {
        let faults: Vec<Value> = answer
            .faults
            .iter()
            .map(|(name, fault)| json!({ "file": name.path(), "fault": fault.to_string() }))
            .collect();
        value["faults"] = json!(faults);
    }
    value
}

fn row_to_json(row: &Row) -> Value {
    // An extra edition's id is its date and a suffix.
    let date = EditionId::parse(&row.edition).map(|id| id.date().to_string());
    json!({
        "publication": row.publication,
        "date": date.unwrap_or_else(|_| row.edition.clone()),
        "edition": row.edition,
        "page": row.page,
        "article": row.article,
        "headline": row.headline.text,
        "excerpt": row.excerpt.as_ref().map(|excerpt| &excerpt.text),
    })
}

fn to_text(row: &Row) -> String {
    let excerpt = row.excerpt.as_ref().map(|excerpt| format!("\n  {}", marked(excerpt))).unwrap_or_default();
    let Row { publication, edition, page, article, .. } = row;
    format!("{}\n  {DIM}{publication}/{edition}/{page}/{article}/{DIM:#}{excerpt}\n", marked(&row.headline))
}

fn marked(text: &Marked) -> String {
    let mut out = String::new();
    let mut end = 0;
    for range in &text.ranges {
        out.push_str(&printable(&text.text[end..range.start]));
        out.push_str(&format!("{BOLD}{}{BOLD:#}", printable(&text.text[range.clone()])));
        end = range.end;
    }
    out.push_str(&printable(&text.text[end..]));
    out
}
