//! `POST feedback/submit/:id.json` and `POST feedback/dismiss/:id.json`: the customer's side.

use std::borrow::Cow;

use crate::account::Account;
use crate::digits::digits;
use crate::error::SandboxError;
use crate::feedback::{Feedback, Place};
use crate::lock::write;
use crate::oauth::Presented;
use crate::refusal::Refusal;
use crate::state::State;
use crate::world::World;

/// A score, a text or both. What was given before is refused with 409 (seen), the same value included (guess).
/// The answer is the feedback as show has it (guess).
pub(super) fn submit(state: &State, account: &Account, id: &str, presented: &Presented) -> Result<Vec<u8>, Refusal> {
    let score = presented.number("score")?;
    let text = presented.text("text")?;
    if score.is_none() && text.is_none() {
        return Err(Refusal::missing("score"));
    }
    let mut world = write(&state.world);
    let card = own_card(&world, account, id)?;
    let again = (score.is_some() && card.score.is_some()) || (text.is_some() && card.text.is_some());
    if again || world.dismissed.contains(&card.id) {
        return Err(Refusal::CARD_CLOSED);
    }
    let id = card.id;
    state.enter(&mut world, id, score, text).map_err(|error| match error {
        SandboxError::Invalid { field, rule, .. } => Refusal::invalid(field, &rule),
        // Looked at above, under the same lock.
        _ => Refusal::CARD_CLOSED,
    })
}

/// Closes the card without a word to the sender: there is no event for it. 409 for one that was answered (seen) or
/// dismissed before (guess). The answer is the feedback as show has it (guess).
pub(super) fn dismiss(state: &State, account: &Account, id: &str) -> Result<Vec<u8>, Refusal> {
    let mut world = write(&state.world);
    let card = own_card(&world, account, id)?;
    let (id, shown) = (card.id, card.json(Place::Show, state.style));
    world.dismiss(id).map_err(|_| Refusal::CARD_CLOSED)?;
    Ok(shown)
}

/// A card of the caller; one that somebody else was sent does not exist for him (guess).
fn own_card<'a>(world: &'a World, account: &Account, id: &str) -> Result<Cow<'a, Feedback>, Refusal> {
    let id = digits(id).ok_or(Refusal::NO_SUCH_PAGE)?;
    let card = world.feedback(id).filter(|card| card.prompt.to_user_id == account.user_id);
    card.ok_or(Refusal::NO_SUCH_PAGE)
}
