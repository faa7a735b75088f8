//! What any number of events add up to.

use napi::Env;
use napi_derive::napi;
use twitter_feedback::Fold;

use crate::batch::Batch;
use crate::guard::caught;

#[napi]
#[derive(Default)]
pub struct NativeFold(Fold);

impl From<Fold> for NativeFold {
    fn from(fold: Fold) -> Self {
        Self(fold)
    }
}

#[napi]
impl NativeFold {
    #[napi(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    #[napi]
    pub fn apply(&mut self, batch: &Batch, index: u32) -> napi::Result<()> {
        caught(|| {
            self.0.apply(batch.event_at(index)?);
            Ok(())
        })
    }

    #[napi]
    pub fn apply_feedback(&mut self, batch: &Batch, index: u32) -> napi::Result<()> {
        caught(|| {
            self.0.apply_feedback(batch.feedback_at(index)?);
            Ok(())
        })
    }

    /// Takes in all that another fold has seen.
    #[napi]
    pub fn merge(&mut self, other: &NativeFold) -> napi::Result<()> {
        caught(|| {
            self.0.merge(&other.0);
            Ok(())
        })
    }

    /// The state of one feedback.
    #[napi]
    pub fn get(&self, env: &Env, feedback_id: String) -> napi::Result<Option<Batch>> {
        let state = self.0.get(&feedback_id);
        state.map(|state| Batch::handed_over(env, || Batch::folded(std::iter::once(state)))).transpose()
    }

    /// The states by feedback id.
    #[napi]
    pub fn states(&self, env: &Env) -> napi::Result<Batch> {
        Batch::handed_over(env, || Batch::folded(self.0.iter()))
    }

    #[napi(getter)]
    pub fn size(&self) -> napi::Result<u32> {
        caught(|| Ok(u32::try_from(self.0.len()).unwrap_or(u32::MAX)))
    }
}
