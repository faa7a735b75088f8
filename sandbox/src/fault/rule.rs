//! One order: what goes wrong, where and how often.

use std::collections::BTreeMap;
use std::fmt::Display;

use serde::ser::SerializeMap as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;

use super::body::PlayedBody;
use super::kind::FaultKind;
use super::operation::FaultOperation;
use super::respond::PlayedAnswer;
use crate::error::SandboxError;
use crate::whole::{whole, whole_if_any};

/// A fault for the next requests of an operation. Rules that meet the same request are used up in the
/// order in which they were given; a request meets one rule only.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FaultRule {
    /// Which calls.
    pub operation: FaultOperation,
    /// What goes wrong.
    pub fault: FaultKind,
    /// How many requests it still meets, at least 1.
    pub times: u32,
}

impl FaultRule {
    /// A fault for one request.
    #[must_use]
    pub fn new(operation: FaultOperation, fault: FaultKind) -> Self {
        Self { operation, fault, times: 1 }
    }

    /// A fault for one request, by the names on the wire, such as `create` and `status:503`.
    ///
    /// # Errors
    /// [`SandboxError::Invalid`] for an unknown name; the message lists the known ones.
    pub fn named(operation: &str, fault: &str) -> Result<Self, SandboxError> {
        Ok(Self::new(operation.parse()?, fault.parse()?))
    }

    /// For that many requests instead of one; 0 is refused when the rule is given to the sandbox.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = times;
        self
    }

    /// Reads `{"operation", "fault", "times"?, "status"?, "headers"?, "body"?}`; the last three belong to
    /// `respond` alone.
    ///
    /// # Errors
    /// [`SandboxError::Invalid`] naming the field, the rule and the value.
    pub fn from_json(value: &Value) -> Result<Self, SandboxError> {
        let order: Order<Value> = Order::deserialize(value).map_err(|error| Self::unreadable(&error, value))?;
        // As it always was here: null is no body.
        let order = order.map_body(|body| Ok((!body.is_null()).then(|| PlayedBody::of(body))))?;
        Self::from_order(order)
    }

    /// Reads the same from JSON text and keeps the body of `respond` to the letter: a string is the body
    /// itself, any other JSON is played in its own characters, with the order of its keys, the digits of
    /// its numbers and keys that come twice. `null` is those four letters here, and no body in
    /// [`FaultRule::from_json`].
    ///
    /// # Errors
    /// [`SandboxError::Invalid`] naming the field, the rule and the value.
    pub fn from_json_text(text: &str) -> Result<Self, SandboxError> {
        let order: Order<Box<RawValue>> = serde_json::from_str(text).map_err(|error| Self::unreadable(&error, text))?;
        Self::from_order(order.map_body(|body| PlayedBody::raw(body).map(Some))?)
    }

    fn unreadable(error: &serde_json::Error, given: impl Display) -> SandboxError {
        SandboxError::invalid("body", format!("must be an order for a fault: {error}"), given)
    }

    fn from_order(order: Order<PlayedBody>) -> Result<Self, SandboxError> {
        let mut rule = Self::named(&order.operation, &order.fault)?.times(order.times);
        if let FaultKind::Respond(answer) = &mut rule.fault {
            let mut headers = BTreeMap::new();
            for (name, value) in order.headers.unwrap_or_default() {
                let value = match value {
                    Value::Null => None,
                    Value::String(text) => Some(text),
                    Value::Number(number) => Some(number.to_string()),
                    other => {
                        return Err(SandboxError::invalid(
                            "headers",
                            format!("must have a string, a number or null for {name}"),
                            other,
                        ));
                    }
                };
                headers.insert(name, value);
            }
            *answer = PlayedAnswer::with_body(order.status.unwrap_or(200), headers, order.body)?;
        } else if order.status.is_some() || order.headers.is_some() || order.body.is_some() {
            return Err(SandboxError::invalid(
                "status, headers and body",
                "belong to the fault respond alone",
                order.fault,
            ));
        }
        rule.check()?;
        Ok(rule)
    }

    pub(crate) fn check(&self) -> Result<(), SandboxError> {
        if self.times == 0 {
            return Err(SandboxError::invalid("times", "must be at least 1", 0));
        }
        if let FaultKind::Status(status) = self.fault
            && !(200..=599).contains(&status)
        {
            return Err(SandboxError::invalid("status", "must be 200 to 599", status));
        }
        Ok(())
    }
}

/// The rule as JSON on the wire.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with operation and fault", bound = "B: Deserialize<'de>")]
struct Order<B> {
    operation: String,
    fault: String,
    #[serde(default = "once", deserialize_with = "whole")]
    times: u32,
    #[serde(default, deserialize_with = "whole_if_any")]
    status: Option<u16>,
    headers: Option<BTreeMap<String, Value>>,
    #[serde(default = "nothing", deserialize_with = "given")]
    body: Option<B>,
}

impl<B> Order<B> {
    fn map_body<C>(self, read: impl FnOnce(B) -> Result<Option<C>, SandboxError>) -> Result<Order<C>, SandboxError> {
        let Self { operation, fault, times, status, headers, body } = self;
        let body = body.map(read).transpose()?.flatten();
        Ok(Order { operation, fault, times, status, headers, body })
    }
}

/// What stands there, null included.
fn given<'de, D: Deserializer<'de>, B: Deserialize<'de>>(deserializer: D) -> Result<Option<B>, D::Error> {
    B::deserialize(deserializer).map(Some)
}

fn nothing<B>() -> Option<B> {
    None
}

fn once() -> u32 {
    1
}

impl Serialize for FaultRule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("operation", self.operation.name())?;
        map.serialize_entry("fault", &self.fault.to_string())?;
        map.serialize_entry("times", &self.times)?;
        if let FaultKind::Respond(answer) = &self.fault {
            map.serialize_entry("status", &answer.status)?;
            map.serialize_entry("headers", &answer.headers)?;
            if let Some(body) = &answer.body {
                map.serialize_entry("body", body)?;
            }
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_rule_is_read_and_written_alike() {
        for order in [
            json!({"operation": "create", "fault": "reset_after_work", "times": 2}),
            json!({"operation": "any", "fault": "respond", "times": 1, "status": 204,
                   "headers": {"x-a": "1", "date": null}, "body": {"errors": []}}),
        ] {
            let rule = FaultRule::from_json(&order).unwrap();
            assert_eq!(serde_json::to_value(&rule).unwrap(), order);
        }
    }

    #[test]
    fn a_body_in_text_is_kept_to_the_letter() {
        for (body, played) in [
            (r#"{"b": 1.0, "a":9007199254740993,  "b":1e400}"#, r#"{"b": 1.0, "a":9007199254740993,  "b":1e400}"#),
            ("[ 123456789012345678901234567890 ]", "[ 123456789012345678901234567890 ]"),
            ("null", "null"),
            (r#""not {json} \u00e9""#, "not {json} é"),
            ("\"\"", ""),
        ] {
            let order = format!(r#"{{"operation": "any", "fault": "respond", "body":  {body} }}"#);
            let rule = FaultRule::from_json_text(&order).unwrap();
            let FaultKind::Respond(answer) = &rule.fault else { panic!("{rule:?}") };
            assert_eq!(answer.bytes(), played);
            let written = serde_json::to_string(&rule).unwrap();
            assert_eq!(FaultRule::from_json_text(&written).unwrap(), rule, "{written}");
        }
    }

    #[test]
    fn a_value_without_a_body_or_with_null_has_no_bytes() {
        for order in [
            json!({"operation": "any", "fault": "respond"}),
            json!({"operation": "any", "fault": "respond", "body": null}),
        ] {
            let rule = FaultRule::from_json(&order).unwrap();
            assert_eq!(rule.fault, FaultKind::Respond(PlayedAnswer::default()));
        }
    }

    #[test]
    fn a_wrong_order_is_refused_and_says_why() {
        for (order, word) in [
            (json!({"operation": "create", "fault": "hang", "times": 0}), "times"),
            (json!({"operation": "create", "fault": "hang", "tims": 1}), "tims"),
            (json!({"operation": "creat", "fault": "hang"}), "friendship"),
            (json!({"operation": "create", "fault": "hang", "body": ""}), "respond"),
            (json!({"operation": "create"}), "fault"),
            (json!([]), "operation"),
            (json!({"operation": "any", "fault": "respond", "status": 101}), "200 to 599"),
            (json!({"operation": "any", "fault": "respond", "headers": {"a b": "1"}}), "a b"),
            (json!({"operation": "any", "fault": "respond", "headers": {"a": []}}), "headers"),
            (json!({"operation": "any", "fault": "respond", "headers": {"Content-Length": 3}}), "content-length"),
        ] {
            for refused in [FaultRule::from_json(&order), FaultRule::from_json_text(&order.to_string())] {
                let message = refused.unwrap_err().to_string();
                assert!(message.contains(word), "{order}: {message}");
            }
        }
    }
}
