//! A sandbox's refusals by the names that arguments have in bindings.

use twitter_feedback_sandbox::SandboxError;

/// How bindings call what the control calls call `from` and `to`.
pub const PERIOD: [(&str, &str); 2] = [("from", "from_time"), ("to", "to_time")];

/// How bindings call what the control calls call `milliseconds`, where a span of time is a type.
pub const DURATION: [(&str, &str); 1] = [("milliseconds", "duration")];

/// The same refusal with other names for some arguments: pairs of the control call's name and the binding's.
#[must_use]
pub fn renamed(error: SandboxError, names: &[(&str, &'static str)]) -> SandboxError {
    match error {
        SandboxError::Invalid { field, rule, value } => {
            let name = names.iter().find(|(name, _)| *name == field);
            SandboxError::Invalid { field: name.map_or(field, |(_, own)| own), rule, value }
        }
        other => other,
    }
}
