use std::borrow::Cow;
use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::model::{ErrorKind, FeedbackError};
use crate::whole_file::write_whole_file;

/// More than any credentials file needs.
const MAX_BYTES: usize = 64 * 1024;

#[derive(Deserialize)]
struct CredentialsFile<'a> {
    // Borrowed from the buffer that is wiped, unless one has a character that JSON escapes.
    #[serde(borrow)]
    consumer_key: Cow<'a, str>,
    #[serde(borrow)]
    consumer_secret: Cow<'a, str>,
    #[serde(borrow)]
    access_token: Cow<'a, str>,
    #[serde(borrow)]
    access_token_secret: Cow<'a, str>,
}

/// The four values of the file, in the order of `Credentials::FIELDS`.
pub(super) fn read(path: &Path) -> Result<[SecretString; 4], FeedbackError> {
    let shown = path.display();
    let refuse = |why: String| FeedbackError::new(ErrorKind::Configuration, format!("credentials file {shown} {why}"));

    let file = File::open(path).map_err(|e| refuse(format!("cannot be opened: {e}")))?;
    refuse_readable_by_others(&file).map_err(&refuse)?;
    // Room for all of it at once: growing would leave copies behind that nobody wipes.
    let mut text = Zeroizing::new(String::with_capacity(MAX_BYTES));
    file.take(MAX_BYTES as u64).read_to_string(&mut text).map_err(|e| refuse(format!("cannot be read: {e}")))?;
    // The reader's own message could repeat a piece of the file: only the place is told.
    let parsed: CredentialsFile<'_> = serde_json::from_str(&text).map_err(|e| {
        refuse(format!(
            "must be a JSON object with the members consumer_key, consumer_secret, access_token and access_token_secret, \
             all plain strings (line {}, column {})",
            e.line(),
            e.column()
        ))
    })?;
    Ok([parsed.consumer_key, parsed.consumer_secret, parsed.access_token, parsed.access_token_secret]
        .map(|value| SecretString::from(value.into_owned())))
}

/// Writes the file that [`read`] reads. Temporary files are made with the mode 0600, and it stays.
pub(super) fn write(path: &Path, names: [&str; 4], values: [&SecretString; 4]) -> Result<(), FeedbackError> {
    let mut text = Zeroizing::new(String::with_capacity(MAX_BYTES));
    for (name, value) in names.iter().zip(values) {
        let before = if text.is_empty() { "{" } else { "," };
        let value = Zeroizing::new(serde_json::to_string(value.expose_secret()).unwrap_or_default());
        text.push_str(&format!("{before}\n  \"{name}\": "));
        text.push_str(&value);
    }
    text.push_str("\n}\n");
    // Past the buffer, which nobody wipes.
    write_whole_file(path, |out| out.get_mut().write_all(text.as_bytes())).map_err(|error| {
        let shown = path.display();
        FeedbackError::new(ErrorKind::Configuration, format!("credentials file {shown} cannot be written: {error}"))
    })
}

#[cfg(unix)]
fn refuse_readable_by_others(file: &File) -> Result<(), String> {
    use std::os::unix::fs::PermissionsExt;

    // Asked of the open file: the path could be exchanged in between.
    let mode = file.metadata().map_err(|e| format!("cannot be examined: {e}"))?.permissions().mode() & 0o777;
    if mode & 0o077 == 0 {
        Ok(())
    } else {
        Err(format!("must be readable by its owner alone, mode 0600 (given: {mode:04o}); run `chmod 600` on it"))
    }
}

#[cfg(not(unix))]
fn refuse_readable_by_others(_file: &File) -> Result<(), String> {
    // Access lists are the platform's business there; profiles are private by default.
    Ok(())
}
