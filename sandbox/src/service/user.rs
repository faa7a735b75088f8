//! `GET users/show.json`, `GET account/verify_credentials.json`, and who is who.

use crate::account::Account;
use crate::json::Object;
use crate::oauth::Presented;
use crate::recipient::Recipient;
use crate::refusal::Refusal;
use crate::state::State;

/// Everybody joined on the day of the platform's first public message.
const JOINED: i64 = 1_142_974_214;

/// A user object; as recorded ones it has no `can_dm` (seen).
pub(super) fn show(state: &State, presented: &Presented) -> Result<Vec<u8>, Refusal> {
    let user_id = find(state, presented, "user_id", "screen_name")?.ok_or_else(|| Refusal::missing("user_id"))?;
    Recipient::of(user_id).check_lookup()?;
    Ok(write(state, user_id))
}

pub(super) fn verify_credentials(state: &State, account: &Account) -> Vec<u8> {
    write(state, account.user_id)
}

/// The person that two parameters name, `None` if both are missing. A sender is called
/// `sandbox_<user id>` and everybody else `user<user id>`; other names do not exist.
pub(super) fn find(state: &State, presented: &Presented, by_id: &str, by_name: &str) -> Result<Option<u64>, Refusal> {
    if let Some(user_id) = presented.user_id(by_id)? {
        return Ok(Some(user_id));
    }
    let Some(name) = presented.text(by_name)? else {
        return Ok(None);
    };
    let name = name.to_ascii_lowercase();
    name.strip_prefix("sandbox_")
        .or_else(|| name.strip_prefix("user"))
        .and_then(|id| id.parse().ok())
        .filter(|user_id| screen_name(state, *user_id) == name)
        .map(Some)
        .ok_or(Refusal::USER_NOT_FOUND)
}

/// Without the @.
pub(crate) fn screen_name(state: &State, user_id: u64) -> String {
    if state.accounts.is_sender(user_id) { format!("sandbox_{user_id}") } else { format!("user{user_id}") }
}

fn write(state: &State, user_id: u64) -> Vec<u8> {
    let mut out = Vec::with_capacity(320);
    let mut user = Object::begin(&mut out);
    user.unsigned("id", user_id)
        .id("id_str", user_id)
        .text("name", &format!("User {user_id}"))
        .text("screen_name", &screen_name(state, user_id))
        .text("created_at", &state.style.times.write(JOINED))
        .text("location", "")
        .text("description", "")
        .flag("protected", false)
        .flag("verified", false)
        .number("followers_count", 1)
        .number("friends_count", 1);
    user.end();
    out
}
