//! `GET feedback/events.json`

use crate::account::Account;
use crate::events::{Cursor, Cut, Listing, Period};
use crate::lock::{lock, read};
use crate::oauth::Presented;
use crate::refusal::Refusal;
use crate::state::State;
use crate::world::DAY;

/// Events per page, and the default (doc).
const MOST: usize = 100;

/// One page. `test` is accepted and filters nothing (doc).
pub(super) fn events(state: &State, account: &Account, presented: &Presented) -> Result<Vec<u8>, Refusal> {
    // Whether the service clamps a larger count is unknown; a refusal shows the client's mistake.
    let count = match presented.number("count")? {
        None => MOST,
        Some(count) => usize::try_from(count)
            .ok()
            .filter(|count| (1..=MOST).contains(count))
            .ok_or_else(|| Refusal::invalid("count", "must be 1 to 100"))?,
    };
    let uneven = state.options.uneven_pages.then_some(state.seed);
    let place = match presented.text("cursor")? {
        Some(cursor) => later(state, account, presented, cursor)?,
        None => first(state, account, presented)?,
    };
    // What was made up is written behind the lock: a hundred events take a while.
    let cut = Cut::of(read(&state.world).listing(account.user_id), place, count, uneven);
    Ok(cut.page(&state.cursors, &state.author))
}

/// The first page, by period.
fn first(state: &State, account: &Account, presented: &Presented) -> Result<Cursor, Refusal> {
    let time = |name| presented.number(name)?.ok_or_else(|| Refusal::missing(name));
    let period = Period { from_time: time("from_time")?, to_time: time("to_time")? };
    if period.from_time > period.to_time {
        return Err(Refusal::invalid("from_time", "must not be after to_time"));
    }
    if period.to_time > state.clock.now().saturating_sub(DAY) {
        return Err(Refusal::TO_TIME_TOO_RECENT);
    }
    let snapshot = read(&state.world).listing(account.user_id).map_or(0, Listing::inserted);
    Ok(Cursor { user_id: account.user_id, period, page: 0, after: None, snapshot })
}

/// A later page, by cursor; a period beside it must be the cursor's own.
fn later(state: &State, account: &Account, presented: &Presented, cursor: &str) -> Result<Cursor, Refusal> {
    let place =
        lock(&state.cursors).find(cursor, account.user_id).ok_or_else(|| Refusal::invalid("cursor", "is unknown"))?;
    for (name, own) in [("from_time", place.period.from_time), ("to_time", place.period.to_time)] {
        if presented.number(name)?.is_some_and(|time| time != own) {
            return Err(Refusal::invalid("cursor", "is valid only for the period it came from"));
        }
    }
    Ok(place)
}
