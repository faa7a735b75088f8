//! Where tests kill the process. Of no effect in a released build, whatever its features.

/// Every place by name, so that a test can visit all of them.
pub const FAILPOINTS: &[&str] = &[
    "claim.begun",
    "claim.applied",
    "claim.committed",
    "claim.answered",
    "intent.begun",
    "intent.applied",
    "intent.committed",
    "intent.answered",
    "settle.begun",
    "settle.applied",
    "settle.committed",
    "settle.answered",
    "skip.applied",
    "skip.committed",
    "recover.applied",
    "recover.committed",
    "windows.applied",
    "windows.committed",
    "store.begun",
    "store.events_written",
    "store.folded",
    "store.matched",
    "store.applied",
    "store.committed",
    "store.answered",
    "open.made",
    "open.renamed",
    "open.opened",
    "tally.before",
    "tally.written",
    "send.allowed",
    "send.claimed",
    "send.intended",
    "send.connected",
    "send.writing",
    "send.answered",
    "send.recorded",
    "sync.windows_fixed",
    "sync.page_read",
    "sync.page_stored",
    "sync.window_done",
];

/// Kills this process here, as `kill -9` does, if `TWITTER_FEEDBACK_FAILPOINT` names the place; `name:3` means the
/// third visit, and `name:3:stop` stops it there, as `kill -STOP` does, until somebody lets it go on.
#[cfg(all(feature = "failpoints", debug_assertions))]
pub(crate) fn failpoint(name: &'static str) {
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicU32, Ordering};

    static WANTED: OnceLock<Option<(String, u32, bool)>> = OnceLock::new();
    static VISITS: AtomicU32 = AtomicU32::new(0);

    debug_assert!(FAILPOINTS.contains(&name), "{name} is not in the list");
    let wanted = WANTED.get_or_init(|| {
        let wanted = std::env::var("TWITTER_FEEDBACK_FAILPOINT").ok()?;
        let mut words = wanted.split(':');
        let (name, visit) = (words.next()?.to_owned(), words.next().and_then(|visit| visit.parse().ok()));
        Some((name, visit.unwrap_or(1), words.next() == Some("stop")))
    });
    if let Some((_, visit, stop)) = wanted.as_ref().filter(|(wanted, _, _)| wanted == name)
        && VISITS.fetch_add(1, Ordering::SeqCst) + 1 == *visit
    {
        #[cfg(unix)]
        {
            use rustix::process::{Signal, getpid, kill_process};

            if *stop && kill_process(getpid(), Signal::STOP).is_ok() {
                // The signal stops all threads, and may reach another one first.
                return std::thread::park_timeout(std::time::Duration::from_millis(100));
            }
            let _ = kill_process(getpid(), Signal::KILL);
        }
        std::process::abort();
    }
}

/// Nothing.
#[cfg(not(all(feature = "failpoints", debug_assertions)))]
#[inline(always)]
pub(crate) fn failpoint(_: &'static str) {}
