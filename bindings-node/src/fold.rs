//! What any number of events add up to.

use napi::Env;
use napi::bindgen_prelude::ObjectFinalize;
use napi_derive::napi;
use twitter_feedback::Fold;

use crate::batch::Batch;
use crate::guard::caught;

/// About so many bytes for each feedback.
const STATE: usize = 1024;

#[napi(custom_finalize)]
#[derive(Default)]
pub struct NativeFold {
    fold: Fold,
    /// How many bytes the garbage collector knows of.
    weight: i64,
}

impl From<Fold> for NativeFold {
    fn from(fold: Fold) -> Self {
        Self { fold, weight: 0 }
    }
}

impl NativeFold {
    /// The same, of which the garbage collector knows: what a ledger holds comes all at once.
    pub(crate) fn weighed(mut self, env: &Env) -> Self {
        let weight = i64::try_from(self.fold.len().saturating_mul(STATE)).unwrap_or(0);
        if env.adjust_external_memory(weight).is_ok() {
            self.weight = weight;
        }
        self
    }
}

impl ObjectFinalize for NativeFold {
    fn finalize(self, env: Env) -> napi::Result<()> {
        env.adjust_external_memory(self.weight.saturating_neg()).map(drop)
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
            self.fold.apply(batch.event_at(index)?);
            Ok(())
        })
    }

    #[napi]
    pub fn apply_feedback(&mut self, batch: &Batch, index: u32) -> napi::Result<()> {
        caught(|| {
            self.fold.apply_feedback(batch.feedback_at(index)?);
            Ok(())
        })
    }

    /// Takes in all that another fold has seen.
    #[napi]
    pub fn merge(&mut self, other: &NativeFold) -> napi::Result<()> {
        caught(|| {
            self.fold.merge(&other.fold);
            Ok(())
        })
    }

    /// The state of one feedback.
    #[napi]
    pub fn get(&self, env: &Env, feedback_id: String) -> napi::Result<Option<Batch>> {
        let state = self.fold.get(&feedback_id);
        state.map(|state| Batch::handed_over(env, || Batch::folded(std::iter::once(state)))).transpose()
    }

    /// The states by feedback id.
    #[napi]
    pub fn states(&self, env: &Env) -> napi::Result<Batch> {
        Batch::handed_over(env, || Batch::folded(self.fold.iter()))
    }

    #[napi(getter)]
    pub fn size(&self) -> napi::Result<u32> {
        caught(|| Ok(u32::try_from(self.fold.len()).unwrap_or(u32::MAX)))
    }
}
