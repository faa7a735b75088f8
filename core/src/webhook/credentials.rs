use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rand::rngs::OsRng;
use rand::seq::SliceRandom;
use rand::{CryptoRng, RngCore};
use secrecy::{ExposeSecret, SecretString};

use crate::model::{ErrorKind, FeedbackError, Problem};

/// User name and password that the service sends with every delivery (basic auth, RFC 7617), as they were registered with it.
#[derive(Clone)]
pub struct WebhookCredentials {
    username: String,
    password: SecretString,
}

/// The longest of either, in bytes: what is longer would make a header that [`WebhookVerifier`](super::WebhookVerifier) does not look at.
const LONGEST: usize = 1024;
/// Characters of a password that [`WebhookCredentials::generate`] makes; the service advises 20 or more (doc).
const PASSWORD: usize = 32;
/// Random characters of a user name.
const USERNAME: usize = 8;

/// The classes of characters that a strong password has (doc). The signs need no quoting in URLs, JSON or a shell.
const CLASSES: [&[u8]; 4] = [b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"abcdefghijklmnopqrstuvwxyz", b"0123456789", b"-._~"];

impl WebhookCredentials {
    /// Takes the two as they were registered. Neither is shown by `Debug`; the password is wiped when dropped. Letters beyond ASCII
    /// are compared as UTF-8; how the service encodes them is not known, so better have none.
    ///
    /// # Errors
    /// `configuration` when one is empty, longer than 1,024 bytes or has a control character, or the user name a colon, which
    /// basic auth cannot carry (RFC 7617).
    pub fn new(username: impl Into<String>, password: impl Into<String>) -> Result<Self, FeedbackError> {
        let (username, password) = (username.into(), SecretString::from(password.into()));
        let mut problems = Vec::new();
        for (field, value) in [("username", username.as_str()), ("password", password.expose_secret())] {
            if value.is_empty() || value.len() > LONGEST || value.contains(char::is_control) {
                let rule = format!("must have 1 to {LONGEST} bytes and no control characters");
                problems.push(Problem::new(field, rule, Problem::REDACTED));
            }
        }
        if username.contains(':') {
            problems.push(Problem::new("username", "must not have a colon", Problem::REDACTED));
        }
        if problems.is_empty() { Ok(Self { username, password }) } else { Err(FeedbackError::misconfigured(problems)) }
    }

    /// Makes up strong ones from the system's random numbers: 32 characters with capitals, small letters, digits and signs.
    ///
    /// # Errors
    /// `internal` when the system has no random numbers.
    pub fn generate() -> Result<Self, FeedbackError> {
        // Asked once by a call that can fail; the others of this generator would panic.
        OsRng.try_fill_bytes(&mut [0; 1]).map_err(|error| {
            FeedbackError::new(ErrorKind::Internal, format!("the system has no random numbers: {error}"))
        })?;
        let (letters, digits) = (CLASSES[1], CLASSES[2]);
        let username = format!("feedback-{}", characters(&mut OsRng, &[letters, digits], USERNAME));
        Self::new(username, characters(&mut OsRng, &CLASSES, PASSWORD))
    }

    /// The user name.
    pub fn username(&self) -> &str {
        &self.username
    }

    /// The password, in clear: for registering it, and nowhere else.
    pub fn password(&self) -> &str {
        self.password.expose_secret()
    }

    /// The `Authorization` header of a delivery, in clear.
    pub fn authorization(&self) -> String {
        format!("Basic {}", STANDARD.encode(format!("{}:{}", self.username, self.password())))
    }
}

/// So many characters, at least one of each class.
fn characters<R: RngCore + CryptoRng>(random: &mut R, classes: &[&[u8]], count: usize) -> String {
    let all = classes.concat();
    let mut drawn: Vec<u8> = classes
        .iter()
        .copied()
        .chain(std::iter::repeat_n(all.as_slice(), count.saturating_sub(classes.len())))
        .filter_map(|class| class.choose(random).copied())
        .collect();
    drawn.shuffle(random);
    drawn.into_iter().map(char::from).collect()
}

impl fmt::Debug for WebhookCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WebhookCredentials([redacted])")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn generated_passwords_are_long_have_every_class_and_never_repeat() {
        let mut seen = HashSet::new();
        for _ in 0..1_000 {
            let made = WebhookCredentials::generate().unwrap();
            assert_eq!(made.password().len(), PASSWORD);
            for class in CLASSES {
                assert!(made.password().bytes().any(|byte| class.contains(&byte)), "{}", made.password());
            }
            assert!(!made.username().contains(':'));
            assert!(seen.insert(made.password().to_owned()) && seen.insert(made.username().to_owned()));
        }
    }

    #[test]
    fn every_character_is_drawn_and_none_is_preferred() {
        let mut counts = [0_u32; 256];
        for _ in 0..4_000 {
            for byte in WebhookCredentials::generate().unwrap().password().bytes() {
                counts[usize::from(byte)] += 1;
            }
        }
        for class in CLASSES {
            let drawn: Vec<u32> = class.iter().map(|byte| counts[usize::from(*byte)]).collect();
            let (least, most) = (*drawn.iter().min().unwrap(), *drawn.iter().max().unwrap());
            assert!(least > 0 && most < 2 * least, "{least} to {most}");
        }
    }

    #[test]
    fn the_header_is_the_one_of_rfc_7617() {
        let credentials = WebhookCredentials::new("Aladdin", "open sesame").unwrap();
        assert_eq!(credentials.authorization(), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assert!(!format!("{credentials:?}").contains("sesame"));
    }
}
