//! Trees in Big5: whatever they declare and however they were damaged, the text is read, and what is lost is told.

use encoding_rs::BIG5;

use crate::mirrors::{imported, rewritten};

const HEADLINE: &str = "河道整治工程下月動工";
const TEXT: &str = "縣政府表示，河道整治工程將於下月動工，預計明年春天完成，沿岸居民的出入不受影響。";

/// The first article's headline and paragraph, and the remarks on its file, where the file is this one in Big5.
fn read(head: &str, damage: impl Fn(&mut Vec<u8>)) -> (String, String, String) {
    let case = rewritten(|name, text| vec![(name.to_owned(), text)]);
    let html = format!(
        "<html><head>{head}</head><body><table><tr><td class=font01>{HEADLINE}</td></tr></table>\
         <founder-content><P>\u{3000}\u{3000}{TEXT}</P></founder-content></body></html>"
    );
    let mut bytes = BIG5.encode(&html).0.into_owned();
    damage(&mut bytes);
    case.write("source/html/2022-05/06/content_1.htm", &bytes);
    let (edition, remarks) = imported(&case);
    let article = &edition["pages"][0]["articles"][0];
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    (text(&article["headline"][0]), text(&article["body"][0]["text"]), remarks)
}

#[test]
fn big5_as_declared_and_under_a_scripts_charset() {
    for head in [
        "<meta http-equiv=Content-Type content='text/html; charset=big5'>",
        "<script charset=utf-8 src=a.js></script><meta charset=big5>",
        "<script charset=utf-8 src=a.js></script>",
        "",
    ] {
        assert_eq!(read(head, |_| {}), (HEADLINE.into(), TEXT.into(), String::new()), "{head}");
    }
    let (headline, text, remarks) = read("<meta charset=gb2312>", |_| {});
    assert_eq!((headline.as_str(), text.as_str()), (HEADLINE, TEXT));
    assert_eq!(remarks, "repaired encoding html/2022-05/06/content_1.htm\n");
}

#[test]
fn a_broken_byte_is_one_character_and_a_remark() {
    let after = BIG5.encode("預計").0.into_owned();
    for head in ["<meta charset=big5>", ""] {
        let (headline, text, remarks) = read(head, |bytes| {
            let at = bytes.windows(4).position(|window| window == after).unwrap();
            bytes.insert(at, 0xff);
        });
        assert_eq!((headline.as_str(), text), (HEADLINE, TEXT.replace("預計", "\u{fffd}預計")), "{head}");
        assert_eq!(remarks, "guessed broken-characters html/2022-05/06/content_1.htm\n");
    }
}
