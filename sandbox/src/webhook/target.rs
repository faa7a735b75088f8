//! A webhook that was checked and is ready to be posted to.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderValue, Uri};
use url::{Host, Url};

use super::registration::{Webhook, shown};
use crate::absolute_url::absolute_url;
use crate::error::SandboxError;

/// The longest URL, in characters.
const LONGEST_URL: usize = 2_048;
/// The longest user and the longest password, in characters.
const LONGEST_CREDENTIAL: usize = 1_000;
/// The most that an event is repeated.
const MOST_DUPLICATES: u32 = 100;

/// Where and how to post. Not `Debug`: it holds the password.
pub(crate) struct Target {
    /// As it was given.
    pub(super) url: String,
    /// Tried in this order. No name is ever looked up.
    pub(super) addresses: Vec<SocketAddr>,
    pub(super) host: HeaderValue,
    /// Path and query.
    pub(super) path: Uri,
    pub(super) authorization: Option<HeaderValue>,
    pub(super) duplicates: u32,
    pub(super) shuffle: bool,
}

impl Target {
    pub(super) fn new(webhook: Webhook) -> Result<Self, SandboxError> {
        let url = parse(&webhook.url)?;
        let refused = || refused(&webhook.url);
        let addresses = addresses(&url).ok_or_else(refused)?;
        let host = HeaderValue::from_str(&authority(&url)).map_err(|_| refused())?;
        let path = path_and_query(&url).parse().map_err(|_| refused())?;
        if webhook.duplicates > MOST_DUPLICATES {
            let rule = format!("must be 0 to {MOST_DUPLICATES}");
            return Err(SandboxError::invalid("duplicates", rule, webhook.duplicates));
        }
        Ok(Self {
            addresses,
            host,
            path,
            authorization: authorization(webhook.username.as_deref(), webhook.password.as_deref())?,
            duplicates: webhook.duplicates,
            shuffle: webhook.shuffle,
            url: webhook.url,
        })
    }
}

fn refused(url: &str) -> SandboxError {
    let rule = "must be an absolute http URL of this machine's loopback (127.0.0.1, [::1] or localhost): \
                a sandbox reaches nobody";
    SandboxError::invalid("url", rule, shown(url))
}

fn parse(given: &str) -> Result<Url, SandboxError> {
    let length = given.chars().count();
    if length > LONGEST_URL {
        return Err(SandboxError::invalid("url", format!("must have at most {LONGEST_URL} characters"), length));
    }
    let url = absolute_url(given).filter(|url| url.scheme() == "http").ok_or_else(|| refused(given))?;
    if !url.username().is_empty() || url.password().is_some() {
        let rule = "must have no user and no password in it: they are fields of their own";
        return Err(SandboxError::invalid("url", rule, shown(given)));
    }
    Ok(url)
}

/// `None` for whatever is not the loopback. `localhost` is both of its addresses without asking anybody: a
/// server may listen on one of them only.
fn addresses(url: &Url) -> Option<Vec<SocketAddr>> {
    let port = url.port_or_known_default()?;
    let hosts = match url.host()? {
        Host::Ipv4(address) if address.is_loopback() => vec![address.into()],
        Host::Ipv6(address) if address.is_loopback() => vec![address.into()],
        Host::Domain("localhost") => vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()],
        Host::Ipv4(_) | Host::Ipv6(_) | Host::Domain(_) => return None,
    };
    Some(hosts.into_iter().map(|host| SocketAddr::new(host, port)).collect())
}

fn authority(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

fn path_and_query(url: &Url) -> String {
    url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
}

/// Basic auth over the UTF-8 bytes (RFC 7617). No error shows what was given.
fn authorization(username: Option<&str>, password: Option<&str>) -> Result<Option<HeaderValue>, SandboxError> {
    let (username, password) = match (username, password) {
        (None, None) => return Ok(None),
        (Some(_), None) => return Err(SandboxError::invalid("password", "must come with username", "none")),
        (None, Some(_)) => return Err(SandboxError::invalid("username", "must come with password", "none")),
        (Some(username), Some(password)) => (username, password),
    };
    check("username", username)?;
    check("password", password)?;
    if username.contains(':') {
        return Err(SandboxError::invalid("username", "must not contain a colon", "one with a colon, not shown"));
    }
    let encoded = STANDARD.encode(format!("{username}:{password}"));
    let Ok(mut header) = HeaderValue::try_from(format!("Basic {encoded}")) else {
        return Ok(None);
    };
    header.set_sensitive(true);
    Ok(Some(header))
}

fn check(field: &'static str, value: &str) -> Result<(), SandboxError> {
    let length = value.chars().count();
    if !(1..=LONGEST_CREDENTIAL).contains(&length) {
        let rule = format!("must have 1 to {LONGEST_CREDENTIAL} characters");
        return Err(SandboxError::invalid(field, rule, length));
    }
    if value.contains(char::is_control) {
        return Err(SandboxError::invalid(field, "must have no control characters", "one, not shown"));
    }
    Ok(())
}
