use super::check::{Check, CheckState};
use super::client_handle::Client;
use super::clock::ClockSource;
use super::diagnosis::{
    allow_listing, host_fails, machines_clock, not_signed_in, permission, refused_for_now, signed_in, unknown,
};
use super::events_query::EventsQuery;
use super::rate_limits::RateLimit;
use crate::model::{ErrorKind, FeedbackError};

impl Client {
    /// Looks at everything that has to be right before anybody can be asked: host, clock, credentials, permission, limits and, as far as
    /// it shows, allow-listing. Nobody is asked, nothing is changed; four requests that read are spent.
    ///
    /// What fails is a [`Check`] that says so, not an error; checks that depend on it are `unknown` then.
    pub async fn doctor(&self) -> Vec<Check> {
        if let Err(error) = self.service_time().await {
            return self.without_host(&error);
        }
        let mut checks = vec![self.host_answers(), self.clock_check()];
        match self.verify_credentials().await {
            Ok(account) => {
                checks.push(signed_in(&account));
                checks.push(permission(account.access_level.as_deref()));
                let listed = self.list_a_little().await;
                checks.push(self.limits_check());
                checks.push(allow_listing(listed.err().as_ref()));
            }
            Err(error) => {
                match error.kind() {
                    ErrorKind::Authentication | ErrorKind::Permission => checks.push(not_signed_in(&error)),
                    ErrorKind::RateLimited => checks.push(refused_for_now("credentials", &error)),
                    // Whatever has a clock answers with a date; what reads a signature is the service alone.
                    _ => return self.without_host(&error),
                }
                checks.extend(["permission", "limits", "allow_listing"].map(|name| unknown(name, "credentials")));
            }
        }
        checks
    }

    fn without_host(&self, error: &FeedbackError) -> Vec<Check> {
        let later = ["clock", "credentials", "permission", "limits", "allow_listing"];
        let host = host_fails(&self.api_base(), error);
        std::iter::once(host).chain(later.map(|name| unknown(name, "host"))).collect()
    }

    fn host_answers(&self) -> Check {
        let base = self.api_base();
        let local = self.inner().api_base.is_loopback();
        let more = if local { "; it is on this machine, so nobody will be asked" } else { "" };
        Check::ok("host", format!("{base} answers{more}"))
    }

    fn clock_check(&self) -> Check {
        let clock = &self.inner().clock;
        match (clock.source(), clock.ahead()) {
            (ClockSource::Service, _) => Check::ok("clock", "requests are signed with the service's own time"),
            (ClockSource::System, Some(ahead)) => machines_clock(ahead),
            (ClockSource::System, None) => unknown("clock", "host"),
        }
    }

    /// One event of the last week that can be listed: what it says does not matter.
    async fn list_a_little(&self) -> Result<(), FeedbackError> {
        self.events(EventsQuery::period(None, None).count(1)).next_page().await.map(drop)
    }

    fn limits_check(&self) -> Check {
        // Windows end by the service's clock.
        let now = self.inner().clock.services_now();
        let mut told: Vec<(&str, RateLimit)> = self.rate_limits().into_iter().collect();
        // What was told of a window that is over says nothing any more.
        told.retain(|(_, limit)| limit.from_service && limit.reset.is_none_or(|reset| reset > now));
        if told.is_empty() {
            let next = "Nothing to do; leave room between calls if the service refuses some.";
            return Check::new("limits", CheckState::Unknown, "the service told no limits", next);
        }
        let listed: Vec<String> =
            told.iter().map(|(path, limit)| format!("{path} {} of {} left", limit.remaining, limit.limit)).collect();
        let finding = listed.join(", ");
        if told.iter().all(|(_, limit)| limit.remaining > 0) {
            // Creates tell no limits (seen), and 1,000 a day are all there is (doc).
            return Check::ok("limits", format!("{finding}; creates tell none, and 1,000 in 24 hours are allowed"));
        }
        let used_up = told.iter().filter(|(_, limit)| limit.remaining == 0);
        let next = match used_up.filter_map(|(_, limit)| limit.reset).max() {
            Some(reset) => format!("Wait until {reset}: a limit is used up."),
            None => "Wait for 15 minutes: a limit is used up.".to_owned(),
        };
        Check::new("limits", CheckState::Warning, finding, &next)
    }
}
