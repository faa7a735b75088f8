//! Where the browser goes after the button was pressed.

use crate::absolute_url::absolute_url;
use crate::refusal::Refusal;

/// The longest one, in bytes; the platform's own limit is unknown (guess).
const LONGEST: usize = 2_048;
/// A host that no app has registered.
const UNAPPROVED: &str = "unapproved.example";
/// What a browser runs or reads instead of going anywhere.
const NO_PLACES: [&str; 6] = ["javascript", "data", "vbscript", "file", "blob", "about"];

/// `oauth_callback` (RFC 5849 section 2.1), as far as it is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Callback {
    /// `oob`: the person reads a PIN and types it in.
    OutOfBand,
    /// An absolute URL, of the web or of an app's own scheme, in ASCII.
    Url(String),
}

impl Callback {
    /// Whatever could not be registered is refused as one that is not registered (guess).
    pub(crate) fn parse(given: &str) -> Result<Self, Refusal> {
        if given == "oob" {
            return Ok(Self::OutOfBand);
        }
        Self::url(given).map(Self::Url).ok_or(Refusal::CALLBACK)
    }

    fn url(given: &str) -> Option<String> {
        let url = absolute_url(given).filter(|_| given.len() <= LONGEST)?;
        let host = url.host_str().unwrap_or_default();
        // An app's own scheme may have nothing behind it; the web needs a host.
        let goes_nowhere = NO_PLACES.contains(&url.scheme()) || (url.is_special() && host.is_empty());
        if goes_nowhere || host.eq_ignore_ascii_case(UNAPPROVED) {
            return None;
        }
        // As it was given, because the app compares; only what fits no header is encoded.
        Some(if given.is_ascii() { given.to_owned() } else { url.into() })
    }

    /// The URL with more in its query; what the query had before stays, and so does the fragment.
    pub(super) fn with(&self, added: &[(&str, &str)]) -> Option<String> {
        let Self::Url(url) = self else {
            return None;
        };
        let (plain, fragment) = match url.split_once('#') {
            Some((plain, fragment)) => (plain, Some(fragment)),
            None => (url.as_str(), None),
        };
        let mut target = plain.to_owned();
        for (name, value) in added {
            match target.split_once('?') {
                None => target.push('?'),
                Some((_, query)) if query.is_empty() || query.ends_with('&') => {}
                Some(_) => target.push('&'),
            }
            // Names and tokens are of letters and digits.
            target.push_str(name);
            target.push('=');
            target.push_str(value);
        }
        if let Some(fragment) = fragment {
            target.push('#');
            target.push_str(fragment);
        }
        Some(target)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(callback: &str) -> String {
        let callback = Callback::parse(callback).unwrap();
        callback.with(&[("oauth_token", "t"), ("oauth_verifier", "v")]).unwrap()
    }

    #[test]
    fn the_query_and_the_fragment_of_a_callback_stay() {
        let added = "oauth_token=t&oauth_verifier=v";
        for (callback, expected) in [
            ("https://app.example", format!("https://app.example?{added}")),
            ("https://app.example/cb?", format!("https://app.example/cb?{added}")),
            ("https://App.example/cb?a=1&b=%20+", format!("https://App.example/cb?a=1&b=%20+&{added}")),
            ("https://app.example/cb?a=1&", format!("https://app.example/cb?a=1&{added}")),
            ("https://app.example/cb#top?x", format!("https://app.example/cb?{added}#top?x")),
            ("https://app.example/cb?a?#f", format!("https://app.example/cb?a?&{added}#f")),
            ("myapp://callback", format!("myapp://callback?{added}")),
            ("myapp://", format!("myapp://?{added}")),
            ("https://müller.example/", format!("https://xn--mller-kva.example/?{added}")),
        ] {
            assert_eq!(target(callback), expected, "{callback}");
        }
    }

    #[test]
    fn what_is_no_absolute_url_or_not_registered_is_refused() {
        for odd in [
            "",
            "OOB",
            "oob ",
            "/callback",
            "app.example/callback",
            "https:app.example",
            "https:///app.example",
            "https://",
            "https://a b/",
            "https://a/\r\nset-cookie: x",
            "javascript://%0aalert(1)",
            "data://text/html,x",
            "file://host/path",
            "https://unapproved.example/cb",
            "https://UNAPPROVED.example:8443",
            "myapp://Unapproved.Example/",
        ] {
            assert_eq!(Callback::parse(odd), Err(Refusal::CALLBACK), "{odd}");
        }
        let long = format!("https://app.example/{}", "a".repeat(LONGEST));
        assert_eq!(Callback::parse(&long), Err(Refusal::CALLBACK));
        assert!(Callback::parse("https://approved.example/unapproved.example").is_ok());
    }
}
