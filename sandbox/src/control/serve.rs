//! The control calls, by method and path.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{self, Request};
use axum::response::Response;
use http::header::{CACHE_CONTROL, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use http::{HeaderValue, StatusCode};
use serde_json::json;

use super::feedbacks::feedbacks;
use super::order;
use super::origin::is_local;
use super::person;
use super::webhook;
use crate::error::SandboxError;
use crate::service::{Unread, read};
use crate::state::State;

/// The largest body, in bytes.
const LARGEST_BODY: usize = 1024 * 1024;

pub(crate) async fn serve(extract::State(state): extract::State<Arc<State>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    if !is_local(&parts.headers) {
        let message = "the sandbox takes orders only under a loopback name";
        return refused(StatusCode::FORBIDDEN, message);
    }
    let body = match read(body, LARGEST_BODY).await {
        Ok(body) => body,
        Err(Unread::TooLarge | Unread::Gone) => {
            let message = "the body must be whole and have at most 1048576 bytes";
            return refused(StatusCode::PAYLOAD_TOO_LARGE, message);
        }
    };
    let done = match (parts.method.as_str(), parts.uri.path()) {
        ("POST", "/_sandbox/answer") => order::answer(&state, &body),
        ("POST", "/_sandbox/advance") => order::advance(&state, &body),
        ("POST", "/_sandbox/faults") => order::faults(&state, &body),
        ("POST", "/_sandbox/seed") => {
            // Long work must not hold up the pages of others.
            let seeding = tokio::task::spawn_blocking(move || order::seed(&state, &body));
            match seeding.await {
                Ok(seeded) => seeded,
                Err(_) => {
                    let message = "the seeding was interrupted";
                    return refused(StatusCode::INTERNAL_SERVER_ERROR, message);
                }
            }
        }
        ("POST", "/_sandbox/recipient") => person::recipient(&state, &body),
        ("POST", "/_sandbox/dismiss") => person::dismiss(&state, &body),
        ("POST", "/_sandbox/authorize") => person::authorize(&state, &body),
        ("POST", "/_sandbox/webhook") => webhook::webhook(&state, &body),
        ("GET", "/_sandbox/deliveries") => Ok(webhook::deliveries(&state).await),
        ("GET", "/_sandbox/requests") => Ok(order::requests(&state)),
        ("GET", "/_sandbox/feedbacks") => Ok(feedbacks(&state)),
        _ => {
            let message = "the calls are POST answer, advance, faults, seed, webhook, recipient, dismiss and authorize, \
                           and GET deliveries, requests and feedbacks";
            return refused(StatusCode::NOT_FOUND, message);
        }
    };
    match done {
        Ok(body) => json(StatusCode::OK, body),
        Err(error) => refused(status(&error), &error.to_string()),
    }
}

fn status(error: &SandboxError) -> StatusCode {
    match error {
        SandboxError::Invalid { .. } => StatusCode::BAD_REQUEST,
        SandboxError::UnknownFeedback { .. } | SandboxError::UnknownRequestToken => StatusCode::NOT_FOUND,
        SandboxError::AlreadyAnswered { .. } | SandboxError::CardClosed { .. } => StatusCode::CONFLICT,
        SandboxError::Bind { .. } | SandboxError::NoRuntime => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

fn refused(status: StatusCode, message: &str) -> Response {
    json(status, json!({ "error": message }).to_string().into_bytes())
}

fn json(status: StatusCode, body: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    for (name, value) in [
        (CONTENT_TYPE, "application/json;charset=utf-8"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (CACHE_CONTROL, "no-store"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}
