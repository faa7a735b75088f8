use super::Question;
use super::prompt_fields::PromptFields;

/// A warning about a prompt that is allowed all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Advice {
    /// A name for programs: `message_needs_card`, `no_company_name`, `link_in_message` or `variant_not_in_reference`.
    pub code: &'static str,
    /// The field it is about.
    pub field: &'static str,
    /// A sentence for people.
    pub text: String,
}

/// Fewer letters than this say nothing on their own.
const TELLING_LETTERS: usize = 12;

/// Words that point at a card which old and third-party clients never show.
const POINTERS: [&str; 8] =
    ["below", "this card", "the card", "tap a", "tap one", "click a", "the buttons", "the faces"];

pub(super) fn advise(prompt: &PromptFields) -> Vec<Advice> {
    let mut advice = Vec::new();
    let mut add = |code, field, text: String| advice.push(Advice { code, field, text });
    let lower = prompt.message.to_lowercase();

    if needs_card(&lower) {
        add(
            "message_needs_card",
            "message",
            "the message says little without the card, and old or third-party apps do not show the card".into(),
        );
    }
    if let Some(name) = prompt.display_name.as_deref()
        && !lower.contains(&name.to_lowercase())
    {
        add(
            "no_company_name",
            "message",
            format!("the message does not name {name:?}; without the card nobody can tell who asks"),
        );
    }
    if lower.split_whitespace().any(is_link) {
        add(
            "link_in_message",
            "message",
            "the message has a link that could be mistaken for the survey; the card needs none".into(),
        );
    }
    let variant = prompt.question_variant_id.unwrap_or(0);
    if !Question::find(&prompt.r#type, variant).is_some_and(|question| question.documented) {
        add(
            "variant_not_in_reference",
            "question_variant_id",
            format!(
                "variant {variant} is not in the published reference for {}; the service may refuse it",
                prompt.r#type
            ),
        );
    }
    advice
}

fn needs_card(lower: &str) -> bool {
    let own_words = lower.split_whitespace().filter(|word| !is_link(word) && !word.starts_with('@'));
    let letters = own_words.flat_map(str::chars).filter(|c| c.is_alphabetic()).count();
    letters < TELLING_LETTERS && !is_dense_script(lower) || POINTERS.iter().any(|pointer| lower.contains(pointer))
}

/// Scripts that say in four characters what others say in twelve.
fn is_dense_script(text: &str) -> bool {
    text.chars()
        .filter(|c| matches!(*c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'))
        .count()
        >= 4
}

fn is_link(word: &str) -> bool {
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    word.contains("://") || word.starts_with("www.") || word.starts_with("t.co/") || word.starts_with("bit.ly/")
}
