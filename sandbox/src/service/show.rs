//! `GET feedback/show/:id.json`

use crate::account::Account;
use crate::digits::digits;
use crate::feedback::Place;
use crate::lock::read;
use crate::refusal::Refusal;
use crate::state::State;

/// A feedback of the caller; somebody else's does not exist for him.
pub(super) fn show(state: &State, account: &Account, id: &str) -> Result<Vec<u8>, Refusal> {
    let id = digits(id).ok_or(Refusal::NO_SUCH_PAGE)?;
    read(&state.world)
        .feedback(id)
        .filter(|feedback| feedback.from_user_id == account.user_id)
        .map(|feedback| feedback.json(Place::Show, state.style))
        .ok_or(Refusal::NO_SUCH_PAGE)
}
