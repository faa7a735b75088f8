//! The side of the person who is asked.

use crate::credentials::SandboxCredentials;
use crate::digits::digits;
use crate::error::SandboxError;
use crate::lock::write;
use crate::recipient::Recipient;
use crate::sandbox::Sandbox;
use crate::state::State;

impl State {
    /// The keys of a customer; of a sender his own, because he can be asked too.
    pub(crate) fn customer(&self, user_id: &str) -> Result<SandboxCredentials, SandboxError> {
        let number = digits(user_id)
            .filter(|number| *number > 0)
            .ok_or_else(|| SandboxError::invalid("user_id", "must be a decimal user id", user_id))?;
        if matches!(Recipient::of(number), Recipient::Unknown | Recipient::Suspended) {
            return Err(SandboxError::invalid("user_id", "must name a person who can sign in", user_id));
        }
        let first = SandboxCredentials::of_customer(self.seed, number);
        Ok(self.accounts.customer(self.seed, first).credentials.clone())
    }

    /// The customer closes the card, whoever he is.
    pub(crate) fn dismiss(&self, feedback_id: &str) -> Result<(), SandboxError> {
        let id = feedback_id.parse().map_err(|_| SandboxError::unknown_feedback(feedback_id))?;
        write(&self.world).dismiss(id)
    }
}

impl Sandbox {
    /// The keys of the person with this user id, for `feedback/submit` and `feedback/dismiss`: only who was asked may
    /// call them. Keys of the same app, which may not create.
    ///
    /// # Errors
    /// [`SandboxError::Invalid`] for what is no user id, and for a person who is suspended or does not exist.
    pub fn recipient(&self, user_id: &str) -> Result<SandboxCredentials, SandboxError> {
        self.state().customer(user_id)
    }

    /// Closes a card, as its customer does who does not want to answer. Nobody is told, and the card takes no answer
    /// from then on, neither from `feedback/submit` nor from [`Sandbox::answer`].
    ///
    /// # Errors
    /// [`SandboxError::UnknownFeedback`], and [`SandboxError::CardClosed`] for a card that was answered or dismissed
    /// before.
    pub fn dismiss(&self, feedback_id: &str) -> Result<(), SandboxError> {
        self.state().dismiss(feedback_id)
    }
}
