use std::time::Duration;

use twitter_feedback::{FeedbackError, Prompt};

/// How many people are asked.
pub(super) const PEOPLE: u64 = 200;
const FIRST_PERSON: u64 = 2_244_994_945_000;
const COMPANY: &str = "Furni";
const PRIVACY_URL: &str = "https://furni.example/privacy";

/// Cases are resolved one after the other.
pub(super) const BETWEEN_CASES: Duration = Duration::from_secs(45);

/// NPS and CSAT in turn.
pub(super) fn prompt(number: u64) -> Result<Prompt, FeedbackError> {
    let message = format!("Thank you for talking to {COMPANY}! Your answer helps us to do better next time.");
    // One wording of each: answers to different questions must not be pooled.
    let builder = if number.is_multiple_of(2) {
        Prompt::nps(person(number), message, PRIVACY_URL)
    } else {
        Prompt::csat(person(number), message, PRIVACY_URL)
    };
    builder.external_id(reference(number)).display_name(COMPANY).build()
}

pub(super) fn person(number: u64) -> String {
    (FIRST_PERSON + number * 7919).to_string()
}

pub(super) fn reference(number: u64) -> String {
    format!("case_{}", 5000 + number)
}
