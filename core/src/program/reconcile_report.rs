/// What looking for attempts of unknown outcome brought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReconcileReport {
    /// Attempts whose outcome was unknown before.
    pub examined: u64,
    /// Found in the service's events: they asked.
    pub sent: u64,
    /// Not found in two complete scans an hour apart: they did not ask. Their cooldown holds all the same.
    pub absent: u64,
    /// Still unknown: events are shown once they are 24 hours old, and it takes two scans.
    pub unknown: u64,
}
