//! What each thing that the doctor finds means, and what to do about it.

use super::account::Account;
use super::check::{Check, CheckState};
use super::failure::TIMESTAMP_OUT_OF_BOUNDS;
use super::reply::Reply;
use crate::model::{ErrorKind, FeedbackError};

/// What feedback needs of `x-access-level` (doc).
const ACCESS_LEVEL: &str = "read-write-directmessages";
/// A clock that is off by less than this is right: the service tells whole seconds, and answers take time.
const CLOCK_RIGHT: i64 = 5_000;
/// Signatures whose time is further off are refused (seen), in milliseconds.
const CLOCK_REFUSED: i64 = 300_000;

pub(super) fn unknown(name: &'static str, because: &str) -> Check {
    let next = format!("Mend {because} first, then ask again.");
    Check::new(name, CheckState::Unknown, format!("could not be looked at because of {because}"), &next)
}

pub(super) fn refused_for_now(name: &'static str, error: &FeedbackError) -> Check {
    let finding = format!("a limit came between: {error}");
    Check::new(name, CheckState::Unknown, finding, "Wait for 15 minutes, then ask again.")
}

pub(super) fn host_fails(base: &str, error: &FeedbackError) -> Check {
    let next = match error.kind() {
        ErrorKind::Timeout => {
            "Look whether a firewall or a proxy lets this machine reach the host; set `proxy` if there is one."
        }
        ErrorKind::Connection => {
            "Look at `api_base`, at the network and at the proxy; behind a company's proxy set `root_certificate`."
        }
        ErrorKind::Server => "Ask again later; if it stays, tell the service's support the request's id.",
        _ => "Look at `api_base`: what answers is not the service, perhaps a proxy's page.",
    };
    Check::new("host", CheckState::Failed, format!("{base} does not answer as the service does: {error}"), next)
}

/// The machine's clock, which the service's `Date` was so many milliseconds ahead of. A `Date` tells whole seconds: the one that it
/// told had just begun or was nearly over.
pub(super) fn machines_clock(ahead: i64) -> Check {
    let off = ahead.saturating_add(500).saturating_neg();
    let seconds = off.saturating_abs() / 1000;
    let side = if off < 0 { "behind" } else { "ahead of" };
    let finding = format!("this machine's clock is {seconds} s {side} the service's");
    let next = match off.saturating_abs() {
        off if off <= CLOCK_RIGHT => return Check::ok("clock", "this machine's clock agrees with the service's"),
        off if off <= CLOCK_REFUSED => "Set the clock (NTP): past 300 s signatures are refused.",
        _ => "Set the clock (NTP): signatures with this time are refused, and each first call has to be repeated.",
    };
    Check::new("clock", CheckState::Warning, finding, next)
}

pub(super) fn signed_in(account: &Reply<Account>) -> Check {
    let name = account.screen_name.as_deref().unwrap_or("?");
    Check::ok("credentials", format!("signed in as @{name} (user id {})", account.user_id))
}

pub(super) fn not_signed_in(error: &FeedbackError) -> Check {
    let next = match error.codes().first() {
        Some(89) => "Sign in again (`twitter-feedback auth`): the access token was revoked or belongs to another app.",
        Some(32) => {
            "Compare all four keys with the app's page: one is wrong, or a token and its secret do not belong together."
        }
        Some(&TIMESTAMP_OUT_OF_BOUNDS) => "Set this machine's clock (NTP).",
        Some(64 | 326) => "Sign in to the account in a browser: the service has locked or suspended it.",
        _ if error.kind() == ErrorKind::Authentication => {
            "Compare all four keys with the app's page, and sign in again (`twitter-feedback auth`)."
        }
        _ => "Look at the app's page at the service: it may be suspended, or lack this access level.",
    };
    Check::new("credentials", CheckState::Failed, format!("the service does not accept them: {error}"), next)
}

pub(super) fn permission(access_level: Option<&str>) -> Check {
    match access_level {
        Some(ACCESS_LEVEL) => Check::ok("permission", "the app may read, write and send Direct Messages"),
        Some(level) => Check::new(
            "permission",
            CheckState::Failed,
            format!("the app's access level is {level:?}, and feedback needs {ACCESS_LEVEL:?}"),
            "Give the app \"read, write and direct messages\" on its page, then sign in again: older tokens keep their level.",
        ),
        None => Check::new(
            "permission",
            CheckState::Unknown,
            "the service told no access level",
            "Look at the app's page: it needs \"read, write and direct messages\".",
        ),
    }
}

/// The app id and the account must be allow-listed (doc); how a refusal for that looks is not known, so this says what it can.
pub(super) fn allow_listing(error: Option<&FeedbackError>) -> Check {
    let name = "allow_listing";
    let Some(error) = error else {
        let finding =
            "the service lists feedback for this app and account; whether it may ask shows with the first prompt alone";
        let next = "Ask a colleague once. A webhook's URL has to be allow-listed too, which no request shows.";
        return Check::new(name, CheckState::Ok, finding, next);
    };
    match error.kind() {
        ErrorKind::Permission | ErrorKind::NotFound => Check::new(
            name,
            CheckState::Failed,
            format!("the service does not list feedback for this app and account: {error}"),
            "Have the service allow-list the app id and the account that asks.",
        ),
        ErrorKind::RateLimited => refused_for_now(name, error),
        _ => Check::new(name, CheckState::Unknown, format!("it did not show: {error}"), "Ask again later."),
    }
}
