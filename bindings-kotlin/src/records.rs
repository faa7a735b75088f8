//! Small answers on their way to Kotlin.

use std::collections::{BTreeMap, HashMap};

use twitter_feedback::{Account, Advice, Check, Friendship, RateLimit, Reply};
use twitter_feedback_bindings::joined_headers;

use crate::bytes::Bytes;
use crate::times::Moment;

#[derive(uniffi::Record)]
pub struct NativeAccount {
    pub user_id: String,
    pub screen_name: Option<String>,
    pub name: Option<String>,
    pub access_level: Option<String>,
}

#[derive(uniffi::Record)]
pub struct NativeFriendship {
    pub target_id: Option<String>,
    pub can_dm: Option<bool>,
}

#[derive(uniffi::Record)]
pub struct NativeRateLimit {
    pub limit: u32,
    pub remaining: u32,
    pub reset: Option<Moment>,
    pub from_service: bool,
}

#[derive(uniffi::Record)]
pub struct NativeReply {
    pub status: u16,
    pub headers: HashMap<String, String>,
    pub body: Bytes,
    pub request_id: Option<String>,
    pub date: Option<Moment>,
}

#[derive(uniffi::Record)]
pub struct NativeAdvice {
    pub code: String,
    pub field: String,
    pub text: String,
}

#[derive(uniffi::Record)]
pub struct NativeCheck {
    pub name: String,
    pub state: String,
    pub finding: String,
    pub next_step: String,
}

impl From<&Account> for NativeAccount {
    fn from(account: &Account) -> Self {
        Self {
            user_id: account.user_id.as_str().to_owned(),
            screen_name: account.screen_name.clone(),
            name: account.name.clone(),
            access_level: account.access_level.clone(),
        }
    }
}

impl From<&Friendship> for NativeFriendship {
    fn from(friendship: &Friendship) -> Self {
        Self { target_id: friendship.target_id.as_deref().map(str::to_owned), can_dm: friendship.can_dm }
    }
}

impl From<&RateLimit> for NativeRateLimit {
    fn from(limit: &RateLimit) -> Self {
        Self {
            limit: limit.limit,
            remaining: limit.remaining,
            reset: limit.reset.map(Moment::from),
            from_service: limit.from_service,
        }
    }
}

impl From<&Reply<()>> for NativeReply {
    fn from(reply: &Reply<()>) -> Self {
        let headers = joined_headers(reply).into_iter();
        Self {
            status: reply.status(),
            headers: headers.map(|(name, value)| (name.to_owned(), value)).collect(),
            body: Bytes(reply.body().clone()),
            request_id: reply.request_id(),
            date: reply.date().map(Moment::from),
        }
    }
}

impl From<Advice> for NativeAdvice {
    fn from(advice: Advice) -> Self {
        Self { code: advice.code.to_owned(), field: advice.field.to_owned(), text: advice.text }
    }
}

impl From<Check> for NativeCheck {
    fn from(check: Check) -> Self {
        Self {
            name: check.name.to_owned(),
            state: check.state.as_str().to_owned(),
            finding: check.finding,
            next_step: check.next_step,
        }
    }
}

pub(crate) fn rate_limits(limits: &BTreeMap<&'static str, RateLimit>) -> HashMap<String, NativeRateLimit> {
    limits.iter().map(|(name, limit)| ((*name).to_owned(), NativeRateLimit::from(limit))).collect()
}
