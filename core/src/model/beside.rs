use super::json_text::json;
use super::object_text::{members, members_but, squeezed};
use super::{Feedback, surrogates};

/// Where everything that a feedback's text says is found.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Told {
    /// In its fields; `test` is among what was said or is not.
    InFields { test: bool },
    /// Perhaps in its text alone.
    InText,
}

/// What a feedback's text says beside its typed fields.
#[derive(Debug, Default)]
pub(crate) struct Beside {
    /// Whether it says `test` at all.
    pub(crate) test: bool,
    /// Members that are not typed, by name, their values as JSON text.
    pub(crate) others: Vec<(String, String)>,
    /// What its response holds beside its answers' times and values, as one object: `{"score":{"source":"x"}}`.
    pub(crate) response: Option<String>,
}

/// Typed members of which the text tells no more than their fields do.
const PLAIN: [&str; 11] = [
    "id",
    "type",
    "created_at",
    "updated_at",
    "from_user_id",
    "to_user_id",
    "dm_id",
    "external_id",
    "display_name",
    "question_variant_id",
    "privacy_url",
];

impl Beside {
    pub(crate) fn of(feedback: &Feedback) -> Self {
        // Mostly there is nothing, which was noticed while it was read.
        if let Told::InFields { test } = feedback.told {
            return Self { test, ..Self::default() };
        }
        let repaired = surrogates::repair(feedback.raw());
        let mut raw = members_but(repaired.as_deref().unwrap_or(feedback.raw()), &PLAIN);
        let test = raw.remove("test").is_some_and(|value| value.get() != "null");
        let response = raw.remove("response").and_then(|response| beside_answers(response.get()));
        Self { test, others: squeezed(raw).collect(), response }
    }

    /// Whether the typed fields say everything.
    pub(crate) fn is_empty(&self) -> bool {
        self.others.is_empty() && self.response.is_none()
    }
}

fn beside_answers(response: &str) -> Option<String> {
    let mut out = Vec::new();
    let mut members = members(response);
    for name in ["score", "text"] {
        let answer = members.remove(name).map(|answer| members_but(answer.get(), &["created_at", "value"]));
        let unknown = object(squeezed(answer.unwrap_or_default()));
        out.extend(unknown.map(|unknown| (name.to_owned(), unknown)));
    }
    object(out.into_iter().chain(squeezed(members)))
}

/// One object of all of them; `None` of none.
fn object(members: impl Iterator<Item = (String, String)>) -> Option<String> {
    let members: Vec<String> = members.map(|(name, value)| format!("{}:{value}", json(&name))).collect();
    (!members.is_empty()).then(|| format!("{{{}}}", members.join(",")))
}
