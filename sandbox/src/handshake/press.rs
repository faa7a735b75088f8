//! Somebody presses a button of the page.

use super::request_token::RequestToken;
use crate::error::SandboxError;
use crate::lock::lock;
use crate::sandbox::Sandbox;
use crate::state::State;

/// What the person is shown, or where the browser is sent.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Pressed {
    /// 7 digits.
    Pin(String),
    Redirect(String),
}

impl State {
    /// The app may speak for this account from now on. `None` if no button is waiting under this token.
    pub(crate) fn authorize(&self, token: &str, user_id: u64) -> Option<Pressed> {
        let (verifier, callback) = lock(&self.request_tokens).authorize(token, user_id, self.clock.now())?;
        Some(match callback.with(&[("oauth_token", token), ("oauth_verifier", &verifier)]) {
            Some(url) => Pressed::Redirect(url),
            None => Pressed::Pin(verifier),
        })
    }

    /// The app may not: the URL with `denied=<token>` (seen), if there is a callback.
    pub(crate) fn deny(&self, token: &str) -> Option<Option<String>> {
        let callback = lock(&self.request_tokens).cancel(token, self.clock.now())?;
        Some(callback.with(&[("denied", token)]))
    }

    /// What is needed of a request token whose button is waiting.
    pub(crate) fn waiting<T>(&self, token: &str, read: impl FnOnce(&RequestToken) -> T) -> Option<T> {
        lock(&self.request_tokens).waiting(token, self.clock.now()).map(read)
    }
}

impl Sandbox {
    /// Presses "Authorize app" for the sender of [`Sandbox::credentials`]: the PIN, or the URL that the browser is
    /// sent to.
    ///
    /// # Errors
    /// [`SandboxError::UnknownRequestToken`] if no page is waiting for this token.
    pub fn authorize(&self, oauth_token: &str) -> Result<String, SandboxError> {
        let state = self.state();
        let pressed = state.authorize(oauth_token, state.account.user_id);
        let (Pressed::Pin(told) | Pressed::Redirect(told)) = pressed.ok_or(SandboxError::UnknownRequestToken)?;
        Ok(told)
    }

    /// Presses "Cancel", which uses the token up: the URL that the browser is sent to, where there is a callback.
    ///
    /// # Errors
    /// [`SandboxError::UnknownRequestToken`] if no page is waiting for this token.
    pub fn deny(&self, oauth_token: &str) -> Result<Option<String>, SandboxError> {
        self.state().deny(oauth_token).ok_or(SandboxError::UnknownRequestToken)
    }
}
