use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

/// Time passed and CPU used by this process.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) wall: f64,
    pub(crate) cpu: f64,
}

pub(crate) struct Meter {
    started: Instant,
    cpu: Duration,
}

impl Meter {
    pub(crate) fn start() -> Self {
        Self { started: Instant::now(), cpu: cpu() }
    }

    /// Seconds for each of `requests`.
    pub(crate) fn per(&self, requests: u32) -> Cost {
        let requests = f64::from(requests);
        Cost {
            wall: self.started.elapsed().as_secs_f64() / requests,
            cpu: cpu().saturating_sub(self.cpu).as_secs_f64() / requests,
        }
    }
}

fn cpu() -> Duration {
    Duration::try_from(clock_gettime(ClockId::ProcessCPUTime)).unwrap_or_default()
}

/// The middle value.
pub(crate) fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
