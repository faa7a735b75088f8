//! Three-legged OAuth: how an app comes to speak for an account.

mod callback;
mod exchange;
mod html;
mod page;
mod press;
mod request_token;

pub(crate) use callback::Callback;
pub(crate) use exchange::RequestKeys;
pub(crate) use html::escape;
pub(crate) use page::{Page, Question};
pub(crate) use press::Pressed;
pub(crate) use request_token::{NotExchanged, RequestTokens};
