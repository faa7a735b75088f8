//! What any number of events add up to.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use twitter_feedback::{FeedbackEvent, Fold};

use crate::errors::NativeError;
use crate::guard::caught;
use crate::reading::Source;
use crate::states::States;

#[derive(Default, uniffi::Object)]
pub struct NativeFold(Mutex<Fold>);

impl NativeFold {
    fn lock(&self) -> MutexGuard<'_, Fold> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl From<Fold> for NativeFold {
    fn from(fold: Fold) -> Self {
        Self(Mutex::new(fold))
    }
}

#[uniffi::export]
impl NativeFold {
    #[uniffi::constructor]
    pub fn new() -> Arc<Self> {
        Arc::default()
    }

    pub fn apply(&self, json: String) -> Result<(), NativeError> {
        caught(|| {
            let event = FeedbackEvent::from_json(&json)?;
            self.lock().apply(&event);
            Ok(())
        })
    }

    pub fn apply_feedback(&self, source: Source) -> Result<(), NativeError> {
        caught(|| {
            let feedback = source.feedback()?;
            self.lock().apply_feedback(&feedback);
            Ok(())
        })
    }

    /// As it is now.
    pub fn copied(&self) -> Result<Arc<Self>, NativeError> {
        caught(|| Ok(Arc::new(Self(Mutex::new(self.lock().clone())))))
    }

    /// Takes in all that another fold has seen. It must be a copy that nobody else knows: two folds that are locked could
    /// wait for each other, or one for itself; and what is closed must not be an argument.
    pub fn merge(&self, copy: Arc<Self>) -> Result<(), NativeError> {
        caught(|| {
            let copy = copy.lock();
            self.lock().merge(&copy);
            Ok(())
        })
    }

    /// The state of one feedback, or none.
    pub fn get(&self, feedback_id: String) -> Result<States, NativeError> {
        caught(|| Ok(States::of(self.lock().get(&feedback_id).into_iter())))
    }

    /// So many states by feedback id, beginning behind this one: all of a large fold would be too much at once.
    pub fn states(&self, after: Option<String>, many: u32) -> Result<States, NativeError> {
        caught(|| {
            let fold = self.lock();
            let behind =
                fold.iter().skip_while(|state| after.as_deref().is_some_and(|after| state.id().as_str() <= after));
            Ok(States::of(behind.take(usize::try_from(many).unwrap_or(usize::MAX))))
        })
    }

    pub fn size(&self) -> Result<u32, NativeError> {
        caught(|| Ok(u32::try_from(self.lock().len()).unwrap_or(u32::MAX)))
    }
}
