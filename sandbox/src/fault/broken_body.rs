//! Bodies that do not arrive as they should.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::time::{Interval, MissedTickBehavior, interval};

use crate::server::KillSwitch;

/// Announces all of its bytes, sends half of them and resets the connection.
#[derive(Debug)]
pub(crate) struct TruncatedBody {
    announced: u64,
    half: Option<Bytes>,
    flushed: bool,
    kill: KillSwitch,
}

impl TruncatedBody {
    pub(crate) fn new(whole: Bytes, kill: KillSwitch) -> Self {
        let half = whole.slice(..whole.len() / 2);
        Self { announced: u64::try_from(whole.len()).unwrap_or(u64::MAX), half: Some(half), flushed: false, kill }
    }
}

/// The body ends here, before its end.
#[derive(Debug, thiserror::Error)]
#[error("the body is cut short on order")]
pub(crate) struct CutShort;

impl Body for TruncatedBody {
    type Data = Bytes;
    type Error = CutShort;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, CutShort>>> {
        if let Some(half) = self.half.take() {
            return Poll::Ready(Some(Ok(Frame::data(half))));
        }
        if !self.flushed {
            // What is buffered is written out only when the body has nothing more to give.
            self.flushed = true;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        self.kill.raise();
        Poll::Ready(Some(Err(CutShort)))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.announced)
    }
}

/// Sends one byte each 100 ms of real time.
#[derive(Debug)]
pub(crate) struct SlowBody {
    rest: Bytes,
    pace: Interval,
}

impl SlowBody {
    pub(crate) fn new(whole: Bytes) -> Self {
        let mut pace = interval(Duration::from_millis(100));
        pace.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Self { rest: whole, pace }
    }
}

impl Body for SlowBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.rest.is_empty() {
            return Poll::Ready(None);
        }
        ready!(self.pace.poll_tick(context));
        let byte = self.rest.split_to(1);
        Poll::Ready(Some(Ok(Frame::data(byte))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(u64::try_from(self.rest.len()).unwrap_or(u64::MAX))
    }
}
