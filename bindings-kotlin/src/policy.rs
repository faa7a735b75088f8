//! Whom to ask, and when not to, as Kotlin has checked it. Nothing is kept here.

use std::time::Duration;

use twitter_feedback::{FeedbackError, Policy, QuietHours};
use twitter_feedback_bindings::in_camel_case;

use crate::errors::NativeError;
use crate::guard::caught;

#[derive(uniffi::Record)]
pub struct NativePolicy {
    pub min_interval: Duration,
    pub sample_rate: f64,
    pub quiet_hours: Option<NativeQuietHours>,
    pub require_can_dm: bool,
    pub max_per_day: u32,
    pub suppressed_user_ids: Vec<String>,
    pub backfill: bool,
    pub allow_listed: bool,
    pub accept_blind_day: bool,
}

#[derive(uniffi::Record)]
pub struct NativeQuietHours {
    pub from: String,
    pub to: String,
    pub zone: String,
}

impl NativePolicy {
    pub(crate) fn checked(self) -> Result<Policy, FeedbackError> {
        let mut policy = Policy::new()
            .min_interval(self.min_interval)
            .sample_rate(self.sample_rate)
            .require_can_dm(self.require_can_dm)
            .max_per_day(self.max_per_day)
            .backfill(self.backfill)
            .allow_listed(self.allow_listed)
            .accept_blind_day(self.accept_blind_day);
        policy.quiet_hours = self.quiet_hours.map(NativeQuietHours::checked).transpose()?;
        policy.suppressed_user_ids = self.suppressed_user_ids.into_iter().map(Into::into).collect();
        policy.check().map_err(in_camel_case)?;
        Ok(policy)
    }
}

impl NativeQuietHours {
    fn checked(self) -> Result<QuietHours, FeedbackError> {
        QuietHours::new(&self.from, &self.to, &self.zone).map_err(in_camel_case)
    }
}

#[uniffi::export]
pub fn check_policy(policy: NativePolicy) -> Result<(), NativeError> {
    caught(|| policy.checked().map(drop))
}

#[uniffi::export]
pub fn check_quiet_hours(hours: NativeQuietHours) -> Result<(), NativeError> {
    caught(|| hours.checked().map(drop))
}
