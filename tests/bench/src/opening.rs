//! Opening a ledger of a million attempts, against opening a new one.

use std::path::Path;
use std::time::Instant;

use rusqlite::Connection;
use twitter_feedback::internals::MeasuredLedger;
use twitter_feedback::{Client, Credentials, Policy, Program, Timestamp};

use crate::{Outcome, disk};

const ATTEMPTS: u32 = 1_000_000;

pub(crate) async fn run() -> Outcome<()> {
    let folder = disk::folder()?;
    let (small, large) = (folder.path().join("small.db"), folder.path().join("large.db"));
    let new = open(&small).await?;
    fill(&large).await?;
    println!("Opening a ledger of {ATTEMPTS} attempts, {} MiB", large.metadata()?.len() / 1024 / 1024);
    println!("  {:.0} ms; a new one: {new:.0} ms   (wanted: at most 1000 ms)", open(&large).await?);
    Ok(())
}

/// Milliseconds.
async fn open(path: &Path) -> Outcome<f64> {
    let client = Client::builder(Credentials::new("key", "secret", "token", "token_secret")?).build()?;
    let started = Instant::now();
    let program = Program::open(client, path, Policy::new()).await?;
    let taken = 1e3 * started.elapsed().as_secs_f64();
    drop(program);
    Ok(taken)
}

/// One attempt, made as every one is, and many more like it. A tenth were in the middle of it.
async fn fill(path: &Path) -> Outcome<()> {
    let ledger = MeasuredLedger::open(path)?;
    let now = Timestamp::from(std::time::SystemTime::now());
    ledger.claim_and_intend("1", now).await?;
    drop(ledger);
    let connection = Connection::open(path)?;
    let members = |table: &str| -> rusqlite::Result<String> {
        let sql = format!(
            "SELECT group_concat(name) FROM pragma_table_info('{table}') WHERE name NOT IN ('id', 'to_user', 'state', 'busy')"
        );
        connection.query_row(&sql, [], |row| row.get(0))
    };
    let (attempt, slot) = (members("attempt")?, members("slot")?);
    connection.execute_batch(&format!(
        "BEGIN;
         CREATE TEMP TABLE other AS WITH RECURSIVE other (number) AS
             (SELECT 2 UNION ALL SELECT number + 1 FROM other WHERE number < {ATTEMPTS}) SELECT number FROM other;
         INSERT INTO attempt (to_user, state, {attempt})
             SELECT other.number, iif(other.number % 10 = 0, 'sending', 'sent'), {attempt} FROM other, attempt WHERE id = 1;
         INSERT INTO slot (to_user, busy, {slot})
             SELECT other.number, iif(other.number % 10 = 0, 1, 0), {slot} FROM other, slot WHERE to_user = '1';
         COMMIT;"
    ))?;
    Ok(())
}
