use std::collections::BTreeSet;
use std::time::Duration;

use super::QuietHours;
use crate::model::prompt_rules::decimal_id;
use crate::model::{FeedbackError, Id, Problem};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// The shortest interval: the service's own, which it enforces for about 24 hours (doc).
const SHORTEST_INTERVAL: Duration = DAY;
/// The longest: ten years.
const LONGEST_INTERVAL: Duration = Duration::from_secs(3650 * 24 * 60 * 60);
/// What the service allows an account in 24 hours (doc).
const MOST_PER_DAY: u32 = 1000;

/// Whom to ask, and when not to.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Policy {
    /// How long a person is left alone after a prompt, one day to ten years; an hour is added. Default 7 days, the
    /// most often that the service's owner recommends (doc).
    pub min_interval: Duration,
    /// The share of people who are asked, 0 to 1. Stable: a person is always in the sample or never. Default 1.
    pub sample_rate: f64,
    /// When nobody is asked. Default: never quiet.
    pub quiet_hours: Option<QuietHours>,
    /// Whether to ask the service first if the person can be written to. Default true, as its owner recommends (doc).
    pub require_can_dm: bool,
    /// Prompts in any 24 hours at most, 1 to 1,000. Default 1,000, which is the service's own limit (doc).
    pub max_per_day: u32,
    /// Who is never asked.
    pub suppressed_user_ids: BTreeSet<Id>,
    /// Whether a new ledger has to see the last days' events before it sends, so that it knows whom other tools
    /// have asked. Default true; see [`Program::send`](super::Program::send).
    pub backfill: bool,
    /// Whether the service lifts its limit of one prompt per person and day for this account (doc). Default false.
    /// Then nothing guards the day that the service's events do not show yet, and a new ledger waits until it has
    /// passed, unless [`accept_blind_day`](Self::accept_blind_day) is set.
    pub allow_listed: bool,
    /// For an account that is allow-listed: to send although nobody can see whom other tools asked in the last day.
    pub accept_blind_day: bool,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            min_interval: 7 * DAY,
            sample_rate: 1.0,
            quiet_hours: None,
            require_can_dm: true,
            max_per_day: MOST_PER_DAY,
            suppressed_user_ids: BTreeSet::new(),
            backfill: true,
            allow_listed: false,
            accept_blind_day: false,
        }
    }
}

impl Policy {
    /// What the service's owner recommends.
    pub fn new() -> Self {
        Self::default()
    }

    /// How long a person is left alone after a prompt.
    #[must_use]
    pub fn min_interval(mut self, interval: Duration) -> Self {
        self.min_interval = interval;
        self
    }

    /// The share of people who are asked.
    #[must_use]
    pub fn sample_rate(mut self, rate: f64) -> Self {
        self.sample_rate = rate;
        self
    }

    /// When nobody is asked.
    #[must_use]
    pub fn quiet_hours(mut self, hours: QuietHours) -> Self {
        self.quiet_hours = Some(hours);
        self
    }

    /// Whether to ask the service first if the person can be written to.
    #[must_use]
    pub fn require_can_dm(mut self, required: bool) -> Self {
        self.require_can_dm = required;
        self
    }

    /// Prompts in any 24 hours at most.
    #[must_use]
    pub fn max_per_day(mut self, most: u32) -> Self {
        self.max_per_day = most;
        self
    }

    /// One more person who is never asked.
    #[must_use]
    pub fn suppress(mut self, user_id: impl Into<Id>) -> Self {
        self.suppressed_user_ids.insert(user_id.into());
        self
    }

    /// Whether a new ledger has to see the last days' events before it sends.
    #[must_use]
    pub fn backfill(mut self, required: bool) -> Self {
        self.backfill = required;
        self
    }

    /// Whether the service lifts its limit of one prompt per person and day for this account.
    #[must_use]
    pub fn allow_listed(mut self, allow_listed: bool) -> Self {
        self.allow_listed = allow_listed;
        self
    }

    /// To send although nobody can see whom other tools asked in the last day.
    #[must_use]
    pub fn accept_blind_day(mut self, accept: bool) -> Self {
        self.accept_blind_day = accept;
        self
    }

    /// How long a person is left alone: an hour more than the interval, so that clocks may differ.
    pub(crate) fn cooldown(&self) -> Duration {
        self.min_interval.saturating_add(Duration::from_secs(60 * 60))
    }

    /// Whether it makes sense, as [`Program::open`](super::Program::open) asks; for the bindings, so that what is wrong
    /// is said where it was written.
    ///
    /// # Errors
    /// `configuration`, naming everything that is wrong.
    pub fn check(&self) -> Result<(), FeedbackError> {
        let mut problems = Vec::new();
        if !(SHORTEST_INTERVAL..=LONGEST_INTERVAL).contains(&self.min_interval) {
            let given = format!("{} s", self.min_interval.as_secs_f64());
            problems.push(Problem::new("min_interval", "must lie between one day and ten years", &given));
        }
        if !(0.0..=1.0).contains(&self.sample_rate) {
            problems.push(Problem::new("sample_rate", "must lie between 0 and 1", &self.sample_rate.to_string()));
        }
        if !(1..=MOST_PER_DAY).contains(&self.max_per_day) {
            let rule = format!("must lie between 1 and {MOST_PER_DAY}");
            problems.push(Problem::new("max_per_day", rule, &self.max_per_day.to_string()));
        }
        for user_id in &self.suppressed_user_ids {
            // One that no prompt can name would protect nobody.
            if let Err(rule) = decimal_id(user_id) {
                problems.push(Problem::new("suppressed_user_ids", rule, user_id.as_str()));
            }
        }
        if self.accept_blind_day && !self.allow_listed {
            let rule = "must go with allow_listed: it is for an account that is allow-listed";
            problems.push(Problem::new("accept_blind_day", rule, "true"));
        }
        if problems.is_empty() { Ok(()) } else { Err(FeedbackError::misconfigured(problems)) }
    }
}
