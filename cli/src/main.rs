//! The program `twitter-feedback`.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(twitter_feedback_cli::run(std::env::args_os()))
}
