//! How a sandbox is set up, each option as Kotlin has checked it.

use twitter_feedback_sandbox::SandboxOptions;

use crate::times::Moment;

#[derive(uniffi::Record)]
pub struct NativeSandboxOptions {
    pub port: u16,
    pub seed: u64,
    pub limits: bool,
    pub allow_listed: bool,
    pub uneven_pages: bool,
    pub start_at: Option<Moment>,
    pub squeezed_times: bool,
    pub events_external_id: bool,
    pub repeat_updates: bool,
}

impl From<NativeSandboxOptions> for SandboxOptions {
    fn from(given: NativeSandboxOptions) -> Self {
        let mut options = Self::default();
        options.port = given.port;
        options.seed = given.seed;
        options.limits = given.limits;
        options.allow_listed = given.allow_listed;
        options.uneven_pages = given.uneven_pages;
        options.start_at = given.start_at.map(Moment::millis);
        options.squeezed_times = given.squeezed_times;
        options.events_external_id = given.events_external_id;
        options.repeat_updates = given.repeat_updates;
        options
    }
}
