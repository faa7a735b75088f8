//! A feedback in one spelling: what `to_json` shows and what folding compares.

use compact_str::CompactString;

use super::beside::Beside;
use super::json_text::json;
use super::{Feedback, Response, Timestamp, object_text};

/// A member that folding keeps by its last writer, in the order of the spelling.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Member {
    Test,
    Type,
    FromUserId,
    ToUserId,
    DmId,
    ExternalId,
    DisplayName,
    QuestionVariantId,
    PrivacyUrl,
    /// One that is not typed.
    Other(CompactString),
    /// What a response holds beside its answers.
    Response,
}

impl Member {
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Test => "test",
            Self::Type => "type",
            Self::FromUserId => "from_user_id",
            Self::ToUserId => "to_user_id",
            Self::DmId => "dm_id",
            Self::ExternalId => "external_id",
            Self::DisplayName => "display_name",
            Self::QuestionVariantId => "question_variant_id",
            Self::PrivacyUrl => "privacy_url",
            Self::Other(name) => name,
            Self::Response => "response",
        }
    }
}

/// What a feedback takes up in the usual case, with room to spare.
const USUAL_LENGTH: usize = 768;

/// One JSON object of a feedback: its id, its two times, everything that it describes in a fixed order, and its
/// answers; members that are absent or `null` are left out. Shows each member that folding keeps, with its JSON text.
pub(crate) fn spell(feedback: &Feedback, beside: &Beside, mut seen: impl FnMut(Member, &str)) -> String {
    let mut out = String::with_capacity(USUAL_LENGTH);
    out.push_str("{\"id\":");
    push_text(&mut out, &feedback.id);
    for (name, time) in [("created_at", feedback.created_at), ("updated_at", feedback.updated_at)] {
        if let Some(time) = time {
            push_name(&mut out, ',', name);
            push_time(&mut out, time);
        }
    }
    push_name(&mut out, ',', Member::Test.as_str());
    let test = if feedback.test { "true" } else { "false" };
    out.push_str(test);
    // What the service did not say must not undo what it said before.
    if beside.test {
        seen(Member::Test, test);
    }
    let mut text = |name: Member, value: Option<&str>| {
        if let Some(value) = value {
            push_name(&mut out, ',', name.as_str());
            let start = out.len();
            push_text(&mut out, value);
            seen(name, out.get(start..).unwrap_or_default());
        }
    };
    text(Member::Type, Some(feedback.r#type.as_str()).filter(|kind| !kind.is_empty()));
    text(Member::FromUserId, feedback.from_user_id.as_deref());
    text(Member::ToUserId, feedback.to_user_id.as_deref());
    text(Member::DmId, feedback.dm_id.as_deref());
    text(Member::ExternalId, feedback.external_id.as_deref());
    text(Member::DisplayName, feedback.display_name.as_deref());
    text(Member::QuestionVariantId, feedback.question_variant_id.as_deref());
    text(Member::PrivacyUrl, feedback.privacy_url.as_deref());
    for (name, value) in &beside.others {
        push_name(&mut out, ',', name);
        out.push_str(value);
        seen(Member::Other(name.into()), value);
    }
    if let Some(beside_answers) = &beside.response {
        seen(Member::Response, beside_answers);
    }
    push_response(&mut out, &feedback.response, beside.response.as_deref());
    out.push('}');
    out
}

/// What was answered, with its unknown members behind; nothing when it says nothing.
fn push_response(out: &mut String, response: &Response, beside_answers: Option<&str>) {
    let mut unknown = beside_answers.map(object_text::members).unwrap_or_default();
    if response.is_empty() && unknown.is_empty() {
        return;
    }
    push_name(out, ',', Member::Response.as_str());
    let mut before = '{';
    let mut answer = |name: &str, at: Timestamp, push_value: &dyn Fn(&mut String)| {
        push_name(out, std::mem::replace(&mut before, ','), name);
        push_name(out, '{', "created_at");
        push_time(out, at);
        push_name(out, ',', "value");
        push_value(out);
        for (name, value) in unknown.remove(name).iter().flat_map(|extra| object_text::members(extra.get())) {
            push_name(out, ',', &name);
            out.push_str(value.get());
        }
        out.push('}');
    };
    if let Some(score) = &response.score {
        answer("score", score.created_at, &|out| out.push_str(&score.value.to_string()));
    }
    if let Some(text) = &response.text {
        answer("text", text.created_at, &|out| push_text(out, &text.value));
    }
    for (name, value) in unknown {
        push_name(out, std::mem::replace(&mut before, ','), &name);
        out.push_str(value.get());
    }
    out.push('}');
}

fn push_name(out: &mut String, before: char, name: &str) {
    out.push(before);
    push_text(out, name);
    out.push(':');
}

fn push_time(out: &mut String, time: Timestamp) {
    out.push_str(&json(&time));
}

fn push_text(out: &mut String, text: &str) {
    // Nearly every text stands as it is.
    if text.bytes().all(|byte| byte >= b' ' && byte != b'"' && byte != b'\\') {
        out.push('"');
        out.push_str(text);
        out.push('"');
    } else {
        out.push_str(&json(text));
    }
}
