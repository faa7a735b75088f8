//! How a sandbox is set up.

/// What the emulated service is like. The default is a free port, seed 1, every limit on.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SandboxOptions {
    /// The loopback port; 0, the default, takes a free one.
    pub port: u16,
    /// Everything that looks random comes from here: ids, credentials, page layout. Default 1.
    pub seed: u64,
    /// `false` lifts every quota: those of reading, 1,000 creates per day and one prompt per person
    /// per day. Default `true`.
    pub limits: bool,
    /// `true` lifts the rule of one prompt per person per 24 hours, and nothing else (doc: the
    /// handle is allow-listed). Default `false`.
    pub allow_listed: bool,
    /// Whether listings have empty and short pages in their middle, which the service reserves the
    /// right to send (doc). Default `true`.
    pub uneven_pages: bool,
    /// Epoch milliseconds at which the clock starts and stands still until it is turned. `None`, the
    /// default, follows the machine's clock plus whatever it was turned.
    pub start_at: Option<i64>,
    /// Whether times lose their spaces, as in the published examples (seen). Default `false`.
    pub squeezed_times: bool,
    /// Whether the feedback inside an event carries `external_id`. Whether the real service does
    /// is a guess, so try both. Default `true`.
    pub events_external_id: bool,
    /// Whether about one update in five is listed twice, with the same content and time. That a listing
    /// repeats itself is a guess of nastiness (webhook deliveries may repeat, doc) which clients must
    /// survive. Default `false`.
    pub repeat_updates: bool,
}

impl Default for SandboxOptions {
    fn default() -> Self {
        Self {
            port: 0,
            seed: 1,
            limits: true,
            allow_listed: false,
            uneven_pages: true,
            start_at: None,
            squeezed_times: false,
            events_external_id: true,
            repeat_updates: false,
        }
    }
}

impl SandboxOptions {
    /// The same as `Default`.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}
