//! The inside, for what this project measures of itself (`tests/bench`). No promise of any kind.

use std::path::Path;
use std::time::Duration;

use crate::ledger::claim::{Asking, Claim, Claimed, Intent, TokenDigest};
use crate::ledger::sqlite::SqliteLedger;
use crate::ledger::{Ledger, PromptContext};
use crate::model::{FeedbackError, FeedbackType, Id, Timestamp};

/// A ledger without a program around it.
#[derive(Debug)]
pub struct MeasuredLedger(SqliteLedger);

impl MeasuredLedger {
    /// # Errors
    /// `ledger`.
    pub fn open(path: &Path) -> Result<Self, FeedbackError> {
        SqliteLedger::open(path).map(Self)
    }

    /// All that is made durable before the first byte of a request: whether it may be written.
    ///
    /// # Errors
    /// `ledger`.
    pub async fn claim_and_intend(&self, to_user_id: impl Into<Id>, now: Timestamp) -> Result<bool, FeedbackError> {
        let asking = Asking {
            from_user_id: "900".into(),
            to_user_id: to_user_id.into(),
            r#type: FeedbackType::Csat,
            external_id: Some("ticket_5555".to_owned()),
            question_variant_id: None,
            display_name: None,
            test: false,
            context: PromptContext::new().agent_id("agent_7").team("north"),
        };
        let claim = Claim {
            asking,
            token: TokenDigest([9; 32]),
            now,
            lease_until: now.saturating_add(Duration::from_secs(30)),
            cooldown: Duration::from_secs(7 * 24 * 60 * 60),
            max_per_day: u32::MAX,
        };
        match self.0.claim(claim).await? {
            Claimed::Reserved { attempt_id } => {
                let deadline = now.saturating_add(Duration::from_secs(90));
                self.0.intend(Intent { attempt_id, now, deadline }).await
            }
            _ => Ok(false),
        }
    }
}
