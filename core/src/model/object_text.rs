//! JSON objects as text: which members they have, without reading the members.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::surrogates;

/// Members by name, as they stand.
pub(super) type Members<'a> = BTreeMap<String, &'a RawValue>;

/// Every member of an object; none where the text is no object.
pub(super) fn members(object: &str) -> Members<'_> {
    members_but(object, &[])
}

/// Every member of an object whose name is not among these.
pub(super) fn members_but<'a>(object: &'a str, known: &[&str]) -> Members<'a> {
    let mut reader = serde_json::Deserializer::from_str(object);
    let members = But(known).deserialize(&mut reader).and_then(|members| reader.end().map(|()| members));
    members.unwrap_or_default()
}

/// Members that say something, without insignificant white space.
pub(super) fn squeezed(members: Members<'_>) -> impl Iterator<Item = (String, String)> {
    members.into_iter().filter(|(_, value)| value.get() != "null").map(|(name, value)| (name, squeeze(value.get())))
}

/// Members of an object whose names are not known, without insignificant white space.
pub(super) fn unknown_members(object: &str, known: &[&str]) -> Vec<(String, String)> {
    let repaired = surrogates::repair(object);
    squeezed(members_but(repaired.as_deref().unwrap_or(object), known)).collect()
}

struct But<'k>(&'k [&'k str]);

impl<'de> DeserializeSeed<'de> for But<'_> {
    type Value = Members<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for But<'_> {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        #[derive(Deserialize)]
        #[serde(transparent)]
        struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

        let mut members = Members::new();
        while let Some(Key(name)) = map.next_key()? {
            if self.0.contains(&name.as_ref()) {
                map.next_value::<IgnoredAny>()?;
            } else {
                members.insert(name.into_owned(), map.next_value()?);
            }
        }
        Ok(members)
    }
}

/// JSON text without the white space between its tokens: the same value in the same bytes,
/// whichever way it was laid out. Numbers are not read, so their digits stay.
fn squeeze(json: &str) -> String {
    let mut in_string = false;
    let mut escaped = false;
    json.chars()
        .filter(|&character| {
            if in_string {
                in_string = escaped || character != '"';
                escaped = !escaped && character == '\\';
                return true;
            }
            in_string = character == '"';
            !character.is_ascii_whitespace()
        })
        .collect()
}
