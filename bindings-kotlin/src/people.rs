//! The people of a sandbox: who is asked, and who signs in.

use crate::errors::NativeError;
use crate::guard::caught;
use crate::sandbox::{NativeSandbox, SenderKeys};

#[uniffi::export]
impl NativeSandbox {
    /// The keys of a customer.
    pub fn recipient(&self, user_id: String) -> Result<SenderKeys, NativeError> {
        caught(|| Ok(SenderKeys::from(self.running()?.recipient(&user_id)?)))
    }

    /// The customer closes the card.
    pub fn dismiss(&self, feedback_id: String) -> Result<(), NativeError> {
        caught(|| Ok(self.running()?.dismiss(&feedback_id)?))
    }

    /// Presses the button that lets the app in: the PIN, or the URL that the browser is sent to.
    pub fn authorize(&self, oauth_token: String) -> Result<String, NativeError> {
        caught(|| Ok(self.running()?.authorize(&oauth_token)?))
    }

    /// Presses the other one: the URL, where there is a callback.
    pub fn deny(&self, oauth_token: String) -> Result<Option<String>, NativeError> {
        caught(|| Ok(self.running()?.deny(&oauth_token)?))
    }
}
