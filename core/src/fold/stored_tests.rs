use proptest::prelude::*;

use super::{Fold, Folded};
use crate::{ErrorKind, FeedbackEvent};

#[path = "../../tests/support/event_texts.rs"]
mod event_texts;

fn states() -> impl Strategy<Value = Vec<Folded>> {
    proptest::collection::vec(event_texts::event_text(), 1..8).prop_map(|events| {
        let mut fold = Fold::new();
        events.iter().for_each(|event| fold.apply(&FeedbackEvent::from_json(event).unwrap()));
        fold.iter().cloned().collect()
    })
}

proptest! {
    #[test]
    fn a_state_is_read_back_as_it_was(states in states()) {
        for state in states {
            prop_assert_eq!(Folded::from_bytes(&state.to_bytes()).unwrap(), state);
        }
    }

    #[test]
    fn equal_states_are_equal_bytes_and_others_are_not(some in states(), others in states()) {
        for (one, other) in some.iter().flat_map(|one| others.iter().map(move |other| (one, other))) {
            prop_assert_eq!(one == other, one.to_bytes() == other.to_bytes());
        }
    }

    #[test]
    fn merging_what_was_stored_is_merging(some in states(), others in states()) {
        for (one, other) in some.iter().zip(&others).filter(|(one, other)| one.id() == other.id()) {
            let mut merged = one.clone();
            merged.merge(other);
            let mut read = Folded::from_bytes(&one.to_bytes()).unwrap();
            read.merge(&Folded::from_bytes(&other.to_bytes()).unwrap());
            prop_assert_eq!(read.to_bytes(), merged.to_bytes());
        }
    }

    #[test]
    fn bytes_that_were_damaged_are_refused_or_are_another_state(
        states in states(), at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>(),
    ) {
        let stored = states[0].to_bytes();
        let mut bytes = stored.clone();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        bytes.truncate(if cut { at } else { bytes.len() });
        match Folded::from_bytes(&bytes) {
            Ok(read) => {
                prop_assert!(!cut);
                prop_assert_eq!(read.to_bytes(), bytes, "there is one spelling of each state");
            }
            Err(error) => prop_assert_eq!(error.kind(), ErrorKind::Ledger),
        }
    }
}

#[test]
fn a_newer_versions_state_is_refused_and_says_so() {
    let state = Folded::of_feedback(&crate::Feedback::from_json(r#"{"id":"1","type":"nps"}"#).unwrap());
    let mut bytes = state.to_bytes();
    bytes[0] = 2;
    let error = Folded::from_bytes(&bytes).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Ledger);
    assert!(error.message().contains("has version 2, and this program reads version 1"), "{error}");
    for bytes in [&[][..], &[0], &[1], &[1, 255]] {
        let error = Folded::from_bytes(bytes).unwrap_err();
        assert!(error.message().contains("damaged"), "{error}");
    }
}

/// A ledger holds these bytes for years.
#[test]
fn version_1_stays_what_it_is() {
    let event = r#"{"created_at":"Tue Dec 15 17:58:20 +0000 2015","feedback":{"id":"7","type":"nps","test":false,
        "to_user_id":"3","updated_at":"Tue Dec 15 17:58:20 +0000 2015","later":[1, 2],
        "response":{"by":1,"score":{"created_at":"Tue Dec 15 17:58:20 +0000 2015","value":9}}}}"#;
    let bytes = Folded::of_event(&FeedbackEvent::from_json(event).unwrap()).to_bytes();
    let shown: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let state = "01013700\
        01c0f9d7ecb454\
        0101c0f9d7ecb45401c0f9d7ecb45416264d94d3151b89e9562d120db1d05999e26d27dd31a495b0fd3d943d5832fa\
        050100\
        0566616c7365\
        020005226e707322\
        040003223322\
        00056c6174657200055b312c325d\
        0a00087b226279223a317d\
        01c0f9d7ecb4541200";
    assert_eq!(shown.concat(), state);
}
