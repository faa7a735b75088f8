//! How long `--version` takes, against a program that does nothing.

use std::process::{Command, Stdio};
use std::time::Instant;

use crate::Outcome;
use crate::cost::median;

const RUNS: usize = 30;

pub(crate) fn run() -> Outcome<()> {
    let program = std::env::current_exe()?.with_file_name("twitter-feedback");
    let time = |command: &mut Command| -> Outcome<f64> {
        let started = Instant::now();
        command.stdout(Stdio::null()).status()?;
        Ok(1e3 * started.elapsed().as_secs_f64())
    };
    let (mut ours, mut floor) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        ours.push(time(Command::new(&program).arg("--version"))?);
        floor.push(time(&mut Command::new("true"))?);
    }
    println!(
        "twitter-feedback --version: {:.1} ms; a program that does nothing: {:.1} ms   (wanted: at most 20 ms)",
        median(ours),
        median(floor)
    );
    Ok(())
}
