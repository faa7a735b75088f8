//! Whatever programs do, in whatever order and with whatever clocks: every ledger answers as the plain one does, and
//! the plain one keeps the promise.

use std::cell::Cell;
use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};

use super::commands::{Command, PAIRS, REFERENCE, command};
use super::given::*;
use super::{Subject, on_memory};
use crate::ledger::{Attempt, AttemptState};
use crate::model::Id;

/// How far the clock moves before a command: mostly a little forward, at times far, at times back.
fn turn() -> impl Strategy<Value = i64> {
    prop_oneof![
        8 => 0..20_i64,
        3 => 20..200_i64,
        2 => HOUR..DAY,
        4 => DAY..9 * DAY,
        1 => -5 * MINUTE..0,
        1 => -3 * DAY..0,
    ]
}

pub(super) fn whatever_happens_the_ledger_answers_as_the_plain_one_does(fresh: fn() -> Subject, cases: u32) {
    let runtime = tokio::runtime::Handle::current();
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let story = prop::collection::vec((turn(), any::<bool>(), command()), 1..60);
    let asked_again = Cell::new(0);
    let outcome = TestRunner::new(config).run(&story, |story| {
        asked_again.set(asked_again.get() + runtime.block_on(tell(&fresh(), &story))?);
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
    assert!(asked_again.get() >= cases, "hardly anybody was asked again: {} times", asked_again.get());
}

/// How often somebody was asked again.
async fn tell(subject: &Subject, story: &[(i64, bool, Command)]) -> Result<u32, TestCaseError> {
    let (model, other_process) = (on_memory::fresh(), (subject.another)());
    let mut promise = Promise::default();
    let mut clock = 0;
    for ledger in [&model, subject] {
        ledger.introduce(TOKEN, SENDER.into(), at(0)).await.unwrap();
    }
    for (turn, elsewhere, command) in story {
        clock += turn;
        let known = all(&model).await;
        let expected = command.run(&*model.ledger, clock, &known).await;
        let here = if *elsewhere { &*other_process } else { &*subject.ledger };
        let answer = command.run(here, clock, &known).await;
        prop_assert_eq!(&answer, &expected, "{:?} at {} s", command, clock);
        let now = all(&model).await;
        promise.check(&known, &now, command)?;
        prop_assert_eq!(all(subject).await, now, "after {:?} at {} s", command, clock);
        prop_assert_eq!(view(subject, clock).await, view(&model, clock).await, "after {:?} at {} s", command, clock);
    }
    promise.kept(&all(&model).await)
}

/// Everything else that a ledger shows.
async fn view(subject: &Subject, clock: i64) -> String {
    let mut view = String::new();
    for (from, to) in PAIRS {
        let standing = subject.standing(&from.into(), &to.into(), at(clock), length(COOLDOWN)).await.unwrap();
        view += &format!("{from} {to}: {standing:?}\n");
    }
    let mut events = (subject.events)();
    events.sort();
    view += &format!("{:?}\n", subject.high_water().await.unwrap());
    view += &format!("{:?}\n", subject.open_windows(SENDER.into()).await.unwrap());
    view += &format!("{:?}\n", subject.coverage(SENDER.into()).await.unwrap());
    view += &format!("{:?}\n", subject.unresolved(SENDER.into()).await.unwrap());
    view += &format!("{:?}\n", subject.prompt_status(REFERENCE).await.unwrap());
    view + &format!("{:?}\n{events:?}", subject.fold().await.unwrap())
}

/// At most one request that the service may have accepted for a pair within the cooldown.
#[derive(Default)]
struct Promise {
    /// The cooldown that each attempt was claimed with, in seconds.
    cooldowns: BTreeMap<Id, i64>,
    /// Every intent that was granted, in the ledger's order.
    intents: Vec<Attempt>,
}

impl Promise {
    fn check(&mut self, before: &[Attempt], after: &[Attempt], command: &Command) -> Result<(), TestCaseError> {
        let before: BTreeMap<&Id, &Attempt> = before.iter().map(|attempt| (&attempt.id, attempt)).collect();
        for attempt in after {
            let was = before.get(&attempt.id).map(|attempt| attempt.state);
            let intended = before.get(&attempt.id).is_some_and(|attempt| attempt.sending_at.is_some());
            if let (None, Command::Claim { cooldown, .. } | Command::Ask { cooldown, .. }) = (was, command) {
                self.cooldowns.insert(attempt.id.clone(), *cooldown);
            }
            if attempt.sending_at.is_some() && !intended {
                self.intents.push(attempt.clone());
            }
            prop_assert!(was.is_none_or(|was| may_become(was, attempt.state)), "{:?} was {:?}", attempt, was);
            prop_assert_eq!(attempt.asked_at.is_some(), may_have_asked(attempt.state), "{:?}", attempt);
        }
        for (from, to) in PAIRS {
            let of_pair = after.iter().filter(|attempt| attempt.from_user_id == from && attempt.to_user_id == to);
            let live = of_pair.filter(|a| matches!(a.state, AttemptState::Reserved | AttemptState::Sending));
            prop_assert!(live.count() <= 1, "two live attempts of one pair: {:#?}", after);
        }
        Ok(())
    }

    fn kept(&self, finally: &[Attempt]) -> Result<u32, TestCaseError> {
        let counts = |intent: &&Attempt| finally.iter().any(|a| a.id == intent.id && may_have_asked(a.state));
        let intents: Vec<&Attempt> = self.intents.iter().filter(counts).collect();
        let mut pairs = 0;
        for (place, later) in intents.iter().enumerate() {
            for earlier in intents.iter().take(place) {
                if (&earlier.from_user_id, &earlier.to_user_id) == (&later.from_user_id, &later.to_user_id) {
                    let cooldown = self.cooldowns[&earlier.id].max(self.cooldowns[&later.id]);
                    let apart = later.sending_at.unwrap().as_millis() - earlier.sending_at.unwrap().as_millis();
                    pairs += 1;
                    prop_assert!(apart >= cooldown * 1000, "{:#?} and {:#?}", earlier, later);
                }
            }
        }
        Ok(pairs)
    }
}

fn may_have_asked(state: AttemptState) -> bool {
    use AttemptState::{Absent, Foreign, Sending, Sent, Unknown};
    matches!(state, Sending | Unknown | Sent | Absent | Foreign)
}

fn may_become(was: AttemptState, is: AttemptState) -> bool {
    use AttemptState::{Absent, Failed, Released, Reserved, Sending, Sent, Unknown};
    was == is
        || match was {
            Reserved => matches!(is, Sending | Released),
            Sending => matches!(is, Unknown | Sent | Failed | Released),
            Unknown => matches!(is, Sent | Failed | Released | Absent),
            Absent => is == Sent,
            _ => false,
        }
}
