//! What `POST feedback/create` refuses, refused here first. Source: the parameter table of its reference (doc).

use url::Url;

use super::prompt_fields::PromptFields;
use super::{FeedbackType, Problem};

/// Characters of a Direct Message (doc), counted as code points.
const MESSAGE_CHARACTERS: usize = 10_000;
/// Characters of `external_id` (doc). The unit is not defined: UTF-16 units are the strictest reading.
const EXTERNAL_ID_UNITS: usize = 256;
/// Characters of `display_name` (doc), counted as code points.
const DISPLAY_NAME_CHARACTERS: usize = 20;
/// Digits of the largest 64-bit id.
const ID_DIGITS: usize = 20;

pub(super) fn problems(prompt: &PromptFields) -> Vec<Problem> {
    let mut problems = Vec::new();
    if let FeedbackType::Other(other) = &prompt.r#type {
        problems.push(Problem::new("type", "must be `csat` or `nps`, lower case", other));
    }
    if let Err(rule) = decimal_id(&prompt.to_user_id) {
        problems.push(Problem::new("to_user_id", rule, &prompt.to_user_id));
    }
    if prompt.message.trim().is_empty() {
        problems.push(Problem::new("message", "must not be empty", &prompt.message));
    }
    let length = prompt.message.chars().count();
    if length > MESSAGE_CHARACTERS {
        let rule = format!("must have at most {MESSAGE_CHARACTERS} characters, not {length}");
        problems.push(Problem::new("message", rule, &prompt.message));
    }
    if let Err(rule) = absolute_url(&prompt.privacy_url) {
        problems.push(Problem::new("privacy_url", rule, &prompt.privacy_url));
    }
    problems.extend(prompt.external_id.as_deref().and_then(external_id_problem));
    if let Some(name) = &prompt.display_name {
        let length = name.chars().count();
        if name.trim().is_empty() {
            problems.push(Problem::new("display_name", "must not be empty; leave it out instead", name));
        }
        if length > DISPLAY_NAME_CHARACTERS {
            let rule = format!("must have at most {DISPLAY_NAME_CHARACTERS} characters, not {length}");
            problems.push(Problem::new("display_name", rule, name));
        }
        if name.chars().any(char::is_control) {
            problems.push(Problem::new("display_name", "must be one line without control characters", name));
        }
    }
    problems
}

/// What is wrong with an id of the sender's own, if anything is.
pub(crate) fn external_id_problem(external_id: &str) -> Option<Problem> {
    let units = external_id.encode_utf16().count();
    let rule = match units {
        0 => "must not be empty; leave it out instead".to_owned(),
        1..=EXTERNAL_ID_UNITS => return None,
        _ => format!("must have at most {EXTERNAL_ID_UNITS} characters (UTF-16 units), not {units}"),
    };
    Some(Problem::new("external_id", rule, external_id))
}

/// An id in decimal digits.
///
/// Leading zeros are refused because `7` and `007` would be one person under two names, and nobody
/// may be asked twice.
pub(crate) fn decimal_id(id: &str) -> Result<(), &'static str> {
    if id.is_empty() || !id.bytes().all(|b| b.is_ascii_digit()) {
        return Err("must be an id in decimal digits");
    }
    if id.starts_with('0') {
        return Err("must be an id without leading zeros");
    }
    if id.len() > ID_DIGITS || id.parse::<u64>().is_err() {
        return Err("must be an id of at most 64 bits");
    }
    Ok(())
}

fn absolute_url(text: &str) -> Result<(), &'static str> {
    const RULE: &str = "must be an absolute http or https URL";
    // The parser trims and repairs; what is sent is the text as given, so it has to need none of that.
    if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err("must be an absolute URL without white space");
    }
    let url = Url::parse(text).map_err(|_| RULE)?;
    let written_out = text.get(..url.scheme().len() + 3).is_some_and(|start| start.ends_with("://"));
    if matches!(url.scheme(), "http" | "https") && url.has_host() && written_out { Ok(()) } else { Err(RULE) }
}
