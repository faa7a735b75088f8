//! Request tokens: handed out, authorized or cancelled once, exchanged once.

use std::collections::{HashMap, VecDeque};

use subtle::ConstantTimeEq as _;

use super::callback::Callback;
use crate::mix::{Use, mix, word};

/// How long one lives, in milliseconds of the sandbox's clock: 15 minutes. The platform's own is unknown (guess).
pub(super) const LIFETIME: i64 = 900_000;
/// The most that are kept; the oldest are forgotten first.
const MOST: usize = 10_000;
/// Wrong verifiers after which a token is used up (guess): a PIN of 7 digits could be guessed otherwise.
const WRONG_VERIFIERS: u8 = 3;

/// One of them. Not `Debug`: it holds secrets.
pub(crate) struct RequestToken {
    pub(super) secret: String,
    pub(crate) callback: Callback,
    /// What the page's form must send back.
    pub(crate) form_token: String,
    number: u64,
    issued_at: i64,
    wrong: u8,
    authorized: Option<Authorized>,
}

impl RequestToken {
    /// Whether a form came from the page that was made for this token.
    pub(crate) fn is_from_page(&self, form_token: &str) -> bool {
        self.form_token.as_bytes().ct_eq(form_token.as_bytes()).into()
    }
}

struct Authorized {
    user_id: u64,
    verifier: String,
}

/// Why an exchange is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotExchanged {
    /// Unknown, used, cancelled or too old.
    Unknown,
    /// The verifier is missing or wrong, or nobody has authorized the app yet.
    Verifier,
}

/// All that are alive. Not `Debug`: the tokens are its keys.
pub(crate) struct RequestTokens {
    seed: u64,
    alive: HashMap<String, RequestToken>,
    /// In order of issue; those that are used up stay here until their time has come.
    issued: VecDeque<(i64, String)>,
    number: u64,
    most: usize,
}

impl RequestTokens {
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed, alive: HashMap::new(), issued: VecDeque::new(), number: 0, most: MOST }
    }

    /// A new one: the token and its secret. `now` in epoch milliseconds, as everywhere here.
    pub(super) fn issue(&mut self, callback: Callback, now: i64) -> (String, String) {
        let number = self.number;
        self.number += 1;
        let part = mix(self.seed, Use::RequestToken, &[number]);
        let token = word(self.seed, Use::RequestToken, part, 27);
        let secret = word(self.seed, Use::RequestToken, part.wrapping_add(1), 32);
        let form_token = word(self.seed, Use::FormToken, part, 40);
        let issued = RequestToken {
            secret: secret.clone(),
            callback,
            form_token,
            number,
            issued_at: now,
            wrong: 0,
            authorized: None,
        };
        self.alive.insert(token.clone(), issued);
        self.issued.push_back((now, token.clone()));
        while self.issued.front().is_some_and(|(at, _)| is_over(*at, now)) || self.issued.len() > self.most {
            if let Some((_, oldest)) = self.issued.pop_front() {
                self.alive.remove(&oldest);
            }
        }
        (token, secret)
    }

    /// One that lives, authorized or not.
    pub(super) fn get(&self, token: &str, now: i64) -> Option<&RequestToken> {
        self.alive.get(token).filter(|found| !is_over(found.issued_at, now))
    }

    /// One whose button nobody has pressed.
    pub(super) fn waiting(&self, token: &str, now: i64) -> Option<&RequestToken> {
        self.get(token, now).filter(|found| found.authorized.is_none())
    }

    /// Somebody authorizes the app: the verifier, a PIN of 7 digits without a callback, and the callback.
    pub(super) fn authorize(&mut self, token: &str, user_id: u64, now: i64) -> Option<(String, Callback)> {
        let number = self.waiting(token, now)?.number;
        let found = self.alive.get_mut(token)?;
        let drawn = mix(self.seed, Use::Verifier, &[number]);
        let verifier = match found.callback {
            Callback::OutOfBand => format!("{:07}", drawn % 10_000_000),
            Callback::Url(_) => word(self.seed, Use::Verifier, drawn, 32),
        };
        found.authorized = Some(Authorized { user_id, verifier: verifier.clone() });
        Some((verifier, found.callback.clone()))
    }

    /// Somebody cancels, which uses the token up.
    pub(super) fn cancel(&mut self, token: &str, now: i64) -> Option<Callback> {
        self.waiting(token, now)?;
        self.alive.remove(token).map(|cancelled| cancelled.callback)
    }

    /// Who authorized the app, for the one who has the verifier. The token is used up by that, and by a few
    /// wrong verifiers too.
    pub(super) fn exchange(&mut self, token: &str, verifier: Option<&str>, now: i64) -> Result<u64, NotExchanged> {
        self.get(token, now).ok_or(NotExchanged::Unknown)?;
        let found = self.alive.get_mut(token).ok_or(NotExchanged::Unknown)?;
        let right = found.authorized.as_ref().filter(|authorized| {
            verifier.is_some_and(|verifier| bool::from(authorized.verifier.as_bytes().ct_eq(verifier.as_bytes())))
        });
        let user_id = right.map(|authorized| authorized.user_id);
        if user_id.is_none() {
            found.wrong += 1;
        }
        if user_id.is_some() || found.wrong >= WRONG_VERIFIERS {
            self.alive.remove(token);
        }
        user_id.ok_or(NotExchanged::Verifier)
    }
}

fn is_over(issued_at: i64, now: i64) -> bool {
    now.saturating_sub(issued_at) >= LIFETIME
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens() -> RequestTokens {
        RequestTokens::new(1)
    }

    #[test]
    fn only_the_newest_are_kept_and_old_ones_go_by_themselves() {
        let mut tokens = RequestTokens { most: 3, ..tokens() };
        let issued: Vec<_> = (0..5).map(|now| tokens.issue(Callback::OutOfBand, now).0).collect();
        assert_eq!(tokens.alive.len(), 3);
        for (token, kept) in issued.iter().zip([false, false, true, true, true]) {
            assert_eq!(tokens.get(token, 5).is_some(), kept, "{token}");
        }
        tokens.issue(Callback::OutOfBand, LIFETIME + 5);
        assert_eq!((tokens.alive.len(), tokens.issued.len()), (1, 1));
    }

    #[test]
    fn the_last_millisecond_of_the_lifetime_counts() {
        let mut tokens = tokens();
        let (token, _) = tokens.issue(Callback::OutOfBand, 1_000);
        assert!(tokens.get(&token, 1_000 + LIFETIME - 1).is_some());
        assert!(tokens.get(&token, 1_000 + LIFETIME).is_none());
        let (pin, _) = tokens.authorize(&token, 7, 1_000).unwrap();
        assert_eq!(tokens.exchange(&token, Some(&pin), 1_000 + LIFETIME), Err(NotExchanged::Unknown));
    }

    #[test]
    fn no_two_are_alike_and_the_same_seed_gives_the_same() {
        let (mut first, mut second) = (tokens(), tokens());
        let issue = |tokens: &mut RequestTokens| tokens.issue(Callback::OutOfBand, 0);
        let some: Vec<_> = (0..50).map(|_| issue(&mut first)).collect();
        let mut unique = some.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), 50);
        assert!(some.iter().all(|one| *one == issue(&mut second)));
        assert_ne!(issue(&mut RequestTokens::new(2)), some[0]);
    }

    #[test]
    fn a_pin_has_seven_digits_even_if_the_first_is_zero() {
        let mut tokens = tokens();
        let pins: Vec<_> = (0..200)
            .map(|_| {
                let (token, _) = tokens.issue(Callback::OutOfBand, 0);
                tokens.authorize(&token, 7, 0).unwrap().0
            })
            .collect();
        assert!(pins.iter().all(|pin| pin.len() == 7 && pin.bytes().all(|digit| digit.is_ascii_digit())));
        assert!(pins.iter().any(|pin| pin.starts_with('0')));
    }
}
