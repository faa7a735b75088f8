//! The native module of the Python package `twitter_feedback`: newtypes over the core, conversions, one mapping of errors.
// What pyo3's macros write is unsafe inside; besides them `calling` is, where it says why.
#![allow(unsafe_code, reason = "pyo3's macros, and one call of the interpreter")]

mod answer;
mod arguments;
mod asked;
mod attributes;
mod blocking;
mod bytes_argument;
mod calling;
mod client;
mod client_handle;
mod client_options;
mod command;
mod credentials;
mod delivery;
mod errors;
mod event;
mod event_page;
mod fault;
mod feedback;
mod fold;
mod guard;
mod listing;
mod log_bridge;
mod logging;
mod notebook;
mod options;
#[cfg(feature = "panic-for-tests")]
mod panic_for_tests;
mod path_argument;
mod pending;
mod per_process;
mod policy;
mod process;
mod program;
mod program_handle;
mod program_records;
mod prompt;
mod prompt_context;
mod question;
mod quiet_hours;
mod recent;
mod record_module;
mod records;
mod sample_delivery;
mod sandbox;
mod seconds;
mod sign_in;
mod sign_in_options;
mod syncing;
mod time_argument;
mod times;
mod webhook_credentials;
mod webhook_verifier;
mod work;

/// The native half of the package `twitter_feedback`; import from there.
#[pyo3::pymodule]
mod _native {
    use pyo3::prelude::*;

    #[pymodule_export]
    use crate::answer::{Answer, Response};
    #[pymodule_export]
    use crate::client::NativeClient;
    #[pymodule_export]
    use crate::command::run;
    #[pymodule_export]
    use crate::credentials::{Credentials, SandboxCredentials};
    #[pymodule_export]
    use crate::event::FeedbackEvent;
    #[pymodule_export]
    use crate::event_page::{EventPage, UnreadableEvent};
    #[pymodule_export]
    use crate::feedback::Feedback;
    #[pymodule_export]
    use crate::fold::{Fold, Folded};
    #[pymodule_export]
    use crate::listing::Listing;
    #[cfg(feature = "panic-for-tests")]
    #[pymodule_export]
    use crate::panic_for_tests::{provoke_panic, provoke_panic_after_asking};
    #[pymodule_export]
    use crate::pending::Pending;
    #[pymodule_export]
    use crate::policy::Policy;
    #[pymodule_export]
    use crate::program::NativeProgram;
    #[pymodule_export]
    use crate::prompt::Prompt;
    #[pymodule_export]
    use crate::prompt_context::PromptContext;
    #[pymodule_export]
    use crate::question::Question;
    #[pymodule_export]
    use crate::quiet_hours::QuietHours;
    #[pymodule_export]
    use crate::sample_delivery::SampleDelivery;
    #[pymodule_export]
    use crate::sandbox::NativeSandbox;
    #[pymodule_export]
    use crate::sign_in::NativeSignIn;
    #[pymodule_export]
    use crate::syncing::Syncing;
    #[pymodule_export]
    use crate::webhook_credentials::WebhookCredentials;
    #[pymodule_export]
    use crate::webhook_verifier::WebhookVerifier;
    #[pymodule_export]
    const RECIPIENT_UNKNOWN: &str = twitter_feedback_sandbox::RECIPIENT_UNKNOWN;
    #[pymodule_export]
    const RECIPIENT_SUSPENDED: &str = twitter_feedback_sandbox::RECIPIENT_SUSPENDED;
    #[pymodule_export]
    const RECIPIENT_NOT_MESSAGEABLE: &str = twitter_feedback_sandbox::RECIPIENT_NOT_MESSAGEABLE;
    #[pymodule_export]
    const RECIPIENT_NOT_FOLLOWING: &str = twitter_feedback_sandbox::RECIPIENT_NOT_FOLLOWING;
    #[pymodule_export]
    const RECIPIENT_UNDISCLOSED: &str = twitter_feedback_sandbox::RECIPIENT_UNDISCLOSED;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        twitter_feedback_bindings::take_over_panics();
        crate::process::watch_forks(module.py())?;
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
