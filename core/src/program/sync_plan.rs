//! Which periods to read. No I/O, no clock.

use std::time::Duration;

use super::Policy;
use crate::ledger::{Coverage, Period};
use crate::model::Timestamp;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// How far back a first pull begins at least.
const FIRST: Duration = Duration::from_secs(8 * 24 * 60 * 60);
/// Read again before everything that was read completely: an event may show up late.
const OVERLAP: Duration = Duration::from_secs(2 * 60 * 60);
/// A period that is longer is split.
const LONG: Duration = Duration::from_secs(2 * 24 * 60 * 60);
/// Into so many windows, which is also how many are read side by side.
pub(super) const SIDE_BY_SIDE: u32 = 4;

impl Policy {
    /// How far back a new ledger looks: every prompt in this time may keep somebody from being asked.
    pub(super) fn lookback(&self) -> Duration {
        FIRST.max(self.cooldown().saturating_add(DAY))
    }
}

/// What is to be read, apart from the windows that were begun before.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    pub(super) since: Option<Timestamp>,
    /// Where a first pull begins.
    pub(super) first: Timestamp,
    /// The latest moment that is wanted and shown.
    pub(super) to_time: Timestamp,
}

impl Wanted {
    /// The windows to fix: what lies in the wanted period, was not seen completely and is in no open window.
    pub(super) fn windows(self, coverage: &Coverage, open: &[Period]) -> Vec<Period> {
        let from_time = self.since.unwrap_or_else(|| match complete_through(coverage) {
            // A scan of `reconcile` may have seen a few minutes of a time that nobody pulled.
            Some(checkpoint) => checkpoint.saturating_sub(OVERLAP).min(self.first),
            None => self.first,
        });
        let from_time = from_time.max(Timestamp::EPOCH);
        if from_time > self.to_time {
            return Vec::new();
        }
        let trusted =
            coverage.periods().iter().map(|seen| Period::new(seen.from_time, seen.to_time.saturating_sub(OVERLAP)));
        let read = Coverage::union(trusted.chain(open.iter().copied()).collect());
        read.missing(Period::new(from_time, self.to_time)).into_iter().flat_map(split).collect()
    }
}

/// Up to here everything was seen, without a gap since the coverage began.
pub(super) fn complete_through(coverage: &Coverage) -> Option<Timestamp> {
    coverage.periods().first().map(|period| period.to_time)
}

/// A long period as several that follow each other.
fn split(period: Period) -> Vec<Period> {
    let length = period.to_time.since(period.from_time);
    if length <= LONG {
        return vec![period];
    }
    let starts = (0..SIDE_BY_SIDE).map(|part| period.from_time.saturating_add(length / SIDE_BY_SIDE * part));
    let mut parts: Vec<Period> = starts.map(|start| Period::new(start, period.to_time)).collect();
    let next: Vec<Timestamp> = parts.iter().skip(1).map(|part| part.from_time).collect();
    for (part, next) in parts.iter_mut().zip(next) {
        // Both ends are included.
        part.to_time = next.saturating_sub(Duration::from_millis(1));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 60 * 60 * 1000;

    fn at(hours: i64) -> Timestamp {
        Timestamp::from_millis(hours * HOUR).unwrap()
    }

    fn coverage(periods: &[(i64, i64)]) -> Coverage {
        Coverage::union(periods.iter().map(|(from, to)| Period::new(at(*from), at(*to))).collect())
    }

    fn wanted(since: Option<i64>, to: i64) -> Wanted {
        Wanted { since: since.map(at), first: at(1000), to_time: at(to) }
    }

    /// The windows as one set of hours, with what they leave out between them.
    fn hours(windows: Vec<Period>) -> Vec<(i64, i64)> {
        let union = Coverage::union(windows);
        let hour = |time: Timestamp| (time.as_millis() + HOUR / 2).div_euclid(HOUR);
        union.periods().iter().map(|period| (hour(period.from_time), hour(period.to_time))).collect()
    }

    #[test]
    fn a_first_pull_begins_where_the_policy_looks_back_to() {
        assert_eq!(hours(wanted(None, 1010).windows(&coverage(&[]), &[])), [(1000, 1010)]);
        assert_eq!(hours(wanted(Some(900), 1010).windows(&coverage(&[]), &[])), [(900, 1010)]);
    }

    #[test]
    fn a_later_pull_begins_two_hours_before_its_checkpoint_and_fills_gaps() {
        assert_eq!(hours(wanted(None, 1110).windows(&coverage(&[(1000, 1100)]), &[])), [(1098, 1110)]);
        assert_eq!(hours(wanted(None, 1100).windows(&coverage(&[(1000, 1100)]), &[])), [(1098, 1100)]);
        let gap = coverage(&[(900, 950), (1000, 1100)]);
        assert_eq!(hours(wanted(None, 1110).windows(&gap, &[])), [(948, 1000), (1098, 1110)]);
    }

    #[test]
    fn a_few_minutes_that_were_looked_through_are_no_checkpoint() {
        assert_eq!(hours(wanted(None, 1110).windows(&coverage(&[(1050, 1051)]), &[])), [(1000, 1110)]);
    }

    #[test]
    fn what_was_seen_or_is_being_read_is_not_asked_for_again() {
        let seen = coverage(&[(1000, 1100)]);
        assert_eq!(hours(wanted(Some(1010), 1110).windows(&seen, &[])), [(1098, 1110)]);
        let open = [Period::new(at(1098), at(1105))];
        assert_eq!(hours(wanted(None, 1110).windows(&seen, &open)), [(1105, 1110)]);
        assert_eq!(wanted(None, 1105).windows(&seen, &open), []);
    }

    #[test]
    fn a_period_that_ends_before_it_begins_has_no_windows() {
        assert_eq!(wanted(Some(1010), 1009).windows(&coverage(&[]), &[]), []);
    }

    #[test]
    fn a_long_period_is_split_into_four_that_leave_nothing_out() {
        let windows = wanted(Some(0), 101).windows(&coverage(&[]), &[]);
        assert_eq!(windows.len(), 4);
        assert_eq!(hours(windows.clone()), [(0, 101)]);
        for pair in windows.windows(2) {
            assert_eq!(pair[0].to_time.as_millis() + 1, pair[1].from_time.as_millis());
        }
        assert_eq!(wanted(Some(0), 48).windows(&coverage(&[]), &[]).len(), 1);
    }
}
