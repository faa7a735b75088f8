//! The rules that are waiting for a request.

use std::collections::VecDeque;

use super::kind::FaultKind;
use super::operation::FaultOperation;
use super::rule::FaultRule;
use crate::error::SandboxError;

/// First in, first out among the rules that meet a request.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    waiting: VecDeque<FaultRule>,
}

impl Faults {
    /// Adds a rule and returns all that are waiting.
    pub(crate) fn add(&mut self, rule: FaultRule) -> Result<Vec<FaultRule>, SandboxError> {
        rule.check()?;
        self.waiting.push_back(rule);
        Ok(self.waiting.iter().cloned().collect())
    }

    /// What goes wrong with this request.
    pub(crate) fn take(&mut self, operation: Option<FaultOperation>) -> Option<FaultKind> {
        let place = self.waiting.iter().position(|rule| rule.operation.meets(operation))?;
        let rule = self.waiting.get_mut(place)?;
        rule.times = rule.times.saturating_sub(1);
        if rule.times > 0 {
            return Some(rule.fault.clone());
        }
        self.waiting.remove(place).map(|rule| rule.fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_used_first_in_first_out_by_the_requests_they_meet() {
        let mut faults = Faults::default();
        let rule = |operation, fault| FaultRule::named(operation, fault).unwrap();
        faults.add(rule("show", "hang")).unwrap();
        faults.add(rule("create", "html").times(2)).unwrap();
        let active = faults.add(rule("any", "truncate")).unwrap();
        assert_eq!(active.len(), 3);
        let create = Some(FaultOperation::Create);
        assert_eq!(faults.take(create), Some(FaultKind::Html));
        assert_eq!(faults.take(None), Some(FaultKind::Truncate));
        assert_eq!(faults.take(create), Some(FaultKind::Html));
        assert_eq!(faults.take(create), None);
        assert_eq!(faults.take(Some(FaultOperation::Show)), Some(FaultKind::Hang));
    }

    #[test]
    fn a_rule_for_no_request_is_refused() {
        let rule = FaultRule::named("any", "hang").unwrap().times(0);
        assert!(Faults::default().add(rule).is_err());
    }
}
