//! What is said: create, show, events, friendship. Signed, bounded in time, and honest about what happened.

mod account;
mod api_base;
mod builder;
mod call;
mod client_handle;
mod clock;
mod create;
mod event_stream;
mod events_query;
mod failure;
mod friendship;
mod http_clients;
mod rate_limits;
mod read;
mod reply;
mod retry;
mod service_clock;
mod service_time;
mod show;
mod transport;
mod witness;

pub use account::Account;
pub use builder::ClientBuilder;
pub use client_handle::Client;
pub use clock::{Clock, ClockSource, ManualClock, SystemClock};
pub use event_stream::EventStream;
pub use events_query::EventsQuery;
pub use friendship::Friendship;
pub use rate_limits::RateLimit;
pub use reply::Reply;
pub use retry::RetryPolicy;
