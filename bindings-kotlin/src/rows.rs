//! Feedbacks and events on their way to Kotlin: in one piece, of which nothing becomes an object before it is looked at.
//! `kotlin/internal/Rows.kt` reads it.
//!
//! A signed number of 32 bits says how many rows there are; then come the rows, all of one size, then the strings. A row
//! is times and then the score as numbers of 64 bits, then place and length of each string, then whether it is a test.
//! All numbers are big-endian.

use twitter_feedback::{Feedback, FeedbackEvent, Timestamp};

use crate::bytes::Bytes;

/// Stands for a time that is not there. No time is as early.
const NO_TIME: i64 = i64::MIN;

/// Stands for the length of a string that is not there.
const NO_STRING: i32 = -1;

const NUMBERS: usize = 6;
const STRINGS: usize = 12;
const ROW: usize = NUMBERS * 8 + STRINGS * 8 + 4;

/// About how long the strings of a row are.
const STRINGS_OF_A_ROW: usize = 256;

/// Place and length of a string.
type Place = (i32, i32);

pub(crate) struct Rows {
    /// How many rows there are, then the rows.
    table: Vec<u8>,
    strings: Vec<u8>,
    /// The row before: its strings that come again are written once.
    before: [Place; STRINGS],
}

impl Rows {
    pub(crate) fn of_events(events: &[FeedbackEvent]) -> Bytes {
        let mut rows = Self::for_many(events.len());
        for event in events {
            rows.write(&event.feedback, Some(event));
        }
        rows.finish()
    }

    pub(crate) fn of_feedbacks(feedbacks: &[Feedback]) -> Bytes {
        let mut rows = Self::for_many(feedbacks.len());
        for feedback in feedbacks {
            rows.write(feedback, None);
        }
        rows.finish()
    }

    fn for_many(many: usize) -> Self {
        let mut table = Vec::with_capacity(many.saturating_mul(ROW + STRINGS_OF_A_ROW).saturating_add(4));
        table.extend_from_slice(&i32::try_from(many).unwrap_or(i32::MAX).to_be_bytes());
        let strings = Vec::with_capacity(many.saturating_mul(STRINGS_OF_A_ROW));
        Self { table, strings, before: [(0, NO_STRING); STRINGS] }
    }

    fn finish(mut self) -> Bytes {
        self.table.append(&mut self.strings);
        Bytes::from(self.table)
    }

    fn write(&mut self, feedback: &Feedback, event: Option<&FeedbackEvent>) {
        let (score, text) = (&feedback.response.score, &feedback.response.text);
        self.time(feedback.created_at);
        self.time(feedback.updated_at);
        self.time(score.as_ref().map(|answer| answer.created_at));
        self.time(text.as_ref().map(|answer| answer.created_at));
        self.time(event.and_then(|event| event.created_at));
        self.number(score.as_ref().map_or(0, |answer| answer.value.value()));
        let strings: [Option<&str>; STRINGS] = [
            Some(feedback.id.as_str()),
            Some(feedback.r#type.as_str()),
            feedback.from_user_id.as_deref(),
            feedback.to_user_id.as_deref(),
            feedback.dm_id.as_deref(),
            feedback.external_id.as_deref(),
            feedback.display_name.as_deref(),
            feedback.question_variant_id.as_deref(),
            feedback.privacy_url.as_deref(),
            feedback.score_band().map(|band| band.as_str()),
            text.as_ref().map(|answer| answer.value.as_str()),
            event.map(|event| event.event_type.as_str()),
        ];
        let mut places = self.before;
        for (place, string) in places.iter_mut().zip(strings) {
            *place = self.place(string, *place);
            self.table.extend_from_slice(&place.0.to_be_bytes());
            self.table.extend_from_slice(&place.1.to_be_bytes());
        }
        self.before = places;
        self.table.extend_from_slice(&i32::from(feedback.test).to_be_bytes());
    }

    fn time(&mut self, time: Option<Timestamp>) {
        self.number(time.map_or(NO_TIME, Timestamp::as_millis));
    }

    fn number(&mut self, number: i64) {
        self.table.extend_from_slice(&number.to_be_bytes());
    }

    /// Where this string is, in the same place as `before` if that is the same string.
    fn place(&mut self, string: Option<&str>, before: Place) -> Place {
        let Some(string) = string else { return (0, NO_STRING) };
        if self.at(before) == Some(string.as_bytes()) {
            return before;
        }
        let start = self.strings.len();
        self.strings.extend_from_slice(string.as_bytes());
        // No answer is longer: reading one ends long before.
        (i32::try_from(start).unwrap_or(i32::MAX), i32::try_from(string.len()).unwrap_or(i32::MAX))
    }

    fn at(&self, (start, length): Place) -> Option<&[u8]> {
        let (start, length) = (usize::try_from(start).ok()?, usize::try_from(length).ok()?);
        self.strings.get(start..)?.get(..length)
    }
}
