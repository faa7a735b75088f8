//! The emulator, in this process.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::time::Duration;

use serde_json::{Map, Value};
use twitter_feedback::{ErrorKind, Feedback, FeedbackError};
use twitter_feedback_bindings::{DURATION, PERIOD, defect, renamed};
use twitter_feedback_sandbox::{FaultRule, LoggedRequest, Sandbox, SandboxCredentials, SeedRequest};

use crate::calling::called;
use crate::errors::NativeError;
use crate::guard::caught;
use crate::runtime::runtime;
use crate::sandbox_options::NativeSandboxOptions;
use crate::shown::Shown;
use crate::times::Moment;

#[derive(uniffi::Object)]
pub struct NativeSandbox {
    url: String,
    credentials: SandboxCredentials,
    /// Nothing once it is stopped.
    sandbox: Mutex<Option<Arc<Sandbox>>>,
}

/// A sandbox that starts. A coroutine that is cancelled loses what it was about to get, so it stays here until it is
/// taken, and ends with this.
#[derive(Default, uniffi::Object)]
pub struct SandboxStart(Mutex<Option<Arc<NativeSandbox>>>);

#[derive(uniffi::Record)]
pub struct SenderKeys {
    pub consumer_key: String,
    pub consumer_secret: String,
    pub access_token: String,
    pub access_token_secret: String,
    pub user_id: String,
    pub screen_name: String,
}

/// What is to go wrong, as the control call takes it.
#[derive(uniffi::Record)]
pub struct FaultOrder {
    pub operation: String,
    pub fault: String,
    pub times: u32,
    pub status: Option<u16>,
    pub headers: Option<HashMap<String, Option<String>>>,
    pub body: Option<String>,
}

#[derive(uniffi::Record)]
pub struct NativeSeeded {
    pub feedbacks: u64,
    pub events: u64,
}

#[derive(uniffi::Record)]
pub struct NativeLoggedRequest {
    pub at: Moment,
    pub method: String,
    pub path: String,
    pub status: Option<u16>,
    pub sender: Option<String>,
    pub to_user_id: Option<String>,
}

impl NativeSandbox {
    fn lock(&self) -> MutexGuard<'_, Option<Arc<Sandbox>>> {
        self.sandbox.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn running(&self) -> Result<Arc<Sandbox>, FeedbackError> {
        let running = self.lock().clone();
        running.ok_or_else(|| FeedbackError::new(ErrorKind::Configuration, "the sandbox is stopped"))
    }
}

#[uniffi::export]
impl SandboxStart {
    #[uniffi::constructor]
    pub fn new() -> Arc<Self> {
        Arc::default()
    }

    /// Starts one on this process's runtime.
    pub async fn run(&self, options: NativeSandboxOptions) -> Result<(), NativeError> {
        let started = called(async move {
            let sandbox = Sandbox::start(options.into()).await?;
            let (url, credentials) = (sandbox.url().to_owned(), sandbox.credentials().clone());
            Ok(Arc::new(NativeSandbox { url, credentials, sandbox: Mutex::new(Some(Arc::new(sandbox))) }))
        });
        let started = started.await?;
        *self.lock() = Some(started);
        Ok(())
    }

    /// Takes the one that was started.
    pub fn take(&self) -> Option<Arc<NativeSandbox>> {
        self.lock().take()
    }
}

impl SandboxStart {
    fn lock(&self) -> MutexGuard<'_, Option<Arc<NativeSandbox>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[uniffi::export]
impl NativeSandbox {
    pub fn url(&self) -> String {
        self.url.clone()
    }

    pub fn keys(&self) -> SenderKeys {
        SenderKeys::from(self.credentials.clone())
    }

    /// The keys of another sender.
    pub fn sender(&self, number: u32) -> Result<SenderKeys, NativeError> {
        caught(|| Ok(SenderKeys::from(self.running()?.sender(number))))
    }

    pub fn now(&self) -> Result<Moment, NativeError> {
        caught(|| Ok(Moment::of_millis(self.running()?.now())))
    }

    pub fn answer(&self, feedback_id: String, score: Option<i64>, text: Option<String>) -> Result<Shown, NativeError> {
        caught(|| {
            let shown = self.running()?.answer(&feedback_id, score, text.as_deref())?;
            Ok(Shown::from(Feedback::from_json(&shown.to_string())?))
        })
    }

    /// Turns the clock forward.
    pub fn advance(&self, by: Duration) -> Result<Moment, NativeError> {
        caught(|| {
            let now = self.running()?.advance(by).map_err(|error| renamed(error, &DURATION))?;
            Ok(Moment::of_millis(now))
        })
    }

    pub fn fault(&self, order: FaultOrder) -> Result<(), NativeError> {
        caught(|| {
            self.running()?.fault(FaultRule::from_json_text(&order.into_json())?)?;
            Ok(())
        })
    }

    /// Makes up a past.
    pub async fn seed(&self, count: u64, from_time: Moment, to_time: Moment) -> Result<NativeSeeded, NativeError> {
        let sandbox = caught(|| self.running())?;
        let request = SeedRequest::new(count, from_time.millis(), to_time.millis());
        called(async move {
            // A million take seconds.
            let seeded = runtime()?.spawn_blocking(move || sandbox.seed(request)).await.map_err(|_| defect())?;
            let seeded = seeded.map_err(|error| renamed(error, &PERIOD))?;
            Ok(NativeSeeded { feedbacks: seeded.feedbacks, events: seeded.events })
        })
        .await
    }

    /// The requests in order of arrival.
    pub fn requests(&self) -> Result<Vec<NativeLoggedRequest>, NativeError> {
        caught(|| Ok(self.running()?.requests().into_iter().map(NativeLoggedRequest::from).collect()))
    }

    /// Stops serving, and returns when that is done.
    pub fn stop(&self) -> Result<(), NativeError> {
        caught(|| {
            let Some(sandbox) = self.lock().take() else { return Ok(()) };
            let (done, wait) = mpsc::channel();
            runtime()?.spawn(async move {
                sandbox.stop().await;
                // Whoever waits is still there.
                let _ = done.send(());
            });
            wait.recv().map_err(|_| defect())
        })
    }
}

impl FaultOrder {
    fn into_json(self) -> String {
        let mut order = Map::new();
        order.insert("operation".to_owned(), self.operation.into());
        order.insert("fault".to_owned(), self.fault.into());
        order.insert("times".to_owned(), self.times.into());
        order.extend(self.status.map(|status| ("status".to_owned(), status.into())));
        order.extend(self.headers.map(|headers| {
            let headers = headers.into_iter().map(|(name, value)| (name, value.map_or(Value::Null, Value::from)));
            ("headers".to_owned(), Value::Object(headers.collect()))
        }));
        order.extend(self.body.map(|body| ("body".to_owned(), body.into())));
        Value::Object(order).to_string()
    }
}

impl From<SandboxCredentials> for SenderKeys {
    fn from(own: SandboxCredentials) -> Self {
        Self {
            consumer_key: own.consumer_key,
            consumer_secret: own.consumer_secret,
            access_token: own.access_token,
            access_token_secret: own.access_token_secret,
            user_id: own.user_id,
            screen_name: own.screen_name,
        }
    }
}

impl From<LoggedRequest> for NativeLoggedRequest {
    fn from(logged: LoggedRequest) -> Self {
        Self {
            at: Moment::of_millis(logged.at),
            method: logged.method,
            path: logged.path,
            status: logged.status,
            sender: logged.sender,
            to_user_id: logged.to_user_id,
        }
    }
}
