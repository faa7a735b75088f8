//! Tells the service's deliveries from everybody else's.

use std::sync::Arc;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyString;
use twitter_feedback::WebhookVerifier as CoreVerifier;

use crate::arguments::{Given, items, wrong_type};
use crate::bytes_argument::with_bytes;
use crate::errors::OrRaise;
use crate::event::FeedbackEvent;
use crate::guard::caught;
use crate::webhook_credentials::WebhookCredentials;

/// Tells the service's deliveries from everybody else's, for a handler in any web framework.
///
/// A delivery has no signature (doc): what can be checked is the user name and password that were registered with the
/// URL, and the address it comes from.
///
/// credentials: `WebhookCredentials`, or a list of two while they are being changed.
/// networks: blocks (`199.59.148.0/22`) or addresses that deliveries may come from. Without any, all may.
/// trusted_proxies: blocks or addresses whose `X-Forwarded-For` is believed. Without any, nobody's is.
/// PUBLISHED_NETWORKS: the blocks that deliveries came from in 2016 (doc). They may have changed since.
///
/// Raises `ConfigurationError`, naming everything that is wrong. Neither credentials nor networks would let everybody
/// in: that is refused too. Safe to share between threads, tasks and forks.
#[pyclass(frozen, module = "twitter_feedback")]
pub(crate) struct WebhookVerifier {
    verifier: CoreVerifier,
    /// How it is shown; no secret is in it.
    shown: String,
}

const ONE_OR_MORE: &str = "WebhookCredentials or a list of them";

#[pymethods]
impl WebhookVerifier {
    #[classattr]
    #[pyo3(name = "PUBLISHED_NETWORKS")]
    fn published_networks() -> (&'static str, &'static str) {
        CoreVerifier::PUBLISHED_NETWORKS.into()
    }

    #[new]
    #[pyo3(
        signature = (credentials=None, *, networks=Given(None), trusted_proxies=Given(None)),
        text_signature = "(credentials=None, *, networks=(), trusted_proxies=())"
    )]
    fn new(credentials: Option<&Bound<'_, PyAny>>, networks: Given<'_>, trusted_proxies: Given<'_>) -> PyResult<Self> {
        caught(|| {
            let credentials = match credentials {
                None => Vec::new(),
                Some(one) if one.is_instance_of::<WebhookCredentials>() => vec![one.clone()],
                Some(several) => items(several, "credentials", ONE_OR_MORE)?,
            };
            let (networks, proxies) = (blocks(&networks, "networks")?, blocks(&trusted_proxies, "trusted_proxies")?);
            let shown = format!(
                "WebhookVerifier(credentials={}, networks={networks:?}, trusted_proxies={proxies:?})",
                credentials.len()
            );
            let mut builder = CoreVerifier::builder();
            for one in credentials {
                builder = builder.credentials(WebhookCredentials::given(&one, ONE_OR_MORE)?);
            }
            builder = networks.into_iter().fold(builder, |it, network| it.network(network));
            builder = proxies.into_iter().fold(builder, |it, network| it.trusted_proxy(network));
            Ok(Self { verifier: builder.build().or_raise()?, shown })
        })
    }

    /// Whether a request comes from the service. Ask before its body is read.
    ///
    /// `authorization` and `forwarded_for` are the headers `Authorization` and `X-Forwarded-For` (several of the latter
    /// joined with commas); `remote_addr` is the address of the connection's other end, with or without a port. User name
    /// and password are compared in constant time.
    ///
    /// Raises `WebhookError` with the `status` 401, which is also what to answer.
    #[pyo3(signature = (authorization=None, remote_addr=None, forwarded_for=None))]
    fn authenticate(
        &self,
        authorization: Option<&Bound<'_, PyAny>>,
        remote_addr: Option<&Bound<'_, PyAny>>,
        forwarded_for: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<()> {
        caught(|| {
            let sender = Sender::read(authorization, remote_addr, forwarded_for)?;
            let (authorization, remote_addr, forwarded_for) = sender.parts();
            self.verifier.authenticate(authorization, remote_addr, forwarded_for).or_raise()
        })
    }

    /// Authenticates a delivery and reads its event. `body` is the request's, to the byte; otherwise as `authenticate`.
    ///
    /// Raises `WebhookError` with the `status` to answer with: 401 as `authenticate`, 413 for more than 256 KiB, 400 for
    /// what is no event. The service is not known to deliver again (doc), so keep a body that was refused with 400.
    #[pyo3(signature = (body, authorization=None, remote_addr=None, forwarded_for=None))]
    fn verify(
        &self,
        body: &Bound<'_, PyAny>,
        authorization: Option<&Bound<'_, PyAny>>,
        remote_addr: Option<&Bound<'_, PyAny>>,
        forwarded_for: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<FeedbackEvent> {
        caught(|| {
            let sender = Sender::read(authorization, remote_addr, forwarded_for)?;
            let (authorization, remote_addr, forwarded_for) = sender.parts();
            let verify = |body: &[u8]| self.verifier.verify(body, authorization, remote_addr, forwarded_for);
            Ok(FeedbackEvent::new(Arc::new(with_bytes(body, "body", verify)?.or_raise()?)))
        })
    }

    fn __reduce__(&self) -> PyResult<()> {
        Err(PyTypeError::new_err("a webhook verifier is not pickled: make it where it is used"))
    }

    fn __repr__(&self) -> &str {
        &self.shown
    }
}

/// What a request says of who sent it.
struct Sender {
    authorization: Option<String>,
    remote_addr: Option<String>,
    forwarded_for: Option<String>,
}

impl Sender {
    fn read(
        authorization: Option<&Bound<'_, PyAny>>,
        remote_addr: Option<&Bound<'_, PyAny>>,
        forwarded_for: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        Ok(Self {
            authorization: said(authorization, "authorization")?,
            remote_addr: said(remote_addr, "remote_addr")?,
            forwarded_for: said(forwarded_for, "forwarded_for")?,
        })
    }

    fn parts(&self) -> (Option<&str>, Option<&str>, Option<&str>) {
        (self.authorization.as_deref(), self.remote_addr.as_deref(), self.forwarded_for.as_deref())
    }
}

/// Servers make surrogates of bytes that are no text. Whoever sent those is refused for what they say, and not as if the
/// handler were wrong.
fn said(value: Option<&Bound<'_, PyAny>>, field: &'static str) -> PyResult<Option<String>> {
    let Some(value) = value else { return Ok(None) };
    match value.cast::<PyString>() {
        Ok(text) => Ok(Some(text.to_string_lossy().into_owned())),
        Err(_) => Err(wrong_type(value, field, "a str")),
    }
}

fn blocks(given: &Given<'_>, field: &'static str) -> PyResult<Vec<String>> {
    let Given(Some(given)) = given else { return Ok(Vec::new()) };
    let read = items(given, field, "a list of str")?.into_iter().map(|block| match block.cast::<PyString>() {
        // A surrogate is in no network, so the core refuses it.
        Ok(text) => Ok(text.to_string_lossy().into_owned()),
        Err(_) => Err(wrong_type(&block, field, "a list of str alone")),
    });
    read.collect()
}
