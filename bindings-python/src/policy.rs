//! Whom to ask, and when not to.

use std::collections::HashSet;
use std::hash::{Hash, Hasher};
use std::time::Duration;

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyFrozenSet, PyTuple};
use twitter_feedback::{FeedbackError, Id, Policy as CorePolicy, Problem};

use crate::arguments::{Given, boolean, instance, noted_texts, noted_whole, number, together};
use crate::attributes::attributes;
use crate::errors::raised;
use crate::guard::caught;
use crate::quiet_hours::QuietHours;
use crate::seconds::noted_duration;

/// Whom to ask, and when not to. All by name:
///
/// min_interval: how long a person is left alone after a prompt, one day to ten years, as seconds or a timedelta; an hour
///     is added. Default 7 days, the most often that the service's owner recommends (doc).
/// sample_rate: the share of people who are asked, 0 to 1. Stable: a person is always in the sample or never. Default 1.
/// quiet_hours: when nobody is asked, a `QuietHours`. Default: never quiet.
/// require_can_dm: whether to ask the service first if the person can be written to. Default True, as its owner
///     recommends (doc).
/// max_per_day: prompts in any 24 hours at most, 1 to 1,000. Default 1,000, the service's own limit (doc).
/// suppressed_user_ids: who is never asked.
/// backfill: whether a new ledger has to see the last days' events before it sends, so that it knows whom other tools
///     have asked. Default True.
/// allow_listed: whether the service lifts its limit of one prompt per person and day for this account (doc). Then nothing
///     guards the day that the service's events do not show yet, and a new ledger waits until it has passed.
/// accept_blind_day: for such an account: to send although nobody can see whom other tools asked in the last day.
///
/// Raises `ConfigurationError`, naming everything that is wrong.
#[pyclass(frozen, eq, hash, module = "twitter_feedback")]
pub(crate) struct Policy {
    policy: CorePolicy,
    quiet_hours: Option<QuietHours>,
}

impl PartialEq for Policy {
    fn eq(&self, other: &Self) -> bool {
        self.policy == other.policy
    }
}

impl Hash for Policy {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.policy.min_interval, self.policy.max_per_day, &self.policy.suppressed_user_ids).hash(state);
    }
}

impl Policy {
    pub(crate) fn core(&self) -> &CorePolicy {
        &self.policy
    }

    fn suppressed(&self) -> HashSet<&str> {
        self.policy.suppressed_user_ids.iter().map(Id::as_str).collect()
    }
}

attributes!(Policy {
    /// How long a person is left alone after a prompt; an hour is added.
    min_interval: Duration = |this| this.policy.min_interval;
    /// The share of people who are asked, 0 to 1.
    sample_rate: f64 = |this| this.policy.sample_rate;
    /// When nobody is asked; `None`: never quiet.
    quiet_hours: Option<QuietHours> = |this| this.quiet_hours.clone();
    /// Whether to ask the service first if the person can be written to.
    require_can_dm: bool = |this| this.policy.require_can_dm;
    /// Prompts in any 24 hours at most.
    max_per_day: u32 = |this| this.policy.max_per_day;
    /// Who is never asked.
    suppressed_user_ids: Py<PyFrozenSet> = |this, py| {
        PyFrozenSet::new(py, this.suppressed())?.unbind()
    };
    /// Whether a new ledger has to see the last days' events before it sends.
    backfill: bool = |this| this.policy.backfill;
    /// Whether the service lifts its limit of one prompt per person and day for this account.
    allow_listed: bool = |this| this.policy.allow_listed;
    /// Whether to send although nobody can see whom other tools asked in the last day.
    accept_blind_day: bool = |this| this.policy.accept_blind_day;
} with {
    #[new]
    #[pyo3(
        signature = (*, min_interval=Given(None), sample_rate=Given(None), quiet_hours=None, require_can_dm=Given(None),
            max_per_day=Given(None), suppressed_user_ids=Given(None), backfill=Given(None), allow_listed=Given(None),
            accept_blind_day=Given(None)),
        text_signature = "(*, min_interval=604800, sample_rate=1.0, quiet_hours=None, require_can_dm=True, \
            max_per_day=1000, suppressed_user_ids=(), backfill=True, allow_listed=False, accept_blind_day=False)"
    )]
    #[allow(clippy::too_many_arguments, reason = "keywords of Python")]
    fn new(
        min_interval: Given<'_>,
        sample_rate: Given<'_>,
        quiet_hours: Option<&Bound<'_, PyAny>>,
        require_can_dm: Given<'_>,
        max_per_day: Given<'_>,
        suppressed_user_ids: Given<'_>,
        backfill: Given<'_>,
        allow_listed: Given<'_>,
        accept_blind_day: Given<'_>,
    ) -> PyResult<Self> {
        caught(|| {
            let mut problems = Vec::new();
            let mut policy = CorePolicy::new();
            if let Given(Some(given)) = &min_interval
                && let Some(interval) = noted_duration(given, "min_interval", &mut problems)?
            {
                policy.min_interval = interval;
            }
            if let Given(Some(given)) = &sample_rate {
                policy.sample_rate = number(given, "sample_rate")?;
            }
            let quiet_hours = match quiet_hours {
                Some(given) => Some(instance::<QuietHours>(given, "quiet_hours")?.get().clone()),
                None => None,
            };
            policy.quiet_hours = quiet_hours.as_ref().map(|hours| hours.core().clone());
            if let Given(Some(given)) = &max_per_day
                && let Some(most) = noted_whole(given, "max_per_day", 1..=1000, &mut problems)?
            {
                policy.max_per_day = most;
            }
            if let Given(Some(given)) = &suppressed_user_ids {
                let ids = noted_texts(given, "suppressed_user_ids", &mut problems)?;
                policy.suppressed_user_ids = ids.into_iter().map(Id::from).collect();
            }
            let flags = [
                (&require_can_dm, "require_can_dm", &mut policy.require_can_dm),
                (&backfill, "backfill", &mut policy.backfill),
                (&allow_listed, "allow_listed", &mut policy.allow_listed),
                (&accept_blind_day, "accept_blind_day", &mut policy.accept_blind_day),
            ];
            for (given, name, flag) in flags {
                if let Given(Some(given)) = given {
                    *flag = boolean(given, name)?;
                }
            }
            let checked = policy.check();
            let of_core = checked.as_ref().err().map(FeedbackError::problems).unwrap_or_default();
            let problems: Vec<Problem> = together(problems, of_core);
            if problems.is_empty() {
                Ok(Self { policy, quiet_hours })
            } else {
                Err(raised(FeedbackError::misconfigured(problems)))
            }
        })
    }

    fn __getnewargs_ex__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyTuple>, Bound<'py, PyDict>)> {
        caught(|| {
            let py = slf.py();
            let members = PyDict::new(py);
            for name in [
                "min_interval",
                "sample_rate",
                "quiet_hours",
                "require_can_dm",
                "max_per_day",
                "suppressed_user_ids",
                "backfill",
                "allow_listed",
                "accept_blind_day",
            ] {
                members.set_item(name, slf.getattr(name)?)?;
            }
            Ok((PyTuple::empty(py), members))
        })
    }

    /// Who is suppressed has no place in a log.
    fn __repr__(&self) -> PyResult<String> {
        caught(|| {
            let CorePolicy { min_interval, sample_rate, require_can_dm, max_per_day, .. } = &self.policy;
            let hours = self.quiet_hours.as_ref().map_or_else(|| "None".to_owned(), QuietHours::shown);
            let word = |flag: bool| if flag { "True" } else { "False" };
            Ok(format!(
                "Policy(min_interval={} s, sample_rate={sample_rate}, quiet_hours={hours}, require_can_dm={}, \
                 max_per_day={max_per_day}, suppressed_user_ids={} people, backfill={}, allow_listed={}, \
                 accept_blind_day={})",
                min_interval.as_secs_f64(),
                word(*require_can_dm),
                self.policy.suppressed_user_ids.len(),
                word(self.policy.backfill),
                word(self.policy.allow_listed),
                word(self.policy.accept_blind_day),
            ))
        })
    }
});
