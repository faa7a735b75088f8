//! Readers for what the service sends now as text, now as a number.

use std::fmt;
use std::marker::PhantomData;

use compact_str::ToCompactString;
use serde::de::{self, Deserializer, Unexpected, Visitor};

/// Text, or a whole number whose digits become text.
///
/// A number so large that its digits would be rounded is refused rather than altered.
pub(super) fn text<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: for<'a> From<&'a str>,
{
    struct TextVisitor<T>(PhantomData<T>);

    impl<T: for<'a> From<&'a str>> Visitor<'_> for TextVisitor<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("text or a whole number")
        }

        fn visit_str<E>(self, text: &str) -> Result<T, E> {
            Ok(T::from(text))
        }

        fn visit_u64<E>(self, number: u64) -> Result<T, E> {
            Ok(T::from(&number.to_compact_string()))
        }

        fn visit_i64<E>(self, number: i64) -> Result<T, E> {
            Ok(T::from(&number.to_compact_string()))
        }
    }

    deserializer.deserialize_any(TextVisitor(PhantomData))
}

/// A whole number, also as text (`"4"`) or with a fraction of nothing (`4.0`).
pub(super) fn integer<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    struct IntegerVisitor;

    impl Visitor<'_> for IntegerVisitor {
        type Value = i64;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a whole number")
        }

        fn visit_i64<E>(self, number: i64) -> Result<i64, E> {
            Ok(number)
        }

        fn visit_u64<E: de::Error>(self, number: u64) -> Result<i64, E> {
            i64::try_from(number).map_err(|_| E::invalid_value(Unexpected::Unsigned(number), &self))
        }

        fn visit_f64<E: de::Error>(self, number: f64) -> Result<i64, E> {
            // Through text: the only conversion that can neither round nor wrap.
            number.to_string().parse().map_err(|_| E::invalid_value(Unexpected::Float(number), &self))
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<i64, E> {
            text.trim().parse().map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
        }
    }

    deserializer.deserialize_any(IntegerVisitor)
}

/// True or false, also as text or as 0 and 1.
pub(super) fn boolean<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    struct BooleanVisitor;

    impl Visitor<'_> for BooleanVisitor {
        type Value = bool;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("true or false")
        }

        fn visit_bool<E>(self, value: bool) -> Result<bool, E> {
            Ok(value)
        }

        fn visit_u64<E: de::Error>(self, number: u64) -> Result<bool, E> {
            match number {
                0 => Ok(false),
                1 => Ok(true),
                _ => Err(E::invalid_value(Unexpected::Unsigned(number), &self)),
            }
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<bool, E> {
            match text {
                "true" | "1" => Ok(true),
                "false" | "0" => Ok(false),
                _ => Err(E::invalid_value(Unexpected::Str(text), &self)),
            }
        }
    }

    deserializer.deserialize_any(BooleanVisitor)
}

/// Makes `Option`s of the readers above; `null` is nothing.
macro_rules! optional {
    ($name:ident, $reader:ident, $target:ty) => {
        pub(super) fn $name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<$target>, D::Error> {
            struct Wrapped($target);
            impl<'de> serde::Deserialize<'de> for Wrapped {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    $reader(deserializer).map(Wrapped)
                }
            }
            let value: Option<Wrapped> = serde::Deserialize::deserialize(deserializer)?;
            Ok(value.map(|wrapped| wrapped.0))
        }
    };
}

optional!(optional_string, text, String);
optional!(optional_integer, integer, i64);
optional!(optional_boolean, boolean, bool);
