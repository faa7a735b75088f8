//! Prints where it listens, as one line of JSON, and serves until its standard input ends.

use std::io::{self, Write};

use twitter_feedback_hostile::Hostile;

fn main() -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let hostile = runtime.block_on(Hostile::start())?;
    let mut output = io::stdout();
    writeln!(output, "{}", serde_json::json!({"url": hostile.url()}))?;
    output.flush()?;
    // Whoever started this may die without a word; its end of the pipe is closed then all the same.
    io::copy(&mut io::stdin(), &mut io::sink())?;
    runtime.shutdown_background();
    Ok(())
}
