use std::fs;
use std::path::Path;

use rusqlite::Connection;
use tempfile::TempDir;

use super::given::*;
use crate::ledger::Ledger;
use crate::ledger::claim::{Claim, Claimed};
use crate::ledger::sqlite::connection::{Purpose, connect};
use crate::ledger::sqlite::{SqliteLedger, claims};
use crate::model::ErrorKind;

/// The files of a ledger as a kill leaves them, elsewhere.
fn copy(of: &TempDir, leave_out: &str) -> TempDir {
    let copy = folder();
    for entry in fs::read_dir(of.path()).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if name != leave_out && !name.ends_with("-shm") {
            fs::copy(entry.path(), copy.path().join(name)).unwrap();
        }
    }
    copy
}

#[tokio::test]
async fn a_killed_ledger_opens_with_everything_that_was_answered() {
    let origin = folder();
    let ledger = SqliteLedger::open(&path_in(&origin)).unwrap();
    sent(&ledger, "1", at(0), "77").await;
    let killed = copy(&origin, "");
    let opened = SqliteLedger::open(&path_in(&killed)).unwrap();
    assert_eq!(attempts(&opened).await, attempts(&ledger).await);
}

#[tokio::test]
async fn a_ledger_that_lost_its_log_is_refused() {
    let origin = folder();
    let ledger = SqliteLedger::open(&path_in(&origin)).unwrap();
    sent(&ledger, "1", at(0), "77").await;
    let lost = copy(&origin, "ledger.db-wal");
    refused(&path_in(&lost), "older than it was");
}

#[tokio::test]
async fn a_ledger_whose_log_was_cut_anywhere_is_whole_or_refused() {
    let origin = folder();
    let ledger = SqliteLedger::open(&path_in(&origin)).unwrap();
    sent(&ledger, "1", at(0), "77").await;
    let log = fs::metadata(origin.path().join("ledger.db-wal")).unwrap().len();
    let mut whole = 0;
    for length in (0..=log).rev().step_by(509) {
        let cut = copy(&origin, "");
        fs::File::options().write(true).open(cut.path().join("ledger.db-wal")).unwrap().set_len(length).unwrap();
        match SqliteLedger::open(&path_in(&cut)) {
            Ok(opened) => {
                assert_eq!(attempts(&opened).await, attempts(&ledger).await, "cut to {length}");
                whole += 1;
            }
            Err(refused) => {
                assert_eq!(refused.kind(), ErrorKind::Ledger);
                assert!(refused.message().contains("older than it was"), "cut to {length}: {refused}");
            }
        }
    }
    assert_eq!(whole, 1);
}

#[tokio::test]
async fn a_ledger_that_is_gone_is_not_begun_anew() {
    let folder = folder();
    drop(SqliteLedger::open(&path_in(&folder)).unwrap());
    fs::remove_file(path_in(&folder)).unwrap();
    refused(&path_in(&folder), "is gone");
    assert!(!path_in(&folder).exists());
    // Who deletes the tally too wants a new one.
    fs::remove_file(folder.path().join("ledger.db-tally")).unwrap();
    let begun = SqliteLedger::open(&path_in(&folder)).unwrap();
    assert_eq!(attempts(&begun).await, []);
}

#[tokio::test]
async fn an_older_copy_put_in_place_of_a_ledger_is_refused_until_its_tally_is_deleted() {
    let folder = folder();
    let ledger = SqliteLedger::open(&path_in(&folder)).unwrap();
    reserved(&ledger, "1", at(0)).await;
    drop(ledger);
    let backup = fs::read(path_in(&folder)).unwrap();
    let ledger = SqliteLedger::open(&path_in(&folder)).unwrap();
    sent(&ledger, "2", at(0), "77").await;
    drop(ledger);
    fs::write(path_in(&folder), backup).unwrap();
    refused(&path_in(&folder), "delete");
    fs::remove_file(folder.path().join("ledger.db-tally")).unwrap();
    let restored = SqliteLedger::open(&path_in(&folder)).unwrap();
    assert_eq!(attempts(&restored).await.len(), 1);
}

#[tokio::test]
async fn another_ledger_put_in_place_of_one_is_refused() {
    let (folder, other) = (folder(), folder());
    drop(SqliteLedger::open(&path_in(&other)).unwrap());
    let ledger = SqliteLedger::open(&path_in(&folder)).unwrap();
    reserved(&ledger, "1", at(0)).await;
    drop(ledger);
    fs::copy(path_in(&other), path_in(&folder)).unwrap();
    refused(&path_in(&folder), "another ledger");
}

#[tokio::test]
async fn a_ledger_that_is_removed_or_replaced_while_it_is_open_grants_nothing() {
    let folder = folder();
    let ledger = SqliteLedger::open(&path_in(&folder)).unwrap();
    reserved(&ledger, "1", at(0)).await;
    fs::rename(path_in(&folder), folder.path().join("moved")).unwrap();
    for _ in 0..2 {
        let refused = ledger.claim(claim("2", at(0))).await.unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::Ledger);
        assert!(refused.message().contains("removed or replaced"), "{refused}");
    }
    fs::rename(folder.path().join("moved"), path_in(&folder)).unwrap();
    reserved(&ledger, "2", at(0)).await;
}

#[tokio::test]
async fn damage_where_no_claim_would_look_is_found_when_a_ledger_is_opened() {
    let folder = asked_not_long_ago().await;
    let connection = Connection::open(path_in(&folder)).unwrap();
    let number = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    let page = number("SELECT rootpage FROM sqlite_schema WHERE name = 'attempt_external'");
    let size = number("PRAGMA page_size");
    connection.close().unwrap();
    let mut bytes = fs::read(path_in(&folder)).unwrap();
    let end = usize::try_from(page * size).unwrap();
    // The last entry of the page: a reference that is not the attempt's any more.
    bytes[end - 4] ^= 1;
    fs::write(path_in(&folder), bytes).unwrap();
    refused(&path_in(&folder), "damaged");
}

/// After each flipped bit: does the ledger refuse, or does it still know that this person was asked?
async fn flip(
    origin: &TempDir,
    step: usize,
    opened_and_claimed: impl AsyncFn(&Path, Claim) -> Option<Claimed>,
) -> (usize, usize) {
    let bytes = fs::read(path_in(origin)).unwrap();
    let (mut refusals, mut skips) = (0, 0);
    // The header byte by byte, then a few bits of every page's every part.
    let offsets = (0..100).chain((100..bytes.len()).step_by(step));
    for (turn, offset) in offsets.enumerate() {
        let damaged = copy(origin, "");
        let mut bytes = bytes.clone();
        bytes[offset] ^= 1 << (turn % 8);
        fs::write(path_in(&damaged), bytes).unwrap();
        match opened_and_claimed(&path_in(&damaged), claim("1", at(3600))).await {
            None => refusals += 1,
            Some(Claimed::Reserved { .. }) => panic!("bit {} of byte {offset} asks twice", turn % 8),
            Some(_) => skips += 1,
        }
    }
    (refusals, skips)
}

async fn asked_not_long_ago() -> TempDir {
    let folder = folder();
    let ledger = SqliteLedger::open(&path_in(&folder)).unwrap();
    for person in 1..30 {
        sent(&ledger, &person.to_string(), at(person), &format!("7{person}")).await;
    }
    folder
}

#[tokio::test]
async fn no_flipped_bit_asks_twice() {
    let origin = asked_not_long_ago().await;
    let (refusals, skips) = flip(&origin, 509, async |path, claim| {
        let ledger = SqliteLedger::open(path).map_err(|error| assert_eq!(error.kind(), ErrorKind::Ledger)).ok()?;
        ledger.claim(claim).await.map_err(|error| assert_eq!(error.kind(), ErrorKind::Ledger)).ok()
    })
    .await;
    assert!(refusals > 20 && skips > 20, "{refusals} were refused and {skips} skipped");
}

/// A big ledger is not looked through when it is opened: the slot, the attempt and its index each know it.
#[tokio::test]
async fn no_flipped_bit_asks_twice_where_nobody_looks_for_it() {
    let origin = asked_not_long_ago().await;
    let (refusals, skips) = flip(&origin, 127, async |path, claim| {
        let connection = connect(path, Purpose::Write).ok()?;
        claims::claim(&connection, &claim).ok()
    })
    .await;
    assert!(refusals > 20 && skips > 20, "{refusals} were refused and {skips} skipped");
}
