use std::borrow::Cow;

/// What is written after a request, piece by piece, and what comes after that.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) parts: Vec<Part>,
    pub(crate) then: Then,
}

/// A piece of an answer. What is large is never held in one piece: the server's memory is no part of any test.
#[derive(Debug, Clone)]
pub(crate) enum Part {
    /// These bytes, so many times.
    Bytes(Cow<'static, [u8]>, u64),
    /// These bytes, one each second.
    Slowly(Cow<'static, [u8]>),
    /// The request's own bytes.
    Request,
}

/// What is done with the connection after the last piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Then {
    /// The next request is answered over it.
    Keep,
    /// It is closed in good order.
    Close,
    /// Nothing; it stays open, and silent.
    Wait,
    /// It is broken off.
    Reset,
}

/// More often than anybody can read.
const FOR_EVER: u64 = u64::MAX;

impl Answer {
    /// These bytes, after which the connection is closed.
    pub(crate) fn of(bytes: impl Into<Cow<'static, [u8]>>) -> Self {
        Self { parts: vec![Part::Bytes(bytes.into(), 1)], then: Then::Close }
    }

    /// Nothing at all, after which the connection is closed.
    pub(crate) fn nothing() -> Self {
        Self { parts: Vec::new(), then: Then::Close }
    }

    /// A well-formed answer, after which the connection is kept. Each header ends in CR LF.
    pub(crate) fn http(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        let length = u64::try_from(body.len()).unwrap_or(u64::MAX);
        Self::announced(status, headers, length).and(body.to_vec()).then(Then::Keep)
    }

    /// A status, headers, and the announcement of so many bytes of body.
    pub(crate) fn announced(status: &str, headers: &str, length: u64) -> Self {
        Self::head(status, &format!("{headers}content-length: {length}\r\n"))
    }

    /// A status and headers, complete.
    pub(crate) fn head(status: &str, headers: &str) -> Self {
        Self::open_head(status, headers).and("\r\n")
    }

    /// A status and headers, to which more headers can be added.
    pub(crate) fn open_head(status: &str, headers: &str) -> Self {
        Self::of(format!("HTTP/1.1 {status}\r\n{headers}").into_bytes())
    }

    pub(crate) fn and(self, bytes: impl Bytes) -> Self {
        self.times(bytes, 1)
    }

    pub(crate) fn times(mut self, bytes: impl Bytes, times: u64) -> Self {
        self.parts.push(Part::Bytes(bytes.bytes(), times));
        self
    }

    pub(crate) fn endlessly(self, bytes: impl Bytes) -> Self {
        self.times(bytes, FOR_EVER)
    }

    pub(crate) fn slowly(mut self, bytes: impl Bytes) -> Self {
        self.parts.push(Part::Slowly(bytes.bytes()));
        self
    }

    pub(crate) fn request(mut self) -> Self {
        self.parts.push(Part::Request);
        self
    }

    pub(crate) fn then(mut self, then: Then) -> Self {
        self.then = then;
        self
    }
}

/// Text or bytes, written down or made.
pub(crate) trait Bytes {
    fn bytes(self) -> Cow<'static, [u8]>;
}

impl Bytes for &'static str {
    fn bytes(self) -> Cow<'static, [u8]> {
        Cow::Borrowed(self.as_bytes())
    }
}

impl Bytes for String {
    fn bytes(self) -> Cow<'static, [u8]> {
        Cow::Owned(self.into_bytes())
    }
}

impl Bytes for Vec<u8> {
    fn bytes(self) -> Cow<'static, [u8]> {
        Cow::Owned(self)
    }
}
