//! An edition of real articles, assembled from a corpus beside the repository; and a huge one, made up.

use std::fs::File;
use std::io::{BufReader, ErrorKind, Write};

use serde_json::{Value, json};

use super::{Paper, beside};

/// So many articles to a page.
const ON_A_PAGE: usize = 8;

/// An article of the corpus.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    /// Its headline.
    pub(crate) title: String,
    /// Its paragraphs.
    pub(crate) paragraphs: Vec<String>,
}

/// Real articles, the first of the corpus; `None` where it is not beside the repository.
pub(crate) fn pieces(count: usize) -> Option<Vec<Piece>> {
    let file = beside("corpus/xwlb-2012-2016.jsonl.xz")?;
    let mut lines = Lines { bytes: Vec::new(), wanted: count, seen: 0 };
    let mut reader = BufReader::new(File::open(file).expect("the corpus opens"));
    if let Err(error) = lzma_rs::xz_decompress(&mut reader, &mut lines) {
        assert!(lines.seen >= count, "the corpus cannot be read: {error:?}");
    }
    let text = String::from_utf8_lossy(&lines.bytes);
    let piece = |line: &str| {
        let value: Value = serde_json::from_str(line).expect("a line of the corpus");
        let word = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
        Piece { title: word("title"), paragraphs: word("body").lines().map(str::to_owned).collect() }
    };
    Some(text.lines().take(count).map(piece).collect())
}

/// Takes lines until there are enough, and then ends the unpacking, which has no other way of stopping.
struct Lines {
    bytes: Vec<u8>,
    wanted: usize,
    seen: usize,
}

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.seen >= self.wanted {
            return Err(ErrorKind::WriteZero.into());
        }
        self.seen += bytes.iter().filter(|byte| **byte == b'\n').count();
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Made-up articles, each with a number to be found by.
pub(crate) fn invented(count: usize) -> Vec<Piece> {
    let piece = |number: usize| {
        Piece {
        title: format!("编号{number}的一篇"),
        paragraphs: (0..4)
            .map(|part| format!("这是第{number}篇的第{part}段,说的是田里的事和街上的事,话不多,只为占住一段的地方,好让一期报纸厚起来。"))
            .collect(),
    }
    };
    (1..=count).map(piece).collect()
}

/// A paper whose one edition, of 1 October 2026, is made of these pieces, in order: A01, A02 ….
pub(crate) fn paper_of(pieces: &[Piece]) -> Paper {
    let article = |(index, piece): (usize, &Piece)| {
        let body: Vec<Value> =
            piece.paragraphs.iter().map(|text| json!({ "type": "paragraph", "text": text })).collect();
        json!({ "id": format!("{}", 1001 + index), "headline": [piece.title], "body": body })
    };
    let articles: Vec<Value> = pieces.iter().enumerate().map(article).collect();
    let page = |(index, articles): (usize, &[Value])| json!({ "id": format!("A{:02}", index + 1), "name": "综合", "articles": articles });
    let pages: Vec<Value> = articles.chunks(ON_A_PAGE).enumerate().map(page).collect();
    Paper::new(json!({ "title": "厚报", "language": "zh-Hans" }))
        .publication(json!({ "id": "hb", "title": "厚报" }))
        .edition("2026-10-01", json!({ "pages": pages }))
}
