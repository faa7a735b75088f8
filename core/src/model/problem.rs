use std::fmt;

/// One field that was refused: which, by what rule, and what was given.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// The field, by the service's own name.
    pub field: String,
    /// The rule, as a sentence that goes on from the field's name: `must be …`.
    pub rule: String,
    /// The beginning of what was given; never a secret.
    pub given: String,
}

/// How many characters of a refused value are repeated.
const GIVEN_CHARACTERS: usize = 80;

impl Problem {
    /// Stands for what was given where that may be a secret.
    pub const REDACTED: &'static str = "[redacted]";

    /// Notes that `field` broke `rule`; only the beginning of `given` is kept.
    pub fn new(field: &str, rule: impl Into<String>, given: &str) -> Self {
        let mut shown: String = given.chars().take(GIVEN_CHARACTERS).collect();
        if shown.len() < given.len() {
            shown.push('…');
        }
        Self { field: field.to_owned(), rule: rule.into(), given: shown }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} (given: {:?})", self.field, self.rule, self.given)
    }
}
