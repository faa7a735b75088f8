//! The one spelling of a feedback, to the byte: states are compared by its digest, here and in every ledger that there is.
#![allow(clippy::unwrap_used, reason = "tests fail loudly")]

use twitter_feedback::{Feedback, FeedbackEvent, Fold};

/// As it came, and as it is spelt.
const SPELLINGS: [(&str, &str); 9] = [
    (r#"{"id":1}"#, r#"{"id":"1","test":false}"#),
    (
        r#"{"to_user_id":7,"type":"nps","from_user_id":null,"id":"1","test":null,"response":{}}"#,
        r#"{"id":"1","test":false,"type":"nps","to_user_id":"7"}"#,
    ),
    (
        r#"{"privacy_url":"https://example.com/p","question_variant_id":1,"display_name":"Ann","external_id":42,
            "dm_id":5,"to_user_id":4,"from_user_id":3,"type":"csat","test":"1","id":2,
            "updated_at":"Tue Dec 15 17:58:20 +0000 2015","created_at":"TueDec1517:58:19+01302015",
            "response":{"text":{"value":"ok","created_at":"2015-12-15T17:58:20.5Z"},
                        "score":{"value":"4","created_at":"Tue Dec 15 17:58:20 +0000 2015"}}}"#,
        r#"{"id":"2","created_at":"2015-12-15T16:28:19.000Z","updated_at":"2015-12-15T17:58:20.000Z","test":true,"type":"csat","from_user_id":"3","to_user_id":"4","dm_id":"5","external_id":"42","display_name":"Ann","question_variant_id":"1","privacy_url":"https://example.com/p","response":{"score":{"created_at":"2015-12-15T17:58:20.000Z","value":4},"text":{"created_at":"2015-12-15T17:58:20.500Z","value":"ok"}}}"#,
    ),
    (
        r#"{"id":"a\"b\\c\/d\u0001\u001f\n\t\u00e9é\ud83d\ude00","type":"\u00e9"}"#,
        r#"{"id":"a\"b\\c/d\u0001\u001f\n\téé😀","test":false,"type":"é"}"#,
    ),
    (
        r#"{"id":"1","display_name":"\ud800x","a\udc00":"\ud83d y"}"#,
        r#"{"id":"1","test":false,"display_name":"�x","a�":"\ufffd y"}"#,
    ),
    (
        r#"{"id":"1","zz":[1, 2.50e3 , "a \" b"],"created_at":"1969-12-31T23:59:59.999Z","Type": {"x" : null},
            "nothing":null, "aa":9007199254740993123,"updated_at":"-000300-01-01T00:00:00Z"}"#,
        r#"{"id":"1","created_at":"1969-12-31T23:59:59.999Z","updated_at":"-000300-01-01T00:00:00.000Z","test":false,"Type":{"x":null},"aa":9007199254740993123,"zz":[1,2.50e3,"a \" b"]}"#,
    ),
    (
        r#"{"id":"1","updated_at":"9999-12-30T22:00:00Z","response":{"zz":1,"text":{"value":null,"by": "x"},"aa":null,
            "score":{"source" : "dm","value":7.0,"nothing":null}}}"#,
        r#"{"id":"1","updated_at":"9999-12-30T22:00:00.000Z","test":false,"response":{"score":{"created_at":"9999-12-30T22:00:00.000Z","value":7,"source":"dm"},"text":{"by":"x"},"zz":1}}"#,
    ),
    (
        r#"{"id":"1","updated_at":"0000-02-29T00:00:00Z","response":{"score":[null,-5],"text":null}}"#,
        r#"{"id":"1","updated_at":"0000-02-29T00:00:00.000Z","test":false,"response":{"score":{"created_at":"0000-02-29T00:00:00.000Z","value":-5}}}"#,
    ),
    (
        r#"{"id":"1","test":true,"type":"","later":1,"later":2,"response":{"score":{"by":{ "a": [ ] }}}}"#,
        r#"{"id":"1","test":true,"later":2,"response":{"score":{"by":{"a":[]}}}}"#,
    ),
];

#[test]
fn a_feedback_is_spelt_the_same_for_ever() {
    for (json, spelling) in SPELLINGS {
        assert_eq!(Feedback::from_json(json).unwrap().to_json(), spelling, "{json}");
    }
}

#[test]
fn a_tie_is_settled_the_same_for_ever() {
    let tied = |name: u32, more: &str| {
        let at = r#""Tue Dec 15 17:58:20 +0000 2015""#;
        let feedback = format!(r#"{{"id":"1","updated_at":{at},"display_name":"n{name}"{more}}}"#);
        FeedbackEvent::from_json(&format!(r#"{{"created_at":{at},"feedback":{feedback}}}"#)).unwrap()
    };
    for (more, winner) in [
        ("", "n323"),
        (r#","test":false"#, "n323"),
        (r#","later":[1, 2]"#, "n255"),
        (r#","response":{"score":{"value":9},"by": 1}"#, "n229"),
        (r#","external_id":"\ud800\u00e9\"""#, "n813"),
    ] {
        let mut fold = Fold::new();
        (0..1_000).for_each(|name| fold.apply(&tied(name, more)));
        let state = fold.get("1").unwrap().feedback();
        assert_eq!(state.display_name.as_deref(), Some(winner), "{more}");
    }
}
