//! The id of a feedback or a person in an order.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

/// A string as the service writes it, or a JSON integer, which many a script makes of it. No float: ids
/// pass 2^53, so a float names another.
pub(super) struct WrittenId(pub(super) String);

impl<'de> Deserialize<'de> for WrittenId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Written)
    }
}

struct Written;

impl Visitor<'_> for Written {
    type Value = WrittenId;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id as a string or an integer")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<WrittenId, E> {
        Ok(WrittenId(value.to_owned()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<WrittenId, E> {
        Ok(WrittenId(value.to_string()))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<WrittenId, E> {
        Ok(WrittenId(value.to_string()))
    }
}
