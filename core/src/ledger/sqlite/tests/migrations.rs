use rusqlite::Connection;

use super::given::*;
use crate::ledger::claim::Claimed;
use crate::ledger::sqlite::SqliteLedger;
use crate::ledger::sqlite::failure::Done;
use crate::ledger::sqlite::ledger_file::LedgerFile;
use crate::ledger::sqlite::opening::open_writer_as;
use crate::ledger::sqlite::schema::{CURRENT, Migration, Schema};
use crate::ledger::{AttemptState, Ledger};
use crate::model::{ErrorKind, Score};

/// What a later version could look like: two steps on from today's.
const LATER: Schema = Schema {
    version: CURRENT.version + 2,
    sql: concat!(
        include_str!("../schema.sql"),
        "ALTER TABLE meta ADD COLUMN name TEXT; CREATE TABLE more (id INTEGER) STRICT;"
    ),
    migrations: &[
        Migration { from: CURRENT.version, sql: "ALTER TABLE meta ADD COLUMN name TEXT" },
        Migration {
            from: CURRENT.version + 1,
            sql: "CREATE TABLE more (id INTEGER) STRICT; UPDATE meta SET name = 'x'",
        },
    ],
};

const fn with(migrations: &'static [Migration]) -> Schema {
    Schema { migrations, ..LATER }
}

async fn todays_ledger() -> (tempfile::TempDir, LedgerFile) {
    let folder = folder();
    let ledger = SqliteLedger::open(&path_in(&folder)).unwrap();
    sent(&ledger, "1", at(0), "77").await;
    drop(ledger);
    let file = LedgerFile::new(&path_in(&folder)).unwrap();
    (folder, file)
}

fn asked(connection: &Connection) -> i64 {
    connection.query_row("SELECT count(*) FROM attempt WHERE state = 'sent'", [], |row| row.get(0)).unwrap()
}

#[track_caller]
fn refused<T>(opened: Done<T>, because: &str) {
    let refused = opened.err().unwrap().about("ledger.db".as_ref());
    assert_eq!(refused.kind(), ErrorKind::Ledger);
    assert!(refused.message().contains(because), "{refused}");
}

/// A ledger as it was when its schema landed, as text: what `.dump` of the command `sqlite3` writes, and the two
/// numbers in the file's header. A schema that has landed stays here for ever.
fn kept_from(dump: &str) -> (tempfile::TempDir, LedgerFile) {
    let folder = folder();
    let connection = Connection::open(path_in(&folder)).unwrap();
    connection.pragma_update(None, "journal_mode", "WAL").unwrap();
    connection.execute_batch(dump).unwrap();
    connection.close().unwrap();
    let file = LedgerFile::new(&path_in(&folder)).unwrap();
    (folder, file)
}

#[tokio::test]
async fn a_ledger_of_every_schema_that_landed_opens_with_everything_in_it() {
    let kept = [include_str!("kept/schema_1.sql")];
    assert_eq!(kept.len(), usize::try_from(CURRENT.version).unwrap(), "the newest schema has no ledger kept of it");
    for dump in kept {
        let (folder, _) = kept_from(dump);
        let ledger = SqliteLedger::open(&path_in(&folder)).unwrap();
        let history = attempts(&ledger).await;
        let told: Vec<_> =
            history.iter().map(|it| (it.to_user_id.as_str(), it.state, it.feedback_id.as_deref())).collect();
        let expected = [
            ("4", AttemptState::Foreign, Some("79")),
            ("3", AttemptState::Failed, None),
            ("1", AttemptState::Skipped, None),
            ("2", AttemptState::Unknown, None),
            ("1", AttemptState::Sent, Some("77")),
        ];
        assert_eq!(told, expected);
        let first = history.last().unwrap();
        assert_eq!(
            (first.context.agent_id.as_deref(), first.context.tags.join(" ")),
            (Some("agent_7"), "vip late".into())
        );
        let feedback = ledger.folded("77".into()).await.unwrap().unwrap().feedback();
        assert_eq!((feedback.score().map(Score::value), feedback.comment()), (Some(9), Some("Quick!")));
        let coverage = ledger.coverage("900".into()).await.unwrap();
        assert_eq!((coverage.start(), coverage.end()), (Some(at(-700_000)), Some(at(90_000))));
        let answered = ledger.prompt_status("case-1").await.unwrap().unwrap().answered;
        assert!(answered && ledger.prompt_status("case-2").await.unwrap().is_some_and(|status| !status.answered));
        // Whoever was asked then is left alone now, by a claim as by a look.
        for (person, free) in [("1", false), ("2", false), ("3", true), ("4", false)] {
            let claimed = ledger.claim(claim(person, at(86_400))).await.unwrap();
            assert_eq!(matches!(claimed, Claimed::Reserved { .. }), free, "{person}: {claimed:?}");
        }
    }
}

#[tokio::test]
async fn an_older_ledger_is_brought_to_this_version_with_everything_in_it() {
    let (_folder, file) = todays_ledger().await;
    let (connection, _) = open_writer_as(&file, &LATER).unwrap();
    assert_eq!(asked(&connection), 1);
    assert_eq!(connection.query_row("SELECT name FROM meta", [], |row| row.get::<_, String>(0)).unwrap(), "x");
    // Whoever comes second finds the work done.
    open_writer_as(&file, &LATER).unwrap();
}

#[tokio::test]
async fn a_newer_ledger_is_refused_and_left_alone() {
    let (folder, file) = todays_ledger().await;
    open_writer_as(&file, &LATER).unwrap();
    super::given::refused(&path_in(&folder), "newer release");
    assert_eq!(asked(&open_writer_as(&file, &LATER).unwrap().0), 1);
}

#[tokio::test]
async fn a_migration_that_fails_leaves_the_ledger_as_it_was() {
    const BROKEN: Schema = with(&[
        Migration { from: CURRENT.version, sql: "ALTER TABLE meta ADD COLUMN name TEXT" },
        Migration { from: CURRENT.version + 1, sql: "DELETE FROM attempt; SELECT * FROM nowhere" },
    ]);
    let (folder, file) = todays_ledger().await;
    refused(open_writer_as(&file, &BROKEN), "failed");
    assert_eq!(attempts(&SqliteLedger::open(&path_in(&folder)).unwrap()).await.len(), 1);
}

#[tokio::test]
async fn a_migration_that_ends_elsewhere_than_a_new_ledger_begins_is_taken_back() {
    const WRONG: Schema = with(&[
        Migration { from: CURRENT.version, sql: "ALTER TABLE meta ADD COLUMN nam TEXT" },
        Migration { from: CURRENT.version + 1, sql: "CREATE TABLE more (id INTEGER) STRICT" },
    ]);
    let (folder, file) = todays_ledger().await;
    refused(open_writer_as(&file, &WRONG), "not those of version");
    assert_eq!(attempts(&SqliteLedger::open(&path_in(&folder)).unwrap()).await.len(), 1);
}

#[tokio::test]
async fn a_version_that_nobody_ever_wrote_is_refused() {
    let (folder, _) = todays_ledger().await;
    Connection::open(path_in(&folder)).unwrap().execute_batch("PRAGMA user_version = 0").unwrap();
    super::given::refused(&path_in(&folder), "no release ever wrote");
}

#[tokio::test]
async fn tables_that_somebody_changed_are_refused() {
    for change in ["DROP INDEX attempt_live", "CREATE TABLE mine (id)", "ALTER TABLE slot ADD COLUMN mine TEXT"] {
        let (folder, _) = todays_ledger().await;
        Connection::open(path_in(&folder)).unwrap().execute_batch(change).unwrap();
        super::given::refused(&path_in(&folder), "not those of version");
    }
}
