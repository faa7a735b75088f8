//! Settings by the names that they have where names are written in camel case.

use twitter_feedback::{ErrorKind, FeedbackError, Problem};

/// The same refusal of settings, by the names that callers know: `apiBase`. Other errors stay as they are.
#[must_use]
pub fn in_camel_case(error: FeedbackError) -> FeedbackError {
    if error.kind() != ErrorKind::Configuration || error.problems().is_empty() {
        return error;
    }
    let renamed = error.problems().iter();
    let renamed = renamed.map(|it| Problem::new(&camel(&it.field), camel(&it.rule), &it.given));
    FeedbackError::misconfigured(renamed.collect())
}

/// Names with underscores in camel case; those of the environment as they are.
fn camel(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letters.peek() {
            Some(next) if letter == '_' && next.is_ascii_lowercase() => {
                out.extend(letters.next().map(|next| next.to_ascii_uppercase()));
            }
            _ => out.push(letter),
        }
    }
    out
}
