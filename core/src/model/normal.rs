//! A feedback in one spelling: what `to_json` shows and what folding compares.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::value::RawValue;

use super::{Feedback, Response, surrogates};

/// Members that are typed; everything else is unknown and passed through.
const KNOWN: [&str; 13] = [
    "id",
    "type",
    "test",
    "created_at",
    "updated_at",
    "from_user_id",
    "to_user_id",
    "dm_id",
    "external_id",
    "display_name",
    "question_variant_id",
    "privacy_url",
    "response",
];

/// A member's name and its value as JSON text.
type Member = (String, String);

/// Everything about `feedback` but its id, its two times and its answers, in a fixed order;
/// members that are absent or `null` are left out.
pub(crate) fn description(feedback: &Feedback) -> Vec<Member> {
    let mut members = Vec::with_capacity(12);
    if !feedback.r#type.as_str().is_empty() {
        members.push(("type".to_owned(), json(&feedback.r#type)));
    }
    if feedback.test {
        members.push(("test".to_owned(), json(&true)));
    }
    let mut optional = |name: &str, value: Option<String>| members.extend(value.map(|value| (name.to_owned(), value)));
    optional("from_user_id", feedback.from_user_id.as_ref().map(json));
    optional("to_user_id", feedback.to_user_id.as_ref().map(json));
    optional("dm_id", feedback.dm_id.as_ref().map(json));
    optional("external_id", feedback.external_id.as_ref().map(json));
    optional("display_name", feedback.display_name.as_ref().map(json));
    optional("question_variant_id", feedback.question_variant_id.as_ref().map(json));
    optional("privacy_url", feedback.privacy_url.as_ref().map(json));
    members.extend(unknown(feedback.raw()));
    members
}

/// One JSON object of a feedback.
pub(crate) fn object(feedback: &Feedback) -> String {
    let mut out = format!("{{\"id\":{}", json(&feedback.id));
    let mut push = |name: &str, value: &str| {
        out.push(',');
        out.push_str(&json(&name));
        out.push(':');
        out.push_str(value);
    };
    let description = description(feedback);
    let (known, unknown): (Vec<_>, Vec<_>) = description.iter().partition(|(name, _)| KNOWN.contains(&name.as_str()));
    if let Some(at) = feedback.created_at {
        push("created_at", &json(&at));
    }
    if let Some(at) = feedback.updated_at {
        push("updated_at", &json(&at));
    }
    if !feedback.test {
        push("test", "false");
    }
    for (name, value) in known.into_iter().chain(unknown) {
        push(name, value);
    }
    if !feedback.response.is_empty() {
        push("response", &response(&feedback.response));
    }
    out.push('}');
    out
}

/// The JSON object of what was answered.
pub(crate) fn response(response: &Response) -> String {
    #[derive(Serialize)]
    struct AnswerJson<'a, T> {
        created_at: super::Timestamp,
        value: &'a T,
    }
    #[derive(Serialize)]
    struct ResponseJson<'a> {
        #[serde(skip_serializing_if = "Option::is_none")]
        score: Option<AnswerJson<'a, super::Score>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<AnswerJson<'a, String>>,
    }
    json(&ResponseJson {
        score: response.score.as_ref().map(|a| AnswerJson { created_at: a.created_at, value: &a.value }),
        text: response.text.as_ref().map(|a| AnswerJson { created_at: a.created_at, value: &a.value }),
    })
}

/// Members of an object that are not typed, by name, without insignificant white space.
fn unknown(raw: &str) -> Vec<Member> {
    let repaired = surrogates::repair(raw);
    let raw = repaired.as_deref().unwrap_or(raw);
    let members: BTreeMap<String, &RawValue> = serde_json::from_str(raw).unwrap_or_default();
    members
        .into_iter()
        .filter(|(name, value)| !KNOWN.contains(&name.as_str()) && value.get() != "null")
        .map(|(name, value)| (name, squeeze(value.get())))
        .collect()
}

/// JSON text without the white space between its tokens: the same value in the same bytes,
/// whichever way it was laid out. Numbers are not read, so their digits stay.
fn squeeze(json: &str) -> String {
    let mut in_string = false;
    let mut escaped = false;
    json.chars()
        .filter(|&character| {
            if in_string {
                in_string = escaped || character != '"';
                escaped = !escaped && character == '\\';
                return true;
            }
            in_string = character == '"';
            !character.is_ascii_whitespace()
        })
        .collect()
}

/// JSON text of a value made of strings, numbers and times, whose serialisation cannot fail.
pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned())
}
