//! The library's log records on their way to JavaScript.
//!
//! Records are queued where they arise; a bell tells the JavaScript thread, which takes what waits when it has time.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use napi::bindgen_prelude::Function;
use napi::threadsafe_function::{ThreadsafeFunction, ThreadsafeFunctionCallMode};
use napi::{Status, Unknown};
use napi_derive::napi;
use serde_json::{Value, json};
use twitter_feedback_bindings::{LogQueue, Record, listen};

use crate::guard::caught;

type Bell = ThreadsafeFunction<(), Unknown<'static>, (), Status, false, true>;

/// Those who listen, of all JavaScript threads.
static TAPS: Mutex<Vec<Weak<Tap>>> = Mutex::new(Vec::new());

/// Where one JavaScript thread listens.
#[napi]
pub struct LogTap(Arc<Tap>);

struct Tap {
    queue: LogQueue,
    /// From which level on; as `Record::level` numbers them.
    level: AtomicI64,
    bell: Bell,
}

#[napi]
impl LogTap {
    /// `ring` is called when records wait.
    #[napi(constructor)]
    pub fn new(ring: Function<'_, (), Unknown<'static>>) -> napi::Result<Self> {
        let builder = ring.build_threadsafe_function::<()>().callee_handled::<false>().weak::<true>();
        let bell = builder.build_callback(|_| Ok(()))?;
        let tap = Arc::new(Tap { queue: LogQueue::default(), level: AtomicI64::new(i64::MAX), bell });
        taps().push(Arc::downgrade(&tap));
        Ok(Self(tap))
    }

    /// Wants records from this level on, as `Record::level` numbers them; null wants none.
    #[napi]
    pub fn want(&self, level: Option<u8>) -> napi::Result<()> {
        caught(|| {
            self.0.level.store(level.map_or(i64::MAX, i64::from), Ordering::Relaxed);
            listen_for_all();
            Ok(())
        })
    }

    /// Takes the records that wait, as JSON.
    #[napi]
    pub fn take(&self) -> napi::Result<String> {
        caught(|| {
            let one = |record: &Record| json!([record.at.as_millis(), record.level, record.text]);
            Ok(self.0.queue.take().iter().map(one).collect::<Value>().to_string())
        })
    }
}

impl Drop for LogTap {
    fn drop(&mut self) {
        self.0.level.store(i64::MAX, Ordering::Relaxed);
        listen_for_all();
    }
}

/// Listens for whoever wants most.
fn listen_for_all() {
    let mut taps = taps();
    taps.retain(|tap| tap.strong_count() > 0);
    let levels = taps.iter().filter_map(Weak::upgrade).map(|tap| tap.level.load(Ordering::Relaxed));
    listen(levels.min().filter(|level| *level < i64::MAX), hear);
}

fn hear(record: Record) {
    for tap in taps().iter().filter_map(Weak::upgrade) {
        if i64::from(record.level) >= tap.level.load(Ordering::Relaxed) && tap.queue.push(record.clone()) {
            tap.bell.call((), ThreadsafeFunctionCallMode::NonBlocking);
        }
    }
}

fn taps() -> MutexGuard<'static, Vec<Weak<Tap>>> {
    TAPS.lock().unwrap_or_else(PoisonError::into_inner)
}
