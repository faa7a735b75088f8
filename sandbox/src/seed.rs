//! A past made up in one go: feedbacks, some answered, as if the sandbox had run for weeks.

use std::sync::Arc;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use crate::error::SandboxError;
use crate::events::Event;
use crate::feedback::{Feedback, Given, Prompt};
use crate::ids::Ids;
use crate::lock::write;
use crate::mix::{Use, mix};
use crate::question::FeedbackType;
use crate::state::State;
use crate::whole::whole;

/// The most feedbacks of one request: each takes about 2 kB of memory with its events.
const MOST: u64 = 1_000_000;
/// Recipients of seeded prompts are counted from here, one each.
const FIRST_RECIPIENT: u64 = 5_000_000_000;
const PRIVACY_URL: &str = "https://example.com/privacy";
const MESSAGE: &str = "Thank you for talking to us today.";
const TEXTS: [&str; 6] = [
    "I <3 this biz",
    "Quick and friendly, thank you!",
    "It took three days, but it works now.",
    "Nobody told me why; \"please wait\" is no answer.",
    "Très bien 👍",
    "Line one\nline two, with a comma",
];

/// What to make up. Everything of it lies within the period: the creations are spread evenly over it,
/// the first at `from` and the last at `to`, and the answers follow their creation by at least a minute and
/// none is later than `to`; a card at the very end of the period therefore has none. A listing from
/// `from` to `to` delivers all of it, once `to` is a day old.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with count, from and to")]
#[non_exhaustive]
pub struct SeedRequest {
    /// How many feedbacks, 1 to 1,000,000.
    #[serde(deserialize_with = "whole")]
    pub count: u64,
    /// The earliest creation, epoch milliseconds.
    #[serde(deserialize_with = "whole")]
    pub from: i64,
    /// The latest creation and the end of all answers, epoch milliseconds; not after the sandbox's now.
    #[serde(deserialize_with = "whole")]
    pub to: i64,
}

impl SeedRequest {
    /// `count` feedbacks created and answered within `from` and `to`, in epoch milliseconds, both inclusive.
    #[must_use]
    pub fn new(count: u64, from: i64, to: i64) -> Self {
        Self { count, from, to }
    }
}

/// What was made up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Seeded {
    /// Feedbacks.
    pub feedbacks: u64,
    /// Events as a listing of the period delivers them: with
    /// [`repeat_updates`](crate::SandboxOptions::repeat_updates), those that come twice count twice.
    pub events: u64,
}

impl State {
    /// Makes up a past of the first sender.
    pub(crate) fn seed_past(&self, request: SeedRequest) -> Result<Seeded, SandboxError> {
        let SeedRequest { count, from, to } = request;
        let now = self.clock.now();
        if !(1..=MOST).contains(&count) {
            let rule = format!("must be 1 to {MOST}");
            return Err(SandboxError::invalid("count", rule, count));
        }
        if !(0..=now).contains(&from) {
            let rule = format!("must lie between 0 and now, {now}, in epoch milliseconds");
            return Err(SandboxError::invalid("from", rule, from));
        }
        if !(from..=now).contains(&to) {
            let rule = format!("must lie between from and now, {now}, in epoch milliseconds");
            return Err(SandboxError::invalid("to", rule, to));
        }
        let first = write(&self.world).number(count);
        let texts = Texts::default();
        let mut events = Vec::new();
        // Built outside the lock: a hundred thousand take a while, and pages must not wait for them.
        let feedbacks: Vec<Feedback> = (0..count)
            .map(|index| {
                let created_at = spread(from, to, index, count);
                self.past(first + index, created_at, to, &texts, &mut events)
            })
            .collect();
        let seeded = Seeded { feedbacks: count, events: u64::try_from(events.len()).unwrap_or(u64::MAX) };
        let sender = self.account.user_id;
        let mut world = write(&self.world);
        world.feedbacks.reserve(feedbacks.len());
        for feedback in feedbacks {
            let asked_at = feedback.created_at.saturating_mul(1000);
            world.remember_asked(sender, feedback.prompt.to_user_id, asked_at);
            world.keep(feedback);
        }
        world.record(sender, events);
        Ok(seeded)
    }

    /// One feedback and its events, none later than `end`. `asked_at` and `end` in epoch milliseconds, as
    /// everything that is drawn: two periods of one length give the same draws, wherever they begin.
    fn past(&self, number: u64, asked_at: i64, end: i64, texts: &Texts, events: &mut Vec<Event>) -> Feedback {
        let ids = Ids::derive(self.seed, number);
        let draw = |what: u64, below: u64| mix(self.seed, Use::Seeded, &[number, what]) % below;
        let kind = if number.is_multiple_of(2) { FeedbackType::Csat } else { FeedbackType::Nps };
        let variants = [0, 0, 0, 1, 2, 5];
        let variant = usize::try_from(draw(0, 6)).unwrap_or(0);
        let created_at = asked_at.div_euclid(1000);
        let mut feedback = Feedback {
            number,
            id: ids.feedback,
            dm_id: ids.message,
            media_id: ids.media,
            from_user_id: self.account.user_id,
            created_at,
            updated_at: created_at,
            updates: 0,
            prompt: Prompt {
                kind,
                to_user_id: FIRST_RECIPIENT + number,
                message: Arc::clone(&texts.message),
                privacy_url: Arc::clone(&texts.privacy_url),
                external_id: Some(format!("seed_{number}").into()),
                question_variant_id: variants.get(variant).copied().unwrap_or(0),
                display_name: None,
                test: false,
            },
            score: None,
            text: None,
        };
        events.push(Event {
            created_at,
            json: Bytes::from(feedback.event_json("feedback.created", created_at, self.style)),
        });
        if draw(1, 100) >= 40 {
            return feedback;
        }
        // A score comes within three days, a text within one more, neither after the end.
        let Some(scored_ms) = later(asked_at, end, draw(2, 3 * 86_400_000)) else {
            return feedback;
        };
        let scored_at = scored_ms.div_euclid(1000);
        let (lowest, highest) = kind.scores();
        let span = (highest - lowest).unsigned_abs() + 1;
        // The better of two draws: most people who answer are content.
        let value = draw(3, span).max(draw(4, span));
        feedback.score = Some(Given { created_at: scored_at, value: lowest.saturating_add_unsigned(value) });
        feedback.updated_at = scored_at;
        events.extend(self.tell_update(&mut feedback, scored_at));
        if draw(5, 2) == 0
            && let Some(written_ms) = later(scored_ms, end, draw(6, 86_400_000))
        {
            let written_at = written_ms.div_euclid(1000);
            feedback.text = Some(Given { created_at: written_at, value: texts.pick(draw(7, u64::MAX)) });
            feedback.updated_at = written_at;
            events.extend(self.tell_update(&mut feedback, written_at));
        }
        feedback
    }
}

/// The time of the `index`th of `count`: evenly spread, both ends included, so never out of the period.
fn spread(from: i64, to: i64, index: u64, count: u64) -> i64 {
    let span = i128::from(to) - i128::from(from);
    let steps = i128::from(count.saturating_sub(1).max(1));
    let offset = span * i128::from(index) / steps;
    i64::try_from(i128::from(from) + offset).unwrap_or(to)
}

/// A time at least a minute after `start` and not after `end`, all in epoch milliseconds; `None` if there
/// is no room.
fn later(start: i64, end: i64, draw: u64) -> Option<i64> {
    let earliest = start.saturating_add(60_000);
    let room = u64::try_from(end.saturating_sub(earliest)).ok()?;
    Some(earliest.saturating_add_unsigned(draw % room.saturating_add(1)))
}

/// Texts that many feedbacks share.
struct Texts {
    message: Arc<str>,
    privacy_url: Arc<str>,
    answers: [Arc<str>; 6],
}

impl Default for Texts {
    fn default() -> Self {
        Self { message: MESSAGE.into(), privacy_url: PRIVACY_URL.into(), answers: TEXTS.map(Arc::from) }
    }
}

impl Texts {
    fn pick(&self, draw: u64) -> Arc<str> {
        let index = usize::try_from(draw % 6).unwrap_or(0);
        self.answers.get(index).map_or_else(|| Arc::clone(&self.message), Arc::clone)
    }
}
