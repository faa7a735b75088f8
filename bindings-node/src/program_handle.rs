//! A client, a ledger and a policy, held together.

use std::sync::Arc;

use napi_derive::napi;
use twitter_feedback::{ErrorKind, FeedbackError, Program};

use crate::runtime::runtime;

#[napi]
pub struct NativeProgram {
    /// `None` once it is closed.
    program: Option<Arc<Handle>>,
}

impl From<Program> for NativeProgram {
    fn from(program: Program) -> Self {
        Self { program: Some(Arc::new(Handle(Some(program)))) }
    }
}

impl NativeProgram {
    pub(crate) fn handle(&self) -> Result<Arc<Handle>, FeedbackError> {
        self.program.clone().ok_or_else(closed)
    }

    /// From here on it is closed.
    pub(crate) fn take(&mut self) -> Option<Arc<Handle>> {
        self.program.take()
    }
}

/// What every call holds while it is under way. The last one closes the ledger, which waits for the disk: so it is
/// done on a thread of its own, neither JavaScript's nor one that drives connections.
pub(crate) struct Handle(Option<Program>);

impl Handle {
    pub(crate) fn program(&self) -> Result<&Program, FeedbackError> {
        self.0.as_ref().ok_or_else(closed)
    }

    /// Closes the ledger if nobody else holds it any more, and waits until that is done.
    pub(crate) async fn close(self: Arc<Self>) {
        if let Some(program) = Arc::into_inner(self).and_then(|mut last| last.0.take()) {
            // What could fail is a panic, which leaves nothing to close either.
            let _ = tokio::task::spawn_blocking(move || drop(program)).await;
        }
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        if let (Some(program), Ok(runtime)) = (self.0.take(), runtime()) {
            runtime.spawn_blocking(move || drop(program));
        }
    }
}

fn closed() -> FeedbackError {
    FeedbackError::new(ErrorKind::Configuration, "the program is closed")
}
