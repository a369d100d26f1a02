//! A network that is slow or fails, for tests of what asks over it. The command's own choices for this are hidden from
//! its help (`cli/trouble.rs`); tests/README.md has them.

mod paced;

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use http_body_util::BodyExt;
use hyper::StatusCode;
use regex::Regex;

use super::answer::{Answer, line};
use paced::Paced;

/// What goes wrong on purpose.
#[derive(Clone, Debug, Default)]
pub struct Trouble {
    /// Every answer waits so long.
    pub latency: Duration,
    /// Bytes a second, at most.
    pub rate: Option<u64>,
    /// Every so manieth answer is 503.
    pub fail_every: Option<u64>,
    /// Paths that always answer 503.
    pub fail_path: Option<Regex>,
    /// Paths whose answer breaks off in the middle.
    pub cut_path: Option<Regex>,
}

/// Counts answers, to fail every so manieth.
#[derive(Debug, Default)]
pub struct Counter(AtomicU64);

impl Trouble {
    /// An answer as such a network lets it through.
    pub async fn with(&self, counter: &Counter, path: &str, answer: impl Future<Output = Answer>) -> Answer {
        if !self.latency.is_zero() {
            tokio::time::sleep(self.latency).await;
        }
        if self.fails(path, counter) {
            return line(StatusCode::SERVICE_UNAVAILABLE, "out of order on request");
        }
        let answer = answer.await;
        let is_cut = answer.status().is_success() && matches(self.cut_path.as_ref(), path);
        if self.rate.is_none() && !is_cut {
            return answer;
        }
        let length =
            answer.headers().get("content-length").and_then(|value| value.to_str().ok()?.parse().ok());
        let cut_after = length.filter(|_| is_cut).map(|length: u64| length / 2);
        answer.map(|body| Paced::new(body, self.rate, cut_after).boxed_unsync())
    }

    fn fails(&self, path: &str, counter: &Counter) -> bool {
        let count = counter.0.fetch_add(1, Ordering::Relaxed) + 1;
        self.fail_every.is_some_and(|every| every > 0 && count.is_multiple_of(every))
            || matches(self.fail_path.as_ref(), path)
    }
}

fn matches(pattern: Option<&Regex>, path: &str) -> bool {
    pattern.is_some_and(|pattern| pattern.is_match(path))
}
