//! The `Authorization` header, RFC 5849 section 3.5.1.

use super::decode;

/// What the header says. `Debug` only where tests compare: it holds the token and the signature.
#[cfg_attr(test, derive(Debug))]
#[derive(PartialEq, Eq)]
pub(super) enum Authorization {
    Absent,
    /// OAuth 2.0.
    Bearer,
    /// The parameters, decoded, without `realm`.
    OAuth(Vec<(String, String)>),
    /// Another scheme, or an OAuth header that cannot be read.
    Unreadable,
}

impl Authorization {
    pub(super) fn parse(header: Option<&[u8]>) -> Self {
        let Some(header) = header else {
            return Self::Absent;
        };
        let Ok(header) = std::str::from_utf8(header) else {
            return Self::Unreadable;
        };
        let header = header.trim_matches(is_space);
        let (scheme, rest) = header.split_once(is_space).unwrap_or((header, ""));
        if scheme.eq_ignore_ascii_case("Bearer") {
            return Self::Bearer;
        }
        if !scheme.eq_ignore_ascii_case("OAuth") {
            return Self::Unreadable;
        }
        parameters(rest).map_or(Self::Unreadable, Self::OAuth)
    }
}

fn is_space(letter: char) -> bool {
    letter == ' ' || letter == '\t'
}

/// A realm may hold a comma, so the text is walked and not split.
fn parameters(text: &str) -> Option<Vec<(String, String)>> {
    let mut found = Vec::new();
    let mut rest = text.trim_matches(is_space);
    while !rest.is_empty() {
        let (name, after) = rest.split_once("=\"")?;
        let (value, after) = after.split_once('"')?;
        if name.eq_ignore_ascii_case("realm") {
            // Not signed (section 3.4.1.3.1) and not encoded.
        } else if is_encoded(name) && is_encoded(value) {
            let name = decode::percent(name.as_bytes()).ok()?;
            let value = decode::percent(value.as_bytes()).ok()?;
            found.push((name, value));
        } else {
            return None;
        }
        rest = after.trim_start_matches(is_space);
        if !rest.is_empty() {
            rest = rest.strip_prefix(',')?.trim_start_matches(is_space);
            // A comma promises another parameter.
            if rest.is_empty() {
                return None;
            }
        }
    }
    Some(found)
}

/// Names and values must have gone through the encoder of section 3.6: a raw `+` or `/` in a signature
/// works against a lenient server and fails against the next one.
fn is_encoded(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(header: &str) -> Authorization {
        Authorization::parse(Some(header.as_bytes()))
    }

    #[test]
    fn any_order_any_space_after_commas_and_a_realm_are_read() {
        let expected = Authorization::OAuth(vec![("oauth_b".into(), "2=".into()), ("oauth_a".into(), "1".into())]);
        for header in [
            r#"OAuth oauth_b="2%3D",oauth_a="1""#,
            "oauth \t realm=\"Photos, and more\",  oauth_b=\"2%3D\" , \t oauth_a=\"1\"",
        ] {
            assert_eq!(parse(header), expected, "{header}");
        }
    }

    #[test]
    fn what_is_not_encoded_is_unreadable() {
        for header in [
            r#"OAuth oauth_a="1","#,
            r#"OAuth oauth_a="a+b""#,
            r#"OAuth oauth_a="a/b=""#,
            r#"OAuth oauth_a="%zz""#,
            r#"OAuth oauth_a="%ff""#,
            r#"OAuth oauth_a=1"#,
            r#"OAuth oauth_a="1"#,
            r#"OAuth oauth_a="1" oauth_b="2""#,
            "Basic abc",
            "",
        ] {
            assert_eq!(parse(header), Authorization::Unreadable, "{header}");
        }
    }

    #[test]
    fn bearer_is_recognised() {
        assert_eq!(parse("bearer AAAA"), Authorization::Bearer);
        assert_eq!(Authorization::parse(None), Authorization::Absent);
        assert_eq!(parse("OAuth"), Authorization::OAuth(Vec::new()));
    }
}
