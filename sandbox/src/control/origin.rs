//! Who may drive the sandbox: nobody but this machine, and no web page.

use std::net::{Ipv4Addr, Ipv6Addr};

use http::HeaderMap;
use http::header::{HOST, ORIGIN};

/// Whether `Host`, and `Origin` if there is one, name the loopback. The socket is bound there anyway; a web
/// page can still reach it, under a name that it has pointed at 127.0.0.1 (DNS rebinding) or directly.
pub(crate) fn is_local(headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(HOST).iter();
    let host = hosts.next().and_then(|host| host.to_str().ok());
    let origin_is_local = headers.get_all(ORIGIN).iter().all(|origin| {
        origin
            .to_str()
            .ok()
            .and_then(|origin| origin.split_once("://"))
            .is_some_and(|(_, authority)| is_loopback(authority))
    });
    host.is_some_and(is_loopback) && hosts.next().is_none() && origin_is_local
}

fn is_loopback(authority: &str) -> bool {
    if let Some((address, port)) = authority.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        return is_port(port) && address.parse().is_ok_and(|it: Ipv6Addr| it.is_loopback());
    }
    let (host, port) = match authority.find(':').and_then(|at| authority.split_at_checked(at)) {
        Some(halves) => halves,
        None => (authority, ""),
    };
    is_port(port) && (host.eq_ignore_ascii_case("localhost") || host.parse().is_ok_and(|it: Ipv4Addr| it.is_loopback()))
}

/// Nothing, or a colon and digits.
fn is_port(text: &str) -> bool {
    text.is_empty() || text.strip_prefix(':').is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_the_loopback_are_local() {
        for local in ["127.0.0.1", "127.0.0.1:8080", "localhost:1", "LocalHost", "[::1]:80", "127.9.9.9"] {
            assert!(is_loopback(local), "{local}");
        }
        for foreign in [
            "example.com",
            "127.0.0.1.example.com",
            "127.0.0.1:80@example.com",
            "[::2]",
            "[::1]x",
            "localhost.example",
            "192.168.0.1",
            "",
            "[",
        ] {
            assert!(!is_loopback(foreign), "{foreign}");
        }
    }

    #[test]
    fn a_web_page_of_somebody_else_is_refused() {
        let mut headers = HeaderMap::new();
        assert!(!is_local(&headers));
        headers.insert(HOST, "127.0.0.1:80".parse().unwrap());
        assert!(is_local(&headers));
        for origin in ["https://example.com", "null"] {
            headers.insert(ORIGIN, origin.parse().unwrap());
            assert!(!is_local(&headers), "{origin}");
        }
        headers.insert(ORIGIN, "http://localhost:3000".parse().unwrap());
        assert!(is_local(&headers));
    }
}
