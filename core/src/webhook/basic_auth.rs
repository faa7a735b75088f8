use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use sha2::{Digest as _, Sha256};
use subtle::{Choice, ConstantTimeEq as _};
use zeroize::Zeroizing;

use super::credentials::WebhookCredentials;

/// The longest header that is looked at, in bytes.
const LONGEST: usize = 4 * 1024;

/// Some senders leave the padding out, and nothing hangs on it.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Digest of `username:password`: of one length, so that comparing tells nothing of theirs.
#[derive(Clone)]
pub(super) struct Expected([u8; 32]);

impl Expected {
    pub(super) fn of(credentials: &WebhookCredentials) -> Self {
        let pair = Zeroizing::new(format!("{}:{}", credentials.username(), credentials.password()));
        Self(digest(pair.as_bytes()))
    }
}

/// Whether the header holds any of these. All are compared, and to their ends: how long it takes tells nothing.
pub(super) fn matches(authorization: &str, expected: &[Expected]) -> bool {
    let Some(presented) = presented(authorization) else {
        return false;
    };
    let presented = digest(&presented);
    bool::from(expected.iter().fold(Choice::from(0), |any, one| any | one.0.ct_eq(&presented)))
}

fn presented(authorization: &str) -> Option<Zeroizing<Vec<u8>>> {
    if authorization.len() > LONGEST {
        return None;
    }
    let (scheme, encoded) = authorization.trim().split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    BASE64.decode(encoded.trim()).ok().map(Zeroizing::new)
}

fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expected(username: &str, password: &str) -> Expected {
        Expected::of(&WebhookCredentials::new(username, password).unwrap())
    }

    #[test]
    fn a_password_with_colons_and_letters_beyond_ascii_is_told_from_its_neighbours() {
        let ours = [expected("user", "a:b é")];
        let of = |username, password| WebhookCredentials::new(username, password).unwrap().authorization();
        assert!(matches(&of("user", "a:b é"), &ours));
        for (username, password) in [("user", "a:b"), ("user", "a:b é "), ("use", "r:a:b é"), ("User", "a:b é")] {
            assert!(!matches(&of(username, password), &ours), "{username} {password}");
        }
    }

    #[test]
    fn no_header_is_too_odd_to_be_refused() {
        let ours = [expected("user", "password")];
        for header in ["", " ", "Basic", "Basic ", "Basic =", "Basic dXNlcg", "Bearer dXNlcjpwYXNzd29yZA==", "Basic ü"]
        {
            assert!(!matches(header, &ours), "{header}");
        }
        assert!(!matches(&format!("Basic {}", "A".repeat(1_000_000)), &ours));
        assert!(!matches("Basic dXNlcjpwYXNzd29yZA==", &[]));
        for header in ["Basic dXNlcjpwYXNzd29yZA==", "basic  dXNlcjpwYXNzd29yZA"] {
            assert!(matches(header, &ours), "{header}");
        }
    }
}
