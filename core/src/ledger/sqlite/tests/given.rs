use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::TempDir;

use crate::ledger::claim::{Asking, Claim, Claimed, Intent, TokenDigest};
use crate::ledger::settlement::{Outcome, Settlement};
use crate::ledger::sqlite::SqliteLedger;
use crate::ledger::{Attempt, AttemptFilter, Ledger, PromptContext};
use crate::model::{ErrorKind, FeedbackError, FeedbackType, Timestamp};

pub(super) const COOLDOWN: Duration = Duration::from_secs((7 * 24 + 1) * 3600);

pub(super) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_millis(1_800_000_000_000 + seconds * 1000).unwrap()
}

/// A folder for one test, in memory where there is some: most tests are about bytes, not about a disk.
pub(super) fn folder() -> TempDir {
    match Path::new("/dev/shm") {
        memory if memory.is_dir() => tempfile::tempdir_in(memory).unwrap(),
        _ => tempfile::tempdir().unwrap(),
    }
}

pub(super) fn path_in(folder: &TempDir) -> PathBuf {
    folder.path().join("ledger.db")
}

pub(super) fn claim(to_user_id: &str, now: Timestamp) -> Claim {
    Claim {
        asking: Asking {
            from_user_id: "900".into(),
            to_user_id: to_user_id.into(),
            r#type: FeedbackType::Nps,
            external_id: Some(format!("case-{to_user_id}")),
            question_variant_id: None,
            display_name: None,
            test: false,
            context: PromptContext::new(),
        },
        token: TokenDigest([9; 32]),
        now,
        lease_until: now.saturating_add(Duration::from_secs(30)),
        cooldown: COOLDOWN,
        max_per_day: 1000,
    }
}

pub(super) async fn reserved(ledger: &SqliteLedger, to_user_id: &str, now: Timestamp) -> i64 {
    match ledger.claim(claim(to_user_id, now)).await.unwrap() {
        Claimed::Reserved { attempt_id } => attempt_id,
        other => panic!("not reserved: {other:?}"),
    }
}

/// Claimed, intended and answered.
pub(super) async fn sent(ledger: &SqliteLedger, to_user_id: &str, now: Timestamp, feedback_id: &str) -> i64 {
    let attempt_id = reserved(ledger, to_user_id, now).await;
    let deadline = now.saturating_add(Duration::from_secs(60));
    assert!(ledger.intend(Intent { attempt_id, now, deadline }).await.unwrap());
    let outcome = Outcome::Sent { feedback_id: feedback_id.into(), created_at: Some(now) };
    ledger.settle(Settlement { attempt_id, now, outcome }).await.unwrap();
    attempt_id
}

pub(super) async fn attempts(ledger: &SqliteLedger) -> Vec<Attempt> {
    ledger.attempts(AttemptFilter::default(), None).await.unwrap()
}

/// What opening is refused with; it says what to do about it.
#[track_caller]
pub(super) fn refused(path: &Path, because: &str) -> FeedbackError {
    let refused = SqliteLedger::open(path).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Ledger, "{refused}");
    assert!(refused.message().contains(because), "{refused}");
    refused
}
