//! What is drawn when it is asked for, against a model that makes everything up at once and keeps it.
#![allow(clippy::indexing_slicing, reason = "a helper of a test may fail like the test itself")]

use std::collections::HashMap;

use proptest::prelude::*;

use super::author::{MESSAGE, PRIVACY_URL, TEXTS};
use crate::events::{Cursor, Cut, Listing, Period};
use crate::feedback::{Feedback, Given, Place, Prompt};
use crate::ids::Ids;
use crate::lock::{lock, read, write};
use crate::mix::{Use, mix};
use crate::options::SandboxOptions;
use crate::question::FeedbackType;
use crate::seed::SeedRequest;
use crate::state::State;
use crate::world::{CreateQuotas, DAY};

const START: i64 = 1_450_202_300_000;
const SCORE: i64 = 4;
const TEXT: &str = "later";

/// Everything, at once, in memory.
struct Model {
    options: SandboxOptions,
    sender: u64,
    numbered: u64,
    /// With their times, in the order in which they were told.
    events: Vec<(i64, String)>,
    feedbacks: Vec<Feedback>,
}

impl Model {
    fn draw(&self, number: u64, what: u64, below: u64) -> u64 {
        mix(self.options.seed, Use::Seeded, &[number, what]) % below
    }

    fn seed(&mut self, SeedRequest { count, from, to }: SeedRequest, state: &State) -> u64 {
        let before = self.events.len();
        for index in 0..count {
            let steps = count.max(2) - 1;
            let asked_at = i128::from(from) + i128::from(to - from) * i128::from(index) / i128::from(steps);
            self.past(i64::try_from(asked_at).unwrap(), to, state);
        }
        (self.events.len() - before) as u64
    }

    /// One feedback and its events.
    fn past(&mut self, asked_at: i64, end: i64, state: &State) {
        let number = self.numbered;
        self.numbered += 1;
        let ids = Ids::derive(self.options.seed, number);
        let kind = [FeedbackType::Csat, FeedbackType::Nps][usize::from(number % 2 == 1)];
        let created_at = asked_at / 1000;
        let feedback = Feedback {
            number,
            id: ids.feedback,
            dm_id: ids.message,
            media_id: ids.media,
            from_user_id: self.sender,
            created_at,
            updated_at: created_at,
            updates: 0,
            prompt: Prompt {
                kind,
                to_user_id: 5_000_000_000 + number,
                message: MESSAGE.into(),
                privacy_url: PRIVACY_URL.into(),
                external_id: Some(format!("seed_{number}").into()),
                question_variant_id: [0, 0, 0, 1, 2, 5][usize::try_from(self.draw(number, 0, 6)).unwrap()],
                display_name: None,
                test: false,
            },
            score: None,
            text: None,
        };
        self.tell(&feedback, "feedback.created", created_at, state);
        self.feedbacks.push(feedback);
        let place = self.feedbacks.len() - 1;
        if self.draw(number, 1, 100) >= 40 {
            return;
        }
        let room = end - (asked_at + 60_000);
        if room < 0 {
            return;
        }
        let wait = self.draw(number, 2, 3 * 86_400_000) % (room.unsigned_abs() + 1);
        let scored_at = asked_at + 60_000 + i64::try_from(wait).unwrap();
        let span = if kind == FeedbackType::Csat { 5 } else { 11 };
        let drawn = self.draw(number, 3, span).max(self.draw(number, 4, span));
        let value = i64::try_from(drawn).unwrap() + i64::from(kind == FeedbackType::Csat);
        self.feedbacks[place].score = Some(Given { created_at: scored_at / 1000, value });
        self.feedbacks[place].updated_at = scored_at / 1000;
        self.update(place, scored_at / 1000, state);
        let room = end - (scored_at + 60_000);
        if self.draw(number, 5, 2) != 0 || room < 0 {
            return;
        }
        let wait = self.draw(number, 6, 86_400_000) % (room.unsigned_abs() + 1);
        let written_at = (scored_at + 60_000 + i64::try_from(wait).unwrap()) / 1000;
        let value = TEXTS[usize::try_from(self.draw(number, 7, u64::MAX) % 6).unwrap()].into();
        self.feedbacks[place].text = Some(Given { created_at: written_at, value });
        self.feedbacks[place].updated_at = written_at;
        self.update(place, written_at, state);
    }

    fn update(&mut self, place: usize, at: i64, state: &State) {
        self.feedbacks[place].updates += 1;
        let feedback = self.feedbacks[place].clone();
        self.tell(&feedback, "feedback.updated", at, state);
        let drawn = mix(self.options.seed, Use::Repeat, &[feedback.number, feedback.updates]);
        if self.options.repeat_updates && drawn.is_multiple_of(5) {
            self.tell(&feedback, "feedback.updated", at, state);
        }
    }

    fn tell(&mut self, feedback: &Feedback, event_type: &str, at: i64, state: &State) {
        let json = feedback.event_json(event_type, at, state.style);
        self.events.push((at, String::from_utf8(json).unwrap()));
    }

    /// Whether the answer is taken.
    fn answer(&mut self, place: usize, state: &State) -> bool {
        let now = state.clock.now() / 1000;
        let feedback = &mut self.feedbacks[place];
        if feedback.score.as_ref().is_some_and(|kept| kept.value != SCORE)
            || feedback.text.as_ref().is_some_and(|kept| *kept.value != *TEXT)
        {
            return false;
        }
        if feedback.score.is_none() || feedback.text.is_none() {
            feedback.updated_at = now;
        }
        feedback.score.get_or_insert(Given { created_at: now, value: SCORE });
        feedback.text.get_or_insert(Given { created_at: now, value: TEXT.into() });
        self.update(place, now, state);
        true
    }

    /// The events of a period as they are now.
    fn listed(&self, period: Period) -> Vec<String> {
        let mut events = self.events.clone();
        events.sort_by_key(|(at, _)| *at);
        let (from, to) = (period.from_time.div_euclid(1000), period.to_time.div_euclid(1000));
        events.into_iter().filter(|(at, _)| (from..=to).contains(at)).map(|(_, json)| json).collect()
    }
}

/// A listing under way, and what it has still to deliver.
struct Walk {
    place: Option<Cursor>,
    count: usize,
    left: Vec<String>,
}

impl Walk {
    fn begin(state: &State, model: &Model, period: Period, count: usize) -> Self {
        let user_id = state.account.user_id;
        let snapshot = read(&state.world).listing(user_id).map_or(0, Listing::inserted);
        let place = Cursor { user_id, period, page: 0, after: None, snapshot };
        Self { place: Some(place), count, left: model.listed(period) }
    }

    fn turn(&mut self, state: &State) {
        let Some(place) = self.place else {
            return;
        };
        let cut = Cut::of(read(&state.world).listing(state.account.user_id), place, self.count, None);
        let page = String::from_utf8(cut.page(&state.cursors, &state.author)).unwrap();
        let later = self.left.split_off(self.count.min(self.left.len()));
        let events = std::mem::replace(&mut self.left, later).join(",");
        let (listed, cursor) = page.rsplit_once(r#","next_cursor":""#).unwrap();
        assert_eq!(listed, format!(r#"{{"events":[{events}]"#));
        self.place = lock(&state.cursors).find(cursor.trim_end_matches("\"}"), state.account.user_id);
        assert_eq!(self.place.is_none(), self.left.is_empty());
    }
}

#[derive(Clone, Debug)]
enum Step {
    /// How many, and how long before now the period begins and how long it takes, milliseconds.
    Seed(u64, i64, i64),
    Answer(prop::sample::Index),
    /// Somebody else takes a number.
    Number,
    Advance(i64),
    /// A period as above, and the events of a page.
    Walk(i64, i64, usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let before = || prop_oneof![0..3_000_i64, 0..4 * DAY];
    let step = prop_oneof![
        3 => (1..30_u64, before(), before()).prop_map(|(count, from, length)| Step::Seed(count, from, length)),
        3 => any::<prop::sample::Index>().prop_map(Step::Answer),
        1 => Just(Step::Number),
        1 => before().prop_map(Step::Advance),
        3 => (before(), before(), 1..9_usize).prop_map(|(from, length, count)| Step::Walk(from, length, count)),
    ];
    prop::collection::vec(step, 1..20)
}

fn options() -> impl Strategy<Value = SandboxOptions> {
    (any::<u64>(), any::<[bool; 3]>()).prop_map(|(seed, [repeat_updates, squeezed_times, events_external_id])| {
        SandboxOptions {
            seed,
            repeat_updates,
            squeezed_times,
            events_external_id,
            start_at: Some(START),
            ..SandboxOptions::default()
        }
    })
}

fn period(now: i64, before: i64, length: i64) -> (i64, i64) {
    (now - before, now - before + length.min(before))
}

fn run(options: SandboxOptions, steps: Vec<Step>) {
    let state = State::new(options.clone()).unwrap();
    let sender = state.account.user_id;
    let mut model = Model { options, sender, numbered: 0, events: Vec::new(), feedbacks: Vec::new() };
    let mut walks = Vec::new();
    for step in steps {
        let now = state.clock.now();
        match step {
            Step::Seed(count, before, length) => {
                let (from, to) = period(now, before, length);
                let request = SeedRequest::new(count, from, to);
                let seeded = state.seed_past(request).unwrap();
                assert_eq!(seeded.events, model.seed(request, &state));
            }
            Step::Answer(_) if model.feedbacks.is_empty() => {}
            Step::Answer(which) => {
                let place = which.index(model.feedbacks.len());
                let id = model.feedbacks[place].id.to_string();
                let taken = state.answer(&id, Some(SCORE), Some(TEXT)).is_ok();
                assert_eq!(taken, model.answer(place, &state));
            }
            Step::Number => {
                assert_eq!(write(&state.world).number(1), model.numbered);
                model.numbered += 1;
            }
            Step::Advance(milliseconds) => {
                let by = std::time::Duration::from_millis(milliseconds.unsigned_abs());
                state.clock.advance(by).unwrap();
            }
            Step::Walk(before, length, count) => {
                let (from_time, to_time) = period(now, before, length);
                walks.push(Walk::begin(&state, &model, Period { from_time, to_time }, count));
            }
        }
        walks.iter_mut().for_each(|walk| walk.turn(&state));
    }
    for walk in &mut walks {
        while walk.place.is_some() {
            walk.turn(&state);
        }
    }
    check_feedbacks(&state, &model);
}

/// Every number that was taken is what the model has of it, or nothing.
fn check_feedbacks(state: &State, model: &Model) {
    let known: HashMap<u64, &Feedback> = model.feedbacks.iter().map(|feedback| (feedback.number, feedback)).collect();
    let now = state.clock.now();
    let quotas = CreateQuotas { daily: true, one_per_recipient: true };
    let mut world = write(&state.world);
    let mut newest: Vec<&Feedback> = model.feedbacks.iter().collect();
    newest.sort_by_key(|feedback| std::cmp::Reverse((feedback.created_at, feedback.number)));
    let newest = newest.into_iter().take(50).map(|feedback| feedback.json(Place::Show, state.style));
    assert!(world.newest().map(|feedback| feedback.json(Place::Show, state.style)).eq(newest));
    for number in 0..model.numbered + 2 {
        let id = Ids::derive(model.options.seed, number).feedback;
        let shown = world.feedback(id).map(|feedback| feedback.json(Place::Show, state.style));
        let expected = known.get(&number);
        assert_eq!(shown, expected.map(|feedback| feedback.json(Place::Show, state.style)));
        let recently = expected.is_some_and(|feedback| now - feedback.created_at * 1000 < DAY);
        let refused = world.check_quotas(model.sender, 5_000_000_000 + number, now, quotas).is_err();
        assert_eq!(refused, recently);
        assert!(world.check_quotas(model.sender + 1, 5_000_000_000 + number, now, quotas).is_ok());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_past_that_is_drawn_when_asked_for_equals_one_that_is_kept((options, steps) in (options(), steps())) {
        run(options, steps);
    }
}
