//! A network that is slow or fails, on request: what a reader on an underground train has.

use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::body::{Body, Bytes, Frame};
use regex::Regex;
use tokio::time::Sleep;

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
    /// Whether this answer fails.
    pub fn fails(&self, path: &str, counter: &Counter) -> bool {
        let count = counter.0.fetch_add(1, Ordering::Relaxed) + 1;
        self.fail_every.is_some_and(|every| every > 0 && count.is_multiple_of(every))
            || self.fail_path.as_ref().is_some_and(|pattern| pattern.is_match(path))
    }

    /// Whether this answer breaks off.
    pub fn cuts(&self, path: &str) -> bool {
        self.cut_path.as_ref().is_some_and(|pattern| pattern.is_match(path))
    }
}

/// A body sent as fast as allowed, and to its end or not.
#[derive(Debug)]
pub struct Paced {
    rest: Bytes,
    /// Bytes of the next piece, and how long it takes.
    piece: Option<(usize, Duration)>,
    sleep: Option<Pin<Box<Sleep>>>,
    /// Bytes after which the connection breaks.
    cut_after: Option<usize>,
    /// The pause before the break has begun.
    told: bool,
}

/// How long what was sent has to leave before the connection breaks.
const BEFORE_THE_CUT: Duration = Duration::from_millis(50);

/// The connection broke off on purpose.
#[derive(Debug)]
pub struct Cut;

impl std::fmt::Display for Cut {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the answer was cut off on request")
    }
}

impl std::error::Error for Cut {}

impl Paced {
    /// A body under a trouble.
    pub fn new(content: Bytes, trouble: &Trouble, cut: bool) -> Self {
        /// Pieces so small that a slow line looks smooth.
        const A_SECOND: u64 = 20;
        let piece = trouble.rate.map(|rate| {
            let bytes = usize::try_from(rate / A_SECOND).unwrap_or(usize::MAX).max(1);
            (bytes, Duration::from_millis(1000 / A_SECOND))
        });
        let cut_after = cut.then_some(content.len() / 2);
        Self { rest: content, piece, sleep: None, cut_after, told: false }
    }
}

impl Body for Paced {
    type Data = Bytes;
    type Error = Cut;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Cut>>> {
        if let Some(sleep) = &mut self.sleep {
            std::task::ready!(sleep.as_mut().poll(context));
            self.sleep = None;
        }
        if self.cut_after == Some(0) {
            if std::mem::replace(&mut self.told, true) {
                return Poll::Ready(Some(Err(Cut)));
            }
            // What was sent so far is given time to leave: otherwise nothing would arrive at all.
            let mut pause = Box::pin(tokio::time::sleep(BEFORE_THE_CUT));
            if pause.as_mut().poll(context).is_pending() {
                self.sleep = Some(pause);
                return Poll::Pending;
            }
            return Poll::Ready(Some(Err(Cut)));
        }
        if self.rest.is_empty() {
            return Poll::Ready(None);
        }
        let limit = self.cut_after.unwrap_or(usize::MAX).min(self.rest.len());
        let size = match self.piece {
            Some((bytes, pause)) => {
                self.sleep = Some(Box::pin(tokio::time::sleep(pause)));
                bytes.min(limit)
            }
            None => limit,
        };
        let part = self.rest.split_to(size);
        if let Some(left) = &mut self.cut_after {
            *left -= size;
        }
        Poll::Ready(Some(Ok(Frame::data(part))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty() && self.cut_after.is_none()
    }

    fn size_hint(&self) -> hyper::body::SizeHint {
        hyper::body::SizeHint::with_exact(self.rest.len() as u64)
    }
}
