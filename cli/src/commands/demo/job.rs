//! The job as a business does it, and a process that is killed in the middle of it, twice.

use twitter_feedback::{
    AttemptFilter, AttemptState, EventsQuery, FeedbackType, Fold, Id, PromptContext, SendOutcome, SkipReason,
    SyncOptions,
};

use super::doomed::Doomed;
use super::part::Part;
use super::people::{BETWEEN_CASES, PEOPLE, person, prompt, reference};
use super::restart::Restart;
use super::stage::Stage;
use crate::exit::Failure;
use crate::progress;

/// The person who is being asked when the process is killed.
pub(super) const KILLED_AT: u64 = 100;

/// Somebody who was asked, as the ledger has it.
pub(super) struct Asked {
    pub(super) feedback_id: Id,
    pub(super) kind: FeedbackType,
}

/// What came back from the service.
pub(super) struct Collected {
    pub(super) fold: Fold,
    /// Events that were read until the end.
    pub(super) events: u64,
    /// What the process that was killed had said before that it had stored; it may have stored more.
    pub(super) events_before: Option<u64>,
}

/// Asks each person, and is killed while the service takes the prompt to one of them.
pub(super) async fn ask(stage: &Stage, restart: Option<&Restart>) -> Result<(), Failure> {
    let bar = progress::bar(PEOPLE, "asking");
    let mut first = 0;
    if let Some(restart) = restart {
        let mut doomed = Doomed::start(restart, stage, Part::Ask)?;
        for number in 0..KILLED_AT {
            doomed.tell(number)?;
            expect(&doomed.hear()?, "sent")?;
            stage.advance(BETWEEN_CASES)?;
            bar.inc(1);
        }
        stage.answer_slowly()?;
        doomed.tell(KILLED_AT)?;
        stage.has_asked(&person(KILLED_AT)).await?;
        doomed.kill()?;
        first = KILLED_AT;
    }
    let program = stage.program().await?;
    for number in first..PEOPLE {
        let outcome = program.send(&prompt(number)?, &PromptContext::new()).await?;
        let killed = restart.is_some() && number == KILLED_AT;
        expect(outcome.status(), if killed { "skipped" } else { "sent" })?;
        stage.advance(BETWEEN_CASES)?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(())
}

/// A day later the service shows what became of every prompt, and the ledger knows all of them.
pub(super) async fn look_up(stage: &Stage) -> Result<Vec<Asked>, Failure> {
    stage.advance(EventsQuery::SETTLED_AFTER)?;
    let program = stage.program().await?;
    program.sync(SyncOptions::new()).await?;
    let mut asked = Vec::new();
    for number in 0..PEOPLE {
        let filter = AttemptFilter::default().external_id(reference(number)).state(AttemptState::Sent);
        for attempt in program.attempts(&filter).await? {
            let nameless = || Failure::defect("the ledger has a prompt that was sent and has no feedback");
            asked.push(Asked { feedback_id: attempt.feedback_id.ok_or_else(nameless)?, kind: attempt.r#type });
        }
    }
    Ok(asked)
}

/// Tries to ask everybody once more; returns how many were left alone because they were asked not long ago.
pub(super) async fn ask_again(stage: &Stage) -> Result<usize, Failure> {
    let bar = progress::bar(PEOPLE, "asking again");
    let program = stage.program().await?;
    let mut left_alone = 0;
    for number in 0..PEOPLE {
        let outcome = program.send(&prompt(number)?, &PromptContext::new()).await?;
        let cooling = matches!(outcome, SendOutcome::Skipped { reason: SkipReason::Cooldown, .. });
        left_alone += usize::from(cooling);
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(left_alone)
}

/// Waits until the service shows everything and pulls it into the ledger, and is killed behind the first commit.
pub(super) async fn collect(stage: &Stage, restart: Option<&Restart>) -> Result<Collected, Failure> {
    stage.advance(EventsQuery::SETTLED_AFTER)?;
    let mut events_before = None;
    if let Some(restart) = restart {
        let mut doomed = Doomed::start(restart, stage, Part::Sync)?;
        let stored = doomed.hear()?;
        doomed.kill()?;
        let stored = stored.parse().map_err(|_| Failure::defect("a process of the demo told no number"))?;
        events_before = Some(stored);
    }
    let counter = progress::counter("events");
    let program = stage.program().await?;
    let tell = |progress: twitter_feedback::SyncProgress| counter.set_position(progress.events);
    let report = program.sync(SyncOptions::new().progress(tell)).await?;
    counter.finish_and_clear();
    Ok(Collected { fold: program.fold().await?, events: report.events, events_before })
}

fn expect(status: &str, expected: &str) -> Result<(), Failure> {
    if status == expected {
        return Ok(());
    }
    Err(Failure::defect(format!("the demo went wrong: a prompt was {status} and should have been {expected}")))
}
