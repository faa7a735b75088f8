//! What a program does. Each method begins a call, whose value comes through [`Deliveries`].

use napi_derive::napi;
use twitter_feedback::{FeedbackError, Program, PromptContext, SendOutcome, SyncOptions, Timestamp};
use twitter_feedback_bindings::after_asking;

use crate::attempt_filter::NativeAttemptFilter;
use crate::batch::Batch;
use crate::client::NativeClient;
use crate::delivery::Deliveries;
use crate::fold::NativeFold;
use crate::guard::caught;
use crate::policy::NativePolicy;
use crate::program_handle::NativeProgram;
use crate::program_records as records;
use crate::prompt::NativePrompt;
use crate::prompt_context::NativePromptContext;
use crate::value::{self, Value};

/// Which time to pull, as epoch milliseconds, and whether to tell how far it has come.
#[napi(object, object_to_js = false)]
pub struct NativeSyncOptions {
    pub since: Option<i64>,
    pub until: Option<i64>,
    pub progress: bool,
}

impl NativeSyncOptions {
    fn options(&self) -> Result<SyncOptions<'static>, FeedbackError> {
        let mut options = SyncOptions::new();
        if let Some(since) = self.since {
            options = options.since(Timestamp::from_millis(since)?);
        }
        if let Some(until) = self.until {
            options = options.until(Timestamp::from_millis(until)?);
        }
        Ok(options)
    }
}

/// Opens a ledger, by its path or `sqlite:` and a path.
#[napi]
pub fn open_program(
    to: &Deliveries,
    call: u32,
    client: &NativeClient,
    ledger: String,
    policy: NativePolicy,
) -> napi::Result<()> {
    caught(|| {
        let (client, policy) = (client.client()?.clone(), policy.checked()?);
        let work = async move {
            let program = Program::open(client, ledger, policy).await?;
            Ok(NativeProgram::from(program))
        };
        to.start(call, work, |program| Ok(value::program(program)))
    })
}

#[napi]
impl NativeProgram {
    /// Its value is a feedback with the attempt's id beside it, or JSON where nobody was asked or nobody knows.
    #[napi]
    pub fn send(
        &self,
        to: &Deliveries,
        call: u32,
        prompt: &NativePrompt,
        context: NativePromptContext,
    ) -> napi::Result<()> {
        caught(|| {
            let (handle, prompt, context) = (self.handle()?, prompt.0.clone(), PromptContext::from(context));
            let work = async move {
                Ok(match handle.program()?.send(&prompt, &context).await? {
                    SendOutcome::Sent { attempt_id, feedback, reply, .. } => {
                        Outcome::Sent(after_asking(|| Batch::sent(feedback, reply.as_ref(), Some(&attempt_id)))?)
                    }
                    SendOutcome::Skipped { attempt_id, reason, until, .. } => {
                        Outcome::Told(records::skipped(&attempt_id, reason, until))
                    }
                    SendOutcome::Unknown { attempt_id, message, .. } => {
                        Outcome::Told(records::unknown(&attempt_id, &message))
                    }
                })
            };
            to.start(call, work, |outcome| Ok(outcome.into()))
        })
    }

    #[napi]
    pub fn sync(&self, to: &Deliveries, call: u32, options: NativeSyncOptions) -> napi::Result<()> {
        caught(|| {
            let (handle, mut pull) = (self.handle()?, options.options()?);
            if options.progress {
                let tell = to.on_the_way(call);
                pull = pull.progress(move |progress| tell(records::progress(&progress)));
            }
            let work = async move { handle.program()?.sync(pull).await.map(|report| records::sync_report(&report)) };
            to.start(call, work, |report| Ok(value::text(report)))
        })
    }

    #[napi]
    pub fn reconcile(&self, to: &Deliveries, call: u32) -> napi::Result<()> {
        caught(|| {
            let handle = self.handle()?;
            let work = async move {
                let report = handle.program()?.reconcile().await?;
                Ok(records::reconcile_report(&report))
            };
            to.start(call, work, |report| Ok(value::text(report)))
        })
    }

    /// Its value is nothing for a reference that the ledger does not know.
    #[napi]
    pub fn prompt_status(&self, to: &Deliveries, call: u32, external_id: String) -> napi::Result<()> {
        caught(|| {
            let handle = self.handle()?;
            let work = async move {
                let status = handle.program()?.prompt_status(external_id).await?;
                Ok(status.map(|status| records::prompt_status(&status)))
            };
            to.start(call, work, |status| Ok(status.map_or_else(value::nothing, value::text)))
        })
    }

    #[napi]
    pub fn coverage(&self, to: &Deliveries, call: u32) -> napi::Result<()> {
        caught(|| {
            let handle = self.handle()?;
            let work = async move { Ok(records::coverage(&handle.program()?.coverage().await?)) };
            to.start(call, work, |coverage| Ok(value::text(coverage)))
        })
    }

    #[napi]
    pub fn attempts(&self, to: &Deliveries, call: u32, filter: NativeAttemptFilter) -> napi::Result<()> {
        caught(|| {
            let (handle, filter) = (self.handle()?, filter.filter()?);
            let work = async move { Ok(records::attempts(&handle.program()?.attempts(&filter).await?)) };
            to.start(call, work, |attempts| Ok(value::text(attempts)))
        })
    }

    /// Its value is nothing for a feedback that the ledger has not seen.
    #[napi]
    pub fn folded(&self, to: &Deliveries, call: u32, feedback_id: String) -> napi::Result<()> {
        caught(|| {
            let handle = self.handle()?;
            let work = async move {
                let state = handle.program()?.folded(feedback_id).await?;
                state.map(|state| Batch::folded(std::iter::once(&state))).transpose()
            };
            to.start(call, work, |state| Ok(state.map_or_else(value::nothing, value::batch)))
        })
    }

    #[napi]
    pub fn fold(&self, to: &Deliveries, call: u32) -> napi::Result<()> {
        caught(|| {
            let handle = self.handle()?;
            let work = async move { handle.program()?.fold().await.map(NativeFold::from) };
            to.start(call, work, |fold| Ok(value::fold(fold)))
        })
    }

    /// Closes the ledger, once the calls that are under way are done.
    #[napi]
    pub fn close(&mut self, to: &Deliveries, call: u32) -> napi::Result<()> {
        caught(|| {
            let handle = self.take();
            let work = async move {
                if let Some(handle) = handle {
                    handle.close().await;
                }
                Ok(())
            };
            to.start(call, work, |()| Ok(value::nothing()))
        })
    }
}

/// What became of a prompt, as it crosses.
enum Outcome {
    Sent(Batch),
    Told(String),
}

impl From<Outcome> for Value {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Sent(batch) => value::batch(batch),
            Outcome::Told(text) => value::text(text),
        }
    }
}
