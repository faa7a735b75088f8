//! What is said: create, show, events, friendship. Signed, bounded in time, and honest about what happened.

mod account;
mod api_base;
mod authorization;
mod builder;
mod call;
mod check;
mod client_handle;
mod clock;

mod create;
mod diagnosis;
mod doctor;
mod event_stream;
mod events_query;
mod failure;
mod friendship;
mod http_clients;
mod rate_limits;
mod read;
mod reply;
mod retry;
mod runtime;
mod service_clock;
mod service_time;
mod show;
mod sign_in;
mod sign_in_options;
mod signed_in;
mod transport;
mod witness;

pub use account::Account;
pub use builder::ClientBuilder;
pub use check::{Check, CheckState};
pub use client_handle::Client;
pub use clock::{Clock, ClockSource, ManualClock, SystemClock};
pub use event_stream::EventStream;
pub use events_query::EventsQuery;
pub use friendship::Friendship;
pub use rate_limits::RateLimit;
pub use reply::Reply;
pub use retry::RetryPolicy;
pub use sign_in::SignIn;
pub use sign_in_options::SignInOptions;
pub use signed_in::SignedIn;
