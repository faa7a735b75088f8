use std::path::Path;

use crate::model::{ErrorKind, FeedbackError};

/// Refuses folders of which another machine may be writing the files too: locks and shared memory, which SQLite
/// relies on, end at the machine.
///
/// # Errors
/// `ledger`, naming the kind of file system.
pub(super) fn check(folder: &Path) -> Result<(), FeedbackError> {
    match network(folder) {
        None => Ok(()),
        Some(kind) => Err(FeedbackError::new(
            ErrorKind::Ledger,
            format!(
                "the ledger cannot be in {}: that is a network file system ({kind}), where locks cannot be trusted; \
                 put it on a disk of this machine",
                folder.display()
            ),
        )),
    }
}

#[cfg(target_os = "linux")]
fn network(folder: &Path) -> Option<&'static str> {
    let magic = rustix::fs::statfs(folder).ok()?.f_type;
    // Signed on some machines and as wide as a word: the low 32 bits are the number.
    let magic = u32::try_from(i128::from(magic) & 0xFFFF_FFFF).ok()?;
    NETWORK.iter().find(|(number, _)| *number == magic).map(|(_, name)| *name)
}

/// `statfs` numbers of file systems that other machines may share.
#[cfg(target_os = "linux")]
const NETWORK: &[(u32, &str)] = &[
    (0x6969, "NFS"),
    (0x517B, "SMB"),
    (0xFE53_4D42, "SMB"),
    (0xFF53_4D42, "CIFS"),
    (0x0102_1997, "9P"),
    (0x5346_414F, "AFS"),
    (0x6B41_4653, "AFS"),
    (0x7375_7245, "Coda"),
    (0x564C, "NCP"),
    (0x00C3_6400, "Ceph"),
    (0x0BD0_0BD0, "Lustre"),
    (0x0116_1970, "GFS2"),
    (0x7461_636F, "OCFS2"),
    (0x4750_4653, "GPFS"),
    (0x1983_0326, "BeeGFS"),
    (0x786F_4256, "a VirtualBox share"),
    (0x6573_5546, "FUSE"),
];

#[cfg(windows)]
fn network(folder: &Path) -> Option<&'static str> {
    use std::path::{Component, Prefix};

    match folder.components().next() {
        Some(Component::Prefix(prefix)) if matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..)) => {
            Some("a network share")
        }
        _ => None,
    }
}

#[cfg(not(any(target_os = "linux", windows)))]
fn network(_: &Path) -> Option<&'static str> {
    None
}
