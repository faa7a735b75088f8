use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use crate::Outcome;
use crate::cost::median;

const FLUSHES: usize = 100;

/// A folder on the disk that is measured: where this program was built.
pub(crate) fn folder() -> Outcome<tempfile::TempDir> {
    let beside = std::env::current_exe()?;
    Ok(tempfile::tempdir_in(beside.parent().ok_or("no folder")?)?)
}

/// What it costs that disk to write a page (4 KiB) for good: the middle of many, in milliseconds.
pub(crate) fn flush_time(folder: &Path) -> Outcome<f64> {
    let mut file = File::create(folder.join("flushed"))?;
    let mut times = Vec::with_capacity(FLUSHES);
    for _ in 0..FLUSHES {
        let started = Instant::now();
        file.write_all(&[0; 4096])?;
        file.sync_data()?;
        times.push(1e3 * started.elapsed().as_secs_f64());
    }
    Ok(median(times))
}
