//! When nobody is asked.

use std::hash::{Hash, Hasher};

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyString, PyTime};
use twitter_feedback::{FeedbackError, Problem, QuietHours as CoreQuietHours};

use crate::arguments::{noted_text, together, wrong_type};
use crate::attributes::attributes;
use crate::calling::call_method;
use crate::errors::raised;
use crate::guard::caught;

/// A part of every day in which nobody is asked, on the clocks of one time zone.
///
/// from_time: when it begins, included: `"21:00"`, or a `datetime.time`.
/// to_time: when it ends, excluded. Before `from_time` it is the next morning.
/// zone: an IANA name (`"Europe/Berlin"`, `"UTC"`) or a `ZoneInfo`.
///
/// Raises `ConfigurationError`, naming everything that is wrong.
#[pyclass(frozen, eq, hash, module = "twitter_feedback")]
#[derive(Clone)]
pub(crate) struct QuietHours {
    hours: CoreQuietHours,
    from_time: String,
    to_time: String,
    zone: String,
}

// However they were spelt.
impl PartialEq for QuietHours {
    fn eq(&self, other: &Self) -> bool {
        self.hours == other.hours
    }
}

impl Eq for QuietHours {}

impl Hash for QuietHours {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.hours.to_string().hash(state);
    }
}

impl QuietHours {
    pub(crate) fn core(&self) -> &CoreQuietHours {
        &self.hours
    }

    pub(crate) fn shown(&self) -> String {
        let Self { from_time, to_time, zone, .. } = self;
        format!("QuietHours({from_time:?}, {to_time:?}, {zone:?})")
    }
}

attributes!(QuietHours {
    /// When it begins, included: `21:00`.
    from_time: &str = |this| &*this.from_time;
    /// When it ends, excluded.
    to_time: &str = |this| &*this.to_time;
    /// On whose clocks, an IANA name.
    zone: &str = |this| &*this.zone;
} with {
    #[new]
    fn new(from_time: &Bound<'_, PyAny>, to_time: &Bound<'_, PyAny>, zone: &Bound<'_, PyAny>) -> PyResult<Self> {
        caught(|| {
            let mut problems = Vec::new();
            let from_time = time_of_day(from_time, "from_time", &mut problems)?;
            let to_time = time_of_day(to_time, "to_time", &mut problems)?;
            let zone = zone_name(zone, &mut problems)?;
            let made = CoreQuietHours::new(&from_time, &to_time, &zone);
            let of_core = made.as_ref().err().map(FeedbackError::problems).unwrap_or_default();
            let of_core: Vec<Problem> = of_core.iter().map(in_our_names).collect();
            let problems = together(problems, &of_core);
            match made {
                Ok(hours) if problems.is_empty() => Ok(Self { hours, from_time, to_time, zone }),
                _ => Err(raised(FeedbackError::misconfigured(problems))),
            }
        })
    }

    fn __getnewargs__(&self) -> PyResult<(&str, &str, &str)> {
        caught(|| Ok((&*self.from_time, &*self.to_time, &*self.zone)))
    }

    fn __repr__(&self) -> PyResult<String> {
        caught(|| Ok(self.shown()))
    }
});

/// What is no time of day stays as it shows itself, for the core to refuse.
fn time_of_day(value: &Bound<'_, PyAny>, field: &'static str, problems: &mut Vec<Problem>) -> PyResult<String> {
    if value.is_instance_of::<PyTime>() {
        let shown = call_method(value, intern!(value.py(), "isoformat"), ())?.extract::<String>()?;
        let whole_minutes = shown.strip_suffix(":00").filter(|minutes| minutes.len() == 5);
        return Ok(whole_minutes.map(str::to_owned).unwrap_or(shown));
    }
    if !value.is_instance_of::<PyString>() {
        return Err(wrong_type(value, field, "a str or a datetime.time"));
    }
    noted_text(value, field, problems)
}

fn zone_name(value: &Bound<'_, PyAny>, problems: &mut Vec<Problem>) -> PyResult<String> {
    let name = if value.is_instance_of::<PyString>() {
        Some(value.clone())
    } else {
        // A ZoneInfo's.
        value.getattr_opt(intern!(value.py(), "key"))?.filter(|key| key.is_instance_of::<PyString>())
    };
    match name {
        Some(name) => noted_text(&name, "zone", problems),
        None => Err(wrong_type(value, "zone", "a str or a ZoneInfo")),
    }
}

fn in_our_names(problem: &Problem) -> Problem {
    let ours = |text: &str| {
        let names = [("quiet_hours.from", "from_time"), ("quiet_hours.to", "to_time"), ("quiet_hours.zone", "zone")];
        names.iter().fold(text.to_owned(), |text, (theirs, ours)| text.replace(theirs, ours))
    };
    Problem::new(&ours(&problem.field), ours(&problem.rule), &problem.given)
}
