use rusqlite::{Connection, Row, named_params};
use serde::{Deserialize, Serialize};

use super::failure::{Done, Failure};
use super::times::{millis_or_none, time, time_or_none};
use crate::ledger::claim::Asking;
use crate::ledger::{Attempt, AttemptError, AttemptState, PromptContext, SkipReason};
use crate::model::{ErrorKind, FeedbackType, Id, Timestamp};

/// What [`read`] reads, in its order.
pub(super) const COLUMNS: &str = "id, state, reason, until, sender, to_user, type, external_id, question_variant_id, \
     display_name, test, agent_id, team, tags, language, attempted_at, sending_at, asked_at, settled_at, cool_until, \
     feedback_id, error";

/// An attempt that begins. Everything else is `NULL`.
pub(super) struct NewAttempt<'a> {
    pub(super) asking: &'a Asking,
    pub(super) state: AttemptState,
    pub(super) attempted_at: Timestamp,
    /// In milliseconds; kept, so that the intent knows it.
    pub(super) cooldown: i64,
    pub(super) lease_until: Option<Timestamp>,
    pub(super) reason: Option<SkipReason>,
    pub(super) until: Option<Timestamp>,
    pub(super) settled_at: Option<Timestamp>,
    pub(super) asked_at: Option<Timestamp>,
    pub(super) cool_until: Option<Timestamp>,
    pub(super) feedback_id: Option<&'a Id>,
}

impl<'a> NewAttempt<'a> {
    pub(super) fn new(asking: &'a Asking, state: AttemptState, attempted_at: Timestamp) -> Self {
        Self {
            asking,
            state,
            attempted_at,
            cooldown: 0,
            lease_until: None,
            reason: None,
            until: None,
            settled_at: None,
            asked_at: None,
            cool_until: None,
            feedback_id: None,
        }
    }

    /// Returns its id.
    pub(super) fn insert(&self, connection: &Connection) -> Done<i64> {
        let context = &self.asking.context;
        let tags = match context.tags.as_slice() {
            [] => None,
            tags => Some(serde_json::to_string(tags).map_err(|_| Failure::damaged("tags"))?),
        };
        connection
            .prepare_cached(
                "INSERT INTO attempt (state, reason, until, sender, to_user, type, external_id, question_variant_id,
                     display_name, test, agent_id, team, tags, language, attempted_at, lease_until, cooldown, asked_at,
                     settled_at, cool_until, feedback_id)
                 VALUES (:state, :reason, :until, :sender, :to_user, :type, :external_id, :question_variant_id,
                     :display_name, :test, :agent_id, :team, :tags, :language, :attempted_at, :lease_until, :cooldown,
                     :asked_at, :settled_at, :cool_until, :feedback_id)",
            )?
            .execute(named_params! {
                ":state": self.state.as_str(),
                ":reason": self.reason.map(SkipReason::as_str),
                ":until": millis_or_none(self.until),
                ":sender": self.asking.from_user_id.as_str(),
                ":to_user": self.asking.to_user_id.as_str(),
                ":type": self.asking.r#type.as_str(),
                ":external_id": self.asking.external_id,
                ":question_variant_id": self.asking.question_variant_id.as_deref(),
                ":display_name": self.asking.display_name,
                ":test": self.asking.test,
                ":agent_id": context.agent_id,
                ":team": context.team,
                ":tags": tags,
                ":language": context.language,
                ":attempted_at": self.attempted_at.as_millis(),
                ":lease_until": millis_or_none(self.lease_until),
                ":cooldown": self.cooldown,
                ":asked_at": millis_or_none(self.asked_at),
                ":settled_at": millis_or_none(self.settled_at),
                ":cool_until": millis_or_none(self.cool_until),
                ":feedback_id": self.feedback_id.map(Id::as_str),
            })?;
        Ok(connection.last_insert_rowid())
    }
}

/// An attempt from a row of [`COLUMNS`].
pub(super) fn read(row: &Row<'_>) -> Done<Attempt> {
    let id: i64 = row.get(0)?;
    let tags: Option<String> = row.get(13)?;
    let error: Option<String> = row.get(21)?;
    Ok(Attempt {
        id: Id::from(id.to_string()),
        state: state(&row.get::<_, String>(1)?)?,
        reason: reason(row.get(2)?)?,
        until: time_or_none(row.get(3)?)?,
        from_user_id: Id::from(row.get::<_, String>(4)?),
        to_user_id: Id::from(row.get::<_, String>(5)?),
        r#type: FeedbackType::from(row.get::<_, String>(6)?.as_str()),
        external_id: row.get(7)?,
        question_variant_id: row.get::<_, Option<String>>(8)?.map(Id::from),
        display_name: row.get(9)?,
        test: row.get(10)?,
        context: PromptContext {
            agent_id: row.get(11)?,
            team: row.get(12)?,
            tags: match tags {
                None => Vec::new(),
                Some(tags) => serde_json::from_str(&tags).map_err(|_| Failure::damaged("tags are no list"))?,
            },
            language: row.get(14)?,
        },
        attempted_at: time(row.get(15)?)?,
        sending_at: time_or_none(row.get(16)?)?,
        asked_at: time_or_none(row.get(17)?)?,
        settled_at: time_or_none(row.get(18)?)?,
        cool_until: time_or_none(row.get(19)?)?,
        feedback_id: row.get::<_, Option<String>>(20)?.map(Id::from),
        error: error.as_deref().map(error_from_text).transpose()?,
    })
}

pub(super) fn state(word: &str) -> Done<AttemptState> {
    word.parse().map_err(|_| Failure::damaged("an attempt's state is no word of ours"))
}

pub(super) fn reason(word: Option<String>) -> Done<Option<SkipReason>> {
    word.map(|word| SkipReason::from_word(&word).ok_or_else(|| Failure::damaged("a reason is no word of ours")))
        .transpose()
}

/// An error as a column holds it.
#[derive(Serialize, Deserialize)]
struct ErrorText {
    kind: String,
    status: Option<u16>,
    codes: Vec<i64>,
    message: String,
}

pub(super) fn error_as_text(error: &AttemptError) -> Done<String> {
    let text = ErrorText {
        kind: error.kind.as_str().to_owned(),
        status: error.status,
        codes: error.codes.clone(),
        message: error.message.clone(),
    };
    serde_json::to_string(&text).map_err(|_| Failure::damaged("an error cannot be written"))
}

pub(super) fn error_from_text(text: &str) -> Done<AttemptError> {
    let damaged = || Failure::damaged("an error cannot be read");
    let text: ErrorText = serde_json::from_str(text).map_err(|_| damaged())?;
    let kind = ErrorKind::ALL.into_iter().find(|kind| kind.as_str() == text.kind).ok_or_else(damaged)?;
    Ok(AttemptError { kind, status: text.status, codes: text.codes, message: text.message })
}
