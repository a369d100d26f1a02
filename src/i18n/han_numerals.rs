//! Dates in Chinese numerals as a nameplate writes them: 二〇二六年十一月.

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// Digit by digit: 2026 is 二〇二六.
pub(super) fn digits(number: i32) -> String {
    number.to_string().chars().filter_map(|c| c.to_digit(10)).map(|d| DIGITS[d as usize]).collect()
}

/// As a number below one hundred: 11 is 十一, 20 is 二十.
pub(super) fn below_hundred(number: u8) -> String {
    let (tens, ones) = (number / 10 % 10, number % 10);
    let mut out = String::new();
    if tens > 1 {
        out.push(DIGITS[tens as usize]);
    }
    if tens > 0 {
        out.push('十');
    }
    if ones > 0 || tens == 0 {
        out.push(DIGITS[ones as usize]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_and_months_read_as_printed() {
        assert_eq!(digits(2026), "二〇二六");
        for (number, han) in
            [(0, "〇"), (1, "一"), (10, "十"), (11, "十一"), (12, "十二"), (20, "二十"), (31, "三十一")]
        {
            assert_eq!(below_hundred(number), han);
        }
    }
}
