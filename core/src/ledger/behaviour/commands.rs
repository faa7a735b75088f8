use proptest::prelude::*;

use super::given::*;
use crate::ledger::claim::{Claim, Claimed, Pause, PauseScope, Skip};
use crate::ledger::settlement::{Outcome, Settlement};
use crate::ledger::unresolved::Scan;
use crate::ledger::{Attempt, Ledger, Period, SkipReason};
use crate::model::Timestamp;

/// What a program may do at some moment. Attempts are meant by their place, newest first.
#[derive(Debug, Clone)]
pub(super) enum Command {
    /// A claim and, where it is granted, its intent so much later by the caller's clock.
    Ask {
        pair: usize,
        cooldown: i64,
        wait: i64,
    },
    Claim {
        pair: usize,
        cooldown: i64,
        max_per_day: u32,
    },
    Intend {
        place: usize,
    },
    Settle {
        place: usize,
        outcome: OutcomeKind,
    },
    Skip {
        pair: usize,
    },
    Recover,
    /// `created` is told after the moment of the command, or, with `place`, after the attempt's request.
    Tell {
        pair: usize,
        place: Option<usize>,
        number: u8,
        created: i64,
        reference: bool,
        dated: bool,
    },
    Scan {
        place: usize,
        absent: bool,
    },
    Pause {
        account: bool,
        seconds: i64,
    },
    Backfill {
        seconds: i64,
    },
    EndBackfill {
        done: bool,
    },
    Begin {
        from: i64,
        length: i64,
    },
    Step {
        window: i64,
        cursor: Option<u8>,
    },
    Restart {
        window: i64,
    },
}

#[derive(Debug, Clone)]
pub(super) enum OutcomeKind {
    Sent { number: u8, created: Option<i64> },
    Unknown,
    Failed { cools: Option<i64> },
    Released { told: bool },
}

/// Two senders and two people; the first pair is the one that most happens to.
pub(super) const PAIRS: [(&str, &str); 4] = [(SENDER, "1"), (SENDER, "2"), ("901", "1"), ("901", "2")];

pub(super) const REFERENCE: &str = "case";

fn pair() -> impl Strategy<Value = usize> {
    prop_oneof![6 => Just(0_usize), 1 => Just(1), 1 => Just(2), 1 => Just(3)]
}

fn place() -> impl Strategy<Value = usize> {
    prop_oneof![6 => Just(0_usize), 3 => 1..4_usize, 1 => 4..12_usize]
}

fn outcome() -> impl Strategy<Value = OutcomeKind> {
    prop_oneof![
        4 => (0..4_u8, prop::option::of(-100..200_i64))
            .prop_map(|(number, created)| OutcomeKind::Sent { number, created }),
        3 => Just(OutcomeKind::Unknown),
        1 => prop::option::of(0..2 * DAY).prop_map(|cools| OutcomeKind::Failed { cools }),
        1 => any::<bool>().prop_map(|told| OutcomeKind::Released { told }),
    ]
}

fn tell() -> impl Strategy<Value = Command> {
    let created = prop_oneof![3 => -400..1000_i64, 1 => -10 * DAY..0_i64];
    (pair(), prop::option::of(place()), 0..4_u8, created, any::<bool>(), prop::bool::weighted(0.8)).prop_map(
        |(pair, place, number, created, reference, dated)| Command::Tell {
            pair,
            place,
            number,
            created,
            reference,
            dated,
        },
    )
}

fn cooldown() -> impl Strategy<Value = i64> {
    prop_oneof![4 => Just(DAY + HOUR), 4 => Just(COOLDOWN), 1 => Just(30 * DAY + HOUR)]
}

pub(super) fn command() -> impl Strategy<Value = Command> {
    let wait = prop_oneof![6 => 0..40_i64, 1 => -5 * MINUTE..0, 1 => -8 * DAY..0];
    let max_per_day = prop_oneof![6 => Just(1000_u32), 1 => Just(1), 1 => Just(2)];
    prop_oneof![
        16 => (pair(), cooldown(), wait).prop_map(|(pair, cooldown, wait)| Command::Ask { pair, cooldown, wait }),
        12 => (pair(), cooldown(), max_per_day)
            .prop_map(|(pair, cooldown, max_per_day)| Command::Claim { pair, cooldown, max_per_day }),
        10 => place().prop_map(|place| Command::Intend { place }),
        8 => (place(), outcome()).prop_map(|(place, outcome)| Command::Settle { place, outcome }),
        1 => pair().prop_map(|pair| Command::Skip { pair }),
        3 => Just(Command::Recover),
        6 => tell(),
        2 => (place(), any::<bool>()).prop_map(|(place, absent)| Command::Scan { place, absent }),
        1 => (any::<bool>(), 0..HOUR).prop_map(|(account, seconds)| Command::Pause { account, seconds }),
        1 => (0..HOUR).prop_map(|seconds| Command::Backfill { seconds }),
        1 => prop::bool::weighted(0.2).prop_map(|done| Command::EndBackfill { done }),
        1 => (-DAY..0_i64, 0..DAY).prop_map(|(from, length)| Command::Begin { from, length }),
        1 => (1..4_i64, prop::option::of(0..9_u8)).prop_map(|(window, cursor)| Command::Step { window, cursor }),
        1 => (1..4_i64).prop_map(|window| Command::Restart { window }),
    ]
}

impl Command {
    /// Does it at this moment; tells the answer in words. `known` is every attempt so far, newest first.
    pub(super) async fn run(&self, ledger: &dyn Ledger, seconds: i64, known: &[Attempt]) -> String {
        let now = at(seconds);
        let by_place = |place: usize| known.get(place).or(known.last());
        let id = |place: usize| by_place(place).map_or(1, |attempt| attempt.id.parse::<i64>().unwrap());
        match self.clone() {
            Self::Claim { pair, cooldown, max_per_day } => {
                told_as(ledger.claim(wish(pair, cooldown, max_per_day, now)).await)
            }
            Self::Ask { pair, cooldown, wait } => {
                let claimed = ledger.claim(wish(pair, cooldown, 1000, now)).await;
                match claimed {
                    Ok(Claimed::Reserved { attempt_id }) => {
                        told_as(ledger.intend(intent(attempt_id, later(now, wait))).await)
                    }
                    skipped => told_as(skipped),
                }
            }
            Self::Intend { place } => told_as(ledger.intend(intent(id(place), now)).await),
            Self::Settle { place, outcome } => {
                let outcome = outcome.of(by_place(place), now);
                told_as(ledger.settle(Settlement { attempt_id: id(place), now, outcome }).await)
            }
            Self::Skip { pair } => {
                let mut asking = asking(PAIRS[pair].1);
                asking.external_id = Some(REFERENCE.to_owned());
                let skip = Skip { asking, now, reason: SkipReason::QuietHours, until: Some(at(seconds + HOUR)) };
                told_as(ledger.skip(skip).await)
            }
            Self::Recover => told_as(ledger.recover(now).await),
            Self::Tell { pair, place, number, created, reference, dated } => {
                let request = place.and_then(by_place).and_then(|attempt| attempt.sending_at);
                let created_at = request.map_or(at(seconds + created), |at| later(at, created));
                let feedback_id = feedback_of(PAIRS[pair], number);
                let event = Told {
                    from_user_id: Some(PAIRS[pair].0),
                    external_id: reference.then_some(REFERENCE),
                    created_at: dated.then_some(created_at),
                    ..told(&feedback_id, PAIRS[pair].1, created_at)
                };
                told_as(ledger.store(batch(now, &[event.json()])).await)
            }
            Self::Scan { place, absent } => told_as(ledger.scanned(Scan { attempt_id: id(place), now, absent }).await),
            Self::Pause { account, seconds: length } => {
                let scope = if account { PauseScope::Account } else { PauseScope::Token };
                told_as(ledger.pause(TOKEN, scope, Pause { until: at(seconds + length), error: error() }).await)
            }
            Self::Backfill { seconds: length } => {
                told_as(ledger.begin_backfill(SENDER.into(), now, at(seconds + length)).await)
            }
            Self::EndBackfill { done } => told_as(ledger.end_backfill(SENDER.into(), now, done).await),
            Self::Begin { from, length } => {
                let period = Period::new(at(seconds + from), at(seconds + from + length));
                told_as(ledger.begin_windows(SENDER.into(), vec![period], now).await)
            }
            Self::Step { window, cursor } => {
                let mut page = batch(now, &[]);
                page.step = Some(step(window, cursor.map(|cursor| cursor.to_string()).as_deref()));
                told_as(ledger.store(page).await)
            }
            Self::Restart { window } => told_as(ledger.restart_window(window).await),
        }
    }
}

fn wish(pair: usize, cooldown: i64, max_per_day: u32, now: Timestamp) -> Claim {
    let mut wish = Claim { cooldown: length(cooldown), max_per_day, ..claim(PAIRS[pair].1, now) };
    wish.asking.from_user_id = PAIRS[pair].0.into();
    wish.asking.external_id = (pair == 0).then(|| REFERENCE.to_owned());
    wish
}

impl OutcomeKind {
    fn of(&self, attempt: Option<&Attempt>, now: Timestamp) -> Outcome {
        match self {
            Self::Sent { number, created } => {
                let pair = attempt.map_or(PAIRS[0], |attempt| (&*attempt.from_user_id, &*attempt.to_user_id));
                answered(&feedback_of(pair, *number), created.map(|seconds| later(now, seconds)))
            }
            Self::Unknown => Outcome::Unknown(error()),
            Self::Failed { cools } => {
                Outcome::Failed { error: error(), cool_until: cools.map(|seconds| later(now, seconds)) }
            }
            Self::Released { told } => Outcome::Released(told.then(error)),
        }
    }
}

fn feedback_of((from, to): (&str, &str), number: u8) -> String {
    format!("{from}-{to}-{number}")
}

fn later(time: Timestamp, seconds: i64) -> Timestamp {
    Timestamp::from_millis(time.as_millis() + seconds * 1000).unwrap()
}

fn told_as<T: std::fmt::Debug>(answer: Result<T, crate::model::FeedbackError>) -> String {
    match answer {
        Ok(answer) => format!("{answer:?}"),
        Err(failure) => failure.kind().to_string(),
    }
}
