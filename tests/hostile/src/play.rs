use std::io;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::interval;

use crate::answer::{Answer, Part, Then};

/// What is written at once, in bytes, of something that is repeated.
const BLOCK: usize = 64 * 1024;

/// Plays an answer; false when the connection can be used no more.
pub(crate) async fn play(stream: &mut TcpStream, answer: &Answer, request: &[u8]) -> io::Result<bool> {
    for part in &answer.parts {
        match part {
            Part::Bytes(bytes, times) => repeat(stream, bytes, *times).await?,
            Part::Slowly(bytes) => drip(stream, bytes).await?,
            Part::Request => stream.write_all(request).await?,
        }
    }
    match answer.then {
        Then::Keep => return Ok(true),
        Then::Close => {
            stream.shutdown().await?;
            gone(stream).await;
        }
        Then::Wait => gone(stream).await,
        Then::Reset => stream.set_zero_linger()?,
    }
    Ok(false)
}

async fn repeat(stream: &mut TcpStream, unit: &[u8], times: u64) -> io::Result<()> {
    let units = BLOCK.checked_div(unit.len()).unwrap_or(0).max(1);
    let units = units.min(usize::try_from(times).unwrap_or(units));
    let block = unit.repeat(units);
    let mut left = times;
    while left > 0 {
        let now = usize::try_from(left).unwrap_or(units).min(units);
        stream.write_all(block.get(..now * unit.len()).unwrap_or(&block)).await?;
        left = left.saturating_sub(u64::try_from(now).unwrap_or(left));
    }
    Ok(())
}

/// In real time: it is the client's patience that is tested.
async fn drip(stream: &mut TcpStream, bytes: &[u8]) -> io::Result<()> {
    let (mut reading, mut writing) = stream.split();
    let mut seconds = interval(Duration::from_secs(1));
    let mut ignored = [0; 1024];
    for byte in bytes {
        loop {
            tokio::select! {
                _ = seconds.tick() => break,
                read = reading.read(&mut ignored) => if read? == 0 {
                    return Err(io::ErrorKind::BrokenPipe.into());
                },
            }
        }
        writing.write_all(std::slice::from_ref(byte)).await?;
    }
    Ok(())
}

/// Returns once the client has left.
async fn gone(stream: &mut TcpStream) {
    let mut ignored = [0; 1024];
    while stream.read(&mut ignored).await.is_ok_and(|read| read > 0) {}
}
