//! The main job from end to end, on this machine: prompts go out, customers answer, every answer comes back.

mod customers;
mod job;
mod story;

use std::path::PathBuf;

use clap::Args;
use twitter_feedback::Timestamp;
use twitter_feedback::report::{CsvProfile, Row, write_csv, write_whole_file};
use twitter_feedback_sandbox::{Sandbox, SandboxOptions};

use crate::exit::Failure;
use crate::output;

/// A Monday morning; fixed, so that two demos write the same file.
const START: &str = "2026-01-05T09:00:00Z";

#[derive(Args)]
pub(crate) struct Demo {
    /// The folder for feedback.csv; made where it does not exist.
    #[arg(long, default_value = "twitter-feedback-demo", value_name = "FOLDER")]
    out: PathBuf,
}

pub(crate) async fn run(args: Demo) -> Result<(), Failure> {
    let cannot_write =
        |error: std::io::Error| Failure::usage(format!("--out {} cannot be written: {error}", args.out.display()));
    // Before the work, so that a wrong --out is told at once.
    std::fs::create_dir_all(&args.out).map_err(cannot_write)?;

    let start: Timestamp = START.parse()?;
    let mut options = SandboxOptions::default();
    options.start_at = Some(start.as_millis());
    options.repeat_updates = true;
    let sandbox = Sandbox::start(options).await.map_err(|error| Failure::defect(error.to_string()))?;
    let client = sandbox.client()?;

    let asked = job::ask(&client, &sandbox).await?;
    let given = customers::answer(&sandbox, &asked)?;
    let collected = job::collect(&client, &sandbox, start).await?;
    sandbox.stop().await;

    let path = args.out.join("feedback.csv");
    write_whole_file(&path, |out| write_csv(out, CsvProfile::Spreadsheet, collected.fold.iter().map(Row::from)))
        .map_err(cannot_write)?;
    for sentence in story::tell(&asked, &given, &collected)? {
        output::line(&sentence)?;
    }
    output::line(&format!("\nOne row for each person is in {}; open it in any spreadsheet.", path.display()))
}
