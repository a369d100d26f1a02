//! No spelling of a path leads out of the site: nothing outside is given out, and nowhere else is led to.

use super::{Answer, Server, site};
use crate::case::Case;
use crate::pages::paper;

pub(super) const SECRET: &str = "embargoed until Friday";

/// Files outside the site, where each spelling would find them: above it, beside it, where the command was started, and where
/// a preview keeps its folder.
pub(super) fn with_secrets(case: &Case) {
    for path in ["secret.json", "secret/index.html", "tmp/secret.json", "tmp/secret/index.html", "site.json"]
    {
        case.write(path, SECRET.as_bytes());
    }
}

/// Every spelling of a path to these files from `base`, which ends in a slash.
fn spellings(case: &Case, base: &str) -> Vec<Vec<u8>> {
    let mut paths: Vec<Vec<u8>> = Vec::new();
    for secret in ["secret.json", "secret", "secret/", "secret/index.html", "tmp/secret.json"] {
        let file = case.path(secret);
        assert!(file.exists(), "{secret}");
        let absolute = file.to_str().unwrap();
        let bare = absolute.trim_start_matches('/');
        let encoded = |text: &str, from: &str, to: &str| text.replace(from, to);
        for root in [
            "/", "//", "%2f", "%2F", "/%2f", "%2f%2f", "\\", "%5c", "\\\\", "%5C%5c", "%252f", "%c0%af",
            "./", "./%2f",
        ] {
            for path in [
                bare.to_owned(),
                encoded(bare, "/", "%2f"),
                encoded(bare, "/", "%5c"),
                encoded(bare, "/", "\\"),
                encoded(bare, "/", "//"),
            ] {
                paths.push(format!("{base}{root}{path}").into_bytes());
            }
        }
        for drive in [
            "C:",
            "C:/",
            "C:%5c",
            "C%3A/",
            "c|/",
            "/C:/",
            "//localhost/",
            "//?/",
            "%5c%5c?%5c",
            "%5c%5clocalhost%5cC$%5c",
            "file://",
            "file:///",
        ] {
            paths.push(format!("{base}{drive}{bare}").into_bytes());
        }
        for step in [
            "..",
            "%2e%2e",
            ".%2e",
            "%2E.",
            "%252e%252e",
            "%25252e%25252e",
            "..%00",
            "...",
            "..;",
            "%c0%ae%c0%ae",
            "%e0%80%ae%e0%80%ae",
            "．．",
        ] {
            for slash in ["/", "%2f", "\\", "%5c", "%252f", "%255c", "//", "/./", "%c0%af"] {
                for from in ["", "zzwb/2022-09-16/"] {
                    for depth in [1, 2, 4] {
                        paths.push(
                            format!("{base}{from}{}{secret}", format!("{step}{slash}").repeat(depth))
                                .into_bytes(),
                        );
                    }
                }
                // Up to the root of the machine, and down again.
                paths.push(format!("{base}{}{bare}", format!("{step}{slash}").repeat(40)).into_bytes());
            }
        }
        for end in ["%00", "%00.html", "%00/index.html", "\0", "%0a", "%20", ".", "::$DATA", "%3a%3a$DATA"] {
            paths.push(format!("{base}../{secret}{end}").into_bytes());
            paths.push(format!("{base}/{bare}{end}").into_bytes());
        }
        let long = "a/".repeat(5_000) + &"../".repeat(5_001);
        paths.push(format!("{base}{long}{secret}").into_bytes());
        paths.push(format!("{base}{}{bare}", "/".repeat(30_000)).into_bytes());
    }
    for long in [1_000, 60_000, 200_000, 2_000_000] {
        paths.push(format!("{base}{}", "a".repeat(long)).into_bytes());
        paths.push(format!("{base}{}", "%2e%2e%2f".repeat(long / 9)).into_bytes());
    }
    // Bytes that are no text, and none at all.
    paths.extend([[base.as_bytes(), b"\xff\xfe"].concat(), b"*".to_vec(), b"..".to_vec(), Vec::new()]);
    paths
}

pub(super) fn is_refused(answer: &Answer, path: &str) {
    let body = String::from_utf8_lossy(&answer.body);
    assert!(!body.contains(SECRET), "{path}");
    assert!((400..500).contains(&answer.status), "{path}: {}", answer.status);
    assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
    assert_eq!(answer.header("location"), "", "{path}");
}

fn refuses_every_spelling(server: &Server, case: &Case, base: &str) {
    let (mut asked, mut unanswered) = (0, 0);
    for path in spellings(case, base) {
        let head = format!(" HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", server.address);
        let request = [b"GET ", path.as_slice(), head.as_bytes()].concat();
        let shown: String = String::from_utf8_lossy(&path).chars().take(200).collect();
        match server.send(&request) {
            Some(answer) => is_refused(&answer, &shown),
            // What is too long may be refused by closing the connection while it is still being sent.
            None => {
                assert!(path.len() > 50_000, "{shown}");
                unanswered += 1;
            }
        }
        asked += 1;
    }
    assert!(asked > 2000 && unanswered * 100 < asked, "{asked} asked, {unanswered} without an answer");
    assert_eq!(server.get(base).status, 200, "and the site is still there");
}

#[test]
fn no_spelling_of_a_path_leaves_the_site() {
    let case = site();
    with_secrets(&case);
    for base in ["/", "/paper/"] {
        let server = Server::start(&case, &["--base", base]);
        refuses_every_spelling(&server, &case, base);
    }
}

#[test]
fn no_spelling_of_a_path_leaves_a_preview() {
    let case = paper();
    with_secrets(&case);
    let server = Server::of(&case, "paper", &["--bundle", "bundle"]);
    refuses_every_spelling(&server, &case, "/read/");
}

#[test]
fn redirects_stay_within_the_site() {
    let case = site();
    with_secrets(&case);
    let absolute = |path: &str| case.path(path).to_str().unwrap().to_owned();
    let (inside, outside) = (absolute("site/zzwb/2022-09-16"), absolute("secret"));
    for base in ["/", "/paper/"] {
        let server = Server::start(&case, &["--base", base]);
        let own = format!("http://{}{base}", server.address);
        for folder in [
            &inside,
            &outside,
            "zzwb/2022-09-16",
            "/zzwb/2022-09-16",
            "//zzwb/2022-09-16",
            "%2fzzwb/2022-09-16",
            "\\zzwb\\2022-09-16",
            "/\\zzwb/2022-09-16",
            "%5czzwb/2022-09-16",
            "/evil.example/%2e%2e/zzwb/2022-09-16",
            "./zzwb/2022-09-16",
            "zzwb//2022-09-16",
            "zzwb/2022-09-16?to=//evil.example",
            "zzwb/2022-09-16%3f//evil.example",
            "@evil.example/zzwb/2022-09-16",
        ] {
            for path in [format!("{base}{folder}"), format!("{own}{folder}")] {
                let location = server.ask("GET", &path, &[]).header("location").to_owned();
                let is_within = location.starts_with(&format!("{base}zzwb/2022-09-16/"));
                assert!(location.is_empty() || is_within, "{path} leads to {location}");
                let is_led = folder.starts_with("zzwb/2022-09-16") && !folder.contains('%');
                assert_eq!(!location.is_empty(), is_led, "{path}");
            }
        }
    }
}
