//! A feedback in one spelling: what `to_json` shows and what folding compares.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::value::RawValue;

use super::{Feedback, Response, Timestamp, surrogates};

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
pub(crate) type Member = (String, String);

/// Everything about `feedback` but its id, its two times and its answers, in a fixed order;
/// members that are absent or `null` are left out.
pub(crate) fn description(feedback: &Feedback) -> Vec<Member> {
    let mut members = Vec::with_capacity(12);
    if !feedback.r#type.as_str().is_empty() {
        members.push(("type".to_owned(), json(&feedback.r#type)));
    }
    let mut optional = |name: &str, value: Option<String>| members.extend(value.map(|value| (name.to_owned(), value)));
    optional("from_user_id", feedback.from_user_id.as_ref().map(json));
    optional("to_user_id", feedback.to_user_id.as_ref().map(json));
    optional("dm_id", feedback.dm_id.as_ref().map(json));
    optional("external_id", feedback.external_id.as_ref().map(json));
    optional("display_name", feedback.display_name.as_ref().map(json));
    optional("question_variant_id", feedback.question_variant_id.as_ref().map(json));
    optional("privacy_url", feedback.privacy_url.as_ref().map(json));
    let repaired = surrogates::repair(feedback.raw());
    let raw = self::members(repaired.as_deref().unwrap_or(feedback.raw()));
    // What the service did not say must not undo what it said before.
    if raw.get("test").is_some_and(|value| value.get() != "null") {
        members.push(("test".to_owned(), json(&feedback.test)));
    }
    if let Some(beside_answers) = raw.get(RESPONSE).and_then(|response| beside_answers(response.get())) {
        members.push((RESPONSE.to_owned(), beside_answers));
    }
    members.extend(unknown(raw, &KNOWN));
    members
}

/// The name under which the unknown members of a response stand in a description.
const RESPONSE: &str = "response";

/// One JSON object of a feedback, whose description the caller may need too.
pub(crate) fn object(feedback: &Feedback, description: &[Member]) -> String {
    let mut out = format!("{{\"id\":{}", json(&feedback.id));
    let mut push = |name: &str, value: &str| {
        out.push(',');
        out.push_str(&json(&name));
        out.push(':');
        out.push_str(value);
    };
    let (known, unknown): (Vec<_>, Vec<_>) = description.iter().partition(|(name, _)| KNOWN.contains(&name.as_str()));
    if let Some(at) = feedback.created_at {
        push("created_at", &json(&at));
    }
    if let Some(at) = feedback.updated_at {
        push("updated_at", &json(&at));
    }
    push("test", &json(&feedback.test));
    let mut beside_answers = None;
    for (name, value) in known.into_iter().chain(unknown) {
        match name.as_str() {
            RESPONSE => beside_answers = Some(value),
            "test" => {}
            _ => push(name, value),
        }
    }
    if let Some(response) = response(&feedback.response, beside_answers.map_or("", String::as_str)) {
        push(RESPONSE, &response);
    }
    out.push('}');
    out
}

/// The JSON object of what was answered, with its unknown members behind; `None` when it says nothing.
fn response(response: &Response, beside_answers: &str) -> Option<String> {
    let mut unknown = members(beside_answers);
    let mut answer = |name: &str, at: Timestamp, value: String| {
        let mut out = format!("{}:{{\"created_at\":{},\"value\":{value}", json(name), json(&at));
        for (name, value) in unknown.remove(name).iter().flat_map(|extra| members(extra.get())) {
            out.push_str(&format!(",{}:{}", json(&name), value.get()));
        }
        out + "}"
    };
    let score = response.score.as_ref().map(|score| answer("score", score.created_at, json(&score.value)));
    let text = response.text.as_ref().map(|text| answer("text", text.created_at, json(&text.value)));
    let unknown = unknown.iter().map(|(name, value)| format!("{}:{}", json(name), value.get()));
    let all: Vec<String> = score.into_iter().chain(text).chain(unknown).collect();
    (!all.is_empty()).then(|| format!("{{{}}}", all.join(",")))
}

/// What a response holds beside its answers' times and values, as one object: `{"score":{"source":"x"}}`.
fn beside_answers(response: &str) -> Option<String> {
    let mut out = Vec::new();
    let mut members = members(response);
    for name in ["score", "text"] {
        let answer = members.remove(name).map(|answer| self::members(answer.get())).unwrap_or_default();
        let unknown: Vec<String> =
            unknown(answer, &["created_at", "value"]).map(|(n, v)| format!("{}:{v}", json(&n))).collect();
        if !unknown.is_empty() {
            out.push(format!("{}:{{{}}}", json(name), unknown.join(",")));
        }
    }
    out.extend(unknown(members, &[]).map(|(name, value)| format!("{}:{value}", json(&name))));
    (!out.is_empty()).then(|| format!("{{{}}}", out.join(",")))
}

/// Members of an object whose names are not known, without insignificant white space.
pub(crate) fn unknown_members(object: &str, known: &[&str]) -> Vec<Member> {
    let repaired = surrogates::repair(object);
    unknown(members(repaired.as_deref().unwrap_or(object)), known).collect()
}

fn unknown<'a>(members: BTreeMap<String, &'a RawValue>, known: &'a [&str]) -> impl Iterator<Item = Member> + 'a {
    members
        .into_iter()
        .filter(|(name, value)| !known.contains(&name.as_str()) && value.get() != "null")
        .map(|(name, value)| (name, squeeze(value.get())))
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
