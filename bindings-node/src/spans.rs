//! Whole numbers that JavaScript cannot hold.

/// The largest whole number of which JavaScript's numbers are certain, 2^53 − 1, has this many digits.
const SAFE_DIGITS: usize = 16;
const SAFE: u64 = (1 << 53) - 1;

/// The same JSON with such numbers as strings: `JSON.parse` would change their last digits.
pub(crate) fn big_numbers_as_text(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = rest.find(|found: char| found == '"' || found == '-' || found.is_ascii_digit()) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let end = if from.starts_with('"') { end_of_string(from) } else { end_of_number(from) };
        let (token, behind) = from.split_at(end);
        if is_big(token) {
            out.push('"');
            out.push_str(token);
            out.push('"');
        } else {
            out.push_str(token);
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

fn end_of_string(from: &str) -> usize {
    let mut escaped = false;
    for (at, found) in from.char_indices().skip(1) {
        match found {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at.saturating_add(1),
            _ => {}
        }
    }
    from.len()
}

fn end_of_number(from: &str) -> usize {
    from.find(|found: char| !matches!(found, '0'..='9' | '-' | '+' | '.' | 'e' | 'E')).unwrap_or(from.len())
}

fn is_big(token: &str) -> bool {
    let digits = token.strip_prefix('-').unwrap_or(token);
    let whole = digits.bytes().all(|byte| byte.is_ascii_digit());
    whole && digits.len() >= SAFE_DIGITS && digits.parse::<u64>().map_or(true, |number| number > SAFE)
}
