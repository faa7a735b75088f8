//! Text that came from outside, in a page.

/// Safe between tags and in quoted attributes, of XML as well.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn nothing_ends_a_text_or_an_attribute() {
        assert_eq!(escape("<b a=\"1\" b='2'>&amp;é"), "&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;amp;é");
    }
}
