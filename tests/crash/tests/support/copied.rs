use std::ffi::OsString;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

/// A copy of a ledger's files, looked into without touching the ledger: opening and closing that would tidy it up.
pub(crate) struct Copied {
    _folder: tempfile::TempDir,
    /// `None` where there is no ledger yet.
    connection: Option<Connection>,
}

/// How far a pull came.
pub(crate) struct Stored {
    pub(crate) windows: usize,
    pub(crate) pages: usize,
    /// Events on these pages, as the windows say.
    pub(crate) counted: usize,
    /// Events that are there.
    pub(crate) events: usize,
}

impl Copied {
    pub(crate) fn of(ledger: &Path) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("copy.db");
        for suffix in ["", "-wal"] {
            let from = beside(ledger, suffix);
            if from.exists() {
                std::fs::copy(from, beside(&copy, suffix)).unwrap();
            }
        }
        let connection = copy.exists().then(|| Connection::open(&copy).unwrap());
        Self { _folder: folder, connection }
    }

    /// How far the attempts came, oldest first.
    pub(crate) fn states(&self) -> Vec<String> {
        self.texts("SELECT state FROM attempt WHERE state != 'foreign' ORDER BY id")
    }

    pub(crate) fn stored(&self) -> Stored {
        let number = |what: &str| {
            let texts = self.texts(&format!("SELECT CAST(coalesce({what}, 0) AS TEXT)"));
            texts.first().map_or(0, |text| text.parse().unwrap())
        };
        Stored {
            windows: number("(SELECT count(*) FROM sync_window)"),
            pages: number("(SELECT sum(pages) FROM sync_window)"),
            counted: number("(SELECT sum(events) FROM sync_window)"),
            events: number("(SELECT count(*) FROM event)"),
        }
    }

    /// Everything that was seen: what a pull leaves behind, however it came about.
    pub(crate) fn seen(&self) -> Vec<String> {
        [
            "SELECT 'event ' || feedback_id || ' ' || hex(digest) || ' ' || event_at FROM event ORDER BY 1",
            "SELECT 'feedback ' || id || ' ' || hex(state) FROM feedback ORDER BY 1",
            "SELECT 'window ' || from_time || ' ' || to_time || ' ' || pages || ' ' || events || ' ' ||
                 (completed_at IS NOT NULL) FROM sync_window ORDER BY 1",
            "SELECT 'attempt ' || sender || ' ' || to_user || ' ' || state || ' ' || asked_at || ' ' || cool_until
                 || ' ' || feedback_id FROM attempt ORDER BY 1",
            "SELECT 'slot ' || sender || ' ' || to_user || ' ' || busy || ' ' || cool_until FROM slot ORDER BY 1",
        ]
        .iter()
        .flat_map(|sql| self.texts(sql))
        .collect()
    }

    fn texts(&self, sql: &str) -> Vec<String> {
        let Some(connection) = &self.connection else { return Vec::new() };
        let mut statement = connection.prepare(sql).unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    }
}

fn beside(file: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(suffix);
    name.into()
}
