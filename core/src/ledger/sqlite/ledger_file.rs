use std::ffi::OsString;
use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};

/// The files of one ledger, by name. None but the tally is ever opened by us.
#[derive(Debug, Clone)]
pub(super) struct LedgerFile {
    path: PathBuf,
}

/// Which file it is, whatever its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Identity(u64, u64);

impl LedgerFile {
    /// The absolute name, links followed: the files beside it stand beside the real one.
    ///
    /// # Errors
    /// Where its folder cannot be found.
    pub(super) fn new(path: &Path) -> io::Result<Self> {
        if let Ok(path) = path.canonicalize() {
            return Ok(Self { path });
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let name = path.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        Ok(Self { path: folder.canonicalize()?.join(name) })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new("/"))
    }

    pub(super) fn tally(&self) -> PathBuf {
        self.beside("-tally")
    }

    pub(super) fn log(&self) -> PathBuf {
        self.beside("-wal")
    }

    fn beside(&self, suffix: &str) -> PathBuf {
        let mut name = OsString::from(&self.path);
        name.push(suffix);
        name.into()
    }

    /// Looked up by name, never by opening it.
    pub(super) fn identity(&self) -> io::Result<Identity> {
        self.path.metadata().map(|metadata| Identity::of(&metadata))
    }
}

impl Identity {
    #[cfg(unix)]
    fn of(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        Self(metadata.dev(), metadata.ino())
    }

    /// Where an open file can be neither removed nor replaced.
    #[cfg(not(unix))]
    fn of(_: &Metadata) -> Self {
        Self(0, 0)
    }
}
