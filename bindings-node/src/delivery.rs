//! Carries what is done to the JavaScript thread that waits for it.
//!
//! Each thread has one way for all its calls, which does not keep its event loop alive: while calls are under way the
//! TypeScript layer does.

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use napi::bindgen_prelude::{FnArgs, Function};
use napi::threadsafe_function::{ThreadsafeFunction, ThreadsafeFunctionCallMode};
use napi::{Env, Status, Unknown};
use napi_derive::napi;
use tokio::task::AbortHandle;
use twitter_feedback::FeedbackError;
use twitter_feedback_bindings::{caught_panic, guarded};

use crate::errors::described;
use crate::guard::caught;
use crate::runtime::runtime;
use crate::value::{self, Value, nothing};

/// Makes the value on the JavaScript thread, if it is still wanted there.
type Made = Box<dyn FnOnce() -> Result<Value, FeedbackError> + Send>;

/// What is told of a call.
pub(crate) struct News {
    call: u32,
    what: What,
}

enum What {
    OnTheWay(String),
    Settled(Result<Made, FeedbackError>),
}

/// The call's number, what it failed with, its value, and whether this is its end.
type Told = FnArgs<(u32, Option<String>, Value, bool)>;
type Tell = ThreadsafeFunction<News, Unknown<'static>, Told, Status, false, true>;

/// The calls of one JavaScript thread.
#[napi]
pub struct Deliveries {
    tell: Arc<Tell>,
    calls: Calls,
}

/// Calls that are waited for. Only ever locked for a moment, and no JavaScript runs meanwhile.
#[derive(Clone, Default)]
struct Calls(Arc<Mutex<HashMap<u32, AbortHandle>>>);

impl Calls {
    fn lock(&self) -> MutexGuard<'_, HashMap<u32, AbortHandle>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[napi]
impl Deliveries {
    /// `tell` is called with a call's number, the description of its error or null, its value, and whether it has
    /// settled: if not, the value tells how far it has come.
    #[napi(
        constructor,
        ts_args_type = "tell: (call: number, failure: string | null, value: unknown, settled: boolean) => void"
    )]
    pub fn new(tell: Function<'_, Told, Unknown<'static>>) -> napi::Result<Self> {
        let calls = Calls::default();
        let of_callback = calls.clone();
        let builder = tell.build_threadsafe_function::<News>().callee_handled::<false>().weak::<true>();
        let tell = builder.build_callback(move |context| Ok(told(&of_callback, &context.env, context.value)))?;
        Ok(Self { tell: Arc::new(tell), calls })
    }

    /// Drops what a call has begun; its value, should there be one, stays where it is.
    #[napi]
    pub fn cancel(&self, call: u32) -> napi::Result<()> {
        caught(|| {
            if let Some(task) = self.calls.lock().remove(&call) {
                task.abort();
            }
            Ok(())
        })
    }
}

impl Deliveries {
    /// Begins this; its answer becomes a JavaScript value by `make`.
    pub(crate) fn start<T: Send + 'static>(
        &self,
        call: u32,
        work: impl Future<Output = Result<T, FeedbackError>> + Send + 'static,
        make: impl FnOnce(T) -> Result<Value, FeedbackError> + Send + 'static,
    ) -> Result<(), FeedbackError> {
        let tell = Arc::clone(&self.tell);
        let task = runtime()?.spawn(async move {
            let outcome = guarded(work).await.map(|value| Box::new(move || make(value)) as Made);
            // Refused once the JavaScript thread has ended: nobody waits any more.
            tell.call(News { call, what: What::Settled(outcome) }, ThreadsafeFunctionCallMode::NonBlocking);
        });
        // It is told on this very thread, so not before this is noted.
        self.calls.lock().insert(call, task.abort_handle());
        Ok(())
    }

    /// Tells of a call how far it has come, in order and before its end. Nobody waits until that is heard.
    pub(crate) fn on_the_way(&self, call: u32) -> impl Fn(String) + Send + 'static {
        let tell = Arc::clone(&self.tell);
        move |json| {
            tell.call(News { call, what: What::OnTheWay(json) }, ThreadsafeFunctionCallMode::NonBlocking);
        }
    }
}

impl Drop for Deliveries {
    fn drop(&mut self) {
        for (_, task) in self.calls.lock().drain() {
            task.abort();
        }
    }
}

fn told(calls: &Calls, env: &Env, News { call, what }: News) -> Told {
    let outcome = match what {
        What::OnTheWay(json) => return (call, None, value::text(json), false).into(),
        What::Settled(outcome) => outcome,
    };
    let wanted = calls.lock().remove(&call).is_some();
    let value = match outcome {
        Ok(make) if wanted => caught_panic(make).and_then(|made| made),
        Ok(_) => Ok(nothing()),
        Err(error) => Err(error),
    };
    match value {
        Ok(value) => (call, None, value::weighed(value, env), true).into(),
        Err(error) => (call, Some(described(&error)), nothing(), true).into(),
    }
}
