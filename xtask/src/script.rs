//! The element's script: `static/masthead.js` imports the others; here they become one file, since a browser would
//! fetch one after the other.
//!
//! As with the stylesheet, what is left out is what nobody reads once it is served: comments that have lines of their
//! own, and the space at the beginnings of lines.

use std::path::Path;

/// The one script of `static/masthead.js` and what it imports.
pub(crate) fn bundle(folder: &Path) -> Result<String, String> {
    let read = |name: &str| {
        let file = folder.join(name);
        std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))
    };
    let entry = read("masthead.js")?;
    let mut all = String::new();
    for line in entry.lines().filter(|line| line.starts_with("import ")) {
        let name = line.split('"').nth(1).and_then(|name| name.strip_prefix("./"));
        let name = name.ok_or(format!("static/masthead.js: not `import {{ … }} from \"./…\";`: {line}"))?;
        let module = read(name)?;
        if module.lines().any(|line| line.starts_with("import ")) {
            return Err(format!("static/{name} imports something: only masthead.js may"));
        }
        all.push_str(&module.replace("\nexport ", "\n"));
    }
    all.extend(entry.lines().filter(|line| !line.starts_with("import ")).flat_map(|line| [line, "\n"]));
    if !all.is_ascii() {
        return Err(
            "static/masthead.js and what it imports must be ASCII: hosts serve it in any encoding".to_owned()
        );
    }
    Ok(squeeze(&all))
}

/// Without comments that have lines of their own, and without indentation. No string or template of these scripts runs
/// over the end of a line.
pub(crate) fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_comment = false;
    for line in text.lines().map(str::trim) {
        let is_comment = in_comment || line.starts_with("/*");
        in_comment = is_comment && !line.ends_with("*/");
        if !is_comment && !line.is_empty() && !line.starts_with("//") {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_go() {
        let text = "// a\n/* b */\nf();\n/**\n * c\n */\n  g(`//`); // d\n\n";
        assert_eq!(squeeze(text), "f();\ng(`//`); // d\n");
    }

    #[test]
    fn the_element_is_one_short_script() {
        let folder = crate::shell::root().join("static");
        let script = bundle(&folder).unwrap();
        assert!(!script.contains("import {") && !script.contains("\nexport "));
        assert!(script.contains("customElements.define"));
        let class = std::fs::read_to_string(folder.join("masthead.js")).unwrap();
        assert!(class.lines().count() <= 150, "masthead.js has {} lines", class.lines().count());
    }
}
