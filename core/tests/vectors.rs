//! The language-neutral cases that need no service.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail loudly")]

mod support;

use serde_json::{Value, json};
use twitter_feedback::{ErrorKind, Feedback, FeedbackEvent, Fold, Folded, PromptBuilder, Question, Timestamp};

#[test]
fn times_are_read_as_the_vectors_say() {
    for case in support::cases("timestamps.json") {
        let name = &case["name"];
        let read = case["text"].as_str().unwrap().parse::<Timestamp>();
        assert_eq!(read.ok().map(Timestamp::as_millis), case["millis"].as_i64(), "{name}");
    }
}

#[test]
fn a_feedback_is_read_as_the_vectors_say() {
    for case in support::cases("feedback.json") {
        let name = &case["name"];
        match (Feedback::from_json(case["json"].as_str().unwrap()), &case["error"]) {
            (Ok(feedback), Value::Null) => {
                let text = feedback.to_json();
                match case["expected_text"].as_str() {
                    Some(expected) => assert_eq!(text, expected, "{name}"),
                    None => assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), case["expected"], "{name}"),
                }
                assert_eq!(feedback.raw(), case["json"].as_str().unwrap(), "{name}: the raw text is kept");
                assert_eq!(Feedback::from_json(&text).unwrap().to_json(), text, "{name}: one spelling reads as itself");
            }
            (Err(error), expected) if !expected.is_null() => {
                assert_eq!(error.kind().as_str(), expected["kind"], "{name}");
                if let Some(path) = expected["json_path"].as_str() {
                    assert_eq!(error.json_path(), Some(path), "{name}: {error}");
                }
            }
            (outcome, _) => panic!("{name}: {outcome:?}"),
        }
    }
}

#[test]
fn an_events_own_unknown_fields_survive() {
    let json = r#"{"event_type":"feedback.updated","for_user_id": 12345678901234567890123,"feedback":{"id":1}}"#;
    let event = FeedbackEvent::from_json(json).unwrap();
    let shown = event.to_json();
    assert!(shown.ends_with(r#","for_user_id":12345678901234567890123}"#), "{shown}");
    assert_eq!(FeedbackEvent::from_json(&shown).unwrap().to_json(), shown);
}

#[test]
fn a_prompt_is_checked_as_the_vectors_say() {
    for case in support::cases("prompts.json") {
        let name = &case["name"];
        let mut given = case["prompt"].clone();
        if let Some(repeat) = case.get("repeat") {
            let times = usize::try_from(repeat["times"].as_u64().unwrap()).unwrap();
            given[repeat["field"].as_str().unwrap()] = json!(repeat["character"].as_str().unwrap().repeat(times));
        }
        let builder = prompt(&given);
        match (builder.clone().build(), &case["error"]) {
            (Ok(prompt), Value::Null) => {
                let advice: Vec<_> = prompt.advice().iter().map(|advice| advice.code).collect();
                assert_eq!(json!(prompt.question_text()), case["expected"]["question_text"], "{name}");
                assert_eq!(json!(advice), case["expected"]["advice"], "{name}");
                assert!(builder.problems().is_empty(), "{name}");
            }
            (Err(error), expected) if !expected.is_null() => {
                let fields: Vec<_> = error.problems().iter().map(|problem| problem.field.as_str()).collect();
                assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{name}");
                assert_eq!(json!(fields), expected["fields"], "{name}");
                assert!(fields.iter().all(|field| error.to_string().contains(field)), "{name}: {error}");
            }
            (outcome, _) => panic!("{name}: {outcome:?}"),
        }
    }
}

fn prompt(given: &Value) -> PromptBuilder {
    let text = |field: &str| given[field].as_str().map(str::to_owned);
    let required = |field: &str| text(field).unwrap();
    let mut builder = PromptBuilder::new(
        required("type").as_str(),
        required("to_user_id"),
        required("message"),
        required("privacy_url"),
    )
    .test(given["test"].as_bool().unwrap_or(false));
    if let Some(external_id) = text("external_id") {
        builder = builder.external_id(external_id);
    }
    if let Some(name) = text("display_name") {
        builder = builder.display_name(name);
    }
    if let Some(id) = given["question_variant_id"].as_u64() {
        builder = builder.question_variant_id(u32::try_from(id).unwrap());
    }
    builder
}

#[test]
fn events_add_up_as_the_vectors_say_in_any_order() {
    for case in support::cases("fold.json") {
        let name = &case["name"];
        let events: Vec<FeedbackEvent> = case["events"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| FeedbackEvent::from_json(&e.to_string()).unwrap())
            .collect();
        let forwards = fold(events.iter());
        let backwards = fold(events.iter().rev());
        let repeated = fold(events.iter().chain(events.iter().rev()));
        assert_eq!(forwards, backwards, "{name}: order");
        assert_eq!(forwards, repeated, "{name}: repetition");

        let mut expected = case["expected"].clone();
        expected.as_array_mut().unwrap().sort_by_key(|state| state["feedback"]["id"].to_string());
        let states: Vec<Value> = forwards.iter().map(state).collect();
        assert_eq!(json!(states), expected, "{name}");
    }
}

fn fold<'a>(events: impl Iterator<Item = &'a FeedbackEvent>) -> Fold {
    let mut fold = Fold::new();
    events.for_each(|event| fold.apply(event));
    fold
}

fn state(folded: &Folded) -> Value {
    let feedback = folded.feedback();
    assert_eq!(feedback.raw(), feedback.to_json());
    assert_eq!(Feedback::from_json(feedback.raw()).unwrap(), feedback, "the state reads as itself");
    let feedback: Value = serde_json::from_str(feedback.raw()).unwrap();
    let flags: Vec<&str> = [
        ("score_conflict", folded.score_conflict()),
        ("text_conflict", folded.text_conflict()),
        ("score_out_of_range", folded.score_out_of_range()),
    ]
    .into_iter()
    .filter_map(|(flag, set)| set.then_some(flag))
    .collect();
    json!({ "feedback": feedback, "flags": flags })
}

#[test]
fn the_question_table_is_the_published_one() {
    let file = include_str!("../../tests/vectors/question-variants.csv");
    let mut reader = csv::Reader::from_reader(file.as_bytes());
    let published: Vec<_> = reader
        .records()
        .map(|record| record.unwrap())
        .map(|r| (r[0].to_owned(), r[1].parse::<u32>().unwrap(), &r[2] == "yes", r[3].to_owned()))
        .collect();
    let shipped: Vec<_> =
        Question::all().iter().map(|q| (q.r#type().to_string(), q.id, q.documented, q.template.to_owned())).collect();
    assert_eq!(shipped, published);
}

#[test]
fn the_error_codes_are_the_published_ones() {
    let file = include_str!("../../tests/vectors/error-codes.csv");
    let mut reader = csv::Reader::from_reader(file.as_bytes());
    let mut codes = Vec::new();
    for record in reader.records() {
        let record = record.unwrap();
        let code: i64 = record[0].parse().unwrap();
        let kind = twitter_feedback::model::kind_of_code(code).map(ErrorKind::as_str);
        assert_eq!(kind, Some(&record[3]), "code {code}");
        codes.push(code);
    }
    let unpublished = (0..1000).filter(|code| !codes.contains(code)).find_map(twitter_feedback::model::kind_of_code);
    assert_eq!(unpublished, None);
}
