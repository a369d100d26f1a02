//! Nothing from outside a paper or a source is published: symbolic links that lead out are refused and named. What an edition
//! names as a picture or a PDF is one.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;

use crate::case::Case;

const SECRET: &[u8] = b"%PDF-1.4 secret of the machine %%EOF";
const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"350\" height=\"550\"></svg>";
const SETTINGS: &str = "title = \"河湾报业\"\n[[publications]]\nid = \"hwrb\"\ntitle = \"河湾日报\"\n";
const BUILD: [&str; 5] = ["build", "paper", "--out", "site", "--without-reader"];

/// A paper, or a source, of one edition that names a PDF, the page's picture and one in an article.
fn edition(case: &Case, folder: &str) {
    let text = r#"{ "version": 1, "publication": "hwrb", "date": "2024-01-02", "pages": [ {
        "id": "A01", "pdf": "A01.pdf", "image": { "src": "A01.svg", "width": 350, "height": 550 },
        "articles": [ { "id": "a", "headline": ["题"], "body": [ { "type": "figure", "src": "in/a.svg", "width": 350, "height": 550 } ] } ] } ] }"#;
    case.write(&format!("{folder}/edition.json"), text.as_bytes());
    case.write(&format!("{folder}/A01.pdf"), b"%PDF-1.4\n%%EOF\n");
    case.write(&format!("{folder}/A01.svg"), SVG.as_bytes());
    case.write(&format!("{folder}/in/a.svg"), SVG.as_bytes());
}

fn paper() -> Case {
    let case = Case::new();
    case.write("paper/masthead.toml", SETTINGS.as_bytes());
    edition(&case, "paper/hwrb/2024-01-02");
    case.write("outside/secret.pdf", SECRET);
    case.write("outside/secret.svg", SVG.replace("><", "><desc>secret of the machine</desc><").as_bytes());
    case.write("outside/a.svg", SVG.replace("><", "><desc>secret of the machine</desc><").as_bytes());
    case
}

fn link(case: &Case, to: &str, at: &str) {
    let at = case.path(at);
    if at.is_dir() {
        fs::remove_dir_all(&at).unwrap()
    } else {
        drop(fs::remove_file(&at))
    }
    symlink(case.path(to), at).unwrap();
}

fn has_secret(case: &Case, folder: &str) -> bool {
    let holds = |content: &Vec<u8>| content.windows(6).any(|window| window == b"secret");
    case.tree(folder).values().any(holds)
}

/// The links that lead out of an edition's folder: where they lead, where they are, and the file that they give away.
const OUT: [(&str, &str, &str); 3] = [
    ("outside/secret.pdf", "A01.pdf", "A01.pdf"),
    ("outside/secret.svg", "A01.svg", "A01.svg"),
    ("outside", "in", "in/a.svg"),
];

#[test]
fn a_link_out_of_the_paper_is_refused_and_named() {
    for (to, at, file) in OUT {
        let case = paper();
        link(&case, to, &format!("paper/hwrb/2024-01-02/{at}"));
        let run = case.run(&BUILD);
        let named = format!("hwrb/2024-01-02/{file}: this is a symbolic link that leads out");
        assert!(run.code == 0 && run.stderr.contains(&named), "{file}: {}", run.stderr);
        assert!(
            !has_secret(&case, "site") && !case.path("site/hwrb/2024-01-02").join(file).exists(),
            "{file}"
        );
        assert!(case.path("site/hwrb/2024-01-02/A01/index.html").exists(), "the rest goes on");
        let check = case.run(&["check", "paper", "--json"]);
        assert!(check.code == 1 && check.stdout.contains("\"outside-link\""), "{file}: {}", check.stdout);
        assert!(check.stdout.contains(&format!("\"found\": \"{file}\"")), "{file}: {}", check.stdout);
    }
}

#[test]
fn a_link_within_the_paper_is_fine() {
    let case = paper();
    case.write("paper/scans/A01.pdf", SECRET);
    link(&case, "paper/scans/A01.pdf", "paper/hwrb/2024-01-02/A01.pdf");
    let run = case.run(&BUILD);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(fs::read(case.path("site/hwrb/2024-01-02/A01.pdf")).unwrap(), SECRET);
    assert_eq!(case.run(&["check", "paper", "--strict"]).code, 0);
}

#[test]
fn an_import_of_editions_refuses_them_too() {
    for (to, at, file) in OUT {
        let case = paper();
        edition(&case, "export");
        fs::remove_dir_all(case.path("paper/hwrb")).unwrap();
        link(&case, to, &format!("export/{at}"));
        let run = case.run(&["import", "export", "--into", "paper"]);
        let named = format!("{file}: this is a symbolic link that leads out");
        assert!(run.code == 0 && run.stdout.contains(&named), "{file}: {}{}", run.stdout, run.stderr);
        assert!(
            !has_secret(&case, "paper") && !case.path("paper/hwrb/2024-01-02").join(file).exists(),
            "{file}"
        );
        assert!(case.path("paper/hwrb/2024-01-02/edition.json").exists(), "the rest goes on");
    }
    // The edition's own file is one, too.
    let case = paper();
    edition(&case, "outside");
    fs::remove_dir_all(case.path("paper/hwrb")).unwrap();
    fs::create_dir(case.path("export")).unwrap();
    link(&case, "outside/edition.json", "export/edition.json");
    let run = case.run(&["import", "export", "--into", "paper"]);
    assert!(run.code == 1 && run.stdout.contains("leads out of the source"), "{}{}", run.stdout, run.stderr);
    assert!(!case.path("paper/hwrb").exists());
}

#[test]
fn what_could_not_be_read_this_time_stays_as_it_was_imported() {
    let case = paper();
    edition(&case, "export");
    fs::remove_dir_all(case.path("paper/hwrb")).unwrap();
    assert_eq!(case.run(&["import", "export", "--into", "paper"]).code, 0);
    let before = case.tree("paper");
    fs::remove_file(case.path("export/A01.svg")).unwrap();
    for _ in 0..2 {
        assert_eq!(case.run(&["import", "export", "--into", "paper"]).code, 0);
        assert!(case.tree("paper") == before);
    }
}

#[test]
fn fragments_and_icons_come_from_the_paper() {
    let fragments = "[fragments]\nfooter = \"fragments/footer.html\"\n";
    for (at, content) in [
        ("fragments/footer.html", "<p>secret of the machine</p>"),
        ("fragments/house.css", "/* secret of the machine */"),
        ("icon.svg", SVG),
    ] {
        let case = paper();
        case.write("paper/masthead.toml", format!("{SETTINGS}{fragments}").as_bytes());
        case.write("paper/fragments/footer.html", b"<p>footer</p>");
        case.write("outside/own", content.as_bytes());
        link(&case, "outside/own", &format!("paper/{at}"));
        let run = case.run(&BUILD);
        assert!(run.code == 3 && run.stderr.contains("leads out of the paper"), "{at}: {}", run.stderr);
        assert!(run.stderr.contains(at) && !case.path("site/paper.json").exists(), "{at}: {}", run.stderr);
        // Within the paper it may lie where it likes.
        case.write("paper/house/own", content.as_bytes());
        link(&case, "paper/house/own", &format!("paper/{at}"));
        let run = case.run(&BUILD);
        assert!(run.code == 0, "{at}: {}", run.stderr);
    }
}

#[test]
fn what_is_no_pdf_and_no_picture_is_not_published_and_what_is_cut_is_told() {
    const PASSWD: &[u8] = b"root:x:0:0:secret:/root:/bin/sh\n";
    for (file, content, rule, is_published) in [
        ("A01.pdf", PASSWD, "not-a-pdf", false),
        ("A01.svg", PASSWD, "not-a-picture", false),
        ("in/a.svg", PASSWD, "not-a-picture", false),
        ("A01.pdf", b"%PDF-1.4\nsecret", "cut-off", true),
        ("A01.svg", b"<svg width='350' height='550'><desc>secret", "cut-off", true),
    ] {
        let case = paper();
        case.write(&format!("paper/hwrb/2024-01-02/{file}"), content);
        let run = case.run(&BUILD);
        assert!(
            run.code == 0 && run.stderr.contains(&format!("2024-01-02/{file}: this ")),
            "{rule}: {}",
            run.stderr
        );
        assert_eq!(has_secret(&case, "site"), is_published, "{file}: {rule}");
        let check = case.run(&["check", "paper", "--json"]);
        assert!(check.stdout.contains(&format!("\"{rule}\"")), "{rule}: {}", check.stdout);
        assert_eq!(check.code, i32::from(!is_published), "{rule}");
    }
    // A page of HTML is sent as one, whatever it begins with.
    let case = paper();
    let file = "paper/hwrb/2024-01-02/edition.json";
    case.write(file, case.read(file).replace("A01.pdf", "A01.html").as_bytes());
    case.write("paper/hwrb/2024-01-02/A01.html", b"<script src=x></script> %PDF %%EOF");
    let run = case.run(&BUILD);
    assert!(
        run.code == 0 && run.stderr.contains("does not end in .pdf; it is not published"),
        "{}",
        run.stderr
    );
    assert!(!case.path("site/hwrb/2024-01-02/A01.html").exists());
}
