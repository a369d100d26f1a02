//! What a server spends on those who ask.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use super::{Server, site};

const PDF: &str = "/zzwb/2022-09-16/X04.pdf";

/// A value of `/proc/PID/status` in bytes; `None` where there is no such file.
fn memory(server: &Server, name: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", server.child.id())).ok()?;
    let line = status.lines().find(|line| line.starts_with(name))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

#[test]
fn a_part_of_a_large_file_costs_that_part_and_a_whole_one_is_sent_as_it_is_read() {
    const LARGE: u64 = 300_000_000;
    let case = site();
    for number in 0..6 {
        // They have holes, and take no room on the disk.
        File::create(case.path(&format!("site/{number}.pdf"))).unwrap().set_len(LARGE).unwrap();
    }
    case.write("site/long.json", &[b' '; 30_000_000]);
    let server = Server::start(&case, &[]);
    server.get("/");
    let Some(before) = memory(&server, "VmHWM:") else {
        eprintln!("skipped: the system does not say how much memory a process takes");
        return;
    };
    for number in 0..6 {
        let part = server.ask("GET", &format!("/{number}.pdf"), &[("range", "bytes=150000000-150000099")]);
        assert_eq!((part.status, part.body.len()), (206, 100));
        assert_eq!(part.header("content-range"), format!("bytes 150000000-150000099/{LARGE}"));
    }
    let head = server.ask("HEAD", "/0.pdf", &[]);
    assert_eq!(head.header("content-length"), LARGE.to_string());
    // Somebody who asks for everything and takes little of it.
    let mut stream = TcpStream::connect(&server.address).unwrap();
    write!(stream, "GET /1.pdf HTTP/1.1\r\nhost: localhost\r\n\r\n").unwrap();
    stream.read_exact(&mut vec![0; 10_000_000]).unwrap();
    // Text, too large to be compressed on the way.
    let text = server.ask("GET", "/long.json", &[("accept-encoding", "br, gzip")]);
    assert_eq!((text.header("content-encoding"), text.body.len()), ("", 30_000_000));
    let more = memory(&server, "VmHWM:").unwrap() - before;
    assert!(more < LARGE / 10, "{more} bytes more for 600 bytes of six files of {LARGE} bytes");
}

#[test]
fn a_missing_path_is_missing_whatever_the_conditions_say() {
    let case = site();
    for with_page in [true, false] {
        if !with_page {
            fs::remove_file(case.path("site/404.html")).unwrap();
        }
        let server = Server::start(&case, &[]);
        let of_the_page = server.get("/404.html").header("etag").to_owned();
        for (name, value) in [
            ("range", "bytes=0-9"),
            ("range", "bytes=900000-"),
            ("range", "bytes=-1"),
            ("range", "nonsense"),
            ("if-none-match", "*"),
            ("if-none-match", "\"a\""),
            ("if-none-match", &of_the_page),
            ("if-match", "*"),
            ("if-match", "\"a\""),
            ("if-modified-since", "Fri, 01 Jan 2100 00:00:00 GMT"),
            ("if-unmodified-since", "Sun, 06 Nov 1994 08:49:37 GMT"),
            ("if-range", "\"a\""),
        ] {
            for path in
                ["/nothing", "/nothing/", "/nothing.pdf", "/zzwb/", "/.masthead/files.json", "//", "/%ff"]
            {
                for more in [&[][..], &[("range", "bytes=0-9"), ("accept-encoding", "br")]] {
                    let asked = [&[(name, value)], more].concat();
                    let missing = server.ask("GET", path, &asked);
                    assert_eq!(missing.status, 404, "{path} {asked:?}");
                    for header in ["content-range", "etag", "last-modified", "accept-ranges"] {
                        assert_eq!(missing.header(header), "", "{path} {asked:?}: {header}");
                    }
                }
            }
        }
    }
}

#[test]
fn what_was_not_modified_since_is_not_sent_again() {
    let case = site();
    let server = Server::start(&case, &[]);
    for path in ["/", "/paper.json", PDF] {
        for encoding in ["", "br"] {
            let ask =
                |name, value: &str| server.ask("GET", path, &[("accept-encoding", encoding), (name, value)]);
            let first = ask("x-nothing", "x");
            let modified = first.header("last-modified").to_owned();
            assert!(modified.ends_with(" GMT"), "{path}: {modified}");
            for fresh in [modified.as_str(), "Fri, 01 Jan 2100 00:00:00 GMT"] {
                let again = ask("if-modified-since", fresh);
                assert_eq!((again.status, again.body.len()), (304, 0), "{path} {fresh}");
                for header in ["etag", "cache-control", "vary", "access-control-allow-origin"] {
                    assert_eq!(again.header(header), first.header(header), "{path}: {header}");
                }
            }
            for stale in ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "yesterday"] {
                assert_eq!(ask("if-modified-since", stale).status, 200, "{path} {stale}");
            }
            let both =
                server.ask("GET", path, &[("if-modified-since", &modified), ("if-none-match", "\"other\"")]);
            assert_eq!(both.status, 200, "a tag says more than a time");
        }
        let modified = server.get(path).header("last-modified").to_owned();
        let part = |condition: &str| {
            server.ask("GET", path, &[("range", "bytes=0-0"), ("if-range", condition)]).status
        };
        assert_eq!((part(&modified), part("Sun, 06 Nov 1994 08:49:37 GMT")), (206, 200), "{path}");
        assert_eq!(part(server.get(path).header("etag")), 206);
    }
}

#[test]
fn head_says_what_get_would_send() {
    let case = site();
    let preview = crate::pages::paper();
    let servers = [Server::start(&case, &[]), Server::of(&preview, "paper", &["--bundle", "bundle"])];
    let paths = [
        &["/", "/paper.json", PDF, "/nothing", "/zzwb/2022-09-16", "/404.html"][..],
        &[
            "/read/",
            "/read/paper.json",
            "/read/.preview/state.json",
            "/read/.preview/preview.js",
            "/read/nothing",
            "/nothing",
        ],
    ];
    for (server, paths) in servers.iter().zip(paths) {
        for path in paths {
            for encoding in ["", "gzip", "br"] {
                let [get, head] =
                    ["GET", "HEAD"].map(|method| server.ask(method, path, &[("accept-encoding", encoding)]));
                assert_eq!((head.status, head.body.len()), (get.status, 0), "{path}");
                assert_eq!(head.header("content-length"), get.body.len().to_string(), "{path} {encoding}");
                for header in [
                    "content-type",
                    "content-encoding",
                    "etag",
                    "location",
                    "vary",
                    "cache-control",
                    "last-modified",
                ] {
                    assert_eq!(head.header(header), get.header(header), "{path} {encoding}: {header}");
                }
            }
        }
        let part = server.ask("HEAD", paths[1], &[("range", "bytes=0-0")]);
        assert_eq!((part.status, part.header("content-range")), (200, ""), "HEAD has no parts");
    }
}

#[test]
fn what_is_no_range_is_not_heeded() {
    let case = site();
    let server = Server::start(&case, &[]);
    for range in ["bytes=b-a", "bytes=", "lines=1-2", "bytes=0-1,5-6", "0-9", "bytes=9-3x"] {
        let whole = server.ask("GET", PDF, &[("range", range)]);
        assert_eq!((whole.status, whole.body.len()), (200, 1000), "{range}");
    }
    let part = server.ask("GET", "/paper.json", &[("range", "bytes=0-3"), ("accept-encoding", "br")]);
    assert_eq!(
        (part.status, part.body.as_slice(), part.header("content-encoding")),
        (206, &b"{\"a\""[..], "")
    );
}

/// Processor time that a process or thread has had, in hundredths of a second.
#[cfg(target_os = "linux")]
fn worked(who: &str) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{who}/stat")).unwrap();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    fields[11..13].iter().map(|ticks| ticks.parse::<u64>().unwrap()).sum()
}

#[test]
#[cfg(target_os = "linux")]
fn without_descriptors_it_waits_and_then_goes_on() {
    const DESCRIPTORS: usize = 24;
    let case = site();
    let mut limited = Command::new("sh");
    limited.args([
        "-c",
        &format!("ulimit -n {DESCRIPTORS}; exec \"$0\" \"$@\""),
        env!("CARGO_BIN_EXE_masthead"),
    ]);
    let server = Server::by(limited, &case, "site", &[]);
    assert_eq!(server.get("/").status, 200);
    let open = || fs::read_dir(PathBuf::from(format!("/proc/{}/fd", server.child.id()))).unwrap().count();
    let waiting: Vec<TcpStream> =
        (0..DESCRIPTORS * 2).map(|_| TcpStream::connect(&server.address).unwrap()).collect();
    let begin = Instant::now();
    while open() < DESCRIPTORS {
        assert!(begin.elapsed() < Duration::from_secs(60), "{} descriptors", open());
        std::thread::sleep(Duration::from_millis(10));
    }
    // This thread works for half a second of processor time: a server that spins beside it works as long.
    const WORK: u64 = 50;
    let process = server.child.id().to_string();
    let (own, before) = (worked("thread-self"), worked(&process));
    while worked("thread-self") < own + WORK {}
    let worked = worked(&process) - before;
    assert!(
        worked * 4 < WORK,
        "it worked for {worked} hundredths of a second while this test did for {WORK}"
    );
    drop(waiting);
    assert_eq!(server.get("/").status, 200, "and then it goes on");
}
