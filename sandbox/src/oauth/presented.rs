//! Everything a request presents: header, query and form body, decoded.

use super::decode;
use super::header::Authorization;
use crate::refusal::Refusal;

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

    /// A protocol parameter from any of the three places; twice is refused (section 3.2).
    pub(crate) fn once(&self, wanted: &str) -> Result<Option<&str>, Refusal> {
        let mut found = self.all().filter(|(name, _)| name == wanted);
        let first = found.next().map(|(_, value)| value.as_str());
        match found.next() {
            Some(_) => Err(Refusal::BAD_AUTHENTICATION),
            None => Ok(first),
        }
    }

    /// Drops an `oauth_token` of query or body that repeats the header's. A client in wide use sends the token
    /// twice when it asks for an access token and signs it once, and the platform takes that (seen).
    pub(crate) fn forgive_repeated_token(&mut self) {
        let Authorization::OAuth(header) = &self.authorization else {
            return;
        };
        let is_token = |(name, _): &&(String, String)| name == "oauth_token";
        let mut repeated = self.parameters.iter().filter(is_token);
        if let (Some(again), None, Some(token)) = (repeated.next(), repeated.next(), header.iter().find(is_token))
            && again == token
        {
            self.parameters.retain(|(name, _)| name != "oauth_token");
            self.places = 1 + usize::from(has_oauth(&self.parameters));
        }
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

/// What a step of signing in adds; the platform's own examples send it in the body while the rest stands in the
/// header (seen).
const APART: [&str; 2] = ["oauth_callback", "oauth_verifier"];

/// Whether any of the names is reserved for the protocol and must stand with the others.
fn has_oauth(parameters: &[(String, String)]) -> bool {
    parameters.iter().any(|(name, _)| name.starts_with("oauth_") && !APART.contains(&name.as_str()))
}
