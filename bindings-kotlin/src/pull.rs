//! A `sync` that is waited for from one progress to the next.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use tokio::sync::{Mutex, mpsc};
use twitter_feedback::{ErrorKind, FeedbackError, Program, SyncOptions, SyncProgress, SyncReport, Timestamp};

use crate::calling::called;
use crate::errors::NativeError;
use crate::ledger_records::{NativeSyncProgress, NativeSyncReport};

/// It goes on only while somebody waits for what comes next: whoever is told of progress is asked for nothing else
/// meanwhile, and stops it by going away. It ends with this.
#[derive(uniffi::Object)]
pub struct Pull(Arc<Mutex<Course>>);

/// What comes next.
#[derive(uniffi::Enum)]
pub enum PullStep {
    Progress { progress: NativeSyncProgress },
    Report { report: NativeSyncReport },
}

struct Course {
    work: Pin<Box<dyn Future<Output = Result<SyncReport, FeedbackError>> + Send>>,
    /// What the work has told and nobody has heard.
    told: mpsc::UnboundedReceiver<SyncProgress>,
    /// How it ended, until everything it told is heard.
    ended: Option<Result<SyncReport, FeedbackError>>,
    over: bool,
}

impl Pull {
    pub(crate) fn new(program: Program, since: Option<Timestamp>, until: Option<Timestamp>, progress: bool) -> Self {
        let (tell, told) = mpsc::unbounded_channel();
        let work = Box::pin(async move {
            let mut options = SyncOptions::new();
            if let Some(since) = since {
                options = options.since(since);
            }
            if let Some(until) = until {
                options = options.until(until);
            }
            if progress {
                // Whoever listened may have gone; then this ends as well.
                options = options.progress(|progress| {
                    let _ = tell.send(progress);
                });
            }
            program.sync(options).await
        });
        Self(Arc::new(Mutex::new(Course { work, told, ended: None, over: false })))
    }
}

#[uniffi::export]
impl Pull {
    /// Goes on until there is progress to tell, or to the end; every progress is told before that.
    pub async fn next(&self) -> Result<PullStep, NativeError> {
        let course = Arc::clone(&self.0);
        called(async move {
            let mut course = course.lock_owned().await;
            poll_fn(|context| course.poll_next(context)).await
        })
        .await
    }
}

impl Course {
    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Result<PullStep, FeedbackError>> {
        if self.over {
            return Poll::Ready(Err(FeedbackError::new(ErrorKind::Internal, "this sync is over")));
        }
        if self.ended.is_none()
            && self.told.is_empty()
            && let Poll::Ready(ended) = self.work.as_mut().poll(context)
        {
            self.ended = Some(ended);
        }
        if let Ok(progress) = self.told.try_recv() {
            return Poll::Ready(Ok(PullStep::Progress { progress: progress.into() }));
        }
        let Some(ended) = self.ended.take() else { return Poll::Pending };
        self.over = true;
        Poll::Ready(ended.map(|report| PullStep::Report { report: report.into() }))
    }
}
