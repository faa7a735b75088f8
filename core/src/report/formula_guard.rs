use std::borrow::Cow;

/// What makes a spreadsheet take text for a formula, its full-width forms, and the guard itself.
const DANGEROUS: [char; 12] =
    ['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}', '\''];

/// Puts a `'` before text that a spreadsheet could run as a formula.
///
/// Text that begins with `'` gets one too, so that [`unguard`] undoes it exactly.
pub fn guard(text: &str) -> Cow<'_, str> {
    if text.starts_with(DANGEROUS) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text before [`guard`].
pub fn unguard(text: &str) -> &str {
    text.strip_prefix('\'').unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::{guard, unguard};
    use proptest::prelude::*;

    #[test]
    fn what_could_be_a_formula_is_guarded() {
        for hostile in
            ["=HYPERLINK(1)", "+1", "-1", "@handle", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x", "'quoted"]
        {
            assert_eq!(guard(hostile), format!("'{hostile}"));
        }
        assert_eq!(guard("fine = fine"), "fine = fine");
        assert_eq!(guard(""), "");
    }

    proptest! {
        #[test]
        fn undoing_the_guard_gives_the_original(text in any::<String>()) {
            let guarded = guard(&text);
            prop_assert_eq!(unguard(&guarded), text.as_str());
        }
    }
}
