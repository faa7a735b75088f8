//! Small answers as JSON, which TypeScript turns into objects. Names are JavaScript's, times epoch milliseconds.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use twitter_feedback::{Account, Advice, Check, Friendship, Question, RateLimit, Timestamp};
use twitter_feedback_sandbox::{LoggedDelivery, LoggedRequest, Sandbox, SandboxCredentials, Seeded};

pub(crate) fn account(account: &Account) -> String {
    json!({
        "userId": account.user_id.as_str(),
        "screenName": account.screen_name,
        "name": account.name,
        "accessLevel": account.access_level,
    })
    .to_string()
}

pub(crate) fn friendship(friendship: &Friendship) -> String {
    json!({ "targetId": friendship.target_id.as_deref(), "canDm": friendship.can_dm }).to_string()
}

pub(crate) fn checks(checks: &[Check]) -> String {
    let one = |check: &Check| {
        json!({
            "name": check.name,
            "state": check.state.as_str(),
            "finding": check.finding,
            "nextStep": check.next_step,
        })
    };
    checks.iter().map(one).collect::<Value>().to_string()
}

pub(crate) fn rate_limits(limits: &BTreeMap<&'static str, RateLimit>) -> String {
    let limit = |limit: &RateLimit| {
        json!({
            "limit": limit.limit,
            "remaining": limit.remaining,
            "reset": limit.reset.map(Timestamp::as_millis),
            "fromService": limit.from_service,
        })
    };
    limits.iter().map(|(name, of)| ((*name).to_owned(), limit(of))).collect::<Value>().to_string()
}

pub(crate) fn advice(advice: &[Advice]) -> String {
    let one = |advice: &Advice| json!({ "code": advice.code, "field": advice.field, "text": advice.text });
    advice.iter().map(one).collect::<Value>().to_string()
}

pub(crate) fn questions(questions: &[Question]) -> String {
    let one = |question: &Question| {
        json!({
            "type": question.r#type().as_str(),
            "id": question.id,
            "documented": question.documented,
            "template": question.template,
        })
    };
    questions.iter().map(one).collect::<Value>().to_string()
}

pub(crate) fn requests(requests: &[LoggedRequest]) -> String {
    let one = |logged: &LoggedRequest| {
        json!({
            "at": logged.at,
            "method": logged.method,
            "path": logged.path,
            "status": logged.status,
            "sender": logged.sender,
            "toUserId": logged.to_user_id,
        })
    };
    requests.iter().map(one).collect::<Value>().to_string()
}

pub(crate) fn deliveries(deliveries: &[LoggedDelivery]) -> String {
    let one = |logged: &LoggedDelivery| {
        json!({
            "at": logged.at,
            "url": logged.url,
            "status": logged.status,
            "authorization": logged.authorization,
            "body": logged.body,
        })
    };
    deliveries.iter().map(one).collect::<Value>().to_string()
}

pub(crate) fn seeded(seeded: &Seeded) -> String {
    json!({ "feedbacks": seeded.feedbacks, "events": seeded.events }).to_string()
}

pub(crate) fn started(sandbox: &Sandbox) -> String {
    json!([sandbox.url(), credentials(sandbox.credentials())]).to_string()
}

pub(crate) fn sandbox_credentials(own: &SandboxCredentials) -> String {
    credentials(own).to_string()
}

fn credentials(own: &SandboxCredentials) -> Value {
    json!({
        "consumerKey": own.consumer_key,
        "consumerSecret": own.consumer_secret,
        "accessToken": own.access_token,
        "accessTokenSecret": own.access_token_secret,
        "userId": own.user_id,
        "screenName": own.screen_name,
    })
}
