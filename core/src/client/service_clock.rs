use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use super::{Clock, ClockSource};
use crate::model::Timestamp;

/// No `Date` was heard yet.
const UNHEARD: i64 = i64::MIN;

/// Our clock, and what the service's `Date` headers say of it.
#[derive(Debug)]
pub(crate) struct ServiceClock {
    local: Arc<dyn Clock>,
    source: ClockSource,
    /// Milliseconds that the newest `Date` was ahead of us.
    heard: AtomicI64,
    /// Milliseconds by which signatures are shifted.
    applied: AtomicI64,
}

impl ServiceClock {
    pub(crate) fn new(local: Arc<dyn Clock>, source: ClockSource) -> Self {
        Self { local, source, heard: AtomicI64::new(UNHEARD), applied: AtomicI64::new(0) }
    }

    /// Notes the `Date` of an answer that has just come.
    pub(crate) fn hear(&self, date: Timestamp) {
        let ahead = date.as_millis().saturating_sub(self.local.now().as_millis());
        self.heard.store(ahead, Ordering::Relaxed);
        if self.source == ClockSource::Service {
            self.applied.store(ahead, Ordering::Relaxed);
        }
    }

    /// Signs by the service's clock from now on, because it refused ours. False when it never told its time.
    pub(crate) fn resync(&self) -> bool {
        let ahead = self.heard.load(Ordering::Relaxed);
        if ahead == UNHEARD {
            return false;
        }
        self.applied.store(ahead, Ordering::Relaxed);
        true
    }

    /// Milliseconds that the service's newest `Date` was ahead of the machine's clock when it came; `None` before the first.
    pub(crate) fn ahead(&self) -> Option<i64> {
        Some(self.heard.load(Ordering::Relaxed)).filter(|ahead| *ahead != UNHEARD)
    }

    /// The service's own time, as far as it told it.
    pub(crate) fn services_now(&self) -> Timestamp {
        self.shifted(self.ahead().unwrap_or(0))
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
        self.shifted(self.applied.load(Ordering::Relaxed))
    }

    /// The machine's time and so many milliseconds.
    fn shifted(&self, millis: i64) -> Timestamp {
        let now = self.local.now();
        Timestamp::from_millis(now.as_millis().saturating_add(millis)).unwrap_or(now)
    }

    pub(crate) async fn sleep(&self, duration: Duration) {
        self.local.sleep(duration).await;
    }
}
