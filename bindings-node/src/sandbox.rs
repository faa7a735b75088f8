//! The emulator, in this process.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use napi::Env;
use napi_derive::napi;
use twitter_feedback::{ErrorKind, Feedback, FeedbackError, Problem};
use twitter_feedback_bindings::{PERIOD, renamed};
use twitter_feedback_sandbox::{FaultRule, Sandbox, SandboxOptions, SeedRequest, Webhook};

use crate::batch::Batch;
use crate::delivery::Deliveries;
use crate::guard::caught;
use crate::runtime::runtime;
use crate::{records, value};

#[napi]
pub const RECIPIENT_UNKNOWN: &str = twitter_feedback_sandbox::RECIPIENT_UNKNOWN;
#[napi]
pub const RECIPIENT_SUSPENDED: &str = twitter_feedback_sandbox::RECIPIENT_SUSPENDED;
#[napi]
pub const RECIPIENT_NOT_MESSAGEABLE: &str = twitter_feedback_sandbox::RECIPIENT_NOT_MESSAGEABLE;
#[napi]
pub const RECIPIENT_NOT_FOLLOWING: &str = twitter_feedback_sandbox::RECIPIENT_NOT_FOLLOWING;
#[napi]
pub const RECIPIENT_UNDISCLOSED: &str = twitter_feedback_sandbox::RECIPIENT_UNDISCLOSED;

/// What `Sandbox` is made of.
#[napi]
#[derive(Default)]
pub struct NativeSandbox {
    /// Nothing before it is started, and once it is stopped.
    sandbox: Arc<Mutex<Option<Arc<Sandbox>>>>,
}

/// Each option with the type that TypeScript has checked.
#[napi(object, object_to_js = false)]
pub struct NativeSandboxOptions {
    pub port: Option<u16>,
    pub seed: Option<i64>,
    pub limits: Option<bool>,
    pub allow_listed: Option<bool>,
    pub uneven_pages: Option<bool>,
    /// Epoch milliseconds.
    pub start_at: Option<i64>,
    pub squeezed_times: Option<bool>,
    pub events_external_id: Option<bool>,
    pub repeat_updates: Option<bool>,
}

/// Where events are posted and how, each part with the type that TypeScript has checked.
#[napi(object, object_to_js = false)]
pub struct NativeWebhook {
    pub url: String,
    pub username: Option<String>,
    pub password: Option<String>,
    pub duplicates: Option<u32>,
    pub shuffle: Option<bool>,
}

impl From<NativeWebhook> for Webhook {
    fn from(given: NativeWebhook) -> Self {
        let mut webhook = Self::new(given.url);
        webhook.username = given.username;
        webhook.password = given.password;
        webhook.duplicates = given.duplicates.unwrap_or(webhook.duplicates);
        webhook.shuffle = given.shuffle.unwrap_or(webhook.shuffle);
        webhook
    }
}

impl From<NativeSandboxOptions> for SandboxOptions {
    fn from(given: NativeSandboxOptions) -> Self {
        let mut options = Self::default();
        options.port = given.port.unwrap_or(options.port);
        options.seed = given.seed.and_then(|seed| u64::try_from(seed).ok()).unwrap_or(options.seed);
        options.limits = given.limits.unwrap_or(options.limits);
        options.allow_listed = given.allow_listed.unwrap_or(options.allow_listed);
        options.uneven_pages = given.uneven_pages.unwrap_or(options.uneven_pages);
        options.start_at = given.start_at;
        options.squeezed_times = given.squeezed_times.unwrap_or(options.squeezed_times);
        options.events_external_id = given.events_external_id.unwrap_or(options.events_external_id);
        options.repeat_updates = given.repeat_updates.unwrap_or(options.repeat_updates);
        options
    }
}

impl NativeSandbox {
    fn lock(&self) -> MutexGuard<'_, Option<Arc<Sandbox>>> {
        lock(&self.sandbox)
    }

    fn running(&self) -> Result<Arc<Sandbox>, FeedbackError> {
        let running = self.lock().clone();
        running.ok_or_else(|| FeedbackError::new(ErrorKind::Configuration, "the sandbox is stopped"))
    }
}

fn lock(sandbox: &Mutex<Option<Arc<Sandbox>>>) -> MutexGuard<'_, Option<Arc<Sandbox>>> {
    sandbox.lock().unwrap_or_else(PoisonError::into_inner)
}

#[napi]
impl NativeSandbox {
    #[napi(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Starts it on this process's runtime; the value is its URL and the keys of the sender, as JSON.
    #[napi]
    pub fn start(&self, to: &Deliveries, call: u32, options: NativeSandboxOptions) -> napi::Result<()> {
        caught(|| {
            let work = async move { Ok(Sandbox::start(options.into()).await?) };
            let place = Arc::clone(&self.sandbox);
            to.start(call, work, move |sandbox| {
                let started = records::started(&sandbox);
                *lock(&place) = Some(Arc::new(sandbox));
                Ok(value::text(started))
            })
        })
    }

    /// The keys of another sender, as JSON.
    #[napi]
    pub fn sender(&self, number: u32) -> napi::Result<String> {
        caught(|| Ok(records::sandbox_credentials(&self.running()?.sender(number))))
    }

    /// Epoch milliseconds.
    #[napi(getter)]
    pub fn now(&self) -> napi::Result<i64> {
        caught(|| Ok(self.running()?.now()))
    }

    #[napi]
    pub fn answer(
        &self,
        env: &Env,
        feedback_id: String,
        score: Option<i64>,
        text: Option<String>,
    ) -> napi::Result<Batch> {
        Batch::handed_over(env, || {
            let shown = self.running()?.answer(&feedback_id, score, text.as_deref())?;
            Batch::feedback(Feedback::from_json(&shown.to_string())?, None)
        })
    }

    /// Turns the clock forward; returns epoch milliseconds.
    #[napi]
    pub fn advance(&self, milliseconds: f64) -> napi::Result<i64> {
        caught(|| {
            let by = Duration::try_from_secs_f64(milliseconds / 1000.0).map_err(|_| {
                let rule = "must be a number of milliseconds, 0 or more";
                FeedbackError::invalid("the call", vec![Problem::new("milliseconds", rule, &milliseconds.to_string())])
            })?;
            Ok(self.running()?.advance(by)?)
        })
    }

    /// Takes the order as the control call does.
    #[napi]
    pub fn fault(&self, order: String) -> napi::Result<()> {
        caught(|| {
            self.running()?.fault(FaultRule::from_json_text(&order)?)?;
            Ok(())
        })
    }

    /// Makes up a past; times are epoch milliseconds.
    #[napi]
    pub fn seed(&self, to: &Deliveries, call: u32, count: i64, from_time: i64, to_time: i64) -> napi::Result<()> {
        caught(|| {
            let sandbox = self.running()?;
            let request = SeedRequest::new(u64::try_from(count).unwrap_or(0), from_time, to_time);
            // A million take seconds.
            let work =
                runtime()?.spawn_blocking(move || sandbox.seed(request).map_err(|error| renamed(error, &PERIOD)));
            let work = async move {
                let seeded = work.await.map_err(|_| twitter_feedback_bindings::defect())?;
                Ok(records::seeded(&seeded?))
            };
            to.start(call, work, |seeded| Ok(value::text(seeded)))
        })
    }

    /// The requests in order of arrival, as JSON.
    #[napi(getter)]
    pub fn requests(&self) -> napi::Result<String> {
        caught(|| Ok(records::requests(&self.running()?.requests())))
    }

    /// Has events posted from now on.
    #[napi]
    pub fn webhook(&self, webhook: NativeWebhook) -> napi::Result<()> {
        caught(|| Ok(self.running()?.webhook(webhook.into())?))
    }

    /// The deliveries once none is under way, as JSON.
    #[napi]
    pub fn deliveries(&self, to: &Deliveries, call: u32) -> napi::Result<()> {
        caught(|| {
            let sandbox = self.running()?;
            let work = async move { Ok(records::deliveries(&sandbox.deliveries().await)) };
            to.start(call, work, |deliveries| Ok(value::text(deliveries)))
        })
    }

    /// The keys of a customer, as JSON.
    #[napi]
    pub fn recipient(&self, user_id: String) -> napi::Result<String> {
        caught(|| Ok(records::sandbox_credentials(&self.running()?.recipient(&user_id)?)))
    }

    #[napi]
    pub fn dismiss(&self, feedback_id: String) -> napi::Result<()> {
        caught(|| Ok(self.running()?.dismiss(&feedback_id)?))
    }

    /// Presses "Authorize app".
    #[napi]
    pub fn authorize(&self, oauth_token: String) -> napi::Result<String> {
        caught(|| Ok(self.running()?.authorize(&oauth_token)?))
    }

    /// Presses "Cancel".
    #[napi]
    pub fn deny(&self, oauth_token: String) -> napi::Result<Option<String>> {
        caught(|| Ok(self.running()?.deny(&oauth_token)?))
    }

    /// Stops serving.
    #[napi]
    pub fn stop(&self, to: &Deliveries, call: u32) -> napi::Result<()> {
        caught(|| {
            let sandbox = self.lock().take();
            let work = async move {
                if let Some(sandbox) = sandbox {
                    sandbox.stop().await;
                }
                Ok(())
            };
            to.start(call, work, |()| Ok(value::nothing()))
        })
    }
}
