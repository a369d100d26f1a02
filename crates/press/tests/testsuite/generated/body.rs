//! The blocks of a body.

use super::inline::Pen;

impl Pen<'_> {
    /// A whole body: paragraphs, and other things between them.
    pub(super) fn body(&mut self) -> String {
        let mut out = String::new();
        if self.one_in(6) {
            out.push_str(&format!("<p>（上接第{}版）{}</p>", self.rng.u8(1..9), self.sentence()));
        }
        for _ in 0..self.rng.usize(2..8) {
            let block = if self.one_in(2) { self.paragraph() } else { self.block() };
            out.push_str(&block);
            out.push_str(self.pick(&["", "\n", "\r\n    ", "<br>", "<P>&nbsp;</P>"]));
        }
        match self.rng.usize(..8) {
            0 => out.push_str("<p>（下转第3版）</p>"),
            1 => out.push_str(&format!("<P>　　{}（下转A02版）</P>", self.sentence())),
            2 => {
                let line = self.pick(&[
                    "本报记者 李一鸣 通讯员 王小川",
                    "记者 古丽•阿不都 文/图",
                    "文/晨报记者 王一禾 图/晨报记者 李明",
                ]);
                self.wanted.texts.push(line.to_owned());
                out.push_str(&format!("<p>　　{line}</p>"));
            }
            3 => {
                let line = self.pick(&[
                    "记者 杨宜锦 通讯员 宋杰 文/图",
                    "（记者 张三）",
                    "晨报全媒体记者 王一禾 摄",
                ]);
                self.wanted.texts.push(line.to_owned());
                out.push_str(&format!("<p>{} {line}</p>", self.sentence()));
            }
            4 => out.push_str(&format!("<p>1335950 2022-09-16 00:00:00 五 {}KeywordPh</p>", self.letters(6))),
            _ => {}
        }
        out
    }

    fn paragraph(&mut self) -> String {
        let indent = self.pick(&["　　", "&nbsp;&nbsp;&nbsp;&nbsp;", "", "\u{a0}\u{a0}\u{a0}\u{a0}"]);
        let sentences: Vec<String> = (0..self.rng.usize(1..5)).map(|_| self.sentence()).collect();
        let text = sentences.join(self.pick(&["", "", "", " "]));
        match self.rng.usize(..7) {
            0 => format!("<p>{indent}{text}</p>"),
            1 => format!("<P align=justify>{indent}{text}"),
            2 => format!("{indent}{text}<br>{indent}{}<BR/>", self.sentence()),
            3 => format!("<div>{indent}{text}</div>"),
            4 => format!("<p><span style='font-size:14px'>{indent}{text}</span></p>"),
            5 => format!("<center>{text}</center>"),
            _ => format!("<P>{indent}{text}</P>"),
        }
    }

    fn block(&mut self) -> String {
        match self.rng.usize(..16) {
            0 => format!("<p><b>{}</b></p>", self.text(9)),
            1 => format!("<h3>{}</h3>", self.text(9)),
            2 => format!("<p>{} {}</p>", self.sentence(), self.text(10)),
            3 => format!("<p>{}</p>", self.text(8)),
            4 | 5 => self.list(),
            6..=8 => self.table(),
            9 => format!("<p align=center>{}</p><p>▲{}</p>", self.picture(), self.sentence()),
            10 => format!("<p>{}</p><p>图为{}。 张三 摄</p>", self.picture(), self.text(8)),
            11 => format!("<p>{}{}{}</p>", self.sentence(), self.picture(), self.sentence()),
            12 => format!("<p>{}{}{}</p>", self.text(6), self.picture(), self.sentence()),
            13 => format!("<blockquote>{}</blockquote><hr>", self.sentence()),
            14 => format!("<dl><dt>{}<dd>{}</dl>", self.text(4), self.sentence()),
            _ => format!("<p>本报讯（记者 李一鸣）{}</p>", self.sentence()),
        }
    }

    fn list(&mut self) -> String {
        let name = self.pick(&["ul", "ol"]);
        let items: Vec<String> = (0..self.rng.usize(1..4)).map(|_| self.item()).collect();
        format!("<{name}>{}</{name}>", items.concat())
    }

    fn item(&mut self) -> String {
        match self.rng.usize(..8) {
            0 => format!(
                "<li>{}<ul><li>{}<li>{}</ul>{}</li>",
                self.text(4),
                self.text(4),
                self.text(4),
                self.text(3)
            ),
            1 => format!("<li><p>{}</p><p>{}</p></li>", self.sentence(), self.sentence()),
            2 => format!("<li>{}{}</li>", self.text(4), self.picture()),
            3 => format!("<li>{}<br>{}</li>", self.text(4), self.text(4)),
            _ => format!("<li>{}", self.sentence()),
        }
    }

    fn table(&mut self) -> String {
        match self.rng.usize(..9) {
            0 => format!(
                "<table><tr><td>{}</td></tr><tr><td>{}</td></tr></table>",
                self.picture(),
                self.text(12)
            ),
            1 => format!(
                "<table align=center>{}<tr><td>{}<td>{}<tr><td>{}<td>{}</table>",
                self.caption(),
                self.picture(),
                self.picture(),
                self.text(8),
                self.text(8)
            ),
            2 => format!(
                "<table><tr><td>{}{}{}</td></tr></table>",
                self.paragraph(),
                self.paragraph(),
                self.picture()
            ),
            3 => format!("<table><tr><td>{}<td>{}</table>", self.paragraph(), self.block_within()),
            4 => format!(
                "<TABLE><TR><TD>{}<TD>{}<TR><TD>{}<TD>{}</TABLE>",
                self.text(3),
                self.picture(),
                self.text(3),
                self.text(3)
            ),
            5 => format!("<table>{}<tr><td>{}</table>", self.text(5), self.sentence()),
            _ => self.grid(),
        }
    }

    fn block_within(&mut self) -> String {
        match self.rng.usize(..3) {
            0 => self.list(),
            1 => self.grid(),
            _ => format!("{}<table><tr><td>{}</table>", self.text(4), self.picture()),
        }
    }

    fn caption(&mut self) -> String {
        if self.one_in(4) { format!("<caption>{}</caption>", self.text(6)) } else { String::new() }
    }

    fn grid(&mut self) -> String {
        let (rows, columns) = (self.rng.usize(2..5), self.rng.usize(2..5));
        let mut out = format!("<table border=1>{}", self.caption());
        for row in 0..rows {
            out.push_str("<tr>");
            let name = if row == 0 && self.one_in(2) { "th" } else { "td" };
            for _ in 0..columns {
                let span = self.pick(&[
                    "",
                    "",
                    "",
                    "",
                    " rowspan=2",
                    " colspan=2",
                    " rowspan=0",
                    " colspan=99 rowspan=99",
                ]);
                let text = if self.one_in(9) { self.sentence() } else { self.text(3) };
                out.push_str(&format!("<{name}{span}>{text}"));
            }
        }
        out + "</table>"
    }
}
