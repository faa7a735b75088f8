//! Whole numbers in JSON, however their writer spells them.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};

/// A whole number that may come as an integral float, as `86400000.0`: in some languages every number
/// is one.
pub(crate) fn whole<'de, D: Deserializer<'de>, T: TryFrom<i128>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_any(Whole(PhantomData))
}

/// The same for a number that may be missing or null.
pub(crate) fn whole_if_any<'de, D: Deserializer<'de>, T: TryFrom<i128>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    Ok(Option::<Number<T>>::deserialize(deserializer)?.map(|number| number.0))
}

struct Number<T>(T);

impl<'de, T: TryFrom<i128>> Deserialize<'de> for Number<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        whole(deserializer).map(Self)
    }
}

struct Whole<T>(PhantomData<T>);

impl<T: TryFrom<i128>> Visitor<'_> for Whole<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number within its limits")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        T::try_from(value.into()).map_err(|_| E::invalid_value(Unexpected::Signed(value), &self))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        T::try_from(value.into()).map_err(|_| E::invalid_value(Unexpected::Unsigned(value), &self))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
        // Written out and read back, because no cast from a float tells when it does not fit.
        let exact = (value.fract() == 0.0).then(|| format!("{value:.0}").parse::<i128>().ok()).flatten();
        exact
            .and_then(|number| T::try_from(number).ok())
            .ok_or_else(|| E::invalid_value(Unexpected::Float(value), &self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<T: TryFrom<i128>>(json: &str) -> Option<T> {
        serde_json::from_str::<Number<T>>(json).ok().map(|number| number.0)
    }

    #[test]
    fn an_integral_float_is_a_whole_number() {
        assert_eq!(read::<i64>("86400000.0"), Some(86_400_000));
        assert_eq!(read::<i64>("1.5e3"), Some(1_500));
        assert_eq!(read::<i64>("-0.0"), Some(0));
        assert_eq!(read::<u64>("18446744073709551615"), Some(u64::MAX));
    }

    #[test]
    fn what_has_a_fraction_or_does_not_fit_is_refused() {
        for odd in ["1.5", "1e300", "\"1\"", "null", "true", "9223372036854775808", "-1e19"] {
            assert_eq!(read::<i64>(odd), None, "{odd}");
        }
        assert_eq!(read::<u16>("65536.0"), None);
        assert_eq!(read::<u64>("-1.0"), None);
    }
}
