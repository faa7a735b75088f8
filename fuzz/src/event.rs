use twitter_feedback::{Feedback, FeedbackEvent};

/// What is shown of an event can be read and says the same; so does its raw text.
pub fn check_event(event: &FeedbackEvent) {
    let shown = event.to_json();
    let again = FeedbackEvent::from_json(&shown).expect("what is shown of an event can be read");
    assert_eq!(again.to_json(), shown, "showing an event again changes nothing");
    assert_eq!((&again.event_type, again.created_at), (&event.event_type, event.created_at));
    assert_eq!(again.feedback, event.feedback);
    assert_eq!(again.feedback.response, event.feedback.response);

    let alone = FeedbackEvent::from_json(event.raw()).expect("the raw text of an event can be read");
    assert_eq!(alone.to_json(), shown, "the raw text says the same");
    assert_eq!(alone.feedback.raw(), event.feedback.raw());
    check_feedback(&event.feedback);
}

fn check_feedback(feedback: &Feedback) {
    let raw = feedback.raw();
    assert!(raw.starts_with('{') && raw.ends_with('}'), "a feedback is an object: {raw}");
    match Feedback::from_json(raw) {
        Ok(own) => assert_eq!(&own, feedback, "the raw text of a feedback says the same"),
        // Its answers were dated by the event.
        Err(_) => assert!(feedback.updated_at.is_none() && feedback.created_at.is_none(), "{raw}"),
    }
    let score = feedback.score();
    assert_eq!(feedback.score_band().is_some(), score.is_some_and(|score| score.in_range(&feedback.r#type)));
    // Whatever the type, the variant or the name: asking for the question is safe.
    let _ = feedback.question_text();
}
