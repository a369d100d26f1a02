//! Text of a body, and how it is set within a line.

use fastrand::Rng;

use crate::oracle::Wanted;

/// None of them stands in a role, a mark of a jump or a line of the template.
const LETTERS: &str = "河湾渡口船岸柳桥麦田收种春夏秋冬雨雪风霜村镇集市老少男女晨昏茶盐糖豆米瓜果桑蚕牛羊鸡鸭鱼虾井泉沟渠堤坝仓窖炉窑砖瓦梁柱门窗灯烛琴鼓笛歌舞戏曲碗筷杯盘";

/// Takes texts and pictures down as they are written.
pub(super) struct Pen<'a> {
    pub(super) rng: &'a mut Rng,
    pub(super) wanted: Wanted,
}

impl Pen<'_> {
    /// So many letters that are written nowhere else.
    pub(super) fn letters(&mut self, count: usize) -> String {
        let all: Vec<char> = LETTERS.chars().collect();
        (0..count).map(|_| all[self.rng.usize(..all.len())]).collect()
    }

    /// Text of the body.
    pub(super) fn text(&mut self, count: usize) -> String {
        let text = self.letters(count);
        self.wanted.texts.push(text.clone());
        text
    }

    pub(super) fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[self.rng.usize(..from.len())]
    }

    pub(super) fn one_in(&mut self, count: usize) -> bool {
        self.rng.usize(..count) == 0
    }

    /// A sentence, with something in it now and then.
    pub(super) fn sentence(&mut self) -> String {
        let clauses = self.rng.usize(1..4);
        let mut out = String::new();
        for clause in 0..clauses {
            out.push_str(if clause > 0 { "，" } else { "" });
            let length = self.rng.usize(4..16);
            out.push_str(&self.text(length));
            if self.one_in(4) {
                out.push_str(&self.inline());
            }
        }
        out + self.pick(&["。", "。", "。", "！", "？", "。”", "；"])
    }

    /// A stretch that is set apart within a line.
    pub(super) fn inline(&mut self) -> String {
        let text = self.text(3);
        match self.rng.usize(..22) {
            0 => format!("<b>{text}</b>"),
            1 => format!("<STRONG>{text}</STRONG>"),
            2 => format!("<em>{text}</em>"),
            3 => format!("<font size=3 face=楷体_GB2312>{text}</font>"),
            4 => format!("<span style='font-weight: bold'>{text}</span>"),
            5 => format!("<a href=\"https://example.com/{}\">{text}</a>", self.rng.u16(..)),
            6 => format!("<a href='javascript:void(0)'>{text}</a>"),
            7 => format!("<ruby>{text}<rp>（</rp><rt>yīn</rt><rp>）</rp></ruby>"),
            8 => format!("<ruby><rb>{text}</rb><rt>yīn</rt> <rb>{}</rb><rt>yùn</rt></ruby>", self.text(1)),
            9 => format!("<ruby>{text}<rtc><rt>yīn yùn</rt></rtc></ruby>"),
            10 => format!("{text}&nbsp;&amp;&lt;{}&gt;", self.text(2)),
            11 => format!("{text}\n    {}", self.text(4)),
            12 => format!("{text}<!-- 注 -->{}", self.text(2)),
            13 => format!("<b>{text}<i>{}</b>{}</i>", self.text(2), self.text(2)),
            14 => format!("“{text}”（{}）", self.text(3)),
            15 => format!("{text}<span class=date>{}</span>", self.text(4)),
            16 => format!("{text}<img src=\"{}\" border=0>{}", self.glyph(), self.text(4)),
            17 => format!("<o:p>{text}</o:p>"),
            18 => format!("<div style=\"display: inline\">{text}</div>"),
            19 => format!("{text}<script>document.write('x')</script><font face=Webdings>4</font>"),
            20 => format!("<marquee>{text}</marquee><u>{}</u>", self.text(2)),
            _ => format!("{text}2022年{}", self.text(3)),
        }
    }

    fn glyph(&mut self) -> String {
        let src = self
            .pick(&["../../../res/zi1.png", "../../../res/gone.png", "../../../tplimg/dot.gif"])
            .to_owned();
        self.wanted.pictures.push(src.clone());
        src
    }

    /// A picture of its own: on disk, or not.
    pub(super) fn picture(&mut self) -> String {
        let src = self
            .pick(&[
                "../../../res/a.png",
                "../../../res/b.png",
                "../../../RES/A.png",
                "../../../res/lost.jpg",
            ])
            .to_owned();
        self.wanted.pictures.push(src.clone());
        let alt = if self.one_in(3) { format!(" alt=\"{}\"", self.letters(6)) } else { String::new() };
        let form = self.pick(&["IMG src=\"{}\" border=0", "img width=300 src='{}'", "img src={}"]);
        format!("<{}{alt}>", form.replace("{}", &src))
    }
}
