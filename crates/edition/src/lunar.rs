//! Dates of the Chinese calendar (农历), which a Chinese newspaper carries on its nameplate.
//!
//! Months begin by the moon as seen from Beijing, so they come from a table and not from a rule. The table says
//! what the Hong Kong Observatory's conversion tables say for 1901 to 2100, packed as is common, with 1899 and 1900
//! reckoned back; a test holds every day of it against an independent calendar. (Many copies of the packed table
//! are a day off for one month each of 2057, 2089 and 2097, when the moon is new within seconds of midnight.)

use crate::date::Date;

/// The first year of the table.
const FIRST_YEAR: i32 = 1899;

/// The day on which it began, 1899-02-10, as a [`Date::day_number`].
const FIRST_DAY: i64 = -25_892;

/// One number a year: bits 15 to 4 say, from the first month to the twelfth, whether it has 30 days or 29; the low
/// four bits say after which month the leap month comes (0: there is none), bit 16 whether that has 30 days.
#[rustfmt::skip]
const YEARS: [u32; 202] = [
    0x0AB50, // 1899
    0x04BD8, 0x04AE0, 0x0A570, 0x054D5, 0x0D260, 0x0D950, 0x16554, 0x056A0, 0x09AD0, 0x055D2, // 1900
    0x04AE0, 0x0A5B6, 0x0A4D0, 0x0D250, 0x1D255, 0x0B540, 0x0D6A0, 0x0ADA2, 0x095B0, 0x14977, // 1910
    0x04970, 0x0A4B0, 0x0B4B5, 0x06A50, 0x06D40, 0x1AB54, 0x02B60, 0x09570, 0x052F2, 0x04970, // 1920
    0x06566, 0x0D4A0, 0x0EA50, 0x16A95, 0x05AD0, 0x02B60, 0x186E3, 0x092E0, 0x1C8D7, 0x0C950, // 1930
    0x0D4A0, 0x1D8A6, 0x0B550, 0x056A0, 0x1A5B4, 0x025D0, 0x092D0, 0x0D2B2, 0x0A950, 0x0B557, // 1940
    0x06CA0, 0x0B550, 0x15355, 0x04DA0, 0x0A5B0, 0x14573, 0x052B0, 0x0A9A8, 0x0E950, 0x06AA0, // 1950
    0x0AEA6, 0x0AB50, 0x04B60, 0x0AAE4, 0x0A570, 0x05260, 0x0F263, 0x0D950, 0x05B57, 0x056A0, // 1960
    0x096D0, 0x04DD5, 0x04AD0, 0x0A4D0, 0x0D4D4, 0x0D250, 0x0D558, 0x0B540, 0x0B6A0, 0x195A6, // 1970
    0x095B0, 0x049B0, 0x0A974, 0x0A4B0, 0x0B27A, 0x06A50, 0x06D40, 0x0AF46, 0x0AB60, 0x09570, // 1980
    0x04AF5, 0x04970, 0x064B0, 0x074A3, 0x0EA50, 0x06B58, 0x05AC0, 0x0AB60, 0x096D5, 0x092E0, // 1990
    0x0C960, 0x0D954, 0x0D4A0, 0x0DA50, 0x07552, 0x056A0, 0x0ABB7, 0x025D0, 0x092D0, 0x0CAB5, // 2000
    0x0A950, 0x0B4A0, 0x0BAA4, 0x0AD50, 0x055D9, 0x04BA0, 0x0A5B0, 0x15176, 0x052B0, 0x0A930, // 2010
    0x07954, 0x06AA0, 0x0AD50, 0x05B52, 0x04B60, 0x0A6E6, 0x0A4E0, 0x0D260, 0x0EA65, 0x0D530, // 2020
    0x05AA0, 0x076A3, 0x096D0, 0x04AFB, 0x04AD0, 0x0A4D0, 0x1D0B6, 0x0D250, 0x0D520, 0x0DD45, // 2030
    0x0B5A0, 0x056D0, 0x055B2, 0x049B0, 0x0A577, 0x0A4B0, 0x0AA50, 0x1B255, 0x06D20, 0x0ADA0, // 2040
    0x14B63, 0x09370, 0x049F8, 0x04970, 0x064B0, 0x168A6, 0x0EA50, 0x06AA0, 0x1A6C4, 0x0AAE0, // 2050
    0x092E0, 0x0D2E3, 0x0C960, 0x0D557, 0x0D4A0, 0x0DA50, 0x05D55, 0x056A0, 0x0A6D0, 0x055D4, // 2060
    0x052D0, 0x0A9B8, 0x0A950, 0x0B4A0, 0x0B6A6, 0x0AD50, 0x055A0, 0x0ABA4, 0x0A5B0, 0x052B0, // 2070
    0x0B273, 0x06930, 0x07337, 0x06AA0, 0x0AD50, 0x14B55, 0x04B60, 0x0A570, 0x054E4, 0x0D160, // 2080
    0x0E968, 0x0D520, 0x0DAA0, 0x16AA6, 0x056D0, 0x04AE0, 0x0A9D4, 0x0A2D0, 0x0D150, 0x0F252, // 2090
    0x0D520, // 2100
];

const STEMS: [&str; 10] = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];
const BRANCHES: [&str; 12] = ["子", "丑", "寅", "卯", "辰", "巳", "午", "未", "申", "酉", "戌", "亥"];
const NUMERALS: [&str; 10] = ["十", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// Simplified or traditional characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// 简体.
    Simplified,
    /// 繁體.
    Traditional,
}

/// A date of the Chinese calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LunarDate {
    year: i32,
    month: u8,
    is_leap: bool,
    day: u8,
}

/// The Chinese date of a day from 1899-02-10 to 2101-01-28.
pub fn lunar(date: Date) -> Option<LunarDate> {
    let mut day = date.day_number() - FIRST_DAY;
    if day < 0 {
        return None;
    }
    for (year, packed) in (FIRST_YEAR..).zip(YEARS) {
        let leap = (packed & 15) as u8;
        for month in 1..=12u8 {
            let length = 29 + i64::from(packed >> (16 - month) & 1);
            if day < length {
                return Some(LunarDate { year, month, is_leap: false, day: day as u8 + 1 });
            }
            day -= length;
            if month != leap {
                continue;
            }
            let length = 29 + i64::from(packed >> 16 & 1);
            if day < length {
                return Some(LunarDate { year, month, is_leap: true, day: day as u8 + 1 });
            }
            day -= length;
        }
    }
    None
}

impl LunarDate {
    /// The civil year in which this year began.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 to 12; a leap month has the number of the one before.
    pub fn month(self) -> u8 {
        self.month
    }

    /// Whether it lies in a leap month.
    pub fn is_leap_month(self) -> bool {
        self.is_leap
    }

    /// The day of the month, 1 to 30.
    pub fn day(self) -> u8 {
        self.day
    }

    /// The year's name in the cycle of sixty: 壬寅. It is the same in both scripts.
    pub fn year_name(self) -> String {
        let cycle = (self.year - 4).rem_euclid(60) as usize;
        format!("{}{}", STEMS[cycle % 10], BRANCHES[cycle % 12])
    }

    /// The month's name: 正月, 八月, 闰四月, 腊月.
    pub fn month_name(self, script: Script) -> String {
        let leap = match (self.is_leap, script) {
            (false, _) => "",
            (true, Script::Simplified) => "闰",
            (true, Script::Traditional) => "閏",
        };
        let name = match (self.month, script) {
            (1, _) => "正",
            (11, _) => "冬",
            (12, Script::Simplified) => "腊",
            (12, Script::Traditional) => "臘",
            (month, _) => NUMERALS[usize::from(month % 10)],
        };
        format!("{leap}{name}月")
    }

    /// The day's name: 初一, 十五, 廿一, 三十. It is the same in both scripts.
    pub fn day_name(self) -> String {
        let tens = match self.day {
            ..=10 => "初",
            20 => "二",
            30 => "三",
            11..=19 => "十",
            _ => "廿",
        };
        format!("{tens}{}", NUMERALS[usize::from(self.day % 10)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> LunarDate {
        lunar(Date::parse(text).unwrap()).unwrap()
    }

    fn name(text: &str) -> String {
        let date = on(text);
        format!("{}年{}{}", date.year_name(), date.month_name(Script::Simplified), date.day_name())
    }

    #[test]
    fn dates_as_newspapers_printed_them() {
        for (date, printed) in [
            ("2022-09-16", "壬寅年八月廿一"),
            ("1900-01-01", "己亥年腊月初一"),
            ("1949-10-01", "己丑年八月初十"),
            ("2008-08-08", "戊子年七月初八"),
            ("2019-10-01", "己亥年九月初三"),
            ("2020-05-23", "庚子年闰四月初一"),
            ("2023-03-22", "癸卯年闰二月初一"),
            ("2025-07-25", "乙巳年闰六月初一"),
            ("2024-02-09", "癸卯年腊月三十"),
            ("2025-01-28", "甲辰年腊月廿九"),
            ("2026-11-20", "丙午年十月十二"),
            ("2033-12-22", "癸丑年闰冬月初一"),
            ("2057-09-28", "丁丑年九月初一"),
            ("2089-09-04", "己酉年八月初一"),
            ("2097-08-07", "丁巳年七月初一"),
            ("2022-12-23", "壬寅年腊月初一"),
            ("2022-12-22", "壬寅年冬月廿九"),
        ] {
            assert_eq!(name(date), printed, "{date}");
        }
    }

    #[test]
    fn spring_festivals() {
        for date in [
            "1900-01-31",
            "1912-02-18",
            "1937-02-11",
            "1949-01-29",
            "1950-02-17",
            "1966-01-21",
            "1978-02-07",
            "1984-02-02",
            "1985-02-20",
            "1997-02-07",
            "2000-02-05",
            "2008-02-07",
            "2012-01-23",
            "2015-02-19",
            "2018-02-16",
            "2019-02-05",
            "2020-01-25",
            "2021-02-12",
            "2022-02-01",
            "2023-01-22",
            "2024-02-10",
            "2025-01-29",
            "2026-02-17",
            "2027-02-06",
            "2028-01-26",
            "2029-02-13",
            "2030-02-03",
        ] {
            let lunar = on(date);
            assert_eq!((lunar.month(), lunar.is_leap_month(), lunar.day()), (1, false, 1), "{date}");
            assert_eq!(lunar.year(), Date::parse(date).unwrap().year());
        }
    }

    #[test]
    fn traditional_characters_differ_where_they_do() {
        assert_eq!(on("2024-02-09").month_name(Script::Traditional), "臘月");
        assert_eq!(on("2020-05-23").month_name(Script::Traditional), "閏四月");
        assert_eq!(on("2022-09-16").month_name(Script::Traditional), "八月");
    }

    #[test]
    fn days_have_their_names() {
        let of_month: Vec<_> = (16..=31)
            .chain(1..=14)
            .map(|day| {
                let month = if day >= 16 { 12 } else { 1 };
                let year = if day >= 16 { 2020 } else { 2021 };
                lunar(Date::new(year, month, day).unwrap()).unwrap().day_name()
            })
            .collect();
        // 2020-12-16 was 庚子年冬月初二, a month of 29 days.
        assert_eq!(of_month[0], "初二");
        assert_eq!(of_month[8], "初十");
        assert_eq!(of_month[9], "十一");
        assert_eq!(of_month[18], "二十");
        assert_eq!(of_month[19], "廿一");
        assert_eq!(name("2024-02-09").chars().skip(5).collect::<String>(), "三十");
    }

    #[test]
    fn the_table_has_its_ends() {
        let day = |text| lunar(Date::parse(text).unwrap());
        assert_eq!(day("1899-02-09"), None);
        assert_eq!(name("1899-02-10"), "己亥年正月初一");
        assert_eq!(name("2101-01-28"), "庚申年腊月廿九");
        assert_eq!(day("2101-01-29"), None);
        assert_eq!(day("9999-12-31"), None);
    }
}
