//! The emulator, in this process.

use std::mem::forget;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use twitter_feedback::{ErrorKind, Feedback as CoreFeedback, FeedbackError, Timestamp};
use twitter_feedback_bindings::{DURATION, PERIOD, caught_panic, renamed};
use twitter_feedback_sandbox::{Sandbox, SandboxCredentials as CoreCredentials, SandboxOptions, SeedRequest, Webhook};

use crate::arguments::{self, boolean, hidden_text, whole};
use crate::attributes::attributes;
use crate::credentials::SandboxCredentials;
use crate::errors::{OrRaise, raised};
use crate::feedback::Feedback;
use crate::guard::caught;
use crate::pending::Pending;
use crate::seconds::noted_duration;
use crate::time_argument::{optional_time, time};
use crate::times::Time;
use crate::{fault, process, records};

/// What `Sandbox` is made of.
#[pyclass(frozen, module = "twitter_feedback._native")]
pub(crate) struct NativeSandbox {
    /// `None` once it is stopped. Locked just to take it out: whoever runs Python meanwhile, be it to make an exception,
    /// may let another thread in, which would wait for the lock without ever letting go of the interpreter's.
    sandbox: Mutex<Option<Arc<Sandbox>>>,
    process: u64,
    url: String,
    credentials: CoreCredentials,
}

impl NativeSandbox {
    fn lock(&self) -> MutexGuard<'_, Option<Arc<Sandbox>>> {
        self.sandbox.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The sandbox, to be driven.
    fn running(&self) -> PyResult<Arc<Sandbox>> {
        if self.process != process::id() {
            return Err(cannot_drive(
                "the sandbox runs in the process that started it; this one can only call its URL",
            ));
        }
        let sandbox = self.lock().clone();
        sandbox.ok_or_else(|| cannot_drive("the sandbox is stopped"))
    }

    /// Drives it while other Python threads run: one of them may keep it busy for seconds.
    fn driven<T: Send>(&self, py: Python<'_>, drive: impl FnOnce(&Sandbox) -> T + Send) -> PyResult<T> {
        let sandbox = self.running()?;
        py.detach(|| caught_panic(|| drive(&sandbox))).or_raise()
    }
}

impl Drop for NativeSandbox {
    fn drop(&mut self) {
        if self.process != process::id() {
            // The parent's server is not stopped from here, and its runtime is not here either.
            forget(self.lock().take());
        }
    }
}

fn cannot_drive(why: &str) -> PyErr {
    raised(FeedbackError::new(ErrorKind::Configuration, why))
}

attributes!(NativeSandbox {
    /// The API base.
    url: &str = |this| &*this.url;
    /// The keys of the sender.
    credentials: Py<SandboxCredentials> = |this, py| SandboxCredentials::object(py, this.credentials.clone())?;
    /// The sender's user id.
    user_id: &str = |this| &*this.credentials.user_id;
    /// The sandbox's clock.
    now: Time = |this, py| Time(Timestamp::from_millis(this.driven(py, Sandbox::now)?).or_raise()?);
    /// Requests in order of arrival.
    requests: Vec<Py<PyAny>> = |this, py| {
        let requests = this.driven(py, Sandbox::requests)?;
        requests.iter().map(|logged| records::logged_request(py, logged)).collect::<PyResult<Vec<_>>>()?
    };
} with {
    /// Starts one on this process's runtime.
    #[staticmethod]
    #[allow(clippy::too_many_arguments, reason = "keywords of Python")]
    fn start(
        py: Python<'_>,
        port: &Bound<'_, PyAny>,
        seed: &Bound<'_, PyAny>,
        limits: &Bound<'_, PyAny>,
        allow_listed: &Bound<'_, PyAny>,
        uneven_pages: &Bound<'_, PyAny>,
        start_at: Option<&Bound<'_, PyAny>>,
        squeezed_times: &Bound<'_, PyAny>,
        events_external_id: &Bound<'_, PyAny>,
        repeat_updates: &Bound<'_, PyAny>,
    ) -> PyResult<Self> {
        caught(|| {
            let mut options = SandboxOptions::default();
            options.port = whole(port, "port", 0..=u16::MAX)?;
            options.seed = whole(seed, "seed", 0..=u64::MAX)?;
            options.limits = boolean(limits, "limits")?;
            options.allow_listed = boolean(allow_listed, "allow_listed")?;
            options.uneven_pages = boolean(uneven_pages, "uneven_pages")?;
            options.start_at = optional_time(start_at, "start_at")?.map(Timestamp::as_millis);
            options.squeezed_times = boolean(squeezed_times, "squeezed_times")?;
            options.events_external_id = boolean(events_external_id, "events_external_id")?;
            options.repeat_updates = boolean(repeat_updates, "repeat_updates")?;
            let process = process::current().or_raise()?;
            let start = || caught_panic(|| process.runtime.block_on(Sandbox::start(options)));
            let sandbox = py.detach(start).or_raise()?.or_raise()?;
            let (url, credentials) = (sandbox.url().to_owned(), sandbox.credentials().clone());
            Ok(Self { sandbox: Mutex::new(Some(Arc::new(sandbox))), process: process::id(), url, credentials })
        })
    }

    /// The keys of another sender.
    fn sender(&self, py: Python<'_>, number: &Bound<'_, PyAny>) -> PyResult<Py<SandboxCredentials>> {
        caught(|| {
            let number = whole(number, "number", 0..=u32::MAX)?;
            SandboxCredentials::object(py, self.driven(py, |sandbox| sandbox.sender(number))?)
        })
    }

    /// Answers a card.
    fn answer(
        &self,
        py: Python<'_>,
        feedback_id: &Bound<'_, PyAny>,
        score: Option<&Bound<'_, PyAny>>,
        text: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Feedback> {
        caught(|| {
            let id = arguments::text(feedback_id, "feedback_id")?;
            let score = score.map(|score| whole(score, "score", i64::MIN..=i64::MAX)).transpose()?;
            let text = text.map(|text| arguments::text(text, "text")).transpose()?;
            let shown = self.driven(py, |sandbox| sandbox.answer(&id, score, text.as_deref()))?.or_raise()?;
            Ok(Feedback::new(CoreFeedback::from_json(&shown.to_string()).or_raise()?))
        })
    }

    /// Turns the clock forward.
    fn advance(&self, py: Python<'_>, duration: &Bound<'_, PyAny>) -> PyResult<Time> {
        caught(|| {
            let mut problems = Vec::new();
            let Some(by) = noted_duration(duration, "duration", &mut problems)? else {
                return Err(crate::errors::refused("the call", problems));
            };
            let now = self.driven(py, |sandbox| sandbox.advance(by))?;
            let now = now.map_err(|error| renamed(error, &DURATION)).or_raise()?;
            Ok(Time(Timestamp::from_millis(now).or_raise()?))
        })
    }

    /// Orders a fault.
    #[allow(clippy::too_many_arguments, reason = "keywords of Python")]
    fn fault(
        &self,
        py: Python<'_>,
        operation: &Bound<'_, PyAny>,
        fault: &Bound<'_, PyAny>,
        times: &Bound<'_, PyAny>,
        status: Option<&Bound<'_, PyAny>>,
        headers: Option<&Bound<'_, PyAny>>,
        body: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<()> {
        caught(|| {
            let rule = fault::rule(operation, fault, times, status, headers, body)?;
            self.driven(py, |sandbox| sandbox.fault(rule))?.map(drop).or_raise()
        })
    }

    /// Makes up a past.
    fn seed(
        &self,
        py: Python<'_>,
        count: &Bound<'_, PyAny>,
        from_time: &Bound<'_, PyAny>,
        to_time: &Bound<'_, PyAny>,
    ) -> PyResult<Py<PyAny>> {
        caught(|| {
            let count = whole(count, "count", 0..=u64::MAX)?;
            let (from, to) = (time(from_time, "from_time")?, time(to_time, "to_time")?);
            let request = SeedRequest::new(count, from.as_millis(), to.as_millis());
            let seeded = self.driven(py, |sandbox| sandbox.seed(request))?;
            records::seeded(py, &seeded.map_err(|error| renamed(error, &PERIOD)).or_raise()?)
        })
    }

    /// Has events posted.
    fn webhook(
        &self,
        py: Python<'_>,
        url: &Bound<'_, PyAny>,
        username: Option<&Bound<'_, PyAny>>,
        password: Option<&Bound<'_, PyAny>>,
        duplicates: &Bound<'_, PyAny>,
        shuffle: &Bound<'_, PyAny>,
    ) -> PyResult<()> {
        caught(|| {
            // Hidden, because a password may stand in it.
            let mut webhook = Webhook::new(hidden_text(url, "url")?);
            webhook.username = username.map(|given| hidden_text(given, "username")).transpose()?;
            webhook.password = password.map(|given| hidden_text(given, "password")).transpose()?;
            webhook.duplicates = whole(duplicates, "duplicates", 0..=u32::MAX)?;
            webhook.shuffle = boolean(shuffle, "shuffle")?;
            self.driven(py, |sandbox| sandbox.webhook(webhook))?.or_raise()
        })
    }

    /// What was posted.
    fn deliveries(&self) -> PyResult<Pending> {
        caught(|| {
            let sandbox = self.running()?;
            Ok(Pending::new(async move { Ok(sandbox.deliveries().await) }, |py, logged| {
                let logged = logged.iter().map(|delivery| records::logged_delivery(py, delivery));
                logged.collect::<PyResult<Vec<_>>>()?.into_py_any(py)
            }))
        })
    }

    /// The keys of a customer.
    fn recipient(&self, py: Python<'_>, user_id: &Bound<'_, PyAny>) -> PyResult<Py<SandboxCredentials>> {
        caught(|| {
            let id = arguments::text(user_id, "user_id")?;
            SandboxCredentials::object(py, self.driven(py, |sandbox| sandbox.recipient(&id))?.or_raise()?)
        })
    }

    /// The customer closes the card.
    fn dismiss(&self, py: Python<'_>, feedback_id: &Bound<'_, PyAny>) -> PyResult<()> {
        caught(|| {
            let id = arguments::text(feedback_id, "feedback_id")?;
            self.driven(py, |sandbox| sandbox.dismiss(&id))?.or_raise()
        })
    }

    /// Presses the button.
    fn authorize(&self, py: Python<'_>, oauth_token: &Bound<'_, PyAny>) -> PyResult<String> {
        caught(|| {
            let token = hidden_text(oauth_token, "oauth_token")?;
            self.driven(py, |sandbox| sandbox.authorize(&token))?.or_raise()
        })
    }

    /// Presses the other button.
    fn deny(&self, py: Python<'_>, oauth_token: &Bound<'_, PyAny>) -> PyResult<Option<String>> {
        caught(|| {
            let token = hidden_text(oauth_token, "oauth_token")?;
            self.driven(py, |sandbox| sandbox.deny(&token))?.or_raise()
        })
    }

    /// Stops serving.
    fn stop(&self, py: Python<'_>) -> PyResult<()> {
        caught(|| {
            if self.process != process::id() {
                return Ok(());
            }
            let Some(sandbox) = self.lock().take() else { return Ok(()) };
            let process = process::current().or_raise()?;
            py.detach(|| caught_panic(|| process.runtime.block_on(sandbox.stop()))).or_raise()
        })
    }
});
