//! A ledger on a disk that fails, and what is promised all the same.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use twitter_feedback_sandbox::{FaultRule, Sandbox, SandboxOptions};

use super::{Policy, Program, SendOutcome, SyncOptions};
use crate::client::{Client, ClockSource};
use crate::fold::{Fold, Folded};
use crate::ledger::batch::{Batch, Stored, Window};
use crate::ledger::claim::{Claim, Claimed, Intent, Pause, PauseScope, Skip, TokenDigest};
use crate::ledger::memory::MemoryLedger;
use crate::ledger::settlement::{Settled, Settlement};
use crate::ledger::unresolved::{Backfill, KnownAccount, Scan, Standing, Unresolved};
use crate::ledger::{
    Answer, Attempt, AttemptFilter, AttemptState, Coverage, Ledger, Period, PromptContext, PromptStatus, SkipReason,
};
use crate::model::{ErrorKind, FeedbackError, Id, Prompt, Timestamp};
use crate::oauth::Credentials;

/// A ledger in memory, of which one command fails or finds that it comes too late.
#[derive(Debug, Default)]
struct FailingLedger {
    memory: MemoryLedger,
    failing: Mutex<Option<&'static str>>,
    /// Whether what failed happened all the same: a commit may be durable although its answer is an error.
    happens: bool,
    /// Whether intents come too late.
    late: AtomicBool,
}

impl FailingLedger {
    fn fail(&self, command: Option<&'static str>) {
        *self.failing.lock().unwrap() = command;
    }

    /// A command is under way as soon as it is called, so one that must not happen is not called.
    fn answer<'a, T: Send + 'a>(&self, command: &str, call: impl FnOnce() -> Answer<'a, T>) -> Answer<'a, T> {
        if *self.failing.lock().unwrap() != Some(command) {
            return call();
        }
        if self.happens {
            drop(call());
        }
        Box::pin(async { Err(FeedbackError::new(ErrorKind::Ledger, "the disk is full")) })
    }
}

macro_rules! handed_on {
    ($($command:ident($($name:ident: $type:ty),*) -> $answer:ty;)*) => {
        $(fn $command(&self, $($name: $type),*) -> Answer<'_, $answer> {
            self.answer(stringify!($command), || self.memory.$command($($name),*))
        })*
    };
}

impl Ledger for FailingLedger {
    handed_on! {
        claim(claim: Claim) -> Claimed;
        settle(settlement: Settlement) -> Settled;
        skip(skip: Skip) -> i64;
        recover(now: Timestamp) -> u64;
        account(token: TokenDigest) -> Option<KnownAccount>;
        introduce(token: TokenDigest, user_id: Id, now: Timestamp) -> KnownAccount;
        pause(token: TokenDigest, scope: PauseScope, pause: Pause) -> ();
        high_water() -> Option<Timestamp>;
        has_asked(user_id: Id) -> bool;
        begin_backfill(user_id: Id, now: Timestamp, lease_until: Timestamp) -> Backfill;
        end_backfill(user_id: Id, now: Timestamp, done: bool) -> ();
        begin_windows(user_id: Id, periods: Vec<Period>, now: Timestamp) -> Vec<Window>;
        open_windows(user_id: Id) -> Vec<Window>;
        restart_window(window_id: i64) -> ();
        store(batch: Batch) -> Stored;
        coverage(user_id: Id) -> Coverage;
        unresolved(user_id: Id) -> Vec<Unresolved>;
        scanned(scan: Scan) -> AttemptState;
        attempts(filter: AttemptFilter, before: Option<i64>) -> Vec<Attempt>;
        folded(feedback_id: Id) -> Option<Folded>;
        fold() -> Fold;
    }

    fn intend(&self, intent: Intent) -> Answer<'_, bool> {
        if self.late.load(Ordering::SeqCst) {
            return Box::pin(async { Ok(false) });
        }
        self.answer("intend", || self.memory.intend(intent))
    }

    fn standing<'a>(&'a self, from: &'a Id, to: &'a Id, now: Timestamp, cooldown: Duration) -> Answer<'a, Standing> {
        self.answer("standing", || self.memory.standing(from, to, now, cooldown))
    }

    fn prompt_status<'a>(&'a self, external_id: &'a str) -> Answer<'a, Option<PromptStatus>> {
        self.answer("prompt_status", || self.memory.prompt_status(external_id))
    }
}

struct World {
    sandbox: Sandbox,
    ledger: Arc<FailingLedger>,
    program: Program,
}

async fn world(happens: bool) -> World {
    let sandbox = Sandbox::start(SandboxOptions::default()).await.unwrap();
    let keys = sandbox.credentials();
    let credentials =
        Credentials::new(&keys.consumer_key, &keys.consumer_secret, &keys.access_token, &keys.access_token_secret);
    let client = Client::builder(credentials.unwrap()).api_base(sandbox.url()).clock(ClockSource::Service);
    let ledger = Arc::new(FailingLedger { happens, ..FailingLedger::default() });
    let policy = Policy::new().backfill(false).require_can_dm(false);
    let program = Program::over(client.build().unwrap(), ledger.clone(), policy).await.unwrap();
    World { sandbox, ledger, program }
}

impl World {
    async fn send(&self) -> Result<SendOutcome, FeedbackError> {
        let prompt = Prompt::nps("12", "Thanks!", "https://furni.example/privacy").build().unwrap();
        self.program.send(&prompt, &PromptContext::new()).await
    }

    fn creates(&self) -> usize {
        self.sandbox.requests().iter().filter(|request| request.path.contains("feedback/create")).count()
    }

    async fn states(&self) -> Vec<AttemptState> {
        let attempts = self.program.attempts(&AttemptFilter::default()).await.unwrap();
        attempts.iter().map(|attempt| attempt.state).collect()
    }
}

#[tokio::test]
async fn what_the_ledger_did_not_commit_is_not_acted_upon() {
    for happens in [false, true] {
        for command in ["account", "high_water", "standing", "claim", "intend"] {
            let world = world(happens).await;
            world.ledger.fail(Some(command));
            let error = world.send().await.unwrap_err();
            assert_eq!((error.kind(), error.maybe_sent()), (ErrorKind::Ledger, false), "{command}");
            assert_eq!(world.creates(), 0, "{command}");
            world.ledger.fail(None);
            if command == "intend" {
                assert_eq!(world.states().await, [AttemptState::Released], "provably nothing was written");
            }
            if command == "claim" && happens {
                // Nobody knows of the claim; its lease ends it.
                let Ok(SendOutcome::Skipped { reason, .. }) = world.send().await else { panic!("{command}") };
                assert_eq!(reason, SkipReason::InProgress);
                world.sandbox.advance(Duration::from_secs(31)).unwrap();
            }
            assert_eq!(world.send().await.unwrap().status(), "sent", "{command}");
        }
    }
}

#[tokio::test]
async fn an_intent_that_comes_too_late_is_not_acted_upon() {
    let world = world(false).await;
    world.ledger.late.store(true, Ordering::SeqCst);
    let error = world.send().await.unwrap_err();
    assert_eq!((error.kind(), error.retryable(), error.maybe_sent()), (ErrorKind::Ledger, true, false));
    assert_eq!((world.creates(), world.states().await), (0, vec![AttemptState::Released]));
    world.ledger.late.store(false, Ordering::SeqCst);
    assert_eq!(world.send().await.unwrap().status(), "sent");
}

#[tokio::test]
async fn a_ledger_that_cannot_be_read_is_found_out_before_anything_is_asked() {
    let world = world(false).await;
    world.ledger.fail(Some("account"));
    world.send().await.unwrap_err();
    world.program.sync(SyncOptions::new()).await.unwrap_err();
    world.program.reconcile().await.unwrap_err();
    world.program.coverage().await.unwrap_err();
    assert_eq!(world.sandbox.requests().len(), 0);
}

#[tokio::test]
async fn an_outcome_that_cannot_be_recorded_is_told_all_the_same_and_counts_as_asked() {
    for (fault, told) in [(None, Some("sent")), (Some("reset_after_work"), Some("unknown")), (Some("status:404"), None)]
    {
        let world = world(false).await;
        if let Some(fault) = fault {
            world.sandbox.fault(FaultRule::named("create", fault).unwrap()).unwrap();
        }
        world.ledger.fail(Some("settle"));
        let outcome = world.send().await;
        assert_eq!(outcome.as_ref().ok().map(SendOutcome::status), told, "{outcome:?}");
        world.ledger.fail(None);
        world.sandbox.advance(Duration::from_secs(300)).unwrap();
        let Ok(SendOutcome::Skipped { reason, until, .. }) = world.send().await else {
            panic!("asked again: {told:?}")
        };
        assert_eq!(reason, SkipReason::Cooldown);
        assert!(until.is_some());
        assert_eq!(world.creates(), 1);
        world.program.reconcile().await.unwrap();
        let state = if told == Some("sent") { AttemptState::Sent } else { AttemptState::Unknown };
        assert_eq!(world.states().await.last(), Some(&state), "what the service answered is kept beside the attempt");
    }
}

#[tokio::test]
async fn an_attempt_of_which_nobody_said_more_becomes_unknown_whatever_is_done_next() {
    for next in ["open", "sync", "reconcile", "send"] {
        let world = world(false).await;
        world.sandbox.fault(FaultRule::named("create", "reset_after_work").unwrap()).unwrap();
        world.ledger.fail(Some("settle"));
        assert_eq!(world.send().await.unwrap().status(), "unknown");
        world.ledger.fail(None);
        assert_eq!(world.states().await, [AttemptState::Sending]);
        // Longer than two tries and a minute, and, for the claim, than the cooldown.
        let long = if next == "send" { 8 * 24 * 60 * 60 } else { 3 * 60 };
        world.sandbox.advance(Duration::from_secs(long)).unwrap();
        match next {
            "open" => {
                let (client, policy) = (world.program.client().clone(), Policy::new());
                client.service_time().await.unwrap();
                drop(Program::over(client, world.ledger.clone(), policy).await.unwrap());
            }
            "sync" => drop(world.program.sync(SyncOptions::new()).await.unwrap()),
            "reconcile" => drop(world.program.reconcile().await.unwrap()),
            _ => assert_eq!(world.send().await.unwrap().status(), "sent"),
        }
        assert_eq!(world.states().await.last(), Some(&AttemptState::Unknown), "{next}");
    }
}

#[tokio::test]
async fn an_answer_that_cannot_be_kept_and_a_pause_that_cannot_be_recorded_change_no_outcome() {
    let world = world(false).await;
    world.ledger.fail(Some("store"));
    assert_eq!(world.send().await.unwrap().status(), "sent");
    world.ledger.fail(Some("pause"));
    world.sandbox.advance(Duration::from_secs(8 * 24 * 60 * 60)).unwrap();
    world.sandbox.fault(FaultRule::named("create", "status:401").unwrap()).unwrap();
    assert_eq!(world.send().await.unwrap_err().kind(), ErrorKind::Authentication);
    assert_eq!(world.states().await, [AttemptState::Failed, AttemptState::Sent]);
}
