use serde::Deserialize;
use serde_json::Value;

/// One error as the service words it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServiceMessage {
    /// The service's code, where it gave one.
    pub code: Option<i64>,
    /// Its words.
    pub message: String,
}

/// The longest body that is taken for an error body, in bytes: what is read from JSON takes many times its size.
const LONGEST_BODY: usize = 64 * 1024;
/// Errors of one body that are kept.
const MOST_MESSAGES: usize = 16;
/// Characters of one error's words that are kept.
const LONGEST_MESSAGE: usize = 1024;

/// Everything an error body says; empty when it is not one of the service's shapes.
///
/// Known are `{"errors":[{"code","message"}]}`, `{"error":"…"}` and lists of strings (seen).
pub(crate) fn read_errors(body: &[u8]) -> Vec<ServiceMessage> {
    if body.len() > LONGEST_BODY {
        return Vec::new();
    }
    // Its depth is bounded by the reader.
    let Ok(value) = serde_json::from_slice::<Value>(body) else {
        return Vec::new();
    };
    match &value {
        Value::Object(members) => {
            let listed = members.get("errors").map(messages).unwrap_or_default();
            if listed.is_empty() { members.get("error").map(messages).unwrap_or_default() } else { listed }
        }
        Value::Array(_) => messages(&value),
        _ => Vec::new(),
    }
}

/// No real error says more; whoever does should not fill logs.
fn shortened(message: &str) -> String {
    message.chars().take(LONGEST_MESSAGE).collect()
}

fn messages(value: &Value) -> Vec<ServiceMessage> {
    match value {
        Value::Array(items) => items.iter().flat_map(messages).take(MOST_MESSAGES).collect(),
        Value::String(text) => vec![ServiceMessage { code: None, message: shortened(text) }],
        Value::Object(_) => {
            ObjectMessage::deserialize(value).ok().map(ObjectMessage::into_message).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

#[derive(Deserialize)]
struct ObjectMessage {
    #[serde(default, deserialize_with = "super::tolerant::optional_integer")]
    code: Option<i64>,
    #[serde(default, deserialize_with = "super::tolerant::optional_string")]
    message: Option<String>,
}

impl ObjectMessage {
    fn into_message(self) -> ServiceMessage {
        ServiceMessage { code: self.code, message: shortened(&self.message.unwrap_or_default()) }
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_BODY, LONGEST_MESSAGE, MOST_MESSAGES, read_errors};

    #[test]
    fn an_error_body_of_any_size_stays_small() {
        let long = format!("{{\"error\":\"{}\"}}", "x".repeat(50_000));
        assert_eq!(read_errors(long.as_bytes())[0].message.len(), LONGEST_MESSAGE);
        let many = format!("{{\"errors\":[{}1]}}", "\"x\",".repeat(10_000));
        assert_eq!(read_errors(many.as_bytes()).len(), MOST_MESSAGES);
        assert!(read_errors(format!("{{\"error\":\"{}\"}}", "x".repeat(LONGEST_BODY)).as_bytes()).is_empty());
    }
}
