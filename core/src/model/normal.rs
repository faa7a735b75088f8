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

/// The name under which the unknown members of a response stand in a description.
const RESPONSE: &str = "response";

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
    let mut beside_answers = None;
    for (name, value) in known.into_iter().chain(unknown) {
        if name == RESPONSE {
            beside_answers = Some(value);
        } else {
            push(name, value);
        }
    }
    if let Some(response) = response(&feedback.response, beside_answers.map_or("", String::as_str)) {
        push(RESPONSE, &response);
    }
    out.push('}');
    out
}

/// The JSON object of what was answered, with its unknown members behind; `None` when it says nothing.
fn response(response: &Response, unknown: &str) -> Option<String> {
    #[derive(Serialize)]
    struct AnswerJson<'a, T> {
        created_at: super::Timestamp,
        value: &'a T,
    }

    let mut members = Vec::new();
    if let Some(score) = &response.score {
        let answer = AnswerJson { created_at: score.created_at, value: &score.value };
        members.push(format!("\"score\":{}", json(&answer)));
    }
    if let Some(text) = &response.text {
        let answer = AnswerJson { created_at: text.created_at, value: &text.value };
        members.push(format!("\"text\":{}", json(&answer)));
    }
    let unknown = unknown.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or_default();
    if !unknown.is_empty() {
        members.push(unknown.to_owned());
    }
    (!members.is_empty()).then(|| format!("{{{}}}", members.join(",")))
}

/// Members of a feedback that are not typed, by name; those of its response as one object.
fn unknown(raw: &str) -> Vec<Member> {
    let repaired = surrogates::repair(raw);
    let members = members(repaired.as_deref().unwrap_or(raw));
    let beside_answers: Vec<String> = members
        .get(RESPONSE)
        .into_iter()
        .flat_map(|response| self::members(response.get()))
        .filter(|(name, value)| !matches!(name.as_str(), "score" | "text") && value.get() != "null")
        .map(|(name, value)| format!("{}:{}", json(&name), squeeze(value.get())))
        .collect();
    let response =
        (!beside_answers.is_empty()).then(|| (RESPONSE.to_owned(), format!("{{{}}}", beside_answers.join(","))));
    members
        .into_iter()
        .filter(|(name, value)| !KNOWN.contains(&name.as_str()) && value.get() != "null")
        .map(|(name, value)| (name, squeeze(value.get())))
        .chain(response)
        .collect()
}

fn members(object: &str) -> BTreeMap<String, &RawValue> {
    serde_json::from_str(object).unwrap_or_default()
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
