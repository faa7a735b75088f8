//! Reading parameters by their rules.

use crate::digits::digits;
use crate::oauth::Presented;
use crate::refusal::Refusal;

impl Presented {
    /// A parameter as given; twice is refused, because nobody knows which one the service would take.
    fn given(&self, name: &str) -> Result<Option<&str>, Refusal> {
        let mut values = self.values(name);
        let first = values.next();
        match values.next() {
            Some(_) => Err(Refusal::invalid(name, "is given more than once")),
            None => Ok(first),
        }
    }

    /// A text; an empty one counts as not given (guess).
    pub(super) fn text(&self, name: &str) -> Result<Option<&str>, Refusal> {
        Ok(self.given(name)?.filter(|value| !value.is_empty()))
    }

    pub(super) fn required(&self, name: &str) -> Result<&str, Refusal> {
        self.text(name)?.ok_or_else(|| Refusal::missing(name))
    }

    /// Digits only, and not past 2^63; an empty one counts as not given, as for texts.
    pub(super) fn number(&self, name: &str) -> Result<Option<i64>, Refusal> {
        self.text(name)?
            .map(|value| {
                digits(value)
                    .and_then(|number| i64::try_from(number).ok())
                    .ok_or_else(|| Refusal::invalid(name, "must be a whole number"))
            })
            .transpose()
    }

    /// A user id: digits only, not 0, within 64 bits.
    pub(super) fn user_id(&self, name: &str) -> Result<Option<u64>, Refusal> {
        self.text(name)?
            .map(|value| {
                digits(value).filter(|id| *id > 0).ok_or_else(|| Refusal::invalid(name, "must be a decimal user id"))
            })
            .transpose()
    }
}
