//! A body sent as fast as allowed, and to its end or not.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use hyper::body::{Bytes, Frame, SizeHint};
use tokio::time::Sleep;

use crate::serve::answer::Body;

/// How long what was sent has to leave before the connection breaks: otherwise nothing would arrive at all.
const BEFORE_THE_CUT: Duration = Duration::from_millis(50);

/// See the module.
#[derive(Debug)]
pub(super) struct Paced {
    body: Body,
    /// What the body gave and was not yet sent.
    waiting: Bytes,
    /// Bytes of the next piece at most, and how long it takes.
    piece: Option<(usize, Duration)>,
    sleep: Option<Pin<Box<Sleep>>>,
    /// Bytes after which the connection breaks.
    cut_after: Option<u64>,
    /// Whether the pause before that has begun.
    is_paused: bool,
}

impl Paced {
    /// A body at so many bytes a second, that breaks off after so many bytes.
    pub(super) fn new(body: Body, rate: Option<u64>, cut_after: Option<u64>) -> Self {
        /// Pieces so small that a slow line looks smooth.
        const A_SECOND: u64 = 20;
        let piece = rate.map(|rate| {
            let bytes = usize::try_from(rate / A_SECOND).unwrap_or(usize::MAX).max(1);
            (bytes, Duration::from_millis(1000 / A_SECOND))
        });
        Self { body, waiting: Bytes::new(), piece, sleep: None, cut_after, is_paused: false }
    }

    fn rest(&mut self, pause: Duration, context: &mut Context<'_>) -> Poll<()> {
        let mut sleep = Box::pin(tokio::time::sleep(pause));
        let ended = sleep.as_mut().poll(context);
        self.sleep = Some(sleep).filter(|_| ended.is_pending());
        ended
    }
}

impl hyper::body::Body for Paced {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(sleep) = &mut self.sleep {
            ready!(sleep.as_mut().poll(context));
            self.sleep = None;
        }
        if self.cut_after == Some(0) {
            if !std::mem::replace(&mut self.is_paused, true) {
                ready!(self.rest(BEFORE_THE_CUT, context));
            }
            return Poll::Ready(Some(Err(io::Error::other("the answer was cut off on request"))));
        }
        while self.waiting.is_empty() {
            match ready!(Pin::new(&mut self.body).poll_frame(context)) {
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) => self.waiting = data,
                    Err(other) => return Poll::Ready(Some(Ok(other))),
                },
                ended => return Poll::Ready(ended),
            }
        }
        let limit = self.cut_after.map_or(usize::MAX, |left| usize::try_from(left).unwrap_or(usize::MAX));
        let limit = limit.min(self.waiting.len());
        let size = match self.piece {
            Some((bytes, pause)) => {
                self.sleep = Some(Box::pin(tokio::time::sleep(pause)));
                bytes.min(limit)
            }
            None => limit,
        };
        let part = self.waiting.split_to(size);
        if let Some(left) = &mut self.cut_after {
            *left -= size as u64;
        }
        Poll::Ready(Some(Ok(Frame::data(part))))
    }

    fn is_end_stream(&self) -> bool {
        self.waiting.is_empty() && self.cut_after.is_none() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let waiting = self.waiting.len() as u64;
        let rest = self.body.size_hint();
        rest.exact().map_or_else(SizeHint::new, |rest| SizeHint::with_exact(rest + waiting))
    }
}
