use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use super::service_clock::Deadline;
use crate::failpoint::failpoint;

/// Nobody has asked for the body yet, so nothing was written.
const IDLE: u8 = 0;
/// The body was asked for: anything may have been written.
const FIRED: u8 = 1;
/// We have concluded that nothing was written, and hold ourselves to it.
const SEALED: u8 = 2;

/// Tells whether anything of a request can have been written to the network.
///
/// hyper asks a body for its first frame before it flushes the request's head. As long as nobody
/// asked, nothing was written, whatever went wrong; deciding by an error's text would be guessing.
///
/// Looking is not enough: the connection's own task may ask a moment after we looked. So the
/// conclusion "nothing was written" seals the witness, and a sealed body fails whoever asks for it
/// later, before its head is flushed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Witness {
    state: Arc<AtomicU8>,
    /// Whoever asks for the body after this is refused, as if it had been sealed: a machine may have slept since
    /// the request was made.
    deadline: Option<Deadline>,
}

impl Witness {
    /// One whose body can be asked for until then.
    pub(crate) fn until(deadline: Option<Deadline>) -> Self {
        Self { deadline, ..Self::default() }
    }

    /// True when the body was never asked for; from then on it never can be.
    pub(crate) fn seal(&self) -> bool {
        match self.state.compare_exchange(IDLE, SEALED, Ordering::AcqRel, Ordering::Acquire) {
            Ok(_) => true,
            Err(state) => state == SEALED,
        }
    }

    /// False when the witness was sealed before, or comes too late.
    fn fire(&self) -> bool {
        if self.deadline.as_ref().is_some_and(|deadline| !deadline.leaves(Duration::ZERO)) && self.seal() {
            return false;
        }
        match self.state.compare_exchange(IDLE, FIRED, Ordering::AcqRel, Ordering::Acquire) {
            Ok(_) => true,
            Err(state) => state == FIRED,
        }
    }

    /// A body of these bytes that this witness watches. Its size is exact, so it is not chunked.
    pub(crate) fn body(&self, bytes: impl Into<Bytes>) -> WitnessedBody {
        WitnessedBody { bytes: Some(bytes.into()), witness: self.clone() }
    }
}

pub(crate) struct WitnessedBody {
    bytes: Option<Bytes>,
    witness: Witness,
}

impl Body for WitnessedBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if !self.witness.fire() {
            return Poll::Ready(Some(Err(io::Error::other("this request was given up before it began"))));
        }
        failpoint("send.writing");
        Poll::Ready(self.bytes.take().map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.bytes.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        let left = self.bytes.as_ref().map_or(0, Bytes::len);
        SizeHint::with_exact(u64::try_from(left).unwrap_or(u64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::service_clock::ServiceClock;
    use crate::client::{ClockSource, ManualClock};
    use crate::model::Timestamp;

    fn poll(body: &mut WitnessedBody) -> Option<io::Result<Frame<Bytes>>> {
        let mut context = Context::from_waker(std::task::Waker::noop());
        match Pin::new(body).poll_frame(&mut context) {
            Poll::Ready(frame) => frame,
            Poll::Pending => panic!("the body is there"),
        }
    }

    #[test]
    fn a_body_that_was_asked_for_cannot_be_sealed() {
        let witness = Witness::default();
        let mut body = witness.body("form");
        assert_eq!(body.size_hint().exact(), Some(4));
        assert_eq!(poll(&mut body).unwrap().unwrap().into_data().unwrap(), "form");
        assert!(!witness.seal());
        assert!(poll(&mut body).is_none());
    }

    #[test]
    fn a_sealed_body_fails_whoever_asks_for_it_later() {
        let witness = Witness::default();
        let mut body = witness.body("form");
        assert!(witness.seal() && witness.seal());
        assert!(poll(&mut body).unwrap().is_err());
        assert!(witness.seal(), "and nothing was written still");
    }

    #[test]
    fn a_body_that_is_asked_for_too_late_is_as_if_it_had_been_sealed() {
        let local = Arc::new(ManualClock::new(Timestamp::EPOCH));
        let clock = ServiceClock::new(local.clone(), ClockSource::System);
        clock.hear(Timestamp::EPOCH);
        let second = Duration::from_secs(1);
        for (sleeps, written) in [(Duration::ZERO, true), (second, false)] {
            let witness = Witness::until(Some(clock.deadline(&clock.reading().unwrap(), second)));
            let mut body = witness.body("form");
            local.advance(sleeps);
            assert_eq!(poll(&mut body).unwrap().is_ok(), written);
            assert_eq!(witness.seal(), !written);
        }
    }
}
