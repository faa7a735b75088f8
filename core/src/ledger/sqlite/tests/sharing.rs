use std::sync::mpsc;

use super::given::*;
use crate::ledger::claim::Claimed;
use crate::ledger::sqlite::SqliteLedger;
use crate::ledger::sqlite::failure::{Done, Failure};
use crate::ledger::sqlite::job::Places;
use crate::ledger::{AttemptState, Ledger};
use crate::model::ErrorKind;

const EARLIER: &str = "INSERT INTO quarantine (digest, source, received_at, json_path, reason, raw)
     VALUES (randomblob(16), 'events', 0, '', '', 'earlier')";

/// Keeps the writer busy until something is sent there, so that what is called meanwhile shares one transaction.
fn held(ledger: &SqliteLedger) -> mpsc::Sender<()> {
    let (go, wait) = mpsc::channel();
    drop(ledger.write(&Places::NONE, move |_| {
        let _ = wait.recv();
        Ok(())
    }));
    go
}

fn commits(connection: &rusqlite::Connection) -> Done<i64> {
    Ok(connection.query_row("SELECT commits FROM meta", [], |row| row.get(0))?)
}

#[tokio::test]
async fn what_waits_together_is_flushed_together() {
    let folder = folder();
    let ledger = SqliteLedger::open(&path_in(&folder)).unwrap();
    let before = ledger.read(commits).await.unwrap();
    let go = held(&ledger);
    let claims: Vec<_> = (0..20).map(|person| ledger.claim(claim(&person.to_string(), at(0)))).collect();
    go.send(()).unwrap();
    for claim in claims {
        assert!(matches!(claim.await.unwrap(), Claimed::Reserved { .. }));
    }
    let commits = ledger.read(commits).await.unwrap() - before;
    assert!((1..20).contains(&commits), "{commits} commits for 20 claims");
}

#[tokio::test]
async fn a_failure_undoes_its_own_work_and_no_other() {
    let folder = folder();
    let ledger = SqliteLedger::open(&path_in(&folder)).unwrap();
    let go = held(&ledger);
    let before = ledger.claim(claim("1", at(0)));
    let failing = ledger.write(&Places::NONE, |connection| -> Done<()> {
        connection.execute_batch("DELETE FROM attempt")?;
        Err(Failure::refused(ErrorKind::Ledger, "it was to fail"))
    });
    let after = ledger.claim(claim("2", at(0)));
    go.send(()).unwrap();
    assert!(failing.await.unwrap_err().message().contains("it was to fail"));
    assert!(matches!(before.await.unwrap(), Claimed::Reserved { .. }));
    assert!(matches!(after.await.unwrap(), Claimed::Reserved { .. }));
    assert_eq!(attempts(&ledger).await.len(), 2);
}

#[tokio::test]
async fn a_failure_of_the_disk_fails_everybody_whom_it_kept_from_being_recorded() {
    let folder = folder();
    let ledger = SqliteLedger::open(&path_in(&folder)).unwrap();
    let go = held(&ledger);
    let before = ledger.write(&Places::NONE, |connection| Ok(connection.execute(EARLIER, [])?));
    let filling = ledger.write(&Places::NONE, |connection| -> Done<()> {
        connection.query_row("PRAGMA max_page_count = 1", [], |_| Ok(()))?;
        for _ in 0..1000 {
            connection.execute(EARLIER, [])?;
        }
        Ok(())
    });
    go.send(()).unwrap();
    let failed = filling.await.unwrap_err();
    assert!(failed.message().contains("full"), "{failed}");
    // The two may have shared a transaction or not; an answer is what counts.
    let recorded = ledger.read(|c| Ok(c.query_row("SELECT count(*) FROM quarantine", [], |row| row.get::<_, i64>(0))?));
    assert_eq!(recorded.await.unwrap(), i64::from(before.await.is_ok()));
    reserved(&ledger, "1", at(0)).await;
}

#[tokio::test]
async fn an_answer_that_nobody_waits_for_is_recorded_all_the_same() {
    let folder = folder();
    let ledger = SqliteLedger::open(&path_in(&folder)).unwrap();
    drop(ledger.claim(claim("1", at(0))));
    drop(ledger);
    let ledger = SqliteLedger::open(&path_in(&folder)).unwrap();
    assert_eq!(attempts(&ledger).await.len(), 1);
}

#[tokio::test]
async fn what_changes_nothing_flushes_nothing() {
    let folder = folder();
    let ledger = SqliteLedger::open(&path_in(&folder)).unwrap();
    let before = ledger.read(commits).await.unwrap();
    assert_eq!(ledger.recover(at(0)).await.unwrap(), 0);
    assert_eq!(ledger.read(commits).await.unwrap(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_many_handles_gets_the_slot() {
    let folder = folder();
    let ledgers: Vec<_> = (0..4).map(|_| SqliteLedger::open(&path_in(&folder)).unwrap()).collect();
    let claims: Vec<_> = (0..40).map(|turn| ledgers[turn % 4].claim(claim("1", at(0)))).collect();
    let mut granted = 0;
    for claim in claims {
        granted += usize::from(matches!(claim.await.unwrap(), Claimed::Reserved { .. }));
    }
    assert_eq!(granted, 1);
}

/// The second wall: whatever becomes of the slot.
#[tokio::test]
async fn a_pair_has_one_live_attempt_even_where_its_slot_was_lost() {
    let folder = folder();
    let ledger = SqliteLedger::open(&path_in(&folder)).unwrap();
    reserved(&ledger, "1", at(0)).await;
    ledger.write(&Places::NONE, |connection| Ok(connection.execute("DELETE FROM slot", [])?)).await.unwrap();
    let refused = ledger.claim(claim("1", at(0))).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Ledger);
    let live: Vec<_> = attempts(&ledger).await.iter().map(|attempt| attempt.state).collect();
    assert_eq!(live, [AttemptState::Reserved]);
}

#[test]
fn one_of_many_who_make_a_ledger_makes_it() {
    let folder = folder();
    let path = path_in(&folder);
    std::thread::scope(|scope| {
        let opening: Vec<_> = (0..8).map(|_| scope.spawn(|| SqliteLedger::open(&path).map(drop))).collect();
        for opened in opening {
            opened.join().unwrap().unwrap();
        }
    });
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| name.to_string_lossy().starts_with("ledger.db")), "{left:?}");
}
