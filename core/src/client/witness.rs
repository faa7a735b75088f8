use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

/// Tells whether anything of a request can have been written to the network.
///
/// hyper asks a body for its first frame before it flushes the request's head. As long as nobody
/// asked, nothing was written, whatever went wrong; deciding by an error's text would be guessing.
#[derive(Debug, Clone, Default)]
pub(crate) struct Witness(Arc<AtomicBool>);

impl Witness {
    pub(crate) fn fired(&self) -> bool {
        self.0.load(Ordering::Acquire)
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
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.witness.0.store(true, Ordering::Release);
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
