use crate::model::Timestamp;

/// A span of time, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Period {
    /// Its first moment.
    pub from_time: Timestamp,
    /// Its last moment.
    pub to_time: Timestamp,
}

impl Period {
    /// From this moment to that.
    pub fn new(from_time: Timestamp, to_time: Timestamp) -> Self {
        Self { from_time, to_time }
    }
}

/// Which time the ledger has seen completely: every event that the service listed for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    periods: Vec<Period>,
}

impl Coverage {
    /// The union of these periods; those that touch or overlap become one.
    pub(crate) fn union(mut periods: Vec<Period>) -> Self {
        periods.retain(|period| period.from_time <= period.to_time);
        periods.sort_by_key(|period| (period.from_time, period.to_time));
        let mut merged: Vec<Period> = Vec::new();
        for period in periods {
            match merged.last_mut() {
                // The ends are included, so the next millisecond touches.
                Some(last) if period.from_time.as_millis() <= last.to_time.as_millis().saturating_add(1) => {
                    last.to_time = last.to_time.max(period.to_time);
                }
                _ => merged.push(period),
            }
        }
        Self { periods: merged }
    }

    /// What was seen completely, oldest first.
    pub fn periods(&self) -> &[Period] {
        &self.periods
    }

    /// Where it begins; `None` before the first complete `sync`.
    pub fn start(&self) -> Option<Timestamp> {
        self.periods.first().map(|period| period.from_time)
    }

    /// The end of the newest period; see [`gaps`](Self::gaps) for what may be missing before it.
    pub fn end(&self) -> Option<Timestamp> {
        self.periods.last().map(|period| period.to_time)
    }

    /// What lies between the periods and was not seen completely.
    pub fn gaps(&self) -> Vec<Period> {
        let between = self.periods.iter().zip(self.periods.iter().skip(1));
        between.filter_map(|(before, after)| gap(before.to_time, after.from_time)).collect()
    }

    /// What of `period` was not seen completely.
    pub(crate) fn missing(&self, period: Period) -> Vec<Period> {
        let mut missing = Vec::new();
        let mut from = period.from_time;
        for covered in self.periods.iter().filter(|covered| covered.to_time >= period.from_time) {
            if covered.from_time > period.to_time {
                break;
            }
            if from < covered.from_time {
                missing.push(Period::new(from, earlier(covered.from_time)));
            }
            from = from.max(later(covered.to_time));
        }
        if from <= period.to_time {
            missing.push(Period::new(from, period.to_time));
        }
        missing
    }
}

fn gap(after: Timestamp, before: Timestamp) -> Option<Period> {
    let gap = Period::new(later(after), earlier(before));
    (gap.from_time <= gap.to_time).then_some(gap)
}

fn later(time: Timestamp) -> Timestamp {
    time.saturating_add(std::time::Duration::from_millis(1))
}

fn earlier(time: Timestamp) -> Timestamp {
    time.saturating_sub(std::time::Duration::from_millis(1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Coverage, Period};
    use crate::model::Timestamp;

    fn period(from: i64, to: i64) -> Period {
        Period::new(Timestamp::from_millis(from).unwrap(), Timestamp::from_millis(to).unwrap())
    }

    fn contains(periods: &[Period], at: i64) -> bool {
        periods.iter().any(|p| (p.from_time.as_millis()..=p.to_time.as_millis()).contains(&at))
    }

    proptest! {
        #[test]
        fn a_moment_is_covered_exactly_if_one_of_the_periods_has_it(
            given in prop::collection::vec((0_i64..60, 0_i64..20), 0..8),
        ) {
            let given: Vec<Period> = given.into_iter().map(|(from, length)| period(from, from + length)).collect();
            let coverage = Coverage::union(given.clone());
            for at in 0..90 {
                prop_assert_eq!(contains(coverage.periods(), at), contains(&given, at), "at {}", at);
            }
            for pair in coverage.periods().windows(2) {
                prop_assert!(pair[0].to_time.as_millis() + 1 < pair[1].from_time.as_millis());
            }
        }

        #[test]
        fn what_is_missing_is_what_is_asked_and_not_covered(
            given in prop::collection::vec((0_i64..60, 0_i64..20), 0..8),
            asked in (0_i64..60, 0_i64..40),
        ) {
            let given = given.into_iter().map(|(from, length)| period(from, from + length)).collect();
            let coverage = Coverage::union(given);
            let asked = period(asked.0, asked.0 + asked.1);
            let missing = coverage.missing(asked);
            for at in 0..110 {
                let expected = contains(&[asked], at) && !contains(coverage.periods(), at);
                prop_assert_eq!(contains(&missing, at), expected, "at {}", at);
            }
        }

        #[test]
        fn gaps_are_what_lies_between_and_is_not_covered(
            given in prop::collection::vec((0_i64..60, 0_i64..20), 1..8),
        ) {
            let coverage = Coverage::union(given.into_iter().map(|(from, length)| period(from, from + length)).collect());
            let whole = Period::new(coverage.start().unwrap(), coverage.end().unwrap());
            prop_assert_eq!(coverage.gaps(), coverage.missing(whole));
        }
    }
}
