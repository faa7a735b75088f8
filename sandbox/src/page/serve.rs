//! The page and its files, with what a browser must know about them.

use axum::body::Body;
use axum::extract::Path;
use axum::response::Response;
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, REFERRER_POLICY, VARY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use http::{HeaderMap, HeaderValue, Method, StatusCode};

use super::accept::prefers_html;
use super::files::{File, PAGE, find};
use crate::control::is_local;

const TEXT: &str = "text/plain;charset=utf-8";

/// Scripts, styles and pictures come from here alone, and the page asks nobody else. With trusted types no text can
/// become a page's source, and what others wrote is shown as text only.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
                      require-trusted-types-for 'script'; trusted-types 'none'";

/// `/`: the page for browsers and `text` for everybody else.
pub(crate) fn front(method: &Method, headers: &HeaderMap, text: &'static str) -> Response {
    if !is_local(headers) {
        return foreign();
    }
    let reads = method == Method::GET || method == Method::HEAD;
    if reads && prefers_html(headers) {
        return respond(StatusCode::OK, PAGE);
    }
    respond(StatusCode::OK, File { content_type: TEXT, text })
}

/// `/_sandbox/page/…`
pub(crate) async fn file(method: Method, headers: HeaderMap, Path(name): Path<String>) -> Response {
    if !is_local(&headers) {
        return foreign();
    }
    let reads = method == Method::GET || method == Method::HEAD;
    match find(&name).filter(|_| reads) {
        Some(file) => respond(StatusCode::OK, file),
        None => respond(StatusCode::NOT_FOUND, File { content_type: TEXT, text: "the page has no such file\n" }),
    }
}

fn foreign() -> Response {
    let text = "the sandbox shows itself only under a loopback name, such as 127.0.0.1 or localhost\n";
    respond(StatusCode::FORBIDDEN, File { content_type: TEXT, text })
}

fn respond(status: StatusCode, file: File) -> Response {
    let mut response = Response::new(Body::from(file.text));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    for (name, value) in [
        (CONTENT_TYPE, file.content_type),
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        // The next sandbox on this port may be another version.
        (CACHE_CONTROL, "no-store"),
        (VARY, "accept"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}
