use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::{Clock, ClockSource};
use crate::model::Timestamp;

/// Our clock, and what the service's `Date` headers say of it.
#[derive(Debug)]
pub(crate) struct ServiceClock {
    local: Arc<dyn Clock>,
    source: ClockSource,
    heard: Mutex<Option<Heard>>,
    /// Milliseconds by which signatures are shifted.
    applied: AtomicI64,
}

/// The newest `Date`, and when it came by both of the machine's clocks: one can be set, the other cannot.
#[derive(Debug, Clone, Copy)]
struct Heard {
    /// Milliseconds that it was ahead of us.
    ahead: i64,
    local: Timestamp,
    steady: Instant,
}

/// One look at the clock, and how much it can be believed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading {
    /// The time that the client goes by.
    pub(crate) now: Timestamp,
    local: Timestamp,
    steady: Instant,
    /// Milliseconds that the service was ahead of it when its `Date` was last heard.
    pub(crate) ahead: i64,
    /// How long ago that was, whatever was done to the machine's clock since.
    heard_ago: Duration,
    /// By how much the machine's clock was turned since then, in milliseconds.
    turned: u64,
}

/// How long a `Date` vouches for the machine's clock.
const BELIEVED: Duration = Duration::from_secs(60);
/// The largest step of the machine's clock that may be the two clocks' own difference, in milliseconds.
const STEP: u64 = 5_000;

/// A moment after which nothing may begin, on both of the machine's clocks: the one stands still while the machine
/// sleeps, the other can be set.
#[derive(Debug, Clone)]
pub(crate) struct Deadline {
    clock: Arc<dyn Clock>,
    local: Timestamp,
    /// `None` where it lies beyond what can be counted.
    steady: Option<Instant>,
}

impl Reading {
    /// Whether the last `Date` still says something of this time.
    pub(crate) fn is_fresh(&self) -> bool {
        self.heard_ago <= BELIEVED && self.turned <= STEP
    }

    /// The time at this moment, whatever was done to the machine's clock since the look.
    pub(crate) fn and_since(&self) -> Timestamp {
        self.now.saturating_add(self.steady.elapsed())
    }
}

impl Deadline {
    /// Whether something that takes this long would still end in time.
    pub(crate) fn leaves(&self, duration: Duration) -> bool {
        let steady = || self.steady.is_none_or(|end| end.saturating_duration_since(Instant::now()) > duration);
        self.clock.now().saturating_add(duration) < self.local && steady()
    }
}

impl ServiceClock {
    pub(crate) fn new(local: Arc<dyn Clock>, source: ClockSource) -> Self {
        Self { local, source, heard: Mutex::new(None), applied: AtomicI64::new(0) }
    }

    /// Notes the `Date` of an answer that has just come.
    pub(crate) fn hear(&self, date: Timestamp) {
        let local = self.local.now();
        let ahead = date.as_millis().saturating_sub(local.as_millis());
        *self.heard.lock().unwrap_or_else(PoisonError::into_inner) =
            Some(Heard { ahead, local, steady: Instant::now() });
        if self.source == ClockSource::Service {
            self.applied.store(ahead, Ordering::Relaxed);
        }
    }

    fn heard(&self) -> Option<Heard> {
        *self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Signs by the service's clock from now on, because it refused ours. False when it never told its time.
    pub(crate) fn resync(&self) -> bool {
        let Some(heard) = self.heard() else {
            return false;
        };
        self.applied.store(heard.ahead, Ordering::Relaxed);
        true
    }

    /// Milliseconds that the service's newest `Date` was ahead of the machine's clock when it came; `None` before the first.
    pub(crate) fn ahead(&self) -> Option<i64> {
        self.heard().map(|heard| heard.ahead)
    }

    /// One look at the clock; `None` before the first `Date`.
    pub(crate) fn reading(&self) -> Option<Reading> {
        let heard = self.heard()?;
        let (local, steady) = (self.local.now(), Instant::now());
        let heard_ago = steady.saturating_duration_since(heard.steady);
        let passed = local.as_millis().saturating_sub(heard.local.as_millis());
        let turned = passed.saturating_sub(i64::try_from(heard_ago.as_millis()).unwrap_or(i64::MAX)).unsigned_abs();
        let (now, ahead) = match self.source {
            ClockSource::System => (local, heard.ahead),
            // Our clock is the service's, so it cannot be ahead of itself.
            ClockSource::Service => (moved(local, heard.ahead), 0),
        };
        Some(Reading { now, local, steady, ahead, heard_ago, turned })
    }

    /// So long after that look at the clock.
    pub(crate) fn deadline(&self, reading: &Reading, after: Duration) -> Deadline {
        Deadline {
            clock: Arc::clone(&self.local),
            local: reading.local.saturating_add(after),
            steady: reading.steady.checked_add(after),
        }
    }

    /// The service's own time, as far as it told it.
    pub(crate) fn services_now(&self) -> Timestamp {
        moved(self.local.now(), self.ahead().unwrap_or(0))
    }

    pub(crate) fn source(&self) -> ClockSource {
        self.source
    }

    /// The time this client goes by.
    pub(crate) fn now(&self) -> Timestamp {
        match self.source {
            ClockSource::System => self.local.now(),
            ClockSource::Service => self.signing_time(),
        }
    }

    /// The time to sign with.
    pub(crate) fn signing_time(&self) -> Timestamp {
        moved(self.local.now(), self.applied.load(Ordering::Relaxed))
    }

    pub(crate) async fn sleep(&self, duration: Duration) {
        self.local.sleep(duration).await;
    }
}

/// So many milliseconds later.
fn moved(time: Timestamp, millis: i64) -> Timestamp {
    Timestamp::from_millis(time.as_millis().saturating_add(millis)).unwrap_or(time)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::ManualClock;

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(millis).unwrap()
    }

    #[test]
    fn a_look_tells_how_far_the_clock_is_off_and_that_it_was_turned() {
        let local = Arc::new(ManualClock::new(at(1_000_000)));
        let clock = ServiceClock::new(local.clone(), ClockSource::System);
        assert!(clock.reading().is_none(), "nothing was heard");
        clock.hear(at(1_007_000));
        let reading = clock.reading().unwrap();
        assert_eq!((reading.now, reading.ahead), (at(1_000_000), 7_000));
        assert!(reading.is_fresh());
        local.advance(Duration::from_secs(60));
        assert!(!clock.reading().unwrap().is_fresh(), "it was turned");
        clock.hear(at(1_067_000));
        assert!(clock.reading().unwrap().is_fresh());
        let minute = Duration::from_secs(60);
        assert!(Reading { heard_ago: minute, ..reading }.is_fresh());
        assert!(!Reading { heard_ago: minute + Duration::from_millis(1), ..reading }.is_fresh(), "it is too long ago");
    }

    #[test]
    fn the_services_clock_is_never_off_from_itself() {
        let clock = ServiceClock::new(Arc::new(ManualClock::new(at(0))), ClockSource::Service);
        clock.hear(at(900_000));
        let reading = clock.reading().unwrap();
        assert_eq!((reading.now, reading.ahead), (at(900_000), 0));
    }

    #[test]
    fn a_deadline_holds_on_the_clock_that_was_set_and_on_the_one_that_was_not() {
        let local = Arc::new(ManualClock::new(at(0)));
        let clock = ServiceClock::new(local.clone(), ClockSource::System);
        clock.hear(at(0));
        let minute = Duration::from_secs(60);
        let deadline = clock.deadline(&clock.reading().unwrap(), minute);
        assert!(deadline.leaves(minute / 2) && !deadline.leaves(minute));
        let over = clock.deadline(&clock.reading().unwrap(), Duration::ZERO);
        assert!(!over.leaves(Duration::ZERO));
        local.advance(minute / 2);
        assert!(!deadline.leaves(minute / 2));
        // Whatever the machine's clock says, the steady one has its own end.
        let early = Deadline { local: at(i64::MAX / 1_000_000), ..over };
        assert!(!early.leaves(Duration::ZERO));
    }
}
