//! Who asks: a browser, or anything else.

use http::HeaderMap;
use http::header::ACCEPT;

/// Whether HTML is asked for, by name, and liked better than plain text (RFC 9110 section 12.5.1). Whoever takes
/// everything is no browser.
pub(super) fn prefers_html(headers: &HeaderMap) -> bool {
    let ranges: Vec<Range<'_>> = headers
        .get_all(ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(Range::read)
        .collect();
    let named =
        |name: &str| ranges.iter().find(|range| range.name.eq_ignore_ascii_case(name)).map(|range| range.weight);
    let plain = named("text/plain").or_else(|| named("text/*")).or_else(|| named("*/*")).unwrap_or(0);
    named("text/html").is_some_and(|html| html > plain)
}

struct Range<'a> {
    name: &'a str,
    /// Thousandths.
    weight: u16,
}

impl<'a> Range<'a> {
    fn read(text: &'a str) -> Option<Self> {
        let mut parts = text.split(';').map(str::trim);
        let name = parts.next().filter(|name| !name.is_empty())?;
        let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
        Some(Self { name, weight: weight.map_or(Some(1000), thousandths)? })
    }
}

/// `0` to `1` with up to three decimals; anything else is no weight.
fn thousandths(text: &str) -> Option<u16> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = decimals.len() <= 3 && decimals.bytes().all(|byte| byte.is_ascii_digit());
    let weight = format!("{whole}{decimals:0<3}").parse().ok().filter(|weight| *weight <= 1000);
    weight.filter(|_| digits && whole.len() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(accept: &str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, accept.parse().unwrap());
        prefers_html(&headers)
    }

    #[test]
    fn browsers_get_html_and_everybody_else_text() {
        for browser in [
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8",
            "text/html",
            "TEXT/HTML;charset=utf-8",
            "text/plain;q=0.5, text/html;q=0.501",
            "text/html;q=0.1, text/*;q=0, */*",
        ] {
            assert!(html(browser), "{browser}");
        }
        for other in [
            "",
            "*/*",
            "text/*",
            "application/json",
            "text/plain",
            "text/html, text/plain",
            "text/html;q=0.8, */*",
            "text/html;q=0",
            "text/html;q=2",
            "text/html;q=0.1234",
            "text/html;q=",
            "text/html;q=+0.5",
            ";;,,=",
        ] {
            assert!(!html(other), "{other}");
        }
        assert!(!prefers_html(&HeaderMap::new()));
    }

    #[test]
    fn several_lines_are_one_list() {
        let mut headers = HeaderMap::new();
        headers.append(ACCEPT, "text/plain;q=0.3".parse().unwrap());
        headers.append(ACCEPT, "text/html;q=0.4".parse().unwrap());
        assert!(prefers_html(&headers));
    }
}
