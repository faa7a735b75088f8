use super::account::Account;
use super::check::{Check, CheckState};
use super::client_handle::Client;
use super::events_query::EventsQuery;
use super::failure::TIMESTAMP_OUT_OF_BOUNDS;
use super::reply::Reply;
use crate::model::{ErrorKind, FeedbackError, Timestamp};

/// What feedback needs of `x-access-level` (doc).
const ACCESS_LEVEL: &str = "read-write-directmessages";
/// A clock that is off by less than this is right: the service tells whole seconds, and answers take time.
const CLOCK_RIGHT: i64 = 5_000;
/// Signatures whose time is further off are refused (seen), in milliseconds.
const CLOCK_REFUSED: i64 = 300_000;

impl Client {
    /// Looks at everything that has to be right before anybody can be asked: host, clock, credentials, permission, limits and, as far as
    /// it shows, allow-listing. Nobody is asked, nothing is changed; four requests that read are spent.
    ///
    /// What fails is a [`Check`] that says so, not an error; checks that depend on it are `unknown` then.
    pub async fn doctor(&self) -> Vec<Check> {
        let asked_at = self.inner().clock.local_now();
        let mut checks = match self.service_time().await {
            Ok(service) => {
                let answered_at = self.inner().clock.local_now();
                vec![self.host_answers(), clock(service, asked_at, answered_at)]
            }
            Err(error) => {
                let first = host_fails(&self.api_base(), &error);
                let later = ["clock", "credentials", "permission", "limits", "allow_listing"];
                return std::iter::once(first).chain(later.map(|name| unknown(name, "host"))).collect();
            }
        };
        match self.verify_credentials().await {
            Ok(account) => {
                checks.push(signed_in(&account));
                checks.push(permission(account.access_level.as_deref()));
            }
            Err(error) => {
                checks.push(not_signed_in(&error));
                checks.extend(["permission", "limits", "allow_listing"].map(|name| unknown(name, "credentials")));
                return checks;
            }
        }
        let listed = self.list_a_little().await;
        checks.push(self.limits());
        checks.push(allow_listing(listed.err()));
        checks
    }

    fn host_answers(&self) -> Check {
        let base = self.api_base();
        if self.inner().api_base.is_loopback() {
            let finding = format!("{base} answers; it is on this machine, so nobody will be asked");
            return Check::ok("host", finding);
        }
        Check::ok("host", format!("{base} answers"))
    }

    /// One event of the last week that can be listed: what it says does not matter.
    async fn list_a_little(&self) -> Result<(), FeedbackError> {
        self.events(EventsQuery::period(None, None).count(1)).next_page().await.map(drop)
    }

    fn limits(&self) -> Check {
        let told: Vec<_> = self.rate_limits().into_iter().filter(|(_, limit)| limit.from_service).collect();
        if told.is_empty() {
            let next = "Nothing to do; leave room between calls if the service refuses some.";
            return Check::new("limits", CheckState::Unknown, "the service told no limits", next);
        }
        let listed: Vec<String> =
            told.iter().map(|(path, limit)| format!("{path} {} of {} left", limit.remaining, limit.limit)).collect();
        let finding = listed.join(", ");
        let used_up = told.iter().filter(|(_, limit)| limit.remaining == 0).filter_map(|(_, limit)| limit.reset).max();
        match used_up {
            Some(reset) => {
                Check::new("limits", CheckState::Warning, finding, &format!("Wait until {reset}: a limit is used up."))
            }
            // Creates tell no limits (seen), and 1,000 a day are all there is (doc).
            None => Check::ok("limits", format!("{finding}; creates tell none, and 1,000 in 24 hours are allowed")),
        }
    }
}

fn unknown(name: &'static str, because: &str) -> Check {
    let next = format!("Mend {because} first, then ask again.");
    Check::new(name, CheckState::Unknown, format!("could not be looked at because of {because}"), &next)
}

fn host_fails(base: &str, error: &FeedbackError) -> Check {
    let next = match error.kind() {
        ErrorKind::Timeout => {
            "Look whether a firewall or a proxy lets this machine reach the host; set `proxy` if there is one."
        }
        ErrorKind::Decode => "Look at `api_base`: what answers is not the service, perhaps a proxy's page.",
        _ => "Look at `api_base`, at the network and at the proxy; behind a company's proxy set `root_certificate`.",
    };
    Check::new("host", CheckState::Failed, format!("{base} does not answer as the service does: {error}"), next)
}

/// The machine's clock against the service's, which tells whole seconds: half way between asking and being answered.
fn clock(service: Timestamp, asked_at: Timestamp, answered_at: Timestamp) -> Check {
    let half_way = asked_at.as_millis().midpoint(answered_at.as_millis());
    // The second that was told had just begun or was nearly over.
    let off = half_way.saturating_sub(service.as_millis().saturating_add(500));
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

fn signed_in(account: &Reply<Account>) -> Check {
    let name = account.screen_name.as_deref().unwrap_or("?");
    Check::ok("credentials", format!("signed in as @{name} (user id {})", account.user_id))
}

fn not_signed_in(error: &FeedbackError) -> Check {
    let codes = error.codes();
    let next = if codes.contains(&89) {
        "Sign in again (`twitter-feedback auth`): the access token was revoked or belongs to another app."
    } else if codes.contains(&32) {
        "Compare all four keys with the app's page: one is wrong, or a token and its secret do not belong together."
    } else if codes.contains(&TIMESTAMP_OUT_OF_BOUNDS) {
        "Set this machine's clock (NTP)."
    } else if codes.contains(&64) || codes.contains(&326) {
        "Sign in to the account in a browser: the service has locked or suspended it."
    } else {
        match error.kind() {
            ErrorKind::Authentication => {
                "Compare all four keys with the app's page, and sign in again (`twitter-feedback auth`)."
            }
            ErrorKind::RateLimited => {
                "Wait for 15 minutes, then ask again: this check may be made 75 times in that time."
            }
            ErrorKind::Permission => {
                "Look at the app's page at the service: it may be suspended, or lack this access level."
            }
            _ => "Ask again later; if it stays, tell the service's support the request's id.",
        }
    };
    Check::new("credentials", CheckState::Failed, format!("the service does not accept them: {error}"), next)
}

fn permission(access_level: Option<&str>) -> Check {
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
fn allow_listing(error: Option<FeedbackError>) -> Check {
    let name = "allow_listing";
    let Some(error) = error else {
        return Check::new(
            name,
            CheckState::Ok,
            "the service lists feedback for this app and account; whether it may ask shows with the first prompt alone",
            "Ask a colleague once. A webhook's URL has to be allow-listed too, which no request shows.",
        );
    };
    match error.kind() {
        ErrorKind::Permission | ErrorKind::NotFound => Check::new(
            name,
            CheckState::Failed,
            format!("the service does not list feedback for this app and account: {error}"),
            "Have the service allow-list the app id and the account that asks.",
        ),
        ErrorKind::RateLimited => Check::new(
            name,
            CheckState::Unknown,
            format!("a limit came between: {error}"),
            "Wait for 15 minutes, then ask again.",
        ),
        _ => Check::new(name, CheckState::Unknown, format!("it did not show: {error}"), "Ask again later."),
    }
}
