//! `GET friendships/show.json`: the only place that tells whether a person can be messaged (seen).

use super::user::{find, screen_name};
use crate::account::Account;
use crate::json::Object;
use crate::oauth::Presented;
use crate::recipient::Recipient;
use crate::refusal::Refusal;
use crate::state::State;

/// The relationship of the caller, or of a given source, to a target. What another source may do is
/// not the caller's to know: its `can_dm` is null.
pub(super) fn friendship(state: &State, account: &Account, presented: &Presented) -> Result<Vec<u8>, Refusal> {
    let source = find(state, presented, "source_id", "source_screen_name")?.unwrap_or(account.user_id);
    let target =
        find(state, presented, "target_id", "target_screen_name")?.ok_or_else(|| Refusal::missing("target_id"))?;
    Recipient::of(source).check_lookup()?;
    let recipient = Recipient::of(target);
    recipient.check_lookup()?;
    let can_dm = if source != account.user_id {
        None
    } else if target == source {
        Some(false)
    } else {
        recipient.can_dm()
    };
    let follows = recipient.follows() && target != source;
    let mut out = Vec::with_capacity(768);
    let mut answer = Object::begin(&mut out);
    answer.nested("relationship", |relationship| {
        relationship
            .nested("source", |side| {
                person(side, state, source);
                side.flag("following", false)
                    .flag("followed_by", follows)
                    .flag("live_following", false)
                    .maybe("following_received", None)
                    .maybe("following_requested", None)
                    .maybe("notifications_enabled", None)
                    .maybe("can_dm", can_dm)
                    .flag("blocking", false)
                    .flag("blocked_by", false)
                    .flag("muting", false)
                    .maybe("want_retweets", None)
                    .maybe("all_replies", None)
                    .flag("marked_spam", false);
            })
            .nested("target", |side| {
                person(side, state, target);
                side.flag("following", follows)
                    .flag("followed_by", false)
                    .maybe("following_received", None)
                    .maybe("following_requested", None);
            });
    });
    answer.end();
    Ok(out)
}

fn person(side: &mut Object<'_>, state: &State, user_id: u64) {
    side.unsigned("id", user_id).id("id_str", user_id).text("screen_name", &screen_name(state, user_id));
}
