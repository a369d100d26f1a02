//! A site under nginx with the configuration that is made for it: the same answers as from `masthead serve`.
//!
//! `cargo xtask test` fetches nginx into `.tools/`; it is never installed, since that would start a server. Where there is
//! none, this says that it skips.

use std::collections::BTreeSet;
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::case::{Case, files};
use crate::pages::{build, paper};
use crate::serve::{Answer, Server};

/// The program, and its module for compressed files if it is there.
fn nginx() -> Option<(PathBuf, Option<PathBuf>)> {
    let named = std::env::var_os("MASTHEAD_NGINX").map(PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let known = ["/usr/sbin".into()].into_iter().chain(std::env::split_paths(&path));
    let found =
        named.or_else(|| known.map(|folder: PathBuf| folder.join("nginx")).find(|file| file.is_file()));
    let Some(program) = found else {
        eprintln!("skipped: there is no nginx here; `cargo xtask test native` fetches one");
        return None;
    };
    let module = program.parent()?.join("../lib/nginx/modules/ngx_http_brotli_static_module.so");
    Some((program, module.is_file().then_some(module)))
}

fn start(case: &Case, program: &PathBuf, module: Option<&PathBuf>) -> Server {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let here = case.path("");
    let here = here.to_str().unwrap();
    std::fs::create_dir_all(case.path("nginx/tmp")).unwrap();
    let load = module.map(|module| format!("load_module {};\n", module.display())).unwrap_or_default();
    if module.is_some() {
        let conf = case.read("root/read/_nginx/masthead.conf");
        assert!(conf.contains("    # brotli_static on;"));
        case.write(
            "root/read/_nginx/masthead.conf",
            conf.replace("# brotli_static", "brotli_static").as_bytes(),
        );
    }
    // Where tests run as root nginx would become nobody, who may not look into a test's folder.
    let root = Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.starts_with(b"0\n"));
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|name| format!("    {name}_temp_path {here}/nginx/tmp;\n"))
        .concat();
    let conf = format!(
        "{load}daemon off;\nmaster_process off;\n{}pid {here}/nginx/pid;\nerror_log {here}/nginx/errors warn;\nevents {{ }}\n\
         http {{\n    access_log off;\n{temporary}    include {here}/root/read/_nginx/map.conf;\n    server {{\n\
         \x20       listen 127.0.0.1:{port};\n        root {here}/root;\n        include {here}/root/read/_nginx/masthead.conf;\n    }}\n}}\n",
        if root { "user root;\n" } else { "" },
    );
    case.write("nginx/nginx.conf", conf.as_bytes());
    let child = Command::new(program)
        .args(["-p", here, "-e", &format!("{here}/nginx/errors"), "-c", &format!("{here}/nginx/nginx.conf")])
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap();
    let mut server = Server { child, address: format!("127.0.0.1:{port}") };
    let begin = Instant::now();
    while TcpStream::connect(&server.address).is_err() {
        assert!(server.child.try_wait().unwrap().is_none(), "nginx ended: {}", case.read("nginx/errors"));
        assert!(begin.elapsed() < Duration::from_secs(20), "nginx does not answer");
        std::thread::sleep(Duration::from_millis(20));
    }
    server
}

/// What both servers must say alike.
fn said(answer: &Answer) -> Vec<(String, String)> {
    const COMPARED: [&str; 9] = [
        "content-type",
        "content-encoding",
        "vary",
        "cache-control",
        "content-security-policy",
        "access-control-allow-origin",
        "cross-origin-resource-policy",
        "x-content-type-options",
        "referrer-policy",
    ];
    let values = COMPARED.iter().map(|name| ((*name).to_owned(), answer.header(name).to_ascii_lowercase()));
    values.chain([("status".to_owned(), answer.status.to_string())]).collect()
}

#[test]
fn nginx_answers_as_the_preview_does() {
    let Some((program, module)) = nginx() else { return };
    let case = paper();
    case.write("paper/hwrb/2024-01-02/A01.pdf", b"%PDF");
    let text = case.read("paper/hwrb/2024-01-02/edition.json");
    let text = text.replacen("\"id\": \"A01\",", "\"id\": \"A01\", \"pdf\": \"A01.pdf\",", 1);
    case.write("paper/hwrb/2024-01-02/edition.json", text.as_bytes());
    build(&case, "root/read", &["--host", "nginx"]);
    let preview = Server::of(&case, "root/read", &["--base", "/read/"]);
    let server = start(&case, &program, module.as_ref());

    let mut kinds = BTreeSet::new();
    let site = files(&case.path("root/read"));
    let public = site.iter().filter(|path| !path.starts_with(".masthead/") && !path.starts_with("_nginx/"));
    for path in public.filter(|path| !path.ends_with(".br") && !path.ends_with(".gz")) {
        let address = format!("/read/{}", path.strip_suffix("index.html").unwrap_or(path));
        let encodings = if module.is_some() { &["", "gzip", "br, gzip"][..] } else { &["", "gzip"] };
        for encoding in encodings {
            let asked = [("accept-encoding", *encoding)];
            let (from_nginx, from_preview) =
                (server.ask("GET", &address, &asked), preview.ask("GET", &address, &asked));
            assert_eq!(said(&from_nginx), said(&from_preview), "{address}, {encoding:?}");
            assert_eq!(from_nginx.status, 200, "{address}");
            assert!(from_nginx.body == from_preview.body || !encoding.is_empty(), "{address}");
            if !encoding.is_empty() && !from_nginx.header("content-encoding").is_empty() {
                assert!(
                    from_nginx.body.len()
                        < std::fs::metadata(case.path("root/read").join(path)).unwrap().len() as usize + 40
                );
            }
        }
        kinds.insert(path.rsplit('.').next().unwrap().to_owned());
    }
    for kind in [
        "html",
        "js",
        "css",
        "wasm",
        "bin",
        "json",
        "atom",
        "xml",
        "txt",
        "webmanifest",
        "svg",
        "png",
        "jpg",
        "pdf",
    ] {
        assert!(kinds.contains(kind), "{kind} is among {kinds:?}");
    }

    let missing = server.get("/read/hwrb/2024-01-02/Z99/");
    assert_eq!((missing.status, missing.body == case.read("root/read/404.html").into_bytes()), (404, true));
    assert!(missing.header("content-security-policy").contains("default-src 'none'"));
    for hidden in ["/read/.masthead/files.json", "/read/_nginx/map.conf", "/read/_nginx/"] {
        assert_eq!(server.get(hidden).status, 404, "{hidden}");
    }
    let folder = server.get("/read/hwrb/2024-01-02");
    assert_eq!((folder.status, folder.header("location").ends_with("/read/hwrb/2024-01-02/")), (301, true));
    let moved = server.get("/read/hwrb/html/2024-01-02/content_1.htm");
    assert_eq!(
        (moved.status, moved.header("location").ends_with("/read/hwrb/2024-01-02/A01/a/")),
        (301, true)
    );
    let tag = server.get("/read/paper.json").header("etag").to_owned();
    let again = server.ask("GET", "/read/paper.json", &[("if-none-match", &tag)]);
    assert_eq!(again.status, 304);
    assert!(!case.read("nginx/errors").contains("[emerg]"));
}
