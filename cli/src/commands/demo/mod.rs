//! The main job from end to end, on this machine: prompts go out, customers answer, every answer comes back, and
//! neither of two kills in the middle makes a difference.

mod customers;
mod doomed;
mod job;
mod part;
mod people;
mod restart;
mod stage;
mod story;

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use twitter_feedback::report::{CsvProfile, Row, write_csv, write_whole_file};

use crate::exit::Failure;
use crate::output;
use part::Part;
pub(crate) use restart::Restart;
use stage::Stage;
use story::Story;

/// Not the name of anybody's own ledger: the one of the last demo is thrown away.
const LEDGER: &str = "demo.db";

#[derive(Args)]
pub(crate) struct Demo {
    /// The folder for feedback.csv and the ledger, demo.db; made where it does not exist, and both are replaced.
    #[arg(long, default_value = "twitter-feedback-demo", value_name = "FOLDER")]
    out: PathBuf,
}

pub(crate) async fn run(args: Demo, restart: Option<Restart>) -> Result<(), Failure> {
    if let Some(part) = Part::of_this_process() {
        return part.run().await;
    }
    let cannot_write =
        |error: io::Error| Failure::usage(format!("--out {} cannot be written: {error}", args.out.display()));
    // Before the work, so that a wrong --out is told at once.
    std::fs::create_dir_all(&args.out).map_err(cannot_write)?;
    // By its whole name, for whoever else opens it.
    let folder = args.out.canonicalize().map_err(cannot_write)?;
    forget(&folder).map_err(cannot_write)?;

    let restart = restart.as_ref();
    let stage = Stage::new(folder.join(LEDGER)).await?;
    job::ask(&stage, restart).await?;
    let asked = job::look_up(&stage).await?;
    let given = customers::answer(&stage.sandbox, &asked)?;
    let left_alone = job::ask_again(&stage).await?;
    let collected = job::collect(&stage, restart).await?;

    let path = args.out.join("feedback.csv");
    write_whole_file(&path, |out| write_csv(out, CsvProfile::Spreadsheet, collected.fold.iter().map(Row::from)))
        .map_err(cannot_write)?;
    let story = Story { asked: &asked, given: &given, collected: &collected, left_alone };
    for sentence in story.tell(&stage).await? {
        output::line(&sentence)?;
    }
    stage.sandbox.stop().await;
    let (csv, ledger) = (path.display(), args.out.join(LEDGER));
    output::line(&format!("\nOne row for each person is in {csv}; open it in any spreadsheet."))?;
    output::line(&format!("Who was asked and what was seen is in the ledger, {}.", ledger.display()))
}

/// Begins anew where a demo was run before.
fn forget(folder: &Path) -> io::Result<()> {
    for suffix in ["", "-wal", "-shm", "-tally"] {
        match std::fs::remove_file(folder.join(format!("{LEDGER}{suffix}"))) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}
