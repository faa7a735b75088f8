use std::ffi::OsStr;
use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::oneshot;

use super::Ledger;
use super::sqlite::SqliteLedger;
use crate::model::{ErrorKind, FeedbackError, Problem};

/// Where a ledger is, as a user names it: a path, or `sqlite:` and a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Location {
    path: PathBuf,
}

impl Location {
    /// # Errors
    /// `configuration`, naming `ledger`: an empty name; a database that this version does not have.
    pub(crate) fn parse(name: &OsStr) -> Result<Self, FeedbackError> {
        let refuse = |rule: &str, given: &str| {
            Err(FeedbackError::misconfigured(vec![Problem::new("ledger", rule.to_owned(), given)]))
        };
        // A name that is no text can only be a path.
        let path = match name.to_str() {
            None => PathBuf::from(name),
            Some(text) => {
                // The rest of such a name may hold a password.
                let lower = text.to_ascii_lowercase();
                if let Some(scheme) = ["postgres:", "postgresql:"].into_iter().find(|scheme| lower.starts_with(scheme))
                {
                    return refuse("must be a path or `sqlite:` and a path: this version has SQLite alone", scheme);
                }
                PathBuf::from(text.strip_prefix("sqlite:").unwrap_or(text))
            }
        };
        if path.as_os_str().is_empty() {
            return refuse("must name a file", "");
        }
        Ok(Self { path })
    }

    /// Opens it on a thread of its own, so that the caller's runtime goes on.
    ///
    /// # Errors
    /// `ledger`.
    pub(crate) async fn open(self) -> Result<Arc<dyn Ledger>, FeedbackError> {
        let (reply, receiver) = oneshot::channel();
        let opened = std::thread::Builder::new().name("ledger-open".to_owned()).spawn(move || {
            // Whoever waited is gone: then the ledger is closed again.
            let _ = reply.send(SqliteLedger::open(&self.path));
        });
        let failed = |error: std::io::Error| {
            FeedbackError::new(ErrorKind::Ledger, "the system has no thread left for the ledger").with_source(error)
        };
        opened.map_err(failed)?;
        let ended = || FeedbackError::new(ErrorKind::Internal, "opening the ledger ended without a word");
        Ok(Arc::new(receiver.await.map_err(|_| ended())??))
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;
    use std::path::Path;

    use super::Location;
    use crate::model::ErrorKind;

    #[test]
    fn a_path_and_the_same_path_after_sqlite_are_one_place() {
        for name in ["/var/lib/feedback.db", "sqlite:/var/lib/feedback.db"] {
            assert_eq!(Location::parse(OsStr::new(name)).unwrap().path, Path::new("/var/lib/feedback.db"));
        }
    }

    #[test]
    fn a_database_that_this_version_does_not_have_is_a_setting_to_change_and_its_password_is_not_repeated() {
        for name in ["postgres://me:hunter2@db/feedback", "postgresql://me:hunter2@db/feedback"] {
            let refused = Location::parse(OsStr::new(name)).unwrap_err();
            assert_eq!(refused.kind(), ErrorKind::Configuration);
            assert_eq!(refused.problems()[0].field, "ledger");
            assert!(!format!("{refused} {refused:?}").contains("hunter2"));
        }
    }

    #[test]
    fn a_ledger_without_a_name_is_refused() {
        for name in ["", "sqlite:"] {
            assert_eq!(Location::parse(OsStr::new(name)).unwrap_err().kind(), ErrorKind::Configuration, "{name:?}");
        }
    }
}
