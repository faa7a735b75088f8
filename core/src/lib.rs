#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod client;
pub mod fold;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;
pub mod model;
pub mod oauth;
pub mod report;
pub mod webhook;
mod whole_file;

pub use client::{
    Account, Check, CheckState, Client, ClientBuilder, Clock, ClockSource, EventStream, EventsQuery, Friendship,
    ManualClock, RateLimit, Reply, RetryPolicy, SignIn, SignInOptions, SignedIn, SystemClock,
};
pub use fold::{Fold, Folded};
pub use model::{
    Advice, Answer, ErrorKind, EventPage, EventType, Feedback, FeedbackError, FeedbackEvent, FeedbackType, Id, Problem,
    Prompt, PromptBuilder, Question, Response, Score, ScoreBand, ServiceMessage, Timestamp, UnreadableEvent,
};
pub use oauth::Credentials;
pub use webhook::{SampleDelivery, WebhookCredentials, WebhookVerifier};
