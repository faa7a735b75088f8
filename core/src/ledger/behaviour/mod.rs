//! What every ledger does, whatever it is made of: one test for each rule, on each ledger.

mod accounts;
mod bounds;
mod claims;
mod commands;
mod daily;
mod folding;
mod given;
mod history;
mod intents;
mod interleaving;
mod matching;
mod on_memory;
mod on_sqlite;
mod recovery;
mod rules;
mod scans;
mod settlements;
mod storing;
mod subject;
mod windows;

use rules::behaviour;
use subject::Subject;
