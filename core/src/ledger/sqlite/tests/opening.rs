use std::fs;

use rusqlite::Connection;

use super::given::*;
use crate::ledger::Ledger;
use crate::ledger::sqlite::SqliteLedger;
use crate::ledger::unresolved::Standing;
use crate::model::ErrorKind;

#[tokio::test]
async fn what_was_answered_is_there_after_opening_again() {
    let folder = folder();
    let ledger = SqliteLedger::open(&path_in(&folder)).unwrap();
    sent(&ledger, "1", at(0), "77").await;
    let before = attempts(&ledger).await;
    drop(ledger);
    let ledger = SqliteLedger::open(&path_in(&folder)).unwrap();
    assert_eq!(attempts(&ledger).await, before);
    assert_eq!(ledger.high_water().await.unwrap(), Some(at(0)));
}

#[tokio::test]
async fn handles_of_one_ledger_see_each_other() {
    let folder = folder();
    let (one, other) = (SqliteLedger::open(&path_in(&folder)).unwrap(), SqliteLedger::open(&path_in(&folder)).unwrap());
    sent(&one, "1", at(0), "77").await;
    let standing = other.standing(&"900".into(), &"1".into(), at(60), COOLDOWN).await.unwrap();
    assert!(matches!(standing, Standing::Taken { .. }), "{standing:?}");
}

#[test]
fn one_name_of_many_opens_the_same_ledger() {
    let folder = folder();
    let path = path_in(&folder);
    let _open = SqliteLedger::open(&path).unwrap();
    let link = folder.path().join("link.db");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    let _again = SqliteLedger::open(&link).unwrap();
    assert!(!folder.path().join("link.db-tally").exists());
}

#[cfg(unix)]
#[tokio::test]
async fn only_its_owner_can_read_a_ledger_and_what_stands_beside_it() {
    use std::os::unix::fs::PermissionsExt;

    let folder = folder();
    let ledger = SqliteLedger::open(&path_in(&folder)).unwrap();
    reserved(&ledger, "1", at(0)).await;
    let mut names: Vec<String> = Vec::new();
    for entry in fs::read_dir(folder.path()).unwrap() {
        let entry = entry.unwrap();
        names.push(entry.file_name().into_string().unwrap());
        assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{:?}", entry.file_name());
    }
    names.sort();
    assert_eq!(names, ["ledger.db", "ledger.db-shm", "ledger.db-tally", "ledger.db-wal"]);
}

#[test]
fn an_empty_file_is_never_taken_for_a_new_ledger() {
    let folder = folder();
    fs::write(path_in(&folder), "").unwrap();
    refused(&path_in(&folder), "empty");
    assert_eq!(fs::read(path_in(&folder)).unwrap(), b"");
}

#[test]
fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let folder = folder();
    fs::write(path_in(&folder), "feedback,score\n".repeat(1000)).unwrap();
    refused(&path_in(&folder), "no ledger");
    assert!(fs::read(path_in(&folder)).unwrap().starts_with(b"feedback,score"));
}

#[test]
fn a_database_of_something_else_is_refused_and_left_alone() {
    let folder = folder();
    let other = Connection::open(path_in(&folder)).unwrap();
    other.execute_batch("CREATE TABLE customers (name TEXT); PRAGMA user_version = 1;").unwrap();
    drop(other);
    let before = fs::read(path_in(&folder)).unwrap();
    refused(&path_in(&folder), "something else");
    assert_eq!(fs::read(path_in(&folder)).unwrap(), before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_folder_a_link_to_nothing_and_a_missing_folder_are_refused() {
    let folder = folder();
    refused(folder.path(), "is a folder");
    refused(&folder.path().join("missing/ledger.db"), "folder cannot be found");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(folder.path().join("nothing"), path_in(&folder)).unwrap();
        refused(&path_in(&folder), "link to nothing");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written_is_refused() {
    use std::os::unix::fs::PermissionsExt;

    let folder = folder();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o500)).unwrap();
    // Nothing forbids the superuser to write there, but nobody can write here.
    let root = rustix::process::geteuid().is_root();
    let path = if root { "/proc/self/ledger.db".into() } else { path_in(&folder) };
    refused(&path, "could not be made");
}

#[cfg(target_os = "linux")]
#[test]
fn a_ledger_in_a_folder_that_cannot_be_written_is_refused() {
    use std::os::unix::fs::PermissionsExt;

    if rustix::process::geteuid().is_root() {
        // The superuser may write everywhere: the test above is what can be shown.
        return a_folder_that_cannot_be_written_is_refused();
    }
    let folder = folder();
    drop(SqliteLedger::open(&path_in(&folder)).unwrap());
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o500)).unwrap();
    refused(&path_in(&folder), "cannot be opened for writing");
}

#[tokio::test]
async fn after_a_fork_a_handle_says_so_and_leaves_the_files_alone() {
    let folder = folder();
    let mut child = SqliteLedger::open(&path_in(&folder)).unwrap();
    sent(&child, "1", at(0), "77").await;
    let log = fs::metadata(folder.path().join("ledger.db-wal")).unwrap().len();
    child.as_in_a_forked_child();
    for refused in [
        child.claim(claim("2", at(0))).await.unwrap_err(),
        child.recover(at(0)).await.unwrap_err(),
        child.high_water().await.unwrap_err(),
    ] {
        assert_eq!(refused.kind(), ErrorKind::Ledger);
        assert!(refused.message().contains("before a fork"), "{refused}");
    }
    drop(child);
    // Closing the last connection would have written the log back and removed it.
    assert_eq!(fs::metadata(folder.path().join("ledger.db-wal")).unwrap().len(), log);
    let parent = SqliteLedger::open(&path_in(&folder)).unwrap();
    assert_eq!(attempts(&parent).await.len(), 1);
}
