use super::given::*;
use crate::ledger::Ledger;
use crate::ledger::sqlite::SqliteLedger;
use crate::ledger::sqlite::job::Places;
use crate::model::ErrorKind;

#[tokio::test]
async fn a_full_disk_records_nothing_grants_nothing_and_heals() {
    let folder = folder();
    let ledger = SqliteLedger::open(&path_in(&folder)).unwrap();
    let limited = ledger.write(&Places::NONE, |connection| {
        Ok(connection.query_row("PRAGMA max_page_count = 1", [], |row| row.get::<_, i64>(0))?)
    });
    limited.await.unwrap();
    let mut granted = 0;
    let refused = loop {
        match ledger.claim(claim(&format!("{granted:0>60}"), at(0))).await {
            Ok(_) => granted += 1,
            Err(refused) => break refused,
        }
    };
    assert_eq!(refused.kind(), ErrorKind::Ledger);
    assert!(refused.message().contains("full"), "{refused}");
    assert_eq!(attempts(&ledger).await.len(), granted);
    // The next one gets a new connection, which has room again.
    reserved(&ledger, &format!("{granted:0>60}"), at(0)).await;
    assert_eq!(attempts(&ledger).await.len(), granted + 1);
}

/// Claims until the system lets no file grow any more, and says how often it was granted.
#[cfg(unix)]
#[tokio::test]
async fn a_file_that_may_not_grow_records_nothing_and_grants_nothing() {
    const IN_CHILD: &str = "TWITTER_FEEDBACK_TEST_LIMITED";

    if let Some(path) = std::env::var_os(IN_CHILD) {
        let ledger = SqliteLedger::open(path.as_ref()).unwrap();
        let mut granted = 0;
        let refused = loop {
            match ledger.claim(claim(&granted.to_string(), at(0))).await {
                Ok(_) => granted += 1,
                Err(refused) => break refused,
            }
        };
        assert_eq!(refused.kind(), ErrorKind::Ledger);
        let again = ledger.claim(claim(&granted.to_string(), at(0))).await.unwrap_err();
        assert_eq!(again.kind(), ErrorKind::Ledger);
        std::fs::write(format!("{}.granted", path.display()), granted.to_string()).unwrap();
        return;
    }
    let folder = folder();
    // The signal that would end the process is ignored, so that writing fails instead.
    let ended = std::process::Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 500; exec \"$0\" \"$@\""])
        .arg(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "ledger::sqlite::tests::full_disk::a_file_that_may_not_grow_records_nothing_and_grants_nothing",
        ])
        .env(IN_CHILD, path_in(&folder))
        .output()
        .unwrap();
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stdout));
    let granted: usize = std::fs::read_to_string(folder.path().join("ledger.db.granted")).unwrap().parse().unwrap();
    assert!(granted > 0);
    let ledger = SqliteLedger::open(&path_in(&folder)).unwrap();
    assert_eq!(attempts(&ledger).await.len(), granted);
}
