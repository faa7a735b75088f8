use std::io;

use tokio::io::{AsyncRead, AsyncReadExt};

/// The longest head of a request that is waited for, in bytes.
const LONGEST_HEAD: usize = 64 * 1024;

/// A request, read to its end: whoever closes while something is unread breaks the connection off instead.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) bytes: Vec<u8>,
    pub(crate) case: String,
}

impl Request {
    /// The next request; `None` where there is none.
    pub(crate) async fn read(stream: &mut (impl AsyncRead + Unpin)) -> io::Result<Option<Self>> {
        let mut bytes = Vec::new();
        let head = loop {
            if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
                break end + 4;
            }
            if bytes.len() > LONGEST_HEAD || stream.read_buf(&mut bytes).await? == 0 {
                return Ok(None);
            }
        };
        let text = String::from_utf8_lossy(bytes.get(..head).unwrap_or_default()).into_owned();
        let whole = head.saturating_add(body_length(&text));
        while bytes.len() < whole {
            if stream.read_buf(&mut bytes).await? == 0 {
                return Ok(None);
            }
        }
        Ok(Some(Self { bytes, case: case(&text) }))
    }
}

fn body_length(head: &str) -> usize {
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
    });
    length.unwrap_or(0)
}

/// `GET /slow-body/1.1/feedback/show/1.json HTTP/1.1` asks for `slow-body`.
fn case(head: &str) -> String {
    let target = head.split(' ').nth(1).unwrap_or_default();
    let path = target.strip_prefix('/').unwrap_or(target);
    path.split(['/', '?']).next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::Request;

    #[tokio::test]
    async fn a_request_ends_where_its_length_says() {
        let mut stream = &b"POST /a-case/1.1/x.json HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcGET / HTTP/1.1\r\n\r\n"[..];
        let request = Request::read(&mut stream).await.unwrap().unwrap();
        assert_eq!(request.case, "a-case");
        assert!(request.bytes.starts_with(b"POST "));
        assert!(Request::read(&mut &b"GET / HTTP/1.1\r\n"[..]).await.unwrap().is_none());
    }
}
