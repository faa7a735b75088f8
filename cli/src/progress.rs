use indicatif::{ProgressBar, ProgressStyle};

/// A bar on stderr for work whose length is known; nothing is drawn where stderr is no terminal.
pub(crate) fn bar(length: u64, what: &'static str) -> ProgressBar {
    let bar = ProgressBar::new(length).with_message(what);
    if let Ok(style) = ProgressStyle::with_template("{msg:<22} {bar:40} {pos}/{len}") {
        bar.set_style(style);
    }
    bar
}

/// A counter on stderr for work whose length is not known.
pub(crate) fn counter(what: &'static str) -> ProgressBar {
    let bar = ProgressBar::new_spinner().with_message(what);
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {pos}") {
        bar.set_style(style);
    }
    bar
}
