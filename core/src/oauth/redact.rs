use std::borrow::Cow;

use secrecy::{ExposeSecret, SecretString};

use super::signature;

/// The text without these secrets.
pub(crate) fn redact<'a, 's>(text: &'a str, secrets: impl IntoIterator<Item = &'s SecretString>) -> Cow<'a, str> {
    let mut redacted = Cow::Borrowed(text);
    for secret in secrets {
        let secret = secret.expose_secret();
        // As it is, and as an `Authorization` header writes it.
        for form in [secret, signature::encode_value(secret).as_str()] {
            if !form.is_empty() && redacted.contains(form) {
                redacted = Cow::Owned(redacted.replace(form, "[redacted]"));
            }
        }
    }
    redacted
}
