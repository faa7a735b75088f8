//! The sandbox's own time: the machine's or a frozen one, turned by hand.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::error::SandboxError;

/// 31 December 9999, 23:59:59.999 UTC: an HTTP date has four digits for the year.
const LATEST: i64 = 253_402_300_799_999;

#[derive(Debug)]
pub(crate) struct Clock {
    frozen_at: Option<i64>,
    advanced: AtomicI64,
}

impl Clock {
    /// `start_at` in epoch milliseconds freezes the clock there; `None` follows the machine.
    pub(crate) fn new(start_at: Option<i64>) -> Result<Self, SandboxError> {
        if let Some(start) = start_at
            && !(0..=LATEST).contains(&start)
        {
            return Err(SandboxError::invalid(
                "start_at",
                "must lie between the years 1970 and 9999, in epoch milliseconds",
                start,
            ));
        }
        Ok(Self { frozen_at: start_at, advanced: AtomicI64::new(0) })
    }

    /// Epoch milliseconds.
    pub(crate) fn now(&self) -> i64 {
        self.base().saturating_add(self.advanced.load(Ordering::Relaxed)).clamp(0, LATEST)
    }

    /// Turns the clock forward and returns the new time.
    pub(crate) fn advance(&self, by: Duration) -> Result<i64, SandboxError> {
        let too_far =
            || SandboxError::invalid("milliseconds", "must not turn the clock past the year 9999", format!("{by:?}"));
        let step = i64::try_from(by.as_millis()).map_err(|_| too_far())?;
        let base = self.base();
        self.advanced
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |so_far| {
                let total = so_far.checked_add(step)?;
                (base.checked_add(total)? <= LATEST).then_some(total)
            })
            .map_err(|_| too_far())?;
        Ok(self.now())
    }

    fn base(&self) -> i64 {
        self.frozen_at.unwrap_or_else(machine)
    }
}

fn machine() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .ok()
        .and_then(|elapsed| i64::try_from(elapsed.as_millis()).ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frozen_clock_moves_only_when_turned() {
        let clock = Clock::new(Some(1_000)).unwrap();
        assert_eq!(clock.now(), 1_000);
        assert_eq!(clock.advance(Duration::from_millis(250)).unwrap(), 1_250);
        assert_eq!(clock.now(), 1_250);
    }

    #[test]
    fn the_clock_stays_within_four_digit_years() {
        assert!(Clock::new(Some(-1)).is_err());
        assert!(Clock::new(Some(LATEST + 1)).is_err());
        let clock = Clock::new(Some(LATEST)).unwrap();
        assert!(clock.advance(Duration::from_millis(1)).is_err());
        assert!(clock.advance(Duration::MAX).is_err());
        assert_eq!(clock.now(), LATEST);
    }
}
