//! The reader in pages that mean no good, or too well: the files of `tests/hosts/`, in each kind of browser. In each it
//! reads as in a plain page, or what stands in the tag does and one message says why; and the page stays as it was.

use crate::harness::{Browser, Engine, Site, Trouble, dist, root, within};
use crate::papers::small::small;

/// What a page comes to.
enum Outcome {
    /// The article is read.
    Reads,
    /// What stood in the tag is read, under this sentence.
    Stays(&'static str),
}
use Outcome::{Reads, Stays};

/// A page of `tests/hosts/`, what it comes to, and the parts of the one message that is said, if one is.
struct Page(&'static str, Outcome, &'static [&'static str]);

const PAGES: &[Page] = &[
    Page("quirks", Reads, &[]),
    Page("gbk", Reads, &[]),
    Page("prototype", Reads, &[]),
    Page("resets", Reads, &[]),
    Page("rem", Reads, &[]),
    Page("rem-large", Reads, &[]),
    Page("hidden", Reads, &[]),
    Page("base", Reads, &[]),
    Page("policy", Reads, &[]),
    Page("router", Reads, &[]),
    Page("rtl", Reads, &[]),
    Page("versions", Reads, &["console.warn: masthead-reader: another copy is already registered"]),
    Page("mime", Reads, &[]),
    Page("no-wasm", Stays("这个浏览器版本较旧，无法运行阅读器"), &["console.error: masthead-reader:"]),
    Page("wasm-forbidden", Stays("阅读器没能启动。"), &["console.error: masthead-reader:"]),
    Page(
        "cors-paper",
        Stays("没能连上报纸所在的网站。 请检查网络后重试；若别的网页能打开，请告知本站。"),
        &["paper.json lacks the header", "Access-Control-Allow-Origin: http"],
    ),
    Page(
        "cors-reader",
        Stays("阅读器没能启动。"),
        &["masthead-reader.js lacks the header", "Access-Control-Allow-Origin: http"],
    ),
];

/// Where the reader and the paper come from, and a host of papers that nobody else may read.
struct Cdn {
    shared: Site,
    unshared: Site,
}

impl Cdn {
    async fn start() -> Self {
        let (shared, unshared) = (Site::start().await, Site::start().await);
        shared.share(true);
        for (path, content) in small().files() {
            shared.put(&format!("/paper/{path}"), content.clone());
            unshared.put(&format!("/paper/{path}"), content);
        }
        for name in ["masthead-reader.js", "masthead-reader_bg.wasm"] {
            shared.put(&format!("/older/{name}"), std::fs::read(dist().join(name)).expect("a built reader"));
        }
        // Of another version: it tells of itself, and has a look of its own that the other must not come to.
        let older = |name: &str, more: &str| {
            let mut file = std::fs::read(dist().join(name)).expect("a built reader");
            file.extend_from_slice(more.as_bytes());
            shared.put(&format!("/older/{name}"), file);
        };
        older("masthead.js", "\ncustomElements.get(\"masthead-reader\").version = \"older\";");
        older("masthead.css", "\n.mh-reader { scroll-margin-top: 3px; }");
        Self { shared, unshared }
    }

    /// Puts a page on the browser's site, with what makes it the page that it is.
    fn carry(&self, browser: &Browser, name: &str) {
        let folder = root().join("tests/hosts");
        let read =
            |name: &str| std::fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        // Bytes, since not every page is in UTF-8.
        let page = replaced(read(&format!("{name}.html")), "https://cdn.example.com", &self.shared.origin());
        let page = replaced(page, "https://unshared.example.com", &self.unshared.origin());
        let page = replaced(page, "<head>", "<head><script src=\"/hosts/watch.js\"></script>");
        let path = format!("/hosts/{name}.html");
        let site = &browser.site;
        site.put("/favicon.ico", "");
        site.put("/hosts/watch.js", read("watch.js"));
        site.put(&path, page);
        let cdn = self.shared.origin();
        site.policy(&match name {
            "policy" | "framed" => format!(
                "default-src 'none'; script-src 'self' {cdn} 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' {cdn}; \
                 connect-src 'self' {cdn}; require-trusted-types-for 'script'; trusted-types 'none'"
            ),
            "wasm-forbidden" => format!("script-src 'self' {cdn}"),
            _ => String::new(),
        });
        match name {
            "gbk" => site.trouble(&path, Trouble::Type("text/html; charset=gbk")),
            "mime" => self.shared.trouble(WASM, Trouble::Type("application/octet-stream")),
            "cors-reader" => self.shared.trouble(GLUE, Trouble::Unshared),
            _ => {}
        }
    }

    /// Ends what makes the page that it is.
    fn put_away(&self, name: &str) {
        match name {
            "mime" => self.shared.heal(WASM),
            "cors-reader" => self.shared.heal(GLUE),
            _ => {}
        }
    }
}

const WASM: &str = "/masthead-reader_bg.wasm";
const GLUE: &str = "/masthead-reader.js";

fn replaced(page: Vec<u8>, what: &str, with: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = &page[..];
    while let Some(at) = rest.windows(what.len()).position(|part| part == what.as_bytes()) {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(with.as_bytes());
        rest = &rest[at + what.len()..];
    }
    [&out, rest].concat()
}

/// What the reader looks like, as far as a page could spoil it.
const LOOKS: &str = "
    const names = ['fontSize', 'fontFamily', 'fontWeight', 'fontStyle', 'lineHeight', 'letterSpacing', 'wordSpacing', 'textTransform',
        'textAlign', 'textIndent', 'whiteSpace', 'color', 'backgroundColor', 'direction', 'visibility', 'display', 'boxSizing', 'opacity'];
    const looks = (css) => { const style = getComputedStyle(root.querySelector(css)); return names.map((name) => style[name]).join(' | '); };
    return ['.mh-reader', 'main', 'main h1', '.mh-byline, .mh-place-line', '.mh-body p', '.mh-pager a'].map(looks).join('\\n')";

const HEADLINE: &str = "
    const headline = root.querySelector('main h1');
    return root !== document && headline && visible(headline) && text(headline) === '清淤工程的前前后后'";

async fn reads(browser: &Browser) -> String {
    browser.until("the article", HEADLINE, vec![]).await;
    browser.see("接着说清淤的事,船老大讲了三件。").await;
    browser.run(LOOKS, vec![]).await.as_str().unwrap_or_default().to_owned()
}

/// Says of a page's messages what is wrong with them: there is the one that is expected, or none.
fn wrong(said: &[String], expected: &[&str]) -> Option<String> {
    // What a browser says of a request that it made for us is beside what we say of it.
    let of_scripts = said.iter().filter(|said| !said.starts_with("browser:"));
    let ours: Vec<&String> =
        of_scripts.filter(|said| !said.starts_with("policy: script-src forbids wasm-eval")).collect();
    let fits = match (&ours[..], expected) {
        ([], []) => true,
        ([one], [_, ..]) => expected.iter().all(|part| one.contains(part)),
        _ => false,
    };
    let unasked = said.iter().filter(|said| said.starts_with("browser:") && expected.is_empty()).count();
    (!fits || unasked > 0).then(|| format!("expected {expected:?}, heard {said:#?}"))
}

async fn visit(browser: &Browser, cdn: &Cdn, plain: &str, page: &Page) -> Option<String> {
    let Page(name, outcome, expected) = page;
    cdn.carry(browser, name);
    browser.open(&format!("/hosts/{name}.html")).await;
    let mut faults = Vec::new();
    match outcome {
        Reads => {
            let looks = reads(browser).await;
            if looks != plain {
                faults.push(format!("looks\n{looks}\ninstead of\n{plain}"));
            }
        }
        Stays(sentence) => {
            browser.see(sentence).await;
            let text = "const stood = host.querySelector('p'); return stood && visible(stood) && text(stood) === '这里原有的文字。'";
            browser.until("what stood in the tag", text, vec![]).await;
            if !expected.is_empty() {
                let recorded = "return (sessionStorage.getItem('recorder') ?? '').includes(arguments[0])";
                browser.until("the message", recorded, vec![expected[0].into()]).await;
            }
        }
    }
    match *name {
        "router" => faults.extend(beside_a_router(browser).await),
        "versions" => faults.extend(all_of_the_first_version(browser).await),
        _ => {}
    }
    faults.extend(changed(browser).await);
    faults.extend(wrong(&browser.said().await, expected));
    cdn.put_away(name);
    (!faults.is_empty()).then(|| format!("{name}: {}", faults.join("\n")))
}

/// What of the page is not as it was.
async fn changed(browser: &Browser) -> Option<String> {
    let changes = browser.run("return changesOfHost()", vec![]).await;
    (changes != "").then(|| format!("changed the page: {changes}"))
}

/// The reader goes on, and the page's router hears nothing of it; the page's own links are the router's, and the reader
/// stays where it is.
async fn beside_a_router(browser: &Browser) -> Option<String> {
    browser.run("routed.length = 0; root.querySelector('.mh-pager a[rel=next]').click()", vec![]).await;
    browser
        .until(
            "the next article",
            "return root.querySelector('main').innerText.includes('一则撤回的消息')",
            vec![],
        )
        .await;
    let quiet = "return [routed.join(), location.pathname, location.hash, document.title].join('|')";
    let found = browser.run(quiet, vec![]).await;
    let mut faults = (found != "|/hosts/router.html||某某网").then(|| format!("the router hears {found}"));
    browser.run("document.querySelector('#top a').click()", vec![]).await;
    browser.until("the router's address", "return location.pathname === '/home/'", vec![]).await;
    browser.run("history.back()", vec![]).await;
    browser.until("the way back", "return routed.at(-1) === 'popstate'", vec![]).await;
    let found = browser.run("return [routed.join(), host.place].join('|')", vec![]).await;
    if found != "pushState /home/,popstate|/sb/2026-03-02/A02/105/" {
        faults = Some(format!("{}; beside the router {found}", faults.unwrap_or_default()));
    }
    faults
}

/// The script that came first serves the tag, with the files that came with it, and the other one's are not asked for.
async fn all_of_the_first_version(browser: &Browser) -> Option<String> {
    let script = "
        const files = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname).filter((path) => /masthead[^/]*[.](js|wasm|css)$/.test(path));
        const { version } = customElements.get('masthead-reader');
        return [version, getComputedStyle(root.querySelector('.mh-reader')).scrollMarginTop, files.filter((path) => !path.startsWith('/older/')).join()].join(' ')";
    let found = browser.run(script, vec![]).await;
    (found != "older 3px /masthead.js").then(|| format!("two versions: {found}"))
}

fn hosts_in(engine: Engine) {
    if !engine.is_here() {
        eprintln!("SKIPPED: {engine:?} is not on this machine");
        return;
    }
    within(engine, async |browser| {
        let cdn = Cdn::start().await;
        let prototype = std::env::var_os("MASTHEAD_PROTOTYPE")
            .map_or_else(|| "/usr/share/javascript/prototype/prototype.js".into(), std::path::PathBuf::from);
        let prototype = std::fs::read(prototype);
        if let Ok(script) = &prototype {
            browser.site.put("/prototype.js", script.clone());
        } else {
            eprintln!(
                "SKIPPED: the page with Prototype.js, which is not installed (Debian's libjs-prototype)"
            );
        }
        cdn.carry(browser, "plain");
        browser.open("/hosts/plain.html").await;
        let plain = reads(browser).await;
        assert_eq!(changed(browser).await, None, "a plain page");
        let mut faults: Vec<String> = wrong(&browser.said().await, &[]).into_iter().collect();
        for page in PAGES.iter().filter(|page| page.0 != "prototype" || prototype.is_ok()) {
            faults.extend(visit(browser, &cdn, &plain, page).await);
        }
        faults.extend(in_a_frame(browser, &cdn, &plain).await);
        assert!(faults.is_empty(), "{}", faults.join("\n\n"));
        two_readers(browser, &cdn).await;
    });
}

/// A frame that may run scripts and nothing else: what its recorder hears is told to the page around it.
async fn in_a_frame(browser: &Browser, cdn: &Cdn, plain: &str) -> Option<String> {
    browser.site.share(true);
    cdn.carry(browser, "framed");
    cdn.carry(browser, "frame");
    browser.open("/hosts/frame.html").await;
    browser.look_into_frame(true).await;
    let looks = reads(browser).await;
    let inside = changed(browser).await;
    browser.look_into_frame(false).await;
    let around = changed(browser).await;
    let said = wrong(&browser.said().await, &[]);
    browser.site.share(false);
    let look = (looks != plain).then(|| format!("looks\n{looks}\ninstead of\n{plain}"));
    let faults: Vec<String> = [inside, around, said, look].into_iter().flatten().collect();
    (!faults.is_empty()).then(|| format!("frame: {}", faults.join("\n")))
}

async fn two_readers(browser: &Browser, cdn: &Cdn) {
    cdn.carry(browser, "two");
    browser.open("/hosts/two.html").await;
    reads(browser).await;
    let second = "const second = document.querySelector('#second'); return second.shadowRoot?.querySelector('main')?.innerText.includes('晚报后来的头条')";
    browser.run("document.querySelector('#second').scrollIntoView()", vec![]).await;
    browser.until("the second reader", second, vec![]).await;
    browser.run("host.next()", vec![]).await;
    browser
        .until(
            "the next article",
            "return root.querySelector('main').innerText.includes('一则撤回的消息')",
            vec![],
        )
        .await;
    browser.until("its address", "return location.hash.endsWith('/A02/105/')", vec![]).await;
    let place = "return document.querySelector('#second').place";
    browser.gives_for("the second stays where it was", place, vec![], "/wb/2026-03-05/").await;
    browser.run("document.querySelector('#second').open('/wb/2026-03-02/')", vec![]).await;
    let moved = "return document.querySelector('#second').shadowRoot.querySelector('main').innerText.includes('晚报的头条')";
    browser.until("the other edition", moved, vec![]).await;
    browser
        .gives_for("the address is the first's", "return location.hash.endsWith('/A02/105/')", vec![], true)
        .await;
    browser.said().await;
}

#[test]
fn every_host_page_in_chromium() {
    hosts_in(Engine::Chromium);
}

#[test]
fn every_host_page_in_firefox() {
    hosts_in(Engine::Firefox);
}

#[test]
fn every_host_page_in_webkit() {
    hosts_in(Engine::WebKit);
}

/// Each of the reader's files and of the paper's, from a host that forgot the header for this one alone.
#[test]
fn the_file_that_lacks_the_header_is_named() {
    within(Engine::Chromium, async |browser| {
        let cdn = Cdn::start().await;
        for path in [GLUE, WASM, "/masthead.css", "/paper/paper.json", "/paper/sb/2026-03-02/edition.json"] {
            cdn.carry(browser, "plain");
            cdn.shared.trouble(path, Trouble::Unshared);
            browser.open("/hosts/plain.html").await;
            browser.see("这里原有的文字。").await;
            let wanted =
                format!("{path} lacks the header \"Access-Control-Allow-Origin: {}\"", browser.site.origin());
            let told = "return (sessionStorage.getItem('recorder') ?? '').includes(arguments[0])";
            browser.until(&wanted, told, vec![wanted.clone().into()]).await;
            let ours = |said: &&String| said.starts_with("console.") || said.starts_with("error");
            let said = browser.said().await;
            assert_eq!(said.iter().filter(ours).count(), 1, "{path}: {said:#?}");
            cdn.shared.heal(path);
        }
    });
}
