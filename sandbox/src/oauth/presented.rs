//! Everything a request presents: header, query and form body, decoded.

use super::decode;
use super::header::Authorization;

/// The parameters of one request (RFC 5849 section 3.4.1.3.1), with the OAuth parameters accepted from
/// all three places (section 3.5). Not `Debug`: it holds the token and the signature.
pub(crate) struct Presented {
    pub(super) authorization: Authorization,
    /// Query and form body, in order, OAuth parameters included.
    pub(super) parameters: Vec<(String, String)>,
    /// Query or form body could not be decoded, so no signature can match.
    pub(super) malformed: bool,
    /// In how many of the three places OAuth parameters stand.
    pub(super) places: usize,
}

impl Presented {
    /// `form` is the body when its type is `application/x-www-form-urlencoded`; no other body is signed.
    pub(crate) fn collect(authorization: Option<&[u8]>, query: Option<&str>, form: Option<&[u8]>) -> Self {
        let authorization = Authorization::parse(authorization);
        let mut places = usize::from(matches!(&authorization, Authorization::OAuth(found) if has_oauth(found)));
        let mut parameters = Vec::new();
        let mut malformed = false;
        for encoded in [query.map(str::as_bytes), form].into_iter().flatten() {
            match decode::form(encoded) {
                Ok(mut decoded) => {
                    places += usize::from(has_oauth(&decoded));
                    parameters.append(&mut decoded);
                }
                Err(decode::Malformed) => malformed = true,
            }
        }
        Self { authorization, parameters, malformed, places }
    }

    /// All parameters, those of the header first.
    pub(super) fn all(&self) -> impl Iterator<Item = &(String, String)> {
        let header = match &self.authorization {
            Authorization::OAuth(found) => found.as_slice(),
            _ => &[],
        };
        header.iter().chain(&self.parameters)
    }

    /// The token that the request names, whether or not it is signed with it.
    pub(crate) fn token(&self) -> Option<&str> {
        self.all().find(|(name, _)| name == "oauth_token").map(|(_, value)| value.as_str())
    }

    /// The first value of a parameter of query or body.
    pub(crate) fn first(&self, name: &str) -> Option<&str> {
        self.values(name).next()
    }

    /// Every value of a parameter of query or body.
    pub(crate) fn values<'a, 'n>(&'a self, name: &'n str) -> impl Iterator<Item = &'a str> + use<'a, 'n> {
        self.parameters.iter().filter(move |(found, _)| found == name).map(|(_, value)| value.as_str())
    }
}

/// Whether any of the names is reserved for the protocol.
fn has_oauth(parameters: &[(String, String)]) -> bool {
    parameters.iter().any(|(name, _)| name.starts_with("oauth_"))
}
