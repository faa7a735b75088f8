use std::collections::{HashSet, VecDeque};
use std::pin::Pin;
use std::time::Duration;

use futures_core::Stream;
use futures_util::stream;

use super::call::{Call, Operation};
use super::client_handle::Client;
use super::events_query::{EventsQuery, Start};
use super::reply::Reply;
use crate::model::{ErrorKind, EventPage, FeedbackError, FeedbackEvent, Timestamp};

/// How long a period is whose begin was left open.
const WEEK: Duration = Duration::from_secs(7 * 24 * 60 * 60);
/// Bytes of a cursor that still fit into a URL everywhere.
const MAX_CURSOR: usize = 4096;

/// A listing of events, page by page. Made by [`Client::events`].
///
/// It ends only where the service says so, with an empty cursor: empty and short pages in between
/// are normal (doc).
#[derive(Debug)]
pub struct EventStream {
    client: Client,
    query: EventsQuery,
    next: Next,
    asked: HashSet<String>,
}

#[derive(Debug, Clone)]
enum Next {
    First { from_time: Option<Timestamp>, to_time: Option<Timestamp> },
    Cursor(String),
    End,
}

impl Client {
    /// Lists what happened in a period, or goes on from a cursor. Nothing is sent before the first page is asked for.
    ///
    /// Limit of the service (doc): 1,000 pages in 15 minutes.
    pub fn events(&self, query: EventsQuery) -> EventStream {
        let next = match &query.start {
            Start::Period { from_time, to_time } => Next::First { from_time: *from_time, to_time: *to_time },
            Start::Cursor(cursor) => Next::Cursor(cursor.clone()),
        };
        EventStream { client: self.clone(), query, next, asked: HashSet::new() }
    }
}

impl EventStream {
    /// The next page; `None` after the last.
    ///
    /// After an error the same page is asked for again, so a listing can go on once the cause is gone.
    ///
    /// # Errors
    /// `server` when the service sends the listing round in a circle (the message names the cursor);
    /// `decode` when the answer is not a page. An event that cannot be read is no error: it stands in
    /// [`EventPage::unreadable`].
    pub async fn next_page(&mut self) -> Result<Option<Reply<EventPage>>, FeedbackError> {
        self.query.check()?;
        let mut params = Vec::with_capacity(4);
        match &self.next {
            Next::End => return Ok(None),
            Next::Cursor(cursor) => {
                self.check_cursor(cursor).map_err(|error| self.client.inner().redacted(error))?;
                params.push(("cursor", cursor.clone()));
            }
            Next::First { from_time, to_time } => {
                let (from_time, to_time) = self.settled_period(*from_time, *to_time).await?;
                params.push(("from_time", from_time.as_millis().to_string()));
                params.push(("to_time", to_time.as_millis().to_string()));
            }
        }
        params.push(("count", self.query.count.to_string()));

        let answer = self.client.read(Call::new(Operation::Events, params)).await?;
        let page = self.client.readable(&answer, |body| EventPage::from_body(body.clone()))?;
        for event in &page.unreadable {
            tracing::warn!(index = event.index, json_path = %event.json_path, "an event could not be read and is kept raw");
        }
        if let Next::Cursor(cursor) = &self.next {
            self.asked.insert(cursor.clone());
        }
        self.next = match &page.next_cursor {
            Some(cursor) => Next::Cursor(cursor.clone()),
            None => Next::End,
        };
        Ok(Some(Reply::new(page, answer)))
    }

    /// Fills the open ends of a period; asks the service for its time where it has to.
    async fn settled_period(
        &self,
        from_time: Option<Timestamp>,
        to_time: Option<Timestamp>,
    ) -> Result<(Timestamp, Timestamp), FeedbackError> {
        let to_time = match to_time {
            Some(to_time) => to_time,
            None => self.client.service_time().await?.saturating_sub(EventsQuery::SETTLED_AFTER),
        };
        let from_time = from_time.unwrap_or_else(|| to_time.saturating_sub(WEEK));
        // An open end may have met the other one only now.
        EventsQuery::between(from_time, to_time).check()?;
        Ok((from_time, to_time))
    }

    /// Asks for the pages that follow through another client.
    pub fn set_client(&mut self, client: Client) {
        self.client = client;
    }

    fn check_cursor(&self, cursor: &str) -> Result<(), FeedbackError> {
        let refused = |why: &str| {
            let start: String = cursor.chars().take(60).collect();
            Err(FeedbackError::new(ErrorKind::Server, format!("the cursor {start:?} {why}")))
        };
        if self.asked.contains(cursor) {
            return refused("came again; going on would never end");
        }
        if cursor.len() > MAX_CURSOR {
            return refused("is too long to be sent");
        }
        Ok(())
    }

    /// The cursor of the page that comes next, for [`EventsQuery::resume`]; `None` before the first
    /// page of a period and after the last.
    pub fn cursor(&self) -> Option<&str> {
        match &self.next {
            Next::Cursor(cursor) => Some(cursor),
            Next::First { .. } | Next::End => None,
        }
    }

    /// The events one by one, over all pages; ends after the first error.
    ///
    /// Events that cannot be read are left out here, with a warning in the log; [`next_page`](Self::next_page) has them.
    pub fn into_stream(self) -> Pin<Box<dyn Stream<Item = Result<FeedbackEvent, FeedbackError>> + Send>> {
        // Boxed, so that `next().await` needs no pinning by the caller.
        Box::pin(stream::try_unfold((self, VecDeque::new()), |(mut listing, mut waiting)| async move {
            loop {
                if let Some(event) = waiting.pop_front() {
                    return Ok(Some((event, (listing, waiting))));
                }
                match listing.next_page().await? {
                    Some(page) => waiting = page.into_inner().events.into(),
                    None => return Ok(None),
                }
            }
        }))
    }
}
