//! A page of events on its way to Kotlin.

use twitter_feedback::{EventPage, Reply, UnreadableEvent};

use crate::bytes::Bytes;
use crate::records::NativeReply;
use crate::rows::Rows;

#[derive(uniffi::Record)]
pub struct UnreadableData {
    pub index: u32,
    pub raw: String,
    pub json_path: String,
    pub reason: String,
}

/// The texts of its events are read from its body when they are asked for.
#[derive(uniffi::Record)]
pub struct PageData {
    pub rows: Bytes,
    pub unreadable: Vec<UnreadableData>,
    pub next_cursor: Option<String>,
    pub reply: Option<NativeReply>,
}

impl PageData {
    pub(crate) fn replied(reply: Reply<EventPage>) -> Self {
        let (page, reply) = reply.into_parts();
        Self { reply: Some(NativeReply::from(&reply)), ..Self::from(page) }
    }
}

impl From<EventPage> for PageData {
    fn from(page: EventPage) -> Self {
        Self {
            rows: Rows::of_events(&page.events),
            unreadable: page.unreadable.into_iter().map(UnreadableData::from).collect(),
            next_cursor: page.next_cursor,
            reply: None,
        }
    }
}

impl From<UnreadableEvent> for UnreadableData {
    fn from(event: UnreadableEvent) -> Self {
        Self {
            index: u32::try_from(event.index).unwrap_or(u32::MAX),
            raw: event.raw,
            json_path: event.json_path,
            reason: event.reason,
        }
    }
}
