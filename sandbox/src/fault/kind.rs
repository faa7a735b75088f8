//! What goes wrong.

use std::fmt;
use std::str::FromStr;

use super::respond::PlayedAnswer;
use crate::digits::digits;
use crate::error::SandboxError;

/// The longest `latency`, in milliseconds: an hour.
const LONGEST_LATENCY: u64 = 3_600_000;

/// One thing that goes wrong. "Before the work" means that the request was read and logged but neither
/// authenticated nor acted upon; "after the work" that it was, so a create exists.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FaultKind {
    /// Before the work: this status, 200 to 599, with the service's error body.
    Status(u16),
    /// Before the work: 503 with a page of HTML.
    Html,
    /// Before the work: 429 with code 88; the headers say that the window ends in 15 minutes. Without
    /// headers on create, which has none (seen).
    RateLimit,
    /// Before the work: the connection is reset.
    ResetBeforeWork,
    /// Before the work: never an answer, until the client leaves or the sandbox stops.
    Hang,
    /// Before the work: that many milliseconds of real time, at most an hour; then all goes well.
    Latency(u64),
    /// After the work: the whole length is announced, half of the body sent, the connection reset.
    Truncate,
    /// After the work: the head at once, then one byte of the body each 100 ms of real time.
    SlowBody,
    /// After the work: the connection is reset without an answer.
    ResetAfterWork,
    /// Before the work: any answer at all.
    Respond(PlayedAnswer),
}

impl FromStr for FaultKind {
    type Err = SandboxError;

    /// Reads the name on the wire, such as `status:503`. `respond` gives a bare 200.
    fn from_str(name: &str) -> Result<Self, SandboxError> {
        let unknown = || {
            SandboxError::invalid(
                "fault",
                "must be status:<200 to 599>, html, rate_limit, reset_before_work, hang, \
                 latency:<milliseconds, at most 3600000>, truncate, slow_body, reset_after_work \
                 or respond",
                name,
            )
        };
        let (word, argument) = match name.split_once(':') {
            Some((word, argument)) => (word, Some(argument)),
            None => (name, None),
        };
        let number = || argument.and_then(digits);
        match (word, argument) {
            ("status", Some(_)) => number()
                .and_then(|status| u16::try_from(status).ok())
                .filter(|status| (200..=599).contains(status))
                .map(Self::Status),
            ("latency", Some(_)) => number().filter(|milliseconds| *milliseconds <= LONGEST_LATENCY).map(Self::Latency),
            ("html", None) => Some(Self::Html),
            ("rate_limit", None) => Some(Self::RateLimit),
            ("reset_before_work", None) => Some(Self::ResetBeforeWork),
            ("hang", None) => Some(Self::Hang),
            ("truncate", None) => Some(Self::Truncate),
            ("slow_body", None) => Some(Self::SlowBody),
            ("reset_after_work", None) => Some(Self::ResetAfterWork),
            ("respond", None) => Some(Self::Respond(PlayedAnswer::default())),
            _ => None,
        }
        .ok_or_else(unknown)
    }
}

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status(status) => write!(f, "status:{status}"),
            Self::Latency(milliseconds) => write!(f, "latency:{milliseconds}"),
            Self::Html => f.write_str("html"),
            Self::RateLimit => f.write_str("rate_limit"),
            Self::ResetBeforeWork => f.write_str("reset_before_work"),
            Self::Hang => f.write_str("hang"),
            Self::Truncate => f.write_str("truncate"),
            Self::SlowBody => f.write_str("slow_body"),
            Self::ResetAfterWork => f.write_str("reset_after_work"),
            Self::Respond(_) => f.write_str("respond"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_back() {
        for name in [
            "status:503",
            "html",
            "rate_limit",
            "reset_before_work",
            "hang",
            "latency:250",
            "truncate",
            "slow_body",
            "reset_after_work",
            "respond",
        ] {
            assert_eq!(name.parse::<FaultKind>().unwrap().to_string(), name);
        }
    }

    #[test]
    fn an_unknown_name_is_told_the_known_ones() {
        for name in [
            "explode",
            "status",
            "status:",
            "status:199",
            "status:600",
            "status:+503",
            "latency:99999999",
            "hang:5",
            "",
        ] {
            let message = name.parse::<FaultKind>().unwrap_err().to_string();
            assert!(message.contains("reset_after_work"), "{message}");
        }
        let message = "post".parse::<super::super::FaultOperation>().unwrap_err();
        assert!(message.to_string().contains("friendship"), "{message}");
    }
}
