//! One order: what goes wrong, where and how often.

use std::collections::BTreeMap;

use serde::ser::SerializeMap as _;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;

use super::kind::FaultKind;
use super::operation::FaultOperation;
use super::respond::PlayedAnswer;
use crate::error::SandboxError;

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
        let order = Order::deserialize(value)
            .map_err(|error| SandboxError::invalid("body", format!("must be an order for a fault: {error}"), value))?;
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
            *answer = PlayedAnswer::new(order.status.unwrap_or(200), headers, order.body)?;
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
#[serde(deny_unknown_fields, expecting = "an object with operation and fault")]
struct Order {
    operation: String,
    fault: String,
    #[serde(default = "once")]
    times: u32,
    status: Option<u16>,
    headers: Option<BTreeMap<String, Value>>,
    body: Option<Value>,
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
            let message = FaultRule::from_json(&order).unwrap_err().to_string();
            assert!(message.contains(word), "{order}: {message}");
        }
    }
}
