use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};

use crate::model::{ErrorKind, FeedbackError};

/// Handles that are open in this process, and whose it was when they were opened.
static OPEN: AtomicUsize = AtomicUsize::new(0);
static OPENED_BY: AtomicU32 = AtomicU32::new(0);

/// The process that opened a ledger: no other may use that handle, although `fork` copies it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Owner(u32);

impl Owner {
    /// # Errors
    /// In a child that was forked while its parent had a ledger open: SQLite's memory of who holds which lock was
    /// copied, the locks were not.
    pub(super) fn enter() -> Result<Self, FeedbackError> {
        let current = std::process::id();
        if forked(OPEN.load(Ordering::SeqCst), OPENED_BY.load(Ordering::SeqCst), current) {
            return Err(FeedbackError::new(
                ErrorKind::Ledger,
                "no ledger can be opened here: this process was forked from one that had a ledger open. Open it after \
                 the fork only, or start the process anew (spawn) instead of forking",
            ));
        }
        OPENED_BY.store(current, Ordering::SeqCst);
        OPEN.fetch_add(1, Ordering::SeqCst);
        Ok(Self(current))
    }

    #[cfg(test)]
    pub(super) fn as_a_child_finds_it(self) -> Self {
        Self(self.0.wrapping_add(1))
    }

    pub(super) fn leave(self) {
        OPEN.fetch_sub(1, Ordering::SeqCst);
    }

    pub(super) fn is_foreign_to(self, process: u32) -> bool {
        self.0 != process
    }

    /// # Errors
    /// Everywhere but in the process that opened it.
    pub(super) fn check(self, process: u32) -> Result<(), FeedbackError> {
        if self.is_foreign_to(process) {
            return Err(FeedbackError::new(
                ErrorKind::Ledger,
                "this ledger was opened before a fork and works in the parent process only: open it after the fork",
            ));
        }
        Ok(())
    }
}

/// Whether handles that this process remembers are another's.
fn forked(open: usize, opened_by: u32, current: u32) -> bool {
    open > 0 && opened_by != current
}

#[cfg(test)]
mod tests {
    use super::{Owner, forked};
    use crate::model::ErrorKind;

    #[test]
    fn a_handle_works_in_the_process_that_opened_it_and_in_no_other() {
        let owner = Owner(7);
        assert!(owner.check(7).is_ok());
        let refused = owner.check(8).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::Ledger);
        assert!(refused.message().contains("after the fork"), "{refused}");
    }
    #[test]
    fn a_child_opens_a_ledger_unless_its_parent_had_one_open() {
        assert!(!forked(0, 0, 7), "the first ledger of a process");
        assert!(!forked(2, 7, 7), "one more in the same process");
        assert!(!forked(0, 7, 8), "the parent had closed its own");
        assert!(forked(1, 7, 8));
    }
}
