//! A clock that nobody vouches for may neither fix a time in the ledger nor decide that a cooldown is over.

use std::time::Duration;

use super::parts::Parts;
use crate::client::{ClockSource, Reading};
use crate::model::{ErrorKind, FeedbackError, Timestamp};

/// How far the machine's clock may be from the service's, either way, and from what the ledger has seen.
const SKEW: Duration = Duration::from_secs(5 * 60);

impl Parts {
    /// A look at the clock, within five minutes of the service's. Asks the service where its last `Date` is too old to
    /// vouch for it, or where the machine's clock was turned since.
    pub(super) async fn vouched(&self) -> Result<Reading, FeedbackError> {
        let clock = &self.client.inner().clock;
        let reading = match clock.reading().filter(Reading::is_fresh) {
            Some(reading) => Some(reading),
            None => {
                self.client.service_time().await?;
                clock.reading()
            }
        };
        let unheard = || FeedbackError::new(ErrorKind::Internal, "the service's time was heard and is not known");
        near_the_services(reading.ok_or_else(unheard)?)
    }

    /// A sandbox's clock can be turned between any two calls, so whoever goes by it asks each time.
    pub(super) async fn turned_with_the_service(&self) -> Result<(), FeedbackError> {
        if self.client.inner().clock.source() == ClockSource::Service {
            self.client.service_time().await?;
        }
        Ok(())
    }

    /// # Errors
    /// `ledger` for a time that lies behind what the ledger has seen: one of the two is wrong, and nobody can tell
    /// whether a cooldown is over.
    pub(super) async fn not_behind(&self, now: Timestamp) -> Result<(), FeedbackError> {
        match self.ledger.high_water().await? {
            Some(high_water) if now.saturating_add(SKEW) < high_water => Err(behind(now, high_water)),
            _ => Ok(()),
        }
    }
}

fn near_the_services(reading: Reading) -> Result<Reading, FeedbackError> {
    let off = Duration::from_millis(reading.ahead.unsigned_abs());
    if off <= SKEW {
        return Ok(reading);
    }
    let direction = if reading.ahead > 0 { "behind" } else { "ahead of" };
    let message = format!(
        "this machine's clock is {} s {direction} the service's, and more than {} s are too much to tell when somebody \
         was asked; set the machine's clock; nothing was sent",
        off.as_secs(),
        SKEW.as_secs(),
    );
    Err(FeedbackError::new(ErrorKind::Ledger, message))
}

/// What is said of a clock that lies behind the ledger's high-water mark.
pub(super) fn behind(now: Timestamp, high_water: Timestamp) -> FeedbackError {
    let message = format!(
        "the clock says {now}, and this ledger was used at {high_water} already, which is {} s later: one of the two \
         clocks is wrong; set this machine's clock, or wait until it has passed that time; nothing was sent",
        high_water.since(now).as_secs(),
    );
    FeedbackError::new(ErrorKind::Ledger, message)
}
