use std::io::{self, Write};

use crate::exit::Failure;

/// Writes one line of data to stdout.
///
/// # Errors
/// When stdout cannot be written. A reader that has gone (`| head`) ends the command quietly: that
/// is how one stops reading.
pub(crate) fn line(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match writeln!(out, "{text}").and_then(|()| out.flush()) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(Failure::nobody_reads()),
        Err(error) => Err(Failure::output(format!("stdout cannot be written: {error}"))),
    }
}

/// Text from outside as it may stand on a terminal: control characters are shown, not obeyed.
pub(crate) fn printable(text: &str) -> String {
    text.chars().flat_map(|c| if c.is_control() { c.escape_debug().collect::<Vec<_>>() } else { vec![c] }).collect()
}

/// Tells stderr something that is no failure.
pub(crate) fn note(text: &str) {
    // Nobody is left to tell when stderr is gone.
    let _ = writeln!(io::stderr(), "note: {text}");
}
