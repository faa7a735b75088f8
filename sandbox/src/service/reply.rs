//! From an answer to the bytes on the wire.

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::header::{
    CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, DATE, LOCATION, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use http::{HeaderName, HeaderValue, StatusCode};

use crate::fault::PlayedAnswer;
use crate::handshake::{Page, escape};
use crate::quota::RateLimit;
use crate::refusal::Refusal;
use crate::state::State;
use crate::times::http_date;

const JSON: &str = "application/json;charset=utf-8";
const XML: &str = "application/xml;charset=utf-8";
const HTML: &str = "text/html;charset=utf-8";
const NO_STORE: &str = "no-store";

/// Marks a response that must not be sent: the connection is reset instead.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NoAnswer;

/// What the service says.
#[derive(Debug)]
pub(super) struct Reply {
    status: u16,
    content_type: &'static str,
    pub(super) body: Bytes,
    rate_limit: Option<RateLimit>,
    authenticated: bool,
    more: Vec<(HeaderName, String)>,
}

impl Reply {
    pub(super) fn ok(body: Vec<u8>) -> Self {
        Self {
            status: 200,
            content_type: JSON,
            body: Bytes::from(body),
            rate_limit: None,
            authenticated: false,
            more: Vec::new(),
        }
    }

    pub(super) fn refused(refusal: &Refusal) -> Self {
        Self { status: refusal.status, ..Self::ok(refusal.body()) }
    }

    /// A refusal in the platform's older form (seen; its content type is a guess).
    pub(super) fn refused_in_xml(refusal: &Refusal) -> Self {
        let Refusal { status, code, message } = refusal;
        let body = format!(
            "<?xml version='1.0' encoding='UTF-8'?><errors><error code=\"{code}\">{}</error></errors>",
            escape(message)
        );
        Self { status: *status, content_type: XML, ..Self::ok(body.into_bytes()) }
    }

    /// A page as a proxy in front of the service sends it.
    pub(super) fn html() -> Self {
        let page = "<!DOCTYPE html>\n<html><head><title>Over capacity</title></head>\
                    <body><h1>Something is technically wrong.</h1></body></html>\n";
        Self { status: 503, content_type: HTML, ..Self::ok(page.as_bytes().to_vec()) }
    }

    /// An answer of the handshake: no HTML, whatever its type says (seen).
    pub(super) fn text(status: u16, text: String) -> Self {
        Self { status, content_type: HTML, more: vec![(CACHE_CONTROL, NO_STORE.into())], ..Self::ok(text.into_bytes()) }
    }

    /// A page of the handshake. Its form tells its origin to the sandbox, and its address to nobody.
    pub(super) fn page(page: Page) -> Self {
        let more = vec![
            (CACHE_CONTROL, NO_STORE.into()),
            (CONTENT_SECURITY_POLICY, page.policy),
            (REFERRER_POLICY, "same-origin".into()),
            (X_CONTENT_TYPE_OPTIONS, "nosniff".into()),
            (X_FRAME_OPTIONS, "DENY".into()),
        ];
        Self { status: page.status, content_type: HTML, more, ..Self::ok(page.html.into_bytes()) }
    }

    /// Sends a browser on after a form.
    pub(super) fn redirect(url: String) -> Self {
        let more = vec![(CACHE_CONTROL, NO_STORE.into()), (LOCATION, url), (REFERRER_POLICY, "no-referrer".into())];
        Self { status: 303, content_type: HTML, more, ..Self::ok(Vec::new()) }
    }

    pub(super) fn limited(mut self, rate_limit: Option<RateLimit>) -> Self {
        self.rate_limit = rate_limit;
        self
    }

    pub(super) fn authenticated(mut self) -> Self {
        self.authenticated = true;
        self
    }

    /// The response with all headers of the service around the given body, whole or broken.
    pub(super) fn with_body(self, state: &State, body: Body) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or_default();
        let mut response = Response::new(if is_bodiless(status) { Body::empty() } else { body });
        *response.status_mut() = status;
        let headers = response.headers_mut();
        let transaction = state.transaction();
        let mut set_named = |name: HeaderName, value: &str| {
            if let Ok(value) = HeaderValue::from_str(value) {
                headers.insert(name, value);
            }
        };
        for (name, value) in self.more {
            set_named(name, &value);
        }
        let mut set = |name: &'static str, value: &str| set_named(HeaderName::from_static(name), value);
        set(DATE.as_str(), &http_date(state.clock.now()));
        if !is_bodiless(status) {
            set(CONTENT_TYPE.as_str(), self.content_type);
        }
        set("x-transaction", &transaction);
        set("x-transaction-id", &transaction);
        if self.authenticated {
            set("x-access-level", "read-write-directmessages");
        }
        if let Some(rate) = self.rate_limit {
            set("x-rate-limit-limit", &rate.limit.to_string());
            set("x-rate-limit-remaining", &rate.remaining.to_string());
            set("x-rate-limit-reset", &rate.reset.to_string());
        }
        response
    }

    pub(super) fn whole(self, state: &State) -> Response {
        let body = Body::from(self.body.clone());
        self.with_body(state, body)
    }
}

/// Whether HTTP allows neither a body nor, in a 204, its length (RFC 9110 section 8.6); a 304 from here has no
/// representation whose length it could tell.
fn is_bodiless(status: StatusCode) -> bool {
    status == StatusCode::NO_CONTENT || status == StatusCode::NOT_MODIFIED
}

/// An answer on order, exactly as given but for `date` and for what HTTP does not allow in a 204 or 304.
pub(super) fn played(state: &State, answer: &PlayedAnswer) -> Response {
    let bodiless = is_bodiless(answer.status());
    let mut response = Response::new(if bodiless { Body::empty() } else { Body::from(answer.bytes()) });
    *response.status_mut() = answer.status();
    if !answer.mentions(DATE.as_str())
        && let Ok(date) = HeaderValue::from_str(&http_date(state.clock.now()))
    {
        response.headers_mut().insert(DATE, date);
    }
    response.headers_mut().extend(answer.headers());
    if bodiless {
        response.headers_mut().remove(CONTENT_LENGTH);
    }
    response
}

/// No answer at all.
pub(super) fn none() -> Response {
    let mut response = Response::new(Body::empty());
    response.extensions_mut().insert(NoAnswer);
    response
}
