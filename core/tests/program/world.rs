//! A sandbox, a folder for ledgers, and programs between them.

use std::path::PathBuf;
use std::time::Duration;

use twitter_feedback::{
    Attempt, AttemptFilter, AttemptState, Client, ErrorKind, FeedbackError, Policy, Program, PromptContext,
    SendOutcome, SkipReason, Timestamp,
};
use twitter_feedback_sandbox::{Sandbox, SandboxOptions};

use crate::support;

pub(crate) const MINUTE: Duration = Duration::from_secs(60);
pub(crate) const HOUR: Duration = Duration::from_secs(60 * 60);
pub(crate) const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// The default policy's interval and its hour.
pub(crate) const COOLDOWN: Duration = Duration::from_secs(7 * 24 * 60 * 60 + 60 * 60);
/// From when on the service shows an event.
pub(crate) const SHOWN: Duration = Duration::from_secs(24 * 60 * 60 + 2 * 60);

pub(crate) struct World {
    pub(crate) sandbox: Sandbox,
    folder: tempfile::TempDir,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::with(SandboxOptions::default()).await
    }

    pub(crate) async fn with(options: SandboxOptions) -> Self {
        Self { sandbox: Sandbox::start(options).await.unwrap(), folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// On the one ledger that most tests need, with a client that tries once.
    pub(crate) async fn program(&self, policy: Policy) -> Program {
        self.program_of(support::client(&self.sandbox), policy).await
    }

    pub(crate) async fn program_of(&self, client: Client, policy: Policy) -> Program {
        Program::open(client, self.file("ledger.db"), policy).await.unwrap()
    }

    pub(crate) fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.sandbox.now()).unwrap()
    }

    pub(crate) fn creates(&self) -> usize {
        support::creates(&self.sandbox)
    }

    /// Requests that were accepted for this person, or may have been.
    pub(crate) fn creates_for(&self, person: &str) -> usize {
        let log = self.sandbox.requests();
        let is_create = |path: &str| path.contains("feedback/create");
        log.iter().filter(|r| is_create(&r.path) && r.to_user_id.as_deref() == Some(person)).count()
    }

    pub(crate) fn requests_of(&self, path: &str) -> usize {
        self.sandbox.requests().iter().filter(|request| request.path.contains(path)).count()
    }
}

/// Asks at once: no other tool is looked for, and nobody is asked whether they can be asked.
pub(crate) fn bare() -> Policy {
    Policy::new().backfill(false).require_can_dm(false)
}

pub(crate) async fn send(program: &Program, person: &str) -> Result<SendOutcome, FeedbackError> {
    program.send(&support::prompt(person), &PromptContext::new()).await
}

/// The newest attempt.
pub(crate) async fn last(program: &Program) -> Attempt {
    all(program).await.swap_remove(0)
}

pub(crate) async fn all(program: &Program) -> Vec<Attempt> {
    program.attempts(&AttemptFilter::default()).await.unwrap()
}

pub(crate) async fn of(program: &Program, person: &str) -> Vec<Attempt> {
    program.attempts(&AttemptFilter::default().to_user_id(person)).await.unwrap()
}

/// Why it was skipped, and until when; anything else is not what was expected.
#[track_caller]
pub(crate) fn skipped(outcome: Result<SendOutcome, FeedbackError>) -> (SkipReason, Option<Timestamp>) {
    match outcome {
        Ok(SendOutcome::Skipped { reason, until, .. }) => (reason, until),
        other => panic!("{other:?}"),
    }
}

#[track_caller]
pub(crate) fn sent(outcome: Result<SendOutcome, FeedbackError>) -> String {
    match outcome {
        Ok(SendOutcome::Sent { feedback, .. }) => feedback.id.to_string(),
        other => panic!("{other:?}"),
    }
}

#[track_caller]
pub(crate) fn refused(outcome: Result<SendOutcome, FeedbackError>, words: &str) -> FeedbackError {
    let error = outcome.expect_err(words);
    assert_eq!(error.kind(), ErrorKind::Ledger, "{error}");
    assert!(error.message().contains(words) && error.message().contains("nothing was sent"), "{error}");
    error
}

/// Waits until nothing of this person is under way.
pub(crate) async fn settled(program: &Program, person: &str) -> Vec<Attempt> {
    let quiet = async {
        loop {
            let attempts = of(program, person).await;
            let busy = |attempt: &Attempt| matches!(attempt.state, AttemptState::Reserved | AttemptState::Sending);
            if !attempts.iter().any(busy) {
                return attempts;
            }
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), quiet).await.unwrap()
}

/// Polls at most so many times, then drops: `None` for a future that was not done by then.
pub(crate) async fn polled<F: Future>(times: usize, future: F) -> Option<F::Output> {
    let mut future = Box::pin(future);
    let mut left = times;
    std::future::poll_fn(move |context| {
        if left == 0 {
            return std::task::Poll::Ready(None);
        }
        left -= 1;
        future.as_mut().poll(context).map(Some)
    })
    .await
}
