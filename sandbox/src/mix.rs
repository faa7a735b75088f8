//! Numbers that look random and are not: the same seed gives the same sandbox.

/// What a derived number is for, so that two uses of one seed never see the same sequence.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Use {
    Credential = 1,
    UserId,
    FeedbackId,
    MessageId,
    MediaId,
    Transaction,
    Repeat,
    EmptyPage,
    ShortPage,
    TrailingPage,
    MiddlePage,
    Seeded,
    Shuffle,
    Customer,
    Renewal,
    RequestToken,
    Verifier,
    FormToken,
}

/// One well-mixed number out of a seed, a use and any further parts.
///
/// Written out instead of taken from `rand`, whose generators may change their sequence between
/// versions: a recorded test would then stop matching.
pub(crate) fn mix(seed: u64, purpose: Use, parts: &[u64]) -> u64 {
    let mut state = scramble(seed ^ scramble(purpose as u64));
    for part in parts {
        state = scramble(state ^ *part);
    }
    state
}

/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
fn scramble(value: u64) -> u64 {
    let mut mixed = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// `length` letters and digits, as the platform's keys look.
pub(crate) fn word(seed: u64, purpose: Use, part: u64, length: u64) -> String {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let letters = ALPHABET.len() as u64;
    (0..length)
        .filter_map(|place| {
            let index = usize::try_from(mix(seed, purpose, &[part, place]) % letters).ok()?;
            ALPHABET.get(index).copied().map(char::from)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_seed_gives_one_sequence_and_two_uses_differ() {
        assert_eq!(mix(1, Use::Repeat, &[2, 3]), mix(1, Use::Repeat, &[2, 3]));
        assert_ne!(mix(1, Use::Repeat, &[2, 3]), mix(1, Use::Repeat, &[3, 2]));
        assert_ne!(mix(1, Use::Repeat, &[2]), mix(1, Use::ShortPage, &[2]));
        assert_eq!(word(1, Use::Credential, 0, 25).len(), 25);
    }
}
