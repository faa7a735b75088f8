use std::ops::Deref;

use bytes::Bytes;
use http::HeaderMap;

use super::transport::Answered;
use crate::model::Timestamp;

/// A typed answer, and the raw one behind it. Use it like the value itself.
#[derive(Debug, Clone)]
pub struct Reply<T> {
    value: T,
    answer: Answered,
}

/// Headers that carry sessions and logins.
const REDACTED: [&str; 5] =
    ["set-cookie", "authorization", "proxy-authorization", "www-authenticate", "proxy-authenticate"];

impl<T> Reply<T> {
    pub(crate) fn new(value: T, mut answer: Answered) -> Self {
        for name in REDACTED {
            answer.headers.remove(name);
        }
        Self { value, answer }
    }

    /// The value alone.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The value, and the answer without it.
    pub fn into_parts(self) -> (T, Reply<()>) {
        (self.value, Reply { value: (), answer: self.answer })
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.answer.status
    }

    /// Name and value of every header; those that carry sessions or logins are left out.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        let headers: &HeaderMap = &self.answer.headers;
        headers.iter().filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)))
    }

    /// One header's value, by its name in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.answer.header(name)
    }

    /// The body, to the letter.
    pub fn body(&self) -> &Bytes {
        &self.answer.body
    }

    /// The service's id of the request, for its support.
    pub fn request_id(&self) -> Option<String> {
        self.answer.request_id()
    }

    /// When the service says that it answered, to the second.
    pub fn date(&self) -> Option<Timestamp> {
        self.answer.date()
    }
}

impl<T> Deref for Reply<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}
