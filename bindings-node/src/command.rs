//! The command-line program, carried by the package.

use std::ffi::OsString;

use napi_derive::napi;
use twitter_feedback_bindings::take_over_panics;

use crate::guard::caught;

/// Runs the command `twitter-feedback` with these arguments, the program's name first, and returns its exit code.
#[napi]
pub fn run(args: Vec<String>) -> napi::Result<u8> {
    caught(|| {
        let_signals_be();
        // The command tells of its own defects, as it does without Node.
        drop(std::panic::take_hook());
        let code = twitter_feedback_cli::run(args.into_iter().map(OsString::from));
        take_over_panics();
        Ok(code)
    })
}

/// Takes Node's handlers away: they raise their signal anew, without end where the command's own stand before them.
#[cfg(unix)]
fn let_signals_be() {
    for signal in [libc::SIGINT, libc::SIGTERM] {
        // SAFETY: the default takes no code of ours, and nothing in a process that runs the command relies on Node's.
        unsafe { libc::signal(signal, libc::SIG_DFL) };
    }
}

#[cfg(not(unix))]
fn let_signals_be() {}
