//! How a page crosses into JavaScript: once, as one text.

use std::collections::BTreeMap;

use serde::Serialize;
use twitter_feedback::{ErrorKind, EventPage, FeedbackError, Reply, Timestamp};
use twitter_feedback_bindings::joined_headers;

use crate::rows::Rows;

/// The HTTP answer behind a value, but for its body: status, headers, request id, date as epoch milliseconds.
#[derive(Serialize)]
pub(crate) struct ReplyRow<'a>(u16, BTreeMap<&'a str, String>, Option<String>, Option<i64>);

pub(crate) fn reply(reply: &Reply<()>) -> ReplyRow<'_> {
    ReplyRow(reply.status(), joined_headers(reply), reply.request_id(), reply.date().map(Timestamp::as_millis))
}

/// The rows of a page, the next cursor, what could not be read, and the answer behind it.
pub(crate) fn page(page: &EventPage, answer: Option<&Reply<()>>) -> Result<String, FeedbackError> {
    let unreadable: Vec<_> = page.unreadable.iter().map(|it| (it.index, &it.raw, &it.json_path, &it.reason)).collect();
    written(&(Rows::of_events(&page.events), &page.next_cursor, unreadable, answer.map(reply)))
}

/// A page with its body behind it, in the next line; `None` where the body is no text, which would not survive.
///
/// With the body in its own hands, JavaScript needs nothing that is kept here, and frees everything by itself.
pub(crate) fn page_with_body(page: &EventPage, answer: &Reply<()>) -> Result<Option<String>, FeedbackError> {
    let body = std::str::from_utf8(answer.body()).ok().filter(|body| !body.starts_with('\u{feff}'));
    body.map(|body| Ok([&*self::page(page, Some(answer))?, body].join("\n"))).transpose()
}

pub(crate) fn written(value: &impl Serialize) -> Result<String, FeedbackError> {
    serde_json::to_string(value)
        .map_err(|error| FeedbackError::new(ErrorKind::Internal, format!("rows could not be written: {error}")))
}
