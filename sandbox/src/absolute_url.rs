//! URLs that are given to the sandbox.

use url::Url;

/// A URL that is written out with its `://` and whatever stands behind it. The URL standard would repair what is meant
/// otherwise: `http:host`, or a line break in the middle.
pub(crate) fn absolute_url(given: &str) -> Option<Url> {
    let (_, rest) = given.split_once("://")?;
    let odd = rest.starts_with(['/', '\\']) || given.contains(|c: char| c.is_whitespace() || c.is_control());
    Url::parse(given).ok().filter(|_| !odd)
}
