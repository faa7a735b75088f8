#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod client;
pub mod fold;
pub mod model;
pub mod oauth;
pub mod report;

pub use client::{
    Account, Client, ClientBuilder, Clock, ClockSource, EventStream, EventsQuery, Friendship, ManualClock, RateLimit,
    Reply, RetryPolicy, SystemClock,
};
pub use fold::{Fold, Folded};
pub use model::{
    Advice, Answer, ErrorKind, EventPage, EventType, Feedback, FeedbackError, FeedbackEvent, FeedbackType, Id, Problem,
    Prompt, PromptBuilder, Question, Response, Score, ScoreBand, ServiceMessage, Timestamp, UnreadableEvent,
};
pub use oauth::Credentials;
