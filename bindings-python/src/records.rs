//! Small answers become the named tuples of `twitter_feedback._records`.

use pyo3::prelude::*;
use pyo3::types::PyBytes;
use twitter_feedback::{Account, Advice, Check, Friendship, RateLimit, Reply, SignedIn, Timestamp};
use twitter_feedback_bindings::joined_headers;
use twitter_feedback_sandbox::{LoggedDelivery, LoggedRequest, Seeded};

use crate::credentials::Credentials;
use crate::errors::OrRaise;
use crate::record_module::RecordModule;
use crate::times::Time;

static RECORDS: RecordModule = RecordModule::new("twitter_feedback._records");

pub(crate) fn account(py: Python<'_>, account: &Account) -> PyResult<Py<PyAny>> {
    let (name, level) = (account.name.as_deref(), account.access_level.as_deref());
    RECORDS.make(py, "Account", (account.user_id.as_str(), account.screen_name.as_deref(), name, level))
}

pub(crate) fn friendship(py: Python<'_>, friendship: &Friendship) -> PyResult<Py<PyAny>> {
    RECORDS.make(py, "Friendship", (friendship.target_id.as_deref(), friendship.can_dm))
}

pub(crate) fn check(py: Python<'_>, check: &Check) -> PyResult<Py<PyAny>> {
    RECORDS.make(py, "Check", (check.name, check.state.as_str(), &check.finding, &check.next_step))
}

pub(crate) fn signed_in(py: Python<'_>, signed_in: SignedIn) -> PyResult<Py<PyAny>> {
    let SignedIn { credentials, user_id, screen_name, .. } = signed_in;
    RECORDS.make(py, "SignedIn", (Credentials::object(py, credentials)?, user_id.as_str(), screen_name))
}

pub(crate) fn rate_limit(py: Python<'_>, limit: &RateLimit) -> PyResult<Py<PyAny>> {
    RECORDS.make(py, "RateLimit", (limit.limit, limit.remaining, limit.reset.map(Time), limit.from_service))
}

pub(crate) fn advice(py: Python<'_>, advice: &Advice) -> PyResult<Py<PyAny>> {
    RECORDS.make(py, "Advice", (advice.code, advice.field, &advice.text))
}

pub(crate) fn reply(py: Python<'_>, reply: &Reply<()>) -> PyResult<Py<PyAny>> {
    let headers = joined_headers(reply);
    let body = PyBytes::new(py, reply.body());
    RECORDS.make(py, "Reply", (reply.status(), headers, body, reply.request_id(), reply.date().map(Time)))
}

pub(crate) fn logged_request(py: Python<'_>, logged: &LoggedRequest) -> PyResult<Py<PyAny>> {
    let at = Time(Timestamp::from_millis(logged.at).or_raise()?);
    let (sender, to) = (logged.sender.as_deref(), logged.to_user_id.as_deref());
    RECORDS.make(py, "LoggedRequest", (at, &logged.method, &logged.path, logged.status, sender, to))
}

pub(crate) fn logged_delivery(py: Python<'_>, logged: &LoggedDelivery) -> PyResult<Py<PyAny>> {
    let at = Time(Timestamp::from_millis(logged.at).or_raise()?);
    RECORDS.make(py, "LoggedDelivery", (at, &logged.url, logged.status, logged.authorization.as_deref(), &logged.body))
}

pub(crate) fn seeded(py: Python<'_>, seeded: &Seeded) -> PyResult<Py<PyAny>> {
    RECORDS.make(py, "Seeded", (seeded.feedbacks, seeded.events))
}
