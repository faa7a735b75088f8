//! `uniffi-bindgen`, as the workspace pins it: a crate of its own, because a library beside the native module would
//! silently take its link-time optimisation away.
//!
//! Two things are changed in the Kotlin it writes. Where native calls report how they went is used again, not made anew
//! for every call (`CallStatuses.kt`, which is put beside it). And the compiler does not warn of it, so that warnings
//! are errors in what is written by hand.
#![forbid(unsafe_code)]

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// In the package of what is generated.
const CALL_STATUSES: &str = include_str!("CallStatuses.kt");

/// What uniffi writes, and what becomes of it.
const CHANGES: [(&str, &str); 2] = [(MADE_ANEW, USED_AGAIN), (SUPPRESSED, ALL_SUPPRESSED)];

const MADE_ANEW: &str = "
    var status = UniffiRustCallStatus()
    val return_value = callback(status)
    uniffiCheckCallStatus(errorHandler, status)
    return return_value
";

const USED_AGAIN: &str = "
    return CallStatuses.use { status ->
        val return_value = callback(status)
        uniffiCheckCallStatus(errorHandler, status)
        return_value
    }
";

const SUPPRESSED: &str = "@file:Suppress(\"NAME_SHADOWING\")";

const ALL_SUPPRESSED: &str = "@file:Suppress(\"warnings\")";

fn main() -> Result<(), Box<dyn Error>> {
    uniffi::uniffi_bindgen_main();
    // Asked for something else, such as help, it has written nothing.
    match env::args_os().skip_while(|argument| argument != "--out-dir").nth(1) {
        Some(directory) => kotlin_files(Path::new(&directory))?.iter().try_for_each(|file| change(file)),
        None => Ok(()),
    }
}

fn kotlin_files(directory: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(kotlin_files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "kt") && !path.ends_with("CallStatuses.kt") {
            files.push(path);
        }
    }
    Ok(files)
}

fn change(file: &Path) -> Result<(), Box<dyn Error>> {
    let mut text = fs::read_to_string(file)?;
    for (written, wanted) in CHANGES {
        if text.matches(written).count() != 1 {
            return Err(format!("{}: uniffi does not write what this was made for: {written}", file.display()).into());
        }
        text = text.replace(written, wanted);
    }
    fs::write(file, text)?;
    Ok(fs::write(file.with_file_name("CallStatuses.kt"), CALL_STATUSES)?)
}
