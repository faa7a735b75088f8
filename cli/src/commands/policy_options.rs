use std::time::Duration;

use clap::Args;
use twitter_feedback::{FeedbackError, Policy, QuietHours};

const HOUR: u64 = 60 * 60;

/// Whom to ask, and when not to: the policy of this one call. Give the same to every call.
#[derive(Args)]
#[command(next_help_heading = "Policy")]
pub(crate) struct PolicyOptions {
    /// How long a person is left alone after a prompt, as 7d or 36h; an hour is added. Default: 7d
    #[arg(long, value_name = "DURATION", value_parser = duration)]
    min_interval: Option<Duration>,
    /// The share of people who are asked, 0 to 1; a person is always in the sample or never. Default: 1
    #[arg(long, value_name = "SHARE")]
    sample_rate: Option<f64>,
    /// Ask nobody between these times of day, as 21:00 08:00 Europe/Berlin.
    #[arg(long, num_args = 3, value_names = ["FROM", "TO", "ZONE"])]
    quiet_hours: Option<Vec<String>>,
    /// Do not ask the service first whether the person can be written to.
    #[arg(long)]
    no_require_can_dm: bool,
    /// Prompts in any 24 hours at most, 1 to 1000. Default: 1000
    #[arg(long, value_name = "N")]
    max_per_day: Option<u32>,
    /// Never ask this person; may be repeated.
    #[arg(long = "suppress", value_name = "ID")]
    suppressed_user_ids: Vec<String>,
    /// Send from a new ledger without looking first whom other tools have asked.
    #[arg(long)]
    no_backfill: bool,
    /// The service lifts its limit of one prompt per person and day for this account.
    #[arg(long)]
    allow_listed: bool,
    /// For an allow-listed account: send although nobody can see whom other tools asked in the last day.
    #[arg(long, requires = "allow_listed")]
    accept_blind_day: bool,
}

impl PolicyOptions {
    pub(crate) fn policy(self) -> Result<Policy, FeedbackError> {
        let mut policy = Policy::new()
            .require_can_dm(!self.no_require_can_dm)
            .backfill(!self.no_backfill)
            .allow_listed(self.allow_listed)
            .accept_blind_day(self.accept_blind_day);
        policy.min_interval = self.min_interval.unwrap_or(policy.min_interval);
        policy.sample_rate = self.sample_rate.unwrap_or(policy.sample_rate);
        policy.max_per_day = self.max_per_day.unwrap_or(policy.max_per_day);
        if let Some([from, to, zone]) = self.quiet_hours.as_deref() {
            policy.quiet_hours = Some(QuietHours::new(from, to, zone)?);
        }
        policy.suppressed_user_ids = self.suppressed_user_ids.into_iter().map(Into::into).collect();
        policy.check()?;
        Ok(policy)
    }
}

fn duration(text: &str) -> Result<Duration, String> {
    let parsed = [("d", 24 * HOUR), ("h", HOUR)].into_iter().find_map(|(unit, seconds)| {
        let number: u64 = text.strip_suffix(unit)?.parse().ok()?;
        number.checked_mul(seconds).map(Duration::from_secs)
    });
    parsed.ok_or_else(|| "must be days or hours, as 7d or 36h".to_owned())
}
