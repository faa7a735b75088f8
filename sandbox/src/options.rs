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
        }
    }
}

impl SandboxOptions {
    /// The same as `Default`.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets [`port`](Self::port).
    #[must_use]
    pub fn with_port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Sets [`seed`](Self::seed).
    #[must_use]
    pub fn with_seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Sets [`limits`](Self::limits).
    #[must_use]
    pub fn with_limits(mut self, limits: bool) -> Self {
        self.limits = limits;
        self
    }

    /// Sets [`allow_listed`](Self::allow_listed).
    #[must_use]
    pub fn with_allow_listed(mut self, allow_listed: bool) -> Self {
        self.allow_listed = allow_listed;
        self
    }

    /// Sets [`uneven_pages`](Self::uneven_pages).
    #[must_use]
    pub fn with_uneven_pages(mut self, uneven_pages: bool) -> Self {
        self.uneven_pages = uneven_pages;
        self
    }

    /// Sets [`start_at`](Self::start_at), in epoch milliseconds.
    #[must_use]
    pub fn with_start_at(mut self, start_at: impl Into<Option<i64>>) -> Self {
        self.start_at = start_at.into();
        self
    }

    /// Sets [`squeezed_times`](Self::squeezed_times).
    #[must_use]
    pub fn with_squeezed_times(mut self, squeezed_times: bool) -> Self {
        self.squeezed_times = squeezed_times;
        self
    }

    /// Sets [`events_external_id`](Self::events_external_id).
    #[must_use]
    pub fn with_events_external_id(mut self, events_external_id: bool) -> Self {
        self.events_external_id = events_external_id;
        self
    }
}
