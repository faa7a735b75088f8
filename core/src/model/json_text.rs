use serde::Serialize;

/// JSON text of a value made of strings, numbers and times, whose serialisation cannot fail.
pub(super) fn json<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned())
}
