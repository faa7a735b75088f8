use std::time::Duration;

use http::header::{ACCEPT_ENCODING, HeaderMap, HeaderValue};
use reqwest::{Certificate, Proxy, redirect, retry};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::api_base::ApiBase;
use crate::model::{ErrorKind, FeedbackError, Problem};

/// What both HTTP clients are made of.
#[derive(Debug)]
pub(crate) struct HttpOptions {
    pub(crate) connect_timeout: Duration,
    pub(crate) timeout: Duration,
    /// May hold a password.
    pub(crate) proxy: Option<SecretString>,
    pub(crate) root_certificate: Option<Vec<u8>>,
    pub(crate) user_agent: String,
}

/// Reads share a pool of connections; a create goes over a connection of its own, on which
/// nothing can be resent for being stale.
#[derive(Debug)]
pub(crate) struct HttpClients {
    pub(crate) reads: reqwest::Client,
    pub(crate) creates: reqwest::Client,
}

impl HttpOptions {
    /// What is wrong with them.
    pub(crate) fn problems(&self) -> Vec<Problem> {
        let proxy = self.proxy.as_ref().and_then(|url| proxy(url.expose_secret()).err());
        let roots = self.root_certificate.as_ref().and_then(|pem| own_roots(pem).err());
        [proxy, roots].into_iter().flatten().flat_map(|error| error.problems().to_vec()).collect()
    }
}

/// One client whose connections are not used again.
pub(super) fn unpooled(base: &ApiBase, options: &HttpOptions) -> Result<reqwest::Client, FeedbackError> {
    let roots = roots(base, options)?;
    builder(base, options, roots)?.pool_max_idle_per_host(0).build().map_err(unmade)
}

fn unmade(error: reqwest::Error) -> FeedbackError {
    FeedbackError::new(ErrorKind::Configuration, "the HTTP client could not be made").with_source(error)
}

impl HttpClients {
    pub(crate) fn build(base: &ApiBase, options: &HttpOptions) -> Result<Self, FeedbackError> {
        let roots = roots(base, options)?;
        let reads = builder(base, options, roots.clone())?.build().map_err(unmade)?;
        let creates = builder(base, options, roots)?.pool_max_idle_per_host(0).build().map_err(unmade)?;
        Ok(Self { reads, creates })
    }
}

fn builder(
    base: &ApiBase,
    options: &HttpOptions,
    roots: Vec<Certificate>,
) -> Result<reqwest::ClientBuilder, FeedbackError> {
    let mut builder = reqwest::Client::builder()
        .http1_only()
        .connect_timeout(options.connect_timeout)
        .timeout(options.timeout)
        .user_agent(&options.user_agent)
        // Without a word about it every encoding would be welcome (RFC 9110), and none can be read here.
        .default_headers(HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static("identity"))]))
        .tcp_nodelay(true)
        .referer(false)
        // A signature holds for one host, and a redirect would hand it to another.
        .redirect(redirect::Policy::none())
        // Whoever retries must sign afresh, so nobody below may.
        .retry(retry::never());

    builder = if !base.is_https() || cfg!(target_os = "android") {
        // Without https no TLS will be spoken, and asking the platform for its roots fails in a
        // container that has none; on Android it needs an initialisation that nobody has made.
        builder.tls_certs_only(roots)
    } else {
        // Merged, because a slim container has none and a company's proxy needs the platform's.
        builder.tls_certs_merge(roots)
    };

    match &options.proxy {
        Some(url) => builder = builder.proxy(proxy(url.expose_secret())?),
        // A proxy from the environment cannot reach a sandbox on this machine.
        None if base.is_loopback() => builder = builder.no_proxy(),
        None => {}
    }
    Ok(builder)
}

/// The messages do not repeat the URL: it may hold a password.
fn proxy(url: &str) -> Result<Proxy, FeedbackError> {
    let refused = || {
        let rule = "must be an http or https URL with a host";
        FeedbackError::misconfigured(vec![Problem::new("proxy", rule, Problem::REDACTED)])
    };
    // Checked here, because the HTTP library takes what it cannot read for the name of a host.
    let parsed = Url::parse(url).map_err(|_| refused())?;
    if !matches!(parsed.scheme(), "http" | "https") || !parsed.has_host() {
        return Err(refused());
    }
    Proxy::all(parsed).map_err(|_| refused())
}

/// The bundled roots where TLS will be spoken, and those of the options.
fn roots(base: &ApiBase, options: &HttpOptions) -> Result<Vec<Certificate>, FeedbackError> {
    let mut roots = if base.is_https() { bundled_roots()? } else { Vec::new() };
    if let Some(pem) = &options.root_certificate {
        roots.extend(own_roots(pem)?);
    }
    Ok(roots)
}

fn own_roots(pem: &[u8]) -> Result<Vec<Certificate>, FeedbackError> {
    let refused = |rule: &str| {
        let given = format!("{} bytes", pem.len());
        FeedbackError::misconfigured(vec![Problem::new("root_certificate", rule, &given)])
    };
    let own = Certificate::from_pem_bundle(pem).map_err(|error| refused("must be PEM").with_source(error))?;
    if own.is_empty() { Err(refused("must hold a certificate")) } else { Ok(own) }
}

fn bundled_roots() -> Result<Vec<Certificate>, FeedbackError> {
    webpki_root_certs::TLS_SERVER_ROOT_CERTS
        .iter()
        .map(|der| Certificate::from_der(der).map_err(|error| wrong("a bundled root certificate is unreadable", error)))
        .collect()
}

fn wrong(message: &str, error: reqwest::Error) -> FeedbackError {
    FeedbackError::new(ErrorKind::Configuration, message).with_source(error)
}
