#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod client;
#[cfg_attr(not(feature = "failpoints"), allow(dead_code, unreachable_pub, reason = "only tests look at the list"))]
mod failpoint;
pub mod fold;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod internals;
pub mod ledger;
pub mod model;
pub mod oauth;
pub mod program;
pub mod report;
pub mod webhook;
mod whole_file;

pub use client::{
    Account, Check, CheckState, Client, ClientBuilder, Clock, ClockSource, EventStream, EventsQuery, Friendship,
    ManualClock, RateLimit, Reply, RetryPolicy, SignIn, SignInOptions, SignedIn, SystemClock,
};
#[cfg(feature = "failpoints")]
#[doc(hidden)]
pub use failpoint::FAILPOINTS;
pub use fold::{Fold, Folded};
pub use ledger::{
    Attempt, AttemptError, AttemptFilter, AttemptState, Coverage, Period, PromptContext, PromptStatus, SkipReason,
};
pub use model::{
    Advice, Answer, ErrorKind, EventPage, EventType, Feedback, FeedbackError, FeedbackEvent, FeedbackType, Id, Problem,
    Prompt, PromptBuilder, Question, Response, Score, ScoreBand, ServiceMessage, Timestamp, UnreadableEvent,
};
pub use oauth::Credentials;
pub use program::{Policy, Program, QuietHours, ReconcileReport, SendOutcome, SyncOptions, SyncProgress, SyncReport};
pub use webhook::{SampleDelivery, WebhookCredentials, WebhookVerifier};
