//! What became of a prompt, on its way to Kotlin.

use twitter_feedback::{SendOutcome, SkipReason};

use crate::records::NativeReply;
use crate::shown::Shown;
use crate::times::Moment;

#[derive(uniffi::Enum)]
#[allow(clippy::large_enum_variant, reason = "one is made for each prompt, and most are the large one")]
pub enum NativeSendOutcome {
    Sent { attempt_id: String, feedback: Shown },
    Skipped { attempt_id: String, reason: String, until: Option<Moment> },
    Unknown { attempt_id: String, message: String },
}

impl From<SendOutcome> for NativeSendOutcome {
    fn from(outcome: SendOutcome) -> Self {
        match outcome {
            SendOutcome::Sent { attempt_id, feedback, reply, .. } => Self::Sent {
                attempt_id: attempt_id.as_str().to_owned(),
                feedback: Shown { reply: reply.as_ref().map(NativeReply::from), ..Shown::from(feedback) },
            },
            SendOutcome::Skipped { attempt_id, reason, until, .. } => Self::Skipped {
                attempt_id: attempt_id.as_str().to_owned(),
                reason: word(reason),
                until: until.map(Moment::from),
            },
            SendOutcome::Unknown { attempt_id, message, .. } => {
                Self::Unknown { attempt_id: attempt_id.as_str().to_owned(), message }
            }
        }
    }
}

pub(crate) fn word(reason: SkipReason) -> String {
    reason.as_str().to_owned()
}
