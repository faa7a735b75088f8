//! A program that is opened when it is first needed, and stays behind when its process forks.

use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::OnceCell;
use twitter_feedback::{Client, ErrorKind, FeedbackError, Policy, Program};

use crate::per_process::PerProcess;

pub(crate) struct ProgramHandle(PerProcess<Arc<Opening>>);

/// A program, once it is open.
pub(crate) struct Opening {
    client: Client,
    ledger: PathBuf,
    policy: Policy,
    program: OnceCell<Program>,
}

impl ProgramHandle {
    pub(crate) fn new(client: Client, ledger: PathBuf, policy: Policy) -> Self {
        Self(PerProcess::new(Arc::new(Opening { client, ledger, policy, program: OnceCell::new() })))
    }

    /// # Errors
    /// `configuration` where it is closed, `ledger` in a child. Asked before anything else: what the parent's threads held locked
    /// at the fork stays locked here for ever.
    pub(crate) fn get(&self) -> Result<Arc<Opening>, FeedbackError> {
        let closed = || FeedbackError::new(ErrorKind::Configuration, "the program is closed");
        self.0.get(|_| Err(forked()))?.ok_or_else(closed)
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.0.is_let_go()
    }

    /// What is left to be dropped, which waits until the ledger has done what was begun.
    pub(crate) fn close(&self) -> Option<Arc<Opening>> {
        self.0.take()
    }
}

impl Opening {
    /// Opens the ledger where that was not done yet. Whoever comes meanwhile waits for it.
    pub(crate) async fn program(&self) -> Result<Program, FeedbackError> {
        let open = || Program::open(self.client.clone(), &self.ledger, self.policy.clone());
        self.program.get_or_try_init(open).await.cloned()
    }
}

pub(crate) fn forked() -> FeedbackError {
    let why =
        "this program was made before a fork and works in the parent process only: open the ledger after the fork";
    FeedbackError::new(ErrorKind::Ledger, why)
}
