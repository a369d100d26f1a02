//! The reader's day. Only ever asked after the first view stands, which must not depend on a clock.

/// Year, month and day by the browser's clock and time zone.
pub fn today() -> (i32, u8, u8) {
    let now = js_sys::Date::new_0();
    (now.get_full_year() as i32, now.get_month() as u8 + 1, now.get_date() as u8)
}
