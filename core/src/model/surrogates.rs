/// Replaces escapes of lone surrogates (`\ud800`) by `\ufffd`; `None` when there are none.
///
/// JSON's grammar lets them stand, but they are no text in any of our languages. Without this,
/// half an emoji cut off by somebody's app would cost the score beside it.
pub(crate) fn repair(json: &str) -> Option<String> {
    let mut repaired = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(found) = json.get(at..).and_then(|rest| rest.find('\\')) {
        let escape = at + found;
        match unit(json, escape) {
            Some(0xD800..=0xDBFF) if matches!(unit(json, escape + 6), Some(0xDC00..=0xDFFF)) => at = escape + 12,
            Some(0xD800..=0xDFFF) => {
                repaired.push_str(json.get(copied..escape).unwrap_or_default());
                repaired.push_str("\\ufffd");
                copied = escape + 6;
                at = copied;
            }
            Some(_) => at = escape + 6,
            // Any other escape is a backslash and one character, which may itself be a backslash.
            None => at = escape + 1 + json.get(escape + 1..).and_then(|r| r.chars().next()).map_or(1, char::len_utf8),
        }
    }
    if copied == 0 {
        return None;
    }
    repaired.push_str(json.get(copied..).unwrap_or_default());
    Some(repaired)
}

/// The UTF-16 unit that an escape `\uXXXX` at this place stands for.
fn unit(json: &str, at: usize) -> Option<u16> {
    let digits = json.get(at..at + 6)?.strip_prefix("\\u")?;
    u16::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::repair;

    #[test]
    fn a_lone_surrogate_becomes_the_replacement_character() {
        assert_eq!(repair(r#""a\ud800b""#).as_deref(), Some(r#""a\ufffdb""#));
        assert_eq!(repair(r#""\udc00""#).as_deref(), Some(r#""\ufffd""#));
        assert_eq!(repair(r#""\ud800\ud83d\ude00""#).as_deref(), Some(r#""\ufffd\ud83d\ude00""#));
    }

    #[test]
    fn a_pair_and_an_escaped_backslash_are_left_alone() {
        assert_eq!(repair(r#""\ud83d\ude00""#), None);
        assert_eq!(repair(r#""\\ud800""#), None);
        assert_eq!(repair("no escape, ünïcode"), None);
        assert_eq!(repair(r"ends in a backslash \"), None);
        assert_eq!(repair(r"\é\"), None);
    }
}
