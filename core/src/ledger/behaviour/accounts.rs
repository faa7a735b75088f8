use super::Subject;
use super::given::*;
use crate::ledger::AttemptState;
use crate::ledger::claim::{Claim, Claimed, Pause, PauseScope, TokenDigest};
use crate::ledger::unresolved::{Backfill, KnownAccount};

const OTHER: TokenDigest = TokenDigest([8; 32]);

fn pause(until: i64, words: &str) -> Pause {
    let mut error = error();
    error.message = words.to_owned();
    Pause { until: at(until), error }
}

fn by(token: TokenDigest, person: &str, seconds: i64) -> Claim {
    Claim { token, ..claim(person, at(seconds)) }
}

pub(super) async fn an_account_is_known_since_its_first_token(subject: Subject) {
    assert_eq!(subject.account(TOKEN).await.unwrap(), None);
    let known = KnownAccount { user_id: SENDER.into(), known_since: at(0) };
    assert_eq!(subject.introduce(TOKEN, SENDER.into(), at(0)).await.unwrap(), known);
    assert_eq!(subject.introduce(TOKEN, SENDER.into(), at(5)).await.unwrap(), known);
    assert_eq!(subject.introduce(OTHER, SENDER.into(), at(9)).await.unwrap(), known);
    assert_eq!(subject.account(OTHER).await.unwrap(), Some(known.clone()));
    assert_eq!(subject.account(TOKEN).await.unwrap(), Some(known));
    let other = KnownAccount { user_id: "901".into(), known_since: at(7) };
    assert_eq!(subject.introduce(TokenDigest([7; 32]), "901".into(), at(7)).await.unwrap(), other);
}

pub(super) async fn an_account_has_asked_once_a_prompt_of_its_own_may_have_arrived(subject: Subject) {
    let asked = async || subject.has_asked(SENDER.into()).await.unwrap();
    assert!(!asked().await);
    subject.store(batch(at(0), &[told("f1", "1", at(0)).json()])).await.unwrap();
    reserved(&subject, "2", at(1)).await;
    assert!(!asked().await, "another tool asked, and a slot is no prompt");
    sending(&subject, "3", at(2)).await;
    assert!(asked().await && !subject.has_asked("901".into()).await.unwrap());
}

pub(super) async fn a_pause_holds_all_sending_up_and_records_nothing(subject: Subject) {
    subject.introduce(TOKEN, SENDER.into(), at(0)).await.unwrap();
    subject.pause(TOKEN, PauseScope::Token, pause(HOUR, "suspended")).await.unwrap();
    let answer = subject.claim(by(TOKEN, "1", HOUR - 1)).await.unwrap();
    assert_eq!(answer, Claimed::Paused(pause(HOUR, "suspended")));
    assert_eq!(all(&subject).await, vec![]);
    assert_eq!(subject.high_water().await.unwrap(), None);
    claim_reserves(&subject, by(TOKEN, "1", HOUR)).await;
}

pub(super) async fn a_pause_of_a_token_leaves_the_accounts_other_tokens(subject: Subject) {
    subject.introduce(TOKEN, SENDER.into(), at(0)).await.unwrap();
    subject.introduce(OTHER, SENDER.into(), at(0)).await.unwrap();
    subject.pause(TOKEN, PauseScope::Token, pause(HOUR, "revoked")).await.unwrap();
    assert_eq!(subject.claim(by(TOKEN, "1", 1)).await.unwrap(), Claimed::Paused(pause(HOUR, "revoked")));
    claim_reserves(&subject, by(OTHER, "1", 1)).await;
}

pub(super) async fn a_pause_of_an_account_holds_for_every_token_of_it(subject: Subject) {
    subject.introduce(TOKEN, SENDER.into(), at(0)).await.unwrap();
    subject.introduce(TokenDigest([7; 32]), "901".into(), at(0)).await.unwrap();
    subject.pause(TOKEN, PauseScope::Account, pause(HOUR, "suspended")).await.unwrap();
    subject.introduce(OTHER, SENDER.into(), at(1)).await.unwrap();
    for token in [TOKEN, OTHER] {
        assert_eq!(subject.claim(by(token, "1", 2)).await.unwrap(), Claimed::Paused(pause(HOUR, "suspended")));
    }
    let mut other_account = by(TokenDigest([7; 32]), "1", 2);
    other_account.asking.from_user_id = "901".into();
    claim_reserves(&subject, other_account).await;
}

pub(super) async fn the_longest_pause_holds(subject: Subject) {
    subject.introduce(TOKEN, SENDER.into(), at(0)).await.unwrap();
    subject.pause(TOKEN, PauseScope::Token, pause(HOUR, "first")).await.unwrap();
    subject.pause(TOKEN, PauseScope::Token, pause(MINUTE, "shorter")).await.unwrap();
    assert_eq!(subject.claim(by(TOKEN, "1", 1)).await.unwrap(), Claimed::Paused(pause(HOUR, "first")));
    subject.pause(TOKEN, PauseScope::Account, pause(2 * HOUR, "account")).await.unwrap();
    assert_eq!(subject.claim(by(TOKEN, "1", 1)).await.unwrap(), Claimed::Paused(pause(2 * HOUR, "account")));
    subject.pause(TOKEN, PauseScope::Token, pause(3 * HOUR, "longer")).await.unwrap();
    assert_eq!(subject.claim(by(TOKEN, "1", 1)).await.unwrap(), Claimed::Paused(pause(3 * HOUR, "longer")));
}

pub(super) async fn a_pause_is_told_after_a_clock_behind_and_before_a_taken_slot(subject: Subject) {
    subject.introduce(TOKEN, SENDER.into(), at(0)).await.unwrap();
    let id = reserved(&subject, "1", at(0)).await;
    subject.pause(TOKEN, PauseScope::Token, pause(HOUR, "suspended")).await.unwrap();
    assert_eq!(subject.claim(by(TOKEN, "1", 1)).await.unwrap(), Claimed::Paused(pause(HOUR, "suspended")));
    let behind = subject.claim(by(TOKEN, "1", -HOUR)).await.unwrap();
    assert_eq!(behind, Claimed::ClockBehind { high_water: at(0) });
    assert_eq!(attempt(&subject, id).await.state, AttemptState::Reserved);
}

pub(super) async fn a_pause_of_a_token_that_nobody_introduced_changes_nothing(subject: Subject) {
    subject.pause(OTHER, PauseScope::Account, pause(HOUR, "suspended")).await.unwrap();
    assert_eq!(subject.account(OTHER).await.unwrap(), None);
    claim_reserves(&subject, by(OTHER, "1", 1)).await;
}

pub(super) async fn one_process_back_fills_until_its_lease_is_over(subject: Subject) {
    let lease = |seconds| subject.begin_backfill(SENDER.into(), at(seconds), at(seconds + LEASE));
    assert_eq!(lease(0).await.unwrap(), Backfill::Yours);
    assert_eq!(lease(LEASE - 1).await.unwrap(), Backfill::Theirs { until: at(LEASE) });
    assert_eq!(lease(LEASE).await.unwrap(), Backfill::Yours);
    assert_eq!(lease(LEASE).await.unwrap(), Backfill::Theirs { until: at(2 * LEASE) });
    assert_eq!(subject.begin_backfill("901".into(), at(1), at(2)).await.unwrap(), Backfill::Yours);
}

pub(super) async fn back_filling_that_was_given_up_is_free_at_once(subject: Subject) {
    subject.begin_backfill(SENDER.into(), at(0), at(LEASE)).await.unwrap();
    subject.end_backfill(SENDER.into(), at(1), false).await.unwrap();
    assert_eq!(subject.begin_backfill(SENDER.into(), at(2), at(LEASE)).await.unwrap(), Backfill::Yours);
}

pub(super) async fn back_filling_is_done_once(subject: Subject) {
    subject.begin_backfill(SENDER.into(), at(0), at(LEASE)).await.unwrap();
    subject.end_backfill(SENDER.into(), at(1), true).await.unwrap();
    subject.end_backfill(SENDER.into(), at(2), false).await.unwrap();
    assert_eq!(subject.begin_backfill(SENDER.into(), at(DAY), at(2 * DAY)).await.unwrap(), Backfill::Done);
    subject.end_backfill("901".into(), at(1), true).await.unwrap();
    assert_eq!(subject.begin_backfill("901".into(), at(2), at(3)).await.unwrap(), Backfill::Done);
}
