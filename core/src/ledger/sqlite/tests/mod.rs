//! What only a file can do, beside the behaviour that every ledger shares.

mod damage;
mod full_disk;
mod given;
mod migrations;
mod opening;
mod sharing;
