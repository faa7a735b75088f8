//! Feedbacks and events on their way to JavaScript, as strings and whole numbers, which `JSON.parse` reads fast. Names
//! never cross, and strings that repeat themselves seldom do. `ts/rows.ts` reads it.

use serde::Serialize;
use twitter_feedback::{Feedback, FeedbackEvent, Timestamp};

/// Stands for a string or a time that is not there.
const NONE: i64 = -1;

/// With how many strings of its column a string is compared before it is taken for a new one.
const COMPARED: usize = 4;

/// A table: the earliest time as epoch milliseconds, the strings, and the rows one after the other. A row is a fixed
/// number of numbers: places of strings, times in milliseconds after the earliest, scores.
#[derive(Serialize)]
pub(crate) struct Rows<'a>(i64, Vec<&'a str>, Vec<i64>);

/// Places of the strings that a column had.
type Column = Vec<u32>;

/// The columns whose strings repeat themselves.
#[derive(Default)]
struct Columns {
    r#type: Column,
    from_user_id: Column,
    display_name: Column,
    question_variant_id: Column,
    privacy_url: Column,
    score_band: Column,
    event_type: Column,
}

impl<'a> Rows<'a> {
    pub(crate) fn of_events(events: &'a [FeedbackEvent]) -> Self {
        let earliest = events.iter().flat_map(|event| times(&event.feedback).chain(event.created_at)).min();
        let (mut rows, mut columns) = (Self::since(earliest), Columns::default());
        for event in events {
            rows.feedback(&event.feedback, &mut columns);
            rows.repeated(&mut columns.event_type, Some(event.event_type.as_str()));
            rows.time(event.created_at);
        }
        rows
    }

    pub(crate) fn of_feedbacks(feedbacks: &'a [Feedback]) -> Self {
        let earliest = feedbacks.iter().flat_map(times).min();
        let (mut rows, mut columns) = (Self::since(earliest), Columns::default());
        for feedback in feedbacks {
            rows.feedback(feedback, &mut columns);
        }
        rows
    }

    fn since(earliest: Option<Timestamp>) -> Self {
        Self(earliest.map_or(0, Timestamp::as_millis), Vec::new(), Vec::new())
    }

    fn feedback(&mut self, feedback: &'a Feedback, columns: &mut Columns) {
        self.string(Some(feedback.id.as_str()));
        self.repeated(&mut columns.r#type, Some(feedback.r#type.as_str()));
        self.number(feedback.test.into());
        self.time(feedback.created_at);
        self.time(feedback.updated_at);
        self.repeated(&mut columns.from_user_id, feedback.from_user_id.as_deref());
        self.string(feedback.to_user_id.as_deref());
        self.string(feedback.dm_id.as_deref());
        self.string(feedback.external_id.as_deref());
        self.repeated(&mut columns.display_name, feedback.display_name.as_deref());
        self.repeated(&mut columns.question_variant_id, feedback.question_variant_id.as_deref());
        self.repeated(&mut columns.privacy_url, feedback.privacy_url.as_deref());
        let (score, text) = (&feedback.response.score, &feedback.response.text);
        self.time(score.as_ref().map(|answer| answer.created_at));
        self.number(score.as_ref().map_or(NONE, |answer| answer.value.value()));
        self.repeated(&mut columns.score_band, feedback.score_band().map(|band| band.as_str()));
        self.time(text.as_ref().map(|answer| answer.created_at));
        self.string(text.as_ref().map(|answer| answer.value.as_str()));
    }

    fn number(&mut self, number: i64) {
        self.2.push(number);
    }

    fn time(&mut self, time: Option<Timestamp>) {
        self.number(time.map_or(NONE, |time| time.as_millis().saturating_sub(self.0)));
    }

    fn string(&mut self, string: Option<&'a str>) {
        let place = string.map(|string| self.place(string));
        self.number(place.map_or(NONE, i64::from));
    }

    fn repeated(&mut self, column: &mut Column, string: Option<&'a str>) {
        let place = string.map(|string| {
            let is_it = |at: &&u32| usize::try_from(**at).ok().and_then(|at| self.1.get(at)) == Some(&string);
            let known = column.iter().rev().take(COMPARED).find(is_it).copied();
            known.unwrap_or_else(|| {
                let place = self.place(string);
                column.push(place);
                place
            })
        });
        self.number(place.map_or(NONE, i64::from));
    }

    fn place(&mut self, string: &'a str) -> u32 {
        self.1.push(string);
        u32::try_from(self.1.len().saturating_sub(1)).unwrap_or(u32::MAX)
    }
}

fn times(feedback: &Feedback) -> impl Iterator<Item = Timestamp> {
    let (score, text) = (&feedback.response.score, &feedback.response.text);
    let answered = [score.as_ref().map(|answer| answer.created_at), text.as_ref().map(|answer| answer.created_at)];
    [feedback.created_at, feedback.updated_at].into_iter().chain(answered).flatten()
}
