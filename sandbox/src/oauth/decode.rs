//! Reading percent-encoded text back, without mercy.

/// The text could not be decoded: an odd escape, or bytes that are no UTF-8.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Malformed;

/// Decodes `%XX` only. A `%` without two hexadecimal digits is refused, where browsers let it pass.
pub(super) fn percent(value: &[u8]) -> Result<String, Malformed> {
    let mut out = Vec::with_capacity(value.len());
    let mut bytes = value.iter().copied();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let high = bytes.next().and_then(digit).ok_or(Malformed)?;
            let low = bytes.next().and_then(digit).ok_or(Malformed)?;
            out.push(high << 4 | low);
        } else {
            out.push(byte);
        }
    }
    String::from_utf8(out).map_err(|_| Malformed)
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// Decodes `name=value&…` as a form does: `+` is a space, empty pieces are skipped, a name without
/// `=` has an empty value (RFC 5849 section 3.4.1.3.1).
pub(super) fn form(encoded: &[u8]) -> Result<Vec<(String, String)>, Malformed> {
    encoded
        .split(|byte| *byte == b'&')
        .filter(|piece| !piece.is_empty())
        .map(|piece| {
            let mut halves = piece.splitn(2, |byte| *byte == b'=');
            let name = halves.next().unwrap_or_default();
            let value = halves.next().unwrap_or_default();
            Ok((plus(name)?, plus(value)?))
        })
        .collect()
}

fn plus(value: &[u8]) -> Result<String, Malformed> {
    if !value.contains(&b'+') {
        return percent(value);
    }
    let spaced: Vec<u8> = value.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
    percent(&spaced)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_has_plus_for_space_and_keeps_duplicates() {
        // The body of RFC 5849 section 3.4.1.1 and its query.
        assert_eq!(
            form(b"c2&a3=2+q&&a3=%C3%A9").unwrap(),
            [("c2".into(), String::new()), ("a3".into(), "2 q".into()), ("a3".into(), "é".into()),]
        );
    }

    #[test]
    fn odd_escapes_and_bytes_are_refused() {
        for odd in [&b"%"[..], b"%1", b"%zz", b"a%2", b"%+1", b"%ff", b"\xff"] {
            assert_eq!(percent(odd), Err(Malformed), "{odd:?}");
        }
    }
}
