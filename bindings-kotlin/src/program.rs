//! A program: one method for each verb.

use std::sync::Arc;

use twitter_feedback::Program;
use twitter_feedback_bindings::after_asking;

use crate::attempts::{NativeAttempt, NativeAttemptFilter};
use crate::calling::called;
use crate::context::NativePromptContext;
use crate::errors::NativeError;
use crate::fold::NativeFold;
use crate::guard::caught;
use crate::ledger_records::{NativeCoverage, NativePromptStatus, NativeReconcileReport};
use crate::outcome::NativeSendOutcome;
use crate::prompt::PromptFields;
use crate::pull::Pull;
use crate::states::States;
use crate::times::Moment;

/// Closing it in Kotlin drops this handle; calls that are under way have their own, and the last closes the ledger.
#[derive(uniffi::Object)]
pub struct NativeProgram(Program);

#[uniffi::export]
impl NativeProgram {
    pub async fn send(
        &self,
        prompt: PromptFields,
        context: NativePromptContext,
    ) -> Result<NativeSendOutcome, NativeError> {
        let (program, prompt) = (self.0.clone(), caught(|| prompt.build())?);
        called(async move {
            let outcome = program.send(&prompt, &context.into()).await?;
            after_asking(|| Ok(NativeSendOutcome::from(outcome)))
        })
        .await
    }

    /// Prepares a pull; nothing is asked yet.
    pub fn pull(&self, since: Option<Moment>, until: Option<Moment>, progress: bool) -> Result<Arc<Pull>, NativeError> {
        caught(|| {
            let time = |given: Option<Moment>| given.map(Moment::timestamp).transpose();
            Ok(Arc::new(Pull::new(self.0.clone(), time(since)?, time(until)?, progress)))
        })
    }

    pub async fn reconcile(&self) -> Result<NativeReconcileReport, NativeError> {
        let program = self.0.clone();
        called(async move { program.reconcile().await.map(NativeReconcileReport::from) }).await
    }

    pub async fn prompt_status(&self, external_id: String) -> Result<Option<NativePromptStatus>, NativeError> {
        let program = self.0.clone();
        called(async move { Ok(program.prompt_status(external_id).await?.map(NativePromptStatus::from)) }).await
    }

    pub async fn coverage(&self) -> Result<NativeCoverage, NativeError> {
        let program = self.0.clone();
        called(async move { program.coverage().await.map(NativeCoverage::from) }).await
    }

    pub async fn attempts(&self, filter: NativeAttemptFilter) -> Result<Vec<NativeAttempt>, NativeError> {
        let program = self.0.clone();
        called(async move {
            let attempts = program.attempts(&filter.try_into()?).await?;
            Ok(attempts.into_iter().map(NativeAttempt::from).collect())
        })
        .await
    }

    /// The state of one feedback, or none.
    pub async fn folded(&self, feedback_id: String) -> Result<States, NativeError> {
        let program = self.0.clone();
        called(async move { Ok(States::of(program.folded(feedback_id).await?.iter())) }).await
    }

    pub async fn fold(&self) -> Result<Arc<NativeFold>, NativeError> {
        let program = self.0.clone();
        called(async move { Ok(Arc::new(NativeFold::from(program.fold().await?))) }).await
    }
}

impl From<Program> for NativeProgram {
    fn from(program: Program) -> Self {
        Self(program)
    }
}
