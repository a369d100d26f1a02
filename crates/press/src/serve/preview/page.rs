//! What a preview adds to the pages that it sends: files of its own, from its own address, so that a site's strict
//! policy holds as it will on its host.

use hyper::StatusCode;

use super::State;
use crate::build::markup::escape;
use crate::hosting::{headers, types};
use crate::serve::address::INDEX;
use crate::serve::answer::{self, Answer};

/// The folder of these files under the site's root. Nothing of a site can be called that: no name begins with a dot.
const FOLDER: &str = "/.preview/";

const SCRIPT: &str = include_str!("preview.js");
const STYLE: &str = include_str!("preview.css");

/// What a preview has beside the site: its own files, and one page for all paths while there is no site yet. Only the
/// preview's own pages may read them. `path` is under the site's root.
pub fn answer(path: &str, state: &State) -> Option<Answer> {
    let own = path.strip_prefix(FOLDER).and_then(|name| file(name, state));
    let (status, media_type, text) = match own {
        Some((media_type, text)) => (StatusCode::OK, media_type, text),
        None if state.version.is_empty() => {
            (StatusCode::SERVICE_UNAVAILABLE, types::of(INDEX).0, nothing_built(&state.base, state))
        }
        None => return None,
    };
    let mut answer = answer::text(status, media_type, text);
    answer::set(&mut answer, "content-security-policy", headers::CSP);
    Some(answer)
}

/// A file of the preview's own, by its name: media type and content.
fn file(name: &str, state: &State) -> Option<(&'static str, String)> {
    match name {
        "preview.js" => Some(("text/javascript; charset=utf-8", SCRIPT.to_owned())),
        "preview.css" => Some(("text/css; charset=utf-8", STYLE.to_owned())),
        "state.json" => {
            Some(("application/json; charset=utf-8", serde_json::to_string(state).unwrap_or_default()))
        }
        _ => None,
    }
}

fn links(base: &str, state: &State) -> String {
    let folder = format!("{}{FOLDER}", base.trim_end_matches('/'));
    format!(
        "<link rel=\"stylesheet\" href=\"{folder}preview.css\">\n\
         <script src=\"{folder}preview.js\" data-version=\"{}\"></script>\n",
        escape(&state.version)
    )
}

/// A page with the preview's script in its head.
pub fn with_script(html: &[u8], base: &str, state: &State) -> Vec<u8> {
    const END: &[u8] = b"</head>";
    let at = html.windows(END.len()).position(|window| window == END).unwrap_or_default();
    [&html[..at], links(base, state).as_bytes(), &html[at..]].concat()
}

/// The page in place of all others while the paper was never yet built.
fn nothing_built(base: &str, state: &State) -> String {
    let errors: String = state.errors.iter().map(|text| format!("<pre>{}</pre>\n", escape(text))).collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>This paper cannot be built yet</title>\n{}</head>\n\
         <body>\n<h1>This paper cannot be built yet</h1>\n{errors}\
         <p>Mend it: this page then becomes the newspaper by itself.</p>\n</body>\n</html>\n",
        links(base, state)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_in_the_head_and_text_stays_text() {
        let state = State { version: "7".into(), errors: vec!["<b>broken</b>".into()], ..State::default() };
        let page = with_script(b"<html><head><title>a</title></head><body></body></html>", "/read/", &state);
        let page = String::from_utf8(page).unwrap();
        assert!(
            page.contains("<script src=\"/read/.preview/preview.js\" data-version=\"7\"></script>\n</head>"),
            "{page}"
        );
        assert!(nothing_built("/", &state).contains("<pre>&lt;b&gt;broken&lt;/b&gt;</pre>"));
        assert!(file("state.json", &state).unwrap().1.contains("\"version\":\"7\""));
    }
}
