//! Whom to ask and when not to, each member with the type that TypeScript has checked.

use napi_derive::napi;
use twitter_feedback::{FeedbackError, Policy, Problem, QuietHours};
use twitter_feedback_bindings::{in_camel_case, set};

use crate::client_options::milliseconds;
use crate::guard::caught;

/// Times are milliseconds.
#[napi(object, object_to_js = false)]
pub struct NativePolicy {
    pub min_interval_ms: Option<f64>,
    pub sample_rate: Option<f64>,
    pub quiet_hours: Option<NativeQuietHours>,
    pub require_can_dm: Option<bool>,
    pub max_per_day: Option<u32>,
    pub suppressed_user_ids: Option<Vec<String>>,
    pub backfill: Option<bool>,
    pub allow_listed: Option<bool>,
    pub accept_blind_day: Option<bool>,
}

#[napi(object, object_to_js = false)]
pub struct NativeQuietHours {
    pub from: String,
    pub to: String,
    pub zone: String,
}

impl NativePolicy {
    /// The policy, once everything in it is checked; what is wrong is named as JavaScript knows it.
    pub(crate) fn checked(self) -> Result<Policy, FeedbackError> {
        let mut problems = Vec::new();
        let quiet_hours = self.quiet_hours.map(|it| QuietHours::new(&it.from, &it.to, &it.zone));
        let quiet_hours = quiet_hours.transpose().unwrap_or_else(|error| {
            problems.extend_from_slice(error.problems());
            None
        });
        let interval = self.min_interval_ms.map(|given| milliseconds(INTERVAL, given));
        let interval = interval.transpose().unwrap_or_else(|problem| {
            problems.push(problem);
            None
        });
        let mut policy = set(Policy::new(), interval, Policy::min_interval);
        policy = set(policy, self.sample_rate, Policy::sample_rate);
        policy = set(policy, quiet_hours, Policy::quiet_hours);
        policy = set(policy, self.require_can_dm, Policy::require_can_dm);
        policy = set(policy, self.max_per_day, Policy::max_per_day);
        policy = set(policy, self.backfill, Policy::backfill);
        policy = set(policy, self.allow_listed, Policy::allow_listed);
        policy = set(policy, self.accept_blind_day, Policy::accept_blind_day);
        policy = self.suppressed_user_ids.into_iter().flatten().fold(policy, Policy::suppress);
        if let Err(error) = policy.check() {
            problems.extend(error.problems().iter().map(as_milliseconds));
        }
        if problems.is_empty() { Ok(policy) } else { Err(in_camel_case(FeedbackError::misconfigured(problems))) }
    }
}

/// What the interval is called here.
const INTERVAL: &str = "minIntervalMs";

/// A problem of the interval by the name of the number of milliseconds that it is here.
fn as_milliseconds(problem: &Problem) -> Problem {
    let field = if problem.field == "min_interval" { INTERVAL } else { &problem.field };
    Problem::new(field, problem.rule.clone(), &problem.given)
}

/// Throws what is wrong with a policy, all at once.
#[napi]
pub fn check_policy(policy: NativePolicy) -> napi::Result<()> {
    caught(|| policy.checked().map(drop))
}
