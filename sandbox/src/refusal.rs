//! The service's errors: a status, a code and a message, as on the wire.

use std::borrow::Cow;

use crate::json::Object;

/// One error of the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) code: u32,
    pub(crate) message: Cow<'static, str>,
}

/// The code of "already asked this person within 24 hours". **Invented**: the service's own code
/// is unknown, so a client must not depend on it.
pub const CODE_ALREADY_ASKED: u32 = 99_001;
/// The code of "`to_time` is too recent". **Invented**, with the same warning.
pub const CODE_TO_TIME_TOO_RECENT: u32 = 99_002;
/// The code of "this card was answered or dismissed before". **Invented**, with the same warning; its status, 409, is
/// seen.
pub const CODE_CARD_CLOSED: u32 = 99_003;

impl Refusal {
    pub(crate) const COULD_NOT_AUTHENTICATE: Self = Self::new(401, 32, "Could not authenticate you.");
    pub(crate) const NO_SUCH_PAGE: Self = Self::new(404, 34, "Sorry, that page does not exist.");
    pub(crate) const USER_NOT_FOUND: Self = Self::new(404, 50, "User not found.");
    pub(crate) const SUSPENDED: Self = Self::new(403, 63, "User has been suspended.");
    pub(crate) const RATE_LIMITED: Self = Self::new(429, 88, "Rate limit exceeded");
    pub(crate) const BAD_TOKEN: Self = Self::new(401, 89, "Invalid or expired token.");
    pub(crate) const CANNOT_FIND_USER: Self = Self::new(403, 108, "Cannot find specified user.");
    pub(crate) const TIMESTAMP: Self = Self::new(401, 135, "Timestamp out of bounds.");
    pub(crate) const DOES_NOT_FOLLOW: Self =
        Self::new(403, 150, "You cannot send messages to users who are not following you.");
    pub(crate) const DAILY_LIMIT: Self = Self::new(403, 185, "User is over daily limit of feedback requests.");
    pub(crate) const BAD_AUTHENTICATION: Self = Self::new(400, 215, "Bad Authentication data.");
    pub(crate) const NOT_ALLOWED: Self = Self::new(403, 220, "Your credentials do not allow access to this resource.");
    pub(crate) const CANNOT_MESSAGE: Self = Self::new(403, 349, "You cannot send messages to this user.");
    pub(crate) const MESSAGE_TOO_LONG: Self =
        Self::new(403, 354, "The text of your direct message is over the max character limit.");
    pub(crate) const ALREADY_ASKED: Self =
        Self::new(403, CODE_ALREADY_ASKED, "You have already requested feedback from this user in the last 24 hours.");
    pub(crate) const TO_TIME_TOO_RECENT: Self =
        Self::new(403, CODE_TO_TIME_TOO_RECENT, "to_time must be at least 24 hours in the past.");
    pub(crate) const CARD_CLOSED: Self =
        Self::new(409, CODE_CARD_CLOSED, "This feedback has already been answered or dismissed.");
    pub(crate) const CALLBACK: Self = Self::new(
        403,
        415,
        "Callback URL not approved for this client application. Approved callback URLs can be adjusted in your \
         application settings",
    );
    pub(crate) const TOO_LARGE: Self = Self::new(413, 214, "The request body is larger than 262144 bytes.");

    const fn new(status: u16, code: u32, message: &'static str) -> Self {
        Self { status, code, message: Cow::Borrowed(message) }
    }

    /// A required parameter is not there, or empty.
    pub(crate) fn missing(name: &str) -> Self {
        Self { status: 403, code: 38, message: format!("{name} parameter is missing.").into() }
    }

    /// A parameter breaks a rule; the message names it.
    pub(crate) fn invalid(name: &str, rule: &str) -> Self {
        Self { status: 403, code: 214, message: format!("{name} {rule}.").into() }
    }

    /// The error that fits a bare status, for injected faults.
    pub(crate) fn for_status(status: u16) -> Self {
        let (code, message) = match status {
            400 => (215, "Bad Authentication data."),
            401 => (32, "Could not authenticate you."),
            403 => (87, "Client is not permitted to perform this action."),
            404 => (34, "Sorry, that page does not exist."),
            410 => (251, "This endpoint has been retired and should not be used."),
            420 | 429 => (88, "Rate limit exceeded"),
            502..=504 => (130, "Over capacity"),
            500.. => (131, "Internal error"),
            _ => (214, "Bad request."),
        };
        Self::new(status, code, message)
    }

    /// `{"errors":[{"code":…,"message":…}]}`
    pub(crate) fn body(&self) -> Vec<u8> {
        let mut out = b"{\"errors\":[".to_vec();
        let mut error = Object::begin(&mut out);
        error.unsigned("code", u64::from(self.code)).text("message", &self.message);
        error.end();
        out.extend_from_slice(b"]}");
        out
    }
}
