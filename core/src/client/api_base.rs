use std::fmt;

use url::{Host, Url};

use crate::model::{FeedbackError, Problem};

/// Where the service is, without a slash at its end. Signatures cover it, so it is kept in exactly
/// the form in which it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ApiBase {
    text: String,
    loopback: bool,
    https: bool,
}

impl ApiBase {
    /// The published host (doc); `https://api.x.com` serves the same (seen).
    pub(crate) const DEFAULT: &'static str = "https://api.twitter.com";

    /// What may be repeated of a base that was not even checked: nothing that looks like a login, and no query.
    pub(crate) fn shown(given: &str) -> &str {
        if given.contains('@') { "…@…" } else { given.split(['?', '#']).next().unwrap_or_default() }
    }

    /// Reads the setting of this name.
    pub(crate) fn parse(field: &str, given: &str) -> Result<Self, FeedbackError> {
        let refuse = |rule: &str| FeedbackError::misconfigured(vec![Problem::new(field, rule, Self::shown(given))]);
        let url = Url::parse(given).map_err(|_| refuse("must be an absolute URL"))?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(refuse("must not hold a user name or password"));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(refuse("must have neither query nor fragment"));
        }
        let loopback = match url.host() {
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
            None => return Err(refuse("must name a host")),
        };
        match url.scheme() {
            "https" => {}
            "http" if loopback => {}
            "http" => return Err(refuse("must be https unless it is a loopback address")),
            _ => return Err(refuse("must be an https URL")),
        }
        let text = url.as_str().trim_end_matches('/');
        // The reference writes the base with its version; the paths here bring their own.
        let text = text.strip_suffix("/1.1").unwrap_or(text).to_owned();
        Ok(Self { text, loopback, https: url.scheme() == "https" })
    }

    /// The full URI of a path that begins with `/`.
    pub(crate) fn uri(&self, path: &str) -> String {
        format!("{}{path}", self.text)
    }

    pub(crate) fn is_loopback(&self) -> bool {
        self.loopback
    }

    pub(crate) fn is_https(&self) -> bool {
        self.https
    }
}

impl fmt::Display for ApiBase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
