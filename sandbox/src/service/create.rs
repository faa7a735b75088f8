//! `POST feedback/create.json`

use std::sync::Arc;

use bytes::Bytes;
use url::Url;

use crate::account::Account;
use crate::digits::digits;
use crate::events::Event;
use crate::feedback::{Feedback, Place, Prompt};
use crate::ids::Ids;
use crate::lock::write;
use crate::oauth::Presented;
use crate::question::FeedbackType;
use crate::recipient::Recipient;
use crate::refusal::Refusal;
use crate::state::State;
use crate::world::CreateQuotas;

/// Characters of a message (doc).
const LONGEST_MESSAGE: usize = 10_000;
/// UTF-16 units of an external id; the unit is undefined (doc), so the strictest reading.
const LONGEST_EXTERNAL_ID: usize = 256;
/// Characters of a display name (doc).
const LONGEST_DISPLAY_NAME: usize = 20;

/// Only a sender's handle may ask (doc); the refusal of others is a guess. Checks parameters first, then the
/// recipient, then the quotas. Asking oneself is refused with 214 (guess).
pub(super) fn create(state: &State, account: &Account, presented: &Presented) -> Result<Vec<u8>, Refusal> {
    if !state.accounts.is_sender(account.user_id) {
        return Err(Refusal::NOT_ALLOWED);
    }
    let prompt = read(presented)?;
    let (sender, recipient) = (account.user_id, prompt.to_user_id);
    if recipient == sender {
        return Err(Refusal::invalid("to_user_id", "is the sender"));
    }
    Recipient::of(recipient).check_message()?;
    let now = state.clock.now();
    let quotas = CreateQuotas {
        daily: state.options.limits,
        one_per_recipient: state.options.limits && !state.options.allow_listed,
    };
    let mut world = write(&state.world);
    world.check_quotas(sender, recipient, now, quotas)?;
    world.count_create(sender, recipient, now);
    let number = world.number(1);
    let ids = Ids::derive(state.seed, number);
    let created_at = now.div_euclid(1000);
    let feedback = Feedback {
        number,
        id: ids.feedback,
        dm_id: ids.message,
        media_id: ids.media,
        from_user_id: sender,
        created_at,
        updated_at: created_at,
        updates: 0,
        prompt,
        score: None,
        text: None,
    };
    let event = feedback.event_json("feedback.created", created_at, state.style);
    state.post(&feedback, "feedback.created", created_at);
    world.record(sender, [Event { created_at, json: Bytes::from(event) }]);
    let answer = feedback.json(Place::Create, state.style);
    world.keep(feedback);
    Ok(answer)
}

fn read(presented: &Presented) -> Result<Prompt, Refusal> {
    for name in ["type", "to_user_id", "message", "privacy_url"] {
        presented.required(name)?;
    }
    let kind = FeedbackType::parse(presented.required("type")?)
        .ok_or_else(|| Refusal::invalid("type", "must be csat or nps"))?;
    let to_user_id = presented.user_id("to_user_id")?.ok_or_else(|| Refusal::missing("to_user_id"))?;
    let message = presented.required("message")?;
    if message.chars().count() > LONGEST_MESSAGE {
        return Err(Refusal::MESSAGE_TOO_LONG);
    }
    let privacy_url = presented.required("privacy_url")?;
    if !is_web_address(privacy_url) {
        return Err(Refusal::invalid("privacy_url", "must be an absolute http or https URL"));
    }
    let external_id = presented.text("external_id")?;
    if external_id.is_some_and(|id| id.encode_utf16().count() > LONGEST_EXTERNAL_ID) {
        return Err(Refusal::invalid("external_id", "must have at most 256 characters"));
    }
    let display_name = presented.text("display_name")?;
    if display_name.is_some_and(|name| name.chars().count() > LONGEST_DISPLAY_NAME) {
        return Err(Refusal::invalid("display_name", "must have at most 20 characters"));
    }
    Ok(Prompt {
        kind,
        to_user_id,
        message: Arc::from(message),
        privacy_url: Arc::from(privacy_url),
        external_id: external_id.map(Arc::from),
        question_variant_id: variant(kind, presented.text("question_variant_id")?)?,
        display_name: display_name.map(Arc::from),
        test: boolean(presented.text("test")?)?,
    })
}

/// An absolute URL with a host. The URL standard would repair `http:example.com`; the service is not
/// known to.
fn is_web_address(value: &str) -> bool {
    let Some((scheme, rest)) = value.split_once("://") else {
        return false;
    };
    let web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    web && !rest.starts_with(['/', '\\'])
        && !value.contains(char::is_whitespace)
        && Url::parse(value).is_ok_and(|url| url.host_str().is_some_and(|host| !host.is_empty()))
}

fn variant(kind: FeedbackType, given: Option<&str>) -> Result<u32, Refusal> {
    let Some(given) = given else {
        return Ok(0);
    };
    digits(given)
        .and_then(|number| u32::try_from(number).ok())
        .filter(|number| *number <= kind.last_variant())
        .ok_or_else(|| {
            let rule = format!("must be 0 to {} for {}", kind.last_variant(), kind.name());
            Refusal::invalid("question_variant_id", &rule)
        })
}

/// In any case, because Python's clients send `True` (seen); whether the service takes it is a guess.
fn boolean(given: Option<&str>) -> Result<bool, Refusal> {
    match given.map(str::to_ascii_lowercase).as_deref() {
        None | Some("false" | "0" | "f") => Ok(false),
        Some("true" | "1" | "t") => Ok(true),
        Some(_) => Err(Refusal::invalid("test", "must be a boolean")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_privacy_url_is_absolute_and_has_a_host() {
        for good in ["https://example.com/privacy", "HTTP://example.com", "https://müller.example/"] {
            assert!(is_web_address(good), "{good}");
        }
        for bad in [
            "example.com",
            "/privacy",
            "http:example.com",
            "https://",
            "ftp://example.com/",
            "https:///privacy?",
            "javascript://example.com/",
            "https://exa mple.com/",
        ] {
            assert!(!is_web_address(bad), "{bad}");
        }
    }
}
