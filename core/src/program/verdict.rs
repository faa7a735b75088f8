//! What an answer means for the person, the slot and everybody else who sends: the table of outcomes.

use std::time::Duration;

use crate::client::{CreateFailure, Fate};
use crate::ledger::AttemptError;
use crate::ledger::claim::PauseScope;
use crate::ledger::settlement::Outcome;
use crate::model::{ErrorKind, FeedbackError, Timestamp};

/// How long sending stands still after the service said something about the whole account.
pub(super) const PAUSE: Duration = Duration::from_secs(15 * 60);
/// How long a person is left alone whom somebody else has asked, as the service says (doc: about a day).
const ASKED_BY_OTHERS: Duration = Duration::from_secs(24 * 60 * 60);
/// Codes that speak of the access token or its app; another token may work.
const OF_TOKEN: [i64; 8] = [32, 89, 99, 215, 220, 261, 416, 453];
/// Codes that speak of the account, whatever its token.
const OF_ACCOUNT: [i64; 3] = [64, 226, 326];

/// What became of a create that brought no feedback.
#[derive(Debug)]
pub(super) struct Verdict {
    pub(super) outcome: Outcome,
    /// Who has to stand still, if anybody.
    pub(super) pause: Option<PauseScope>,
}

impl Verdict {
    pub(super) fn of(failure: &CreateFailure, now: Timestamp) -> Self {
        let error = &failure.error;
        let outcome = match failure.fate {
            Fate::Unknown => Outcome::Unknown(recorded(error)),
            Fate::Unwritten => Outcome::Released(Some(recorded(error))),
            Fate::Refused if names_the_recipient(error) => {
                Outcome::Failed { error: recorded(error), cool_until: Some(now.saturating_add(ASKED_BY_OTHERS)) }
            }
            Fate::Refused if matches!(error.status(), Some(420 | 429)) => Outcome::Released(Some(recorded(error))),
            Fate::Refused => Outcome::Failed { error: recorded(error), cool_until: None },
        };
        let pause = if failure.fate == Fate::Refused { pause(error) } else { None };
        Self { outcome, pause }
    }
}

/// What of an error the ledger keeps.
pub(super) fn recorded(error: &FeedbackError) -> AttemptError {
    AttemptError {
        kind: error.kind(),
        status: error.status(),
        codes: error.codes(),
        message: error.message().to_owned(),
    }
}

fn pause(error: &FeedbackError) -> Option<PauseScope> {
    let has = |codes: &[i64]| error.codes().iter().any(|code| codes.contains(code));
    if has(&OF_ACCOUNT) {
        return Some(PauseScope::Account);
    }
    has(&OF_TOKEN).then_some(PauseScope::Token)
}

/// Whether the service says that this person was asked already. Its code for that is unknown, so its words decide;
/// they can only keep somebody from being asked.
fn names_the_recipient(error: &FeedbackError) -> bool {
    let limit = matches!(error.status(), Some(403 | 420 | 429));
    limit
        && error.errors().iter().any(|said| {
            let words = said.message.to_lowercase();
            let somebody = ["this user", "this person", "this recipient", "the recipient"];
            words.contains("already") && somebody.iter().any(|somebody| words.contains(somebody))
        })
}

/// What is said of a pause that holds.
pub(super) fn paused(until: Timestamp, error: &AttemptError) -> FeedbackError {
    let kind = if error.kind == ErrorKind::OutcomeUnknown { ErrorKind::Ledger } else { error.kind };
    let codes: Vec<String> = error.codes.iter().map(i64::to_string).collect();
    let message = format!(
        "all sending for this account stands still until {until}, because the service said of it (code {}): {}; \
         nothing was sent",
        codes.join(", "),
        error.message,
    );
    FeedbackError::new(kind, message).with_retry_at(Some(until))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ServiceMessage;

    fn refused(status: u16, code: i64, message: &str) -> Verdict {
        let said = ServiceMessage { code: Some(code), message: message.to_owned() };
        let error = FeedbackError::new(ErrorKind::Permission, message).with_status(status).with_errors(vec![said]);
        Verdict::of(&CreateFailure { fate: Fate::Refused, error }, Timestamp::EPOCH)
    }

    fn cools(verdict: &Verdict) -> bool {
        matches!(&verdict.outcome, Outcome::Failed { cool_until: Some(_), .. })
    }

    #[test]
    fn words_about_the_recipient_cool_the_slot_and_words_about_the_sender_do_not() {
        let words = "You have already requested feedback from this user in the last 24 hours.";
        for status in [403, 420, 429] {
            assert!(cools(&refused(status, 7, words)), "{status}");
        }
        assert!(!cools(&refused(400, 7, words)));
        assert!(!cools(&refused(403, 185, "User is over daily limit of feedback requests.")));
        assert!(!cools(&refused(403, 187, "Status is a duplicate.")));
        assert!(matches!(refused(429, 88, "Rate limit exceeded").outcome, Outcome::Released(Some(_))));
    }

    #[test]
    fn only_refusals_of_the_token_or_the_account_hold_up_everybody() {
        for code in OF_TOKEN {
            assert_eq!(refused(403, code, "x").pause, Some(PauseScope::Token), "{code}");
        }
        for code in OF_ACCOUNT {
            assert_eq!(refused(403, code, "x").pause, Some(PauseScope::Account), "{code}");
        }
        for code in [17, 50, 63, 88, 108, 130, 135, 150, 151, 185, 214, 349, 354] {
            assert_eq!(refused(403, code, "x").pause, None, "{code}");
        }
    }
}
