//! A row of timings.

/// Prints the median and the 95th percentile of some milliseconds.
pub(crate) fn report(what: &str, articles: usize, mut milliseconds: Vec<f64>) {
    assert!(!milliseconds.is_empty(), "{what}: nothing was measured");
    milliseconds.sort_by(f64::total_cmp);
    let at = |part: f64| milliseconds[((milliseconds.len() - 1) as f64 * part).round() as usize];
    println!("| {what} | {articles} | {:.1} ms | {:.1} ms | {} |", at(0.5), at(0.95), milliseconds.len());
}
