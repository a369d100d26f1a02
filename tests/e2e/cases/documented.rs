//! What the tables of `docs/embedding.md` and `docs/theming.md` name, taken from those tables: each colour, size, part, slot
//! and event does in a browser what its row says. A row that is added is tested with the others, and
//! [`the_documentation_names_all_that_there_is`] sees to it that nothing is left out of them.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::embed::{ARTICLE, open, run};
use crate::harness::{Browser, DESKTOP, PHONE, Trouble, on, root};

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The rows under a heading: the name, and the other cells.
fn rows(heading: &str) -> Vec<(String, Vec<String>)> {
    let text = read("docs/embedding.md") + &read("docs/theming.md");
    let section = text.split(&format!("\n## {heading}\n")).nth(1).expect("a section");
    let section = section.split("\n## ").next().unwrap_or_default();
    let row = |line: &str| {
        let (name, rest) = line.strip_prefix("| `")?.split_once("` | ")?;
        Some((name.to_owned(), rest.trim_end_matches(" |").split(" | ").map(str::to_owned).collect()))
    };
    section.lines().filter_map(row).collect()
}

fn names(heading: &str) -> Vec<String> {
    rows(heading).into_iter().map(|(name, _)| name).collect()
}

/// What stands between backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// `#fffdf8` as a browser says it.
fn rgb(hex: &str) -> String {
    let part = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).expect("a colour");
    format!("rgb({}, {}, {})", part(1), part(3), part(5))
}

/// A page with a reader, and the page's own style for it.
async fn styled(browser: &Browser, style: &str, attributes: &str, inside: &str) {
    browser.site.put("/own.css", style);
    let link = r#"<link rel="stylesheet" href="/own.css">"#;
    open(browser, &format!("{link}<masthead-reader {attributes}>{inside}</masthead-reader>")).await;
}

/// Every colour that something in an article or in a calendar has.
async fn colours(browser: &Browser) -> BTreeSet<String> {
    let colours = "
        const names = ['color', 'backgroundColor', 'borderTopColor', 'borderBottomColor', 'borderLeftColor', 'outlineColor'];
        const found = [...root.querySelectorAll('.mh-reader, .mh-reader *')].flatMap((element) => {
            const style = getComputedStyle(element);
            return names.map((name) => style[name]);
        });
        return [...new Set(found)]";
    let mut all = BTreeSet::new();
    for (place, words) in [("/sb/2026-03-02/A01/101/", "三月的田野里"), ("/sb/2026/", "二〇二六年三月")]
    {
        run(browser, &format!("return host.open('{place}')")).await;
        browser.see(words).await;
        let found = run(browser, colours).await;
        all.extend(found.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned));
    }
    all
}

#[test]
fn each_colour_has_the_values_of_its_row_and_takes_those_of_the_page() {
    let rows: Vec<_> = rows("Custom properties").into_iter().filter(|(_, cells)| cells.len() == 3).collect();
    assert!(rows.len() >= 7, "a table of colours");
    let own = |at: usize| (format!("rgb(1, 2, {at})"), format!("rgb(3, 4, {at})"));
    on(PHONE, async |browser| {
        for (theme, column) in [("light", 1), ("dark", 2)] {
            styled(browser, "", &format!(r#"{ARTICLE} theme="{theme}""#), "").await;
            let found = colours(browser).await;
            for (name, cells) in &rows {
                let wanted = rgb(quoted(&cells[column]).next().expect("a value"));
                assert!(found.contains(&wanted), "{name} is {wanted} in {theme}: {found:?}");
            }
            let plain: String =
                rows.iter().enumerate().map(|(at, (name, _))| format!("{name}: {};", own(at).0)).collect();
            let dark: String = rows
                .iter()
                .enumerate()
                .map(|(at, (name, _))| format!("{name}-dark: {};", own(at).1))
                .collect();
            // Without a value for the dark, the plain one is for both.
            for (style, is_both) in [(plain.clone(), true), (plain + &dark, false)] {
                let style = format!("masthead-reader {{ {style} }}");
                styled(browser, &style, &format!(r#"{ARTICLE} theme="{theme}""#), "").await;
                let found = colours(browser).await;
                for (at, (name, cells)) in rows.iter().enumerate() {
                    let (plain, dark) = own(at);
                    let (there, gone) =
                        if theme == "dark" && !is_both { (dark, plain) } else { (plain, dark) };
                    let old = rgb(quoted(&cells[column]).next().expect("a value"));
                    assert!(
                        found.contains(&there) && !found.contains(&gone) && !found.contains(&old),
                        "{name} in {theme}: {there}, not {gone} or {old}: {found:?}"
                    );
                }
            }
        }
    });
}

#[test]
fn each_size_takes_that_of_the_page() {
    let rows: Vec<_> = rows("Custom properties").into_iter().filter(|(_, cells)| cells.len() == 2).collect();
    assert!(rows.len() >= 5, "a table of sizes");
    let style: String =
        rows.iter().enumerate().map(|(at, (name, _))| format!("{name}: {}px;", 31 + at)).collect();
    let sizes = "
        const names = ['fontSize', 'paddingLeft', 'borderTopLeftRadius', 'minHeight', 'top'];
        return [...new Set([...root.querySelectorAll('.mh-reader, .mh-reader *')].flatMap((element) => {
            const style = getComputedStyle(element);
            return names.map((name) => `${name} ${style[name]}`);
        }))].join()";
    on(PHONE, async |browser| {
        let article = ARTICLE.replace("104", "101");
        styled(browser, "", &article, "").await;
        browser.see("三月的田野里").await;
        let usual = run(browser, sizes).await.to_string();
        styled(browser, &format!("masthead-reader {{ {style} }}"), &article, "").await;
        browser.see("三月的田野里").await;
        let found = run(browser, sizes).await.to_string();
        for (at, (name, _)) in rows.iter().enumerate() {
            let what = match name.as_str() {
                "--masthead-size" => "fontSize",
                "--masthead-margin" => "paddingLeft",
                "--masthead-radius" => "borderTopLeftRadius",
                "--masthead-min-height" => "minHeight",
                "--masthead-top" => "top",
                other => panic!("say here what {other} changes"),
            };
            let wanted = format!("{what} {}px", 31 + at);
            assert!(found.contains(&wanted) && !usual.contains(&wanted), "{name}: {wanted} in {found}");
        }
        // The values of the table, as far as they are numbers.
        for usual_value in ["fontSize 18px", "paddingLeft 16px", "borderTopLeftRadius 0px", "top 0px"] {
            assert!(usual.contains(usual_value), "{usual_value} in {usual}");
        }
    });
}

/// The parts that are here and look as the page wishes.
async fn parts(browser: &Browser, names: &[String]) -> BTreeSet<String> {
    let script = "
        const there = (name) => [...(host.shadowRoot ?? host).querySelectorAll(`[part~=${name}]`)];
        return arguments[0].filter((name, at) => there(name).some((element) => getComputedStyle(element).outlineOffset === `${100 + at}px`))";
    let found = browser.run(script, vec![json!(names)]).await;
    found.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

#[test]
fn each_part_is_somewhere_and_the_page_may_style_it() {
    let names = names("Parts");
    let style: String = (names.iter().enumerate())
        .map(|(at, name)| {
            format!("masthead-reader::part({name}) {{ outline-offset: {}px !important }}", 100 + at)
        })
        .collect();
    on(PHONE, async |browser| {
        styled(browser, &style, &ARTICLE.replace("104", "101"), "").await;
        browser.see("三月的田野里").await;
        let mut found = parts(browser, &names).await;
        run(browser, "host.open('/sb/2026-03-02/')").await;
        browser.see("公交三路改道").await;
        found.extend(parts(browser, &names).await);
        browser.tap("标题").await;
        browser.find("dialog[open]").await;
        found.extend(parts(browser, &names).await);
        browser.expect("masthead-reader:");
        browser.expect("status of 500");
        browser.site.trouble("/masthead-reader_bg.wasm", Trouble::Status(500));
        styled(browser, &style, ARTICLE, "").await;
        browser.see("阅读器没能启动。").await;
        found.extend(parts(browser, &names).await);
        let missing: Vec<_> = names.iter().filter(|name| !found.contains(*name)).collect();
        assert!(missing.is_empty(), "not seen, or not to be styled: {missing:?}");
    });
}

#[test]
fn each_slot_is_where_its_row_says() {
    let names = names("Slots");
    let inside: String = names.iter().map(|slot| format!(r#"<p slot="{slot}">这是{slot}</p>"#)).collect();
    let seen = "return [...host.children].filter((child) => child.assignedSlot && visible(child)).map((child) => child.slot).sort().join()";
    let sorted = |names: &[&str]| {
        let mut names = names.to_vec();
        names.sort_unstable();
        names.join(",")
    };
    // Each is above what comes next.
    let order = "
        const box = (name) => (/^[a-z-]+$/.test(name) ? host.querySelector(`[slot=${name}]`) : root.querySelector(name)).getBoundingClientRect();
        return arguments[0].slice(1).filter((name, at) => box(arguments[0][at]).bottom > box(name).top + 1).join()";
    on(DESKTOP, async |browser| {
        styled(browser, "", ARTICLE, &inside).await;
        browser.see("接着说清淤的事").await;
        let all: Vec<&str> = names.iter().map(String::as_str).filter(|name| *name != "paywall").collect();
        browser.gives(seen, vec![], sorted(&all)).await;
        let places = [
            "masthead",
            ".mh-top-bar",
            "toolbar",
            "main h1",
            "article-start",
            ".mh-body",
            "article-end",
            "footer",
            ".mh-footer",
        ];
        for name in &all {
            assert!(places.contains(name), "say here where {name} is");
        }
        browser.gives(order, vec![json!(places)], "").await;
        run(browser, "host.open('/sb/2026-03-02/')").await;
        browser.see("公交三路改道").await;
        browser.gives_for("on a front", seen, vec![], sorted(&["masthead", "toolbar", "footer"])).await;
        run(browser, "window.refuse = (event) => event.type === 'masthead-access'; host.open('/sb/2026-03-02/A01/101/')").await;
        browser.see("这是paywall").await;
        browser.gives(order, vec![json!([".mh-body p", "paywall", ".mh-footer"])], "").await;
    });
}

/// The names and kinds of what an event's detail holds, as `masthead-reader.d.ts` says it.
fn typed(event: &str) -> Vec<(String, String)> {
    let types = read("packages/masthead-reader/masthead-reader.d.ts");
    let (_, rest) = types.split_once(&format!("\"{event}\": CustomEvent<")).expect("an event");
    fields(&types, rest.split_once(">;").expect("its end").0)
}

/// The names and kinds of the fields of a type, with those of the types that it names.
fn fields(types: &str, said: &str) -> Vec<(String, String)> {
    let mut text = said.to_owned();
    let mut known = BTreeSet::new();
    // What is named is looked up, and so is what that names.
    loop {
        let words: Vec<String> =
            text.split(|c: char| !c.is_ascii_alphanumeric()).map(str::to_owned).collect();
        let declared = |word: &String| {
            let found = types.split_once(&format!("export interface {word} {{"));
            let found = found.or_else(|| types.split_once(&format!("export type {word} = {{")));
            found.and_then(|(_, rest)| rest.split("\n\n").next()).map(str::to_owned)
        };
        let new: Vec<String> = words.into_iter().filter(|word| known.insert(word.clone())).collect();
        let more: String = new.iter().filter_map(declared).map(|text| format!("\n{text}")).collect();
        if more.is_empty() {
            break;
        }
        text.push_str(&more);
    }
    let without_comments =
        text.lines().filter(|line| !line.trim_start().starts_with("/*")).collect::<Vec<_>>().join("\n");
    let fields = without_comments.split([';', '{', '}', '\n']).filter_map(|field| field.split_once(": "));
    let name = |name: &str| name.trim().trim_end_matches('?').to_owned();
    let kind = |kind: &str| match kind.trim() {
        "number" => "number",
        "unknown" => "any",
        _ => "string",
    };
    let all: BTreeSet<_> = fields.map(|(field, said)| (name(field), kind(said).to_owned())).collect();
    all.into_iter().collect()
}

#[test]
fn a_result_is_what_its_type_says() {
    let types = read("packages/masthead-reader/masthead-reader.d.ts");
    let wanted: Vec<Value> = fields(&types, "Hit").iter().map(|(name, kind)| json!([name, kind])).collect();
    on(PHONE, async |browser| {
        open(browser, &format!("<masthead-reader {ARTICLE}></masthead-reader>")).await;
        browser.see("接着说清淤的事").await;
        let found = "return host.search('竹器').then(([hit]) => Object.entries(hit).map(([name, value]) => [name, typeof value]).sort())";
        assert_eq!(run(browser, found).await, json!(wanted));
    });
}

#[test]
fn each_event_carries_what_its_row_and_its_type_say() {
    let rows = rows("Events");
    on(PHONE, async |browser| {
        open(browser, &format!("<masthead-reader {ARTICLE}></masthead-reader>")).await;
        browser.see("接着说清淤的事").await;
        let heard = |kind: &str| format!("return heard.some((event) => event.kind === '{kind}')");
        browser.until("an article that was read", &heard("read"), vec![]).await;
        run(browser, "window.refuse = (event) => event.type === 'masthead-share'").await;
        browser.tap("分享").await;
        browser.tap("下一篇").await;
        browser.see("来源不实").await;
        browser.tap("搜索").await;
        browser.fill("input[type=search]", "竹器").await;
        browser.until("a search", &heard("search"), vec![]).await;
        // Both ways to fail: a file that does not come, and a reader that does not.
        browser.expect("status of 500");
        browser.site.trouble("/paper/wb/2026-03-02/edition.json", Trouble::Status(500));
        run(browser, "host.open('/wb/2026-03-02/')").await;
        browser.until("a failure", &heard("error"), vec![]).await;
        let told = "return heard.map(({ kind, cancelable, composed, ...detail }) =>
            [kind, cancelable, composed, Object.entries(detail).map(([name, value]) => [name, value === null ? 'null' : typeof value])])";
        let mut told = run(browser, told).await.as_array().cloned().unwrap_or_default();
        browser.expect("masthead-reader:");
        browser.site.trouble("/masthead-reader_bg.wasm", Trouble::Status(500));
        open(browser, &format!("<masthead-reader {ARTICLE}></masthead-reader>")).await;
        browser.see("阅读器没能启动。").await;
        let failed = "return heard.map(({ kind, cancelable, composed, ...detail }) =>
            [kind, cancelable, composed, Object.entries(detail).map(([name, value]) => [name, value === null ? 'null' : typeof value])])";
        told.extend(run(browser, failed).await.as_array().cloned().unwrap_or_default());
        for (event, cells) in &rows {
            let kind = event.strip_prefix("masthead-").expect("its name");
            let typed = typed(event);
            let wanted: BTreeSet<&str> = typed.iter().map(|(name, _)| name.as_str()).collect();
            let said: BTreeSet<&str> = quoted(&cells[1]).filter(|word| *word != "null").collect();
            assert_eq!(said, wanted, "{event} in docs/embedding.md and in masthead-reader.d.ts");
            let all: Vec<&Value> = told.iter().filter(|one| one[0] == kind).collect();
            assert!(!all.is_empty(), "{event} was not heard");
            let mut given = BTreeSet::new();
            for one in all {
                assert_eq!(one[2], true, "{event} is composed");
                for field in one[3].as_array().into_iter().flatten() {
                    let (name, value) = (field[0].as_str().unwrap(), field[1].as_str().unwrap());
                    let kind = typed.iter().find(|(field, _)| field == name).map(|(_, kind)| kind.as_str());
                    assert!(
                        kind.is_some_and(|kind| kind == "any" || kind == value || value == "undefined"),
                        "{event}: {name} is {value}, not {kind:?}"
                    );
                    given.extend((value != "undefined").then_some(name));
                }
            }
            assert_eq!(given, wanted, "{event} carries");
        }
    });
}

#[test]
fn the_documentation_names_all_that_there_is() {
    let docs = format!("{}{}", read("docs/embedding.md"), read("docs/theming.md"));
    let script = read("static/masthead.js");
    let names = script
        .split("const names = [")
        .nth(1)
        .and_then(|rest| rest.split(']').next())
        .expect("a list of names");
    let attributes: Vec<&str> = names.split('"').skip(1).step_by(2).collect();
    assert_eq!(attributes.len(), 10);
    let mut missing: Vec<String> = Vec::new();
    let mut want = |name: String| {
        if !docs.contains(&name) {
            missing.push(name);
        }
    };
    attributes.iter().for_each(|name| want(format!("| `{name}` |")));
    let sources: String = rust_sources(&root().join("src")).concat();
    let between = |text: &str, before: &str, after: char| -> Vec<String> {
        text.split(before).skip(1).filter_map(|rest| rest.split(after).next()).map(str::to_owned).collect()
    };
    for event in between(&sources, ".tell(\"", '"').into_iter().chain(between(&script, "#hear(\"", '"')) {
        want(format!("| `masthead-{event}` |"));
    }
    for part in between(&sources, "part=\"", '"') {
        want(format!("| `{part}` |"));
    }
    for slot in
        between(&sources, "slot(&desk, \"", '"').into_iter().chain(between(&sources, "slot(desk, \"", '"'))
    {
        want(format!("| `{slot}` |"));
    }
    let css = read("static/css/tokens.css") + &read("static/css/base.css") + &read("static/css/frame.css");
    for property in between(&css, "var(--masthead-", ',').into_iter().filter(|name| !name.contains("-dark")) {
        want(format!("`--masthead-{property}`"));
    }
    assert!(missing.is_empty(), "not in docs/embedding.md or docs/theming.md: {missing:#?}");
    // And nothing that there is not.
    let rows = docs.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let known = |name: &str| {
        let name = name.trim_end_matches("()").split('(').next().unwrap_or_default();
        let event = name.strip_prefix("masthead-");
        let told = |event| {
            sources.contains(&format!(".tell(\"{event}\"")) || script.contains(&format!("#hear(\"{event}\""))
        };
        attributes.contains(&name)
            || script.contains(&format!("  {name}("))
            || script.contains(&format!("async {name}("))
            || script.contains(&format!("get {name}("))
            || script.contains(&format!("  {name} = "))
            || sources.contains(&format!("part=\"{name}\""))
            || script.contains(&format!("\"part\", \"{name}\""))
            || sources.contains(&format!("desk, \"{name}\")"))
            || event.is_some_and(told)
            || css.contains(&format!("var({name},"))
            || css.contains(&format!("[{name}="))
            || script.contains(&format!("#mark(\"{name}\")"))
            || script.contains(&format!("\"{name}\" : \"failed\""))
            || name == "failed"
    };
    let unknown: Vec<&str> = rows.filter(|name| !known(name)).collect();
    assert!(unknown.is_empty(), "in the documentation and nowhere else: {unknown:#?}");
}

fn rust_sources(folder: &std::path::Path) -> Vec<String> {
    let entries = folder.read_dir().expect("a folder").flatten();
    entries
        .flat_map(|entry| {
            let path = entry.path();
            if path.is_dir() {
                rust_sources(&path)
            } else {
                vec![std::fs::read_to_string(path).expect("a source")]
            }
        })
        .collect()
}
