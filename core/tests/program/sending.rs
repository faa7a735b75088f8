//! One person, one prompt, whoever asks.

use futures_util::future::join_all;
use twitter_feedback::{AttemptState, Program, Prompt, PromptContext, SendOutcome, SkipReason};

use crate::support;
use crate::world::{COOLDOWN, DAY, World, all, bare, last, send, sent, skipped};

#[tokio::test]
async fn a_prompt_is_sent_once_in_a_cooldown_and_again_after_it() {
    let world = World::new().await;
    let program = world.program(twitter_feedback::Policy::new()).await;
    let feedback_id = sent(send(&program, "12").await);
    let attempt = last(&program).await;
    assert_eq!(attempt.state, AttemptState::Sent);
    assert_eq!(attempt.feedback_id.unwrap(), feedback_id.as_str());
    let asked_at = attempt.asked_at.unwrap();
    assert_eq!(attempt.cool_until, Some(asked_at.saturating_add(COOLDOWN)));

    let (reason, until) = skipped(send(&program, "12").await);
    assert_eq!((reason, until), (SkipReason::Cooldown, attempt.cool_until));
    // The service itself would take another by now: the ledger is the only guard.
    world.sandbox.advance(6 * DAY).unwrap();
    assert_eq!(skipped(send(&program, "12").await).0, SkipReason::Cooldown);
    assert_eq!(world.creates(), 1);

    world.sandbox.advance(DAY + std::time::Duration::from_secs(3700)).unwrap();
    sent(send(&program, "12").await);
    assert_eq!(world.creates(), 2);
}

#[tokio::test]
async fn of_many_who_ask_the_same_person_at_once_one_does() {
    let world = World::new().await;
    let (one, other) = (world.program(bare()).await, world.program(bare()).await);
    let calls = (0..16).map(|number| send(if number % 2 == 0 { &one } else { &other }, "12"));
    let outcomes = join_all(calls).await;
    let sent = outcomes.iter().filter(|outcome| matches!(outcome, Ok(SendOutcome::Sent { .. }))).count();
    assert_eq!(sent, 1, "{outcomes:?}");
    for outcome in outcomes {
        if let SendOutcome::Skipped { reason, .. } = outcome.unwrap() {
            assert!(matches!(reason, SkipReason::InProgress | SkipReason::Cooldown), "{reason}");
        }
    }
    assert_eq!(world.creates(), 1);
}

#[tokio::test]
async fn an_attempt_keeps_all_that_was_said_of_it() {
    let world = World::new().await;
    let program = world.program(bare()).await;
    let prompt = Prompt::csat("12", "Thanks!", "https://furni.example/privacy")
        .external_id("case-7")
        .question_variant_id(3)
        .display_name("Furni")
        .test(true)
        .build()
        .unwrap();
    let context = PromptContext::new().agent_id("ada").team("blue").tag("late").language("pt-BR");
    let outcome = program.send(&prompt, &context).await.unwrap();
    let attempt = last(&program).await;
    assert_eq!(outcome.attempt_id(), &attempt.id);
    assert_eq!(attempt.external_id.as_deref(), Some("case-7"));
    assert_eq!(attempt.question_variant_id.as_deref(), Some("3"));
    assert_eq!(attempt.display_name.as_deref(), Some("Furni"));
    assert!(attempt.test);
    assert_eq!(attempt.context, context);
    assert_eq!(attempt.from_user_id, world.sandbox.user_id());

    let status = program.prompt_status("case-7").await.unwrap().unwrap();
    assert_eq!((status.state, status.answered), (AttemptState::Sent, false));
    assert_eq!(status.asked_at, attempt.asked_at);
    assert_eq!(program.prompt_status("case-8").await.unwrap(), None);
}

#[tokio::test]
async fn the_services_answer_is_kept_and_its_event_changes_nothing() {
    let world = World::new().await;
    let program = world.program(bare()).await;
    let SendOutcome::Sent { feedback, reply, .. } = send(&program, "12").await.unwrap() else { panic!("not sent") };
    assert_eq!(reply.unwrap().status(), 200);
    let folded = program.folded(&feedback.id).await.unwrap().unwrap();
    assert_eq!(folded.feedback().to_user_id, feedback.to_user_id);
    world.sandbox.advance(crate::world::SHOWN).unwrap();
    program.sync(twitter_feedback::SyncOptions::new()).await.unwrap();
    let attempts = all(&program).await;
    assert_eq!(attempts.len(), 1, "{attempts:?}");
    assert_eq!(attempts[0].state, AttemptState::Sent);
}

#[tokio::test]
async fn an_answer_with_nothing_but_an_id_is_sent() {
    let world = World::new().await;
    let program = world.program(bare()).await;
    let rule = serde_json::json!({"operation": "create", "fault": "respond", "body": {"id": 77, "created_at": 5}});
    support::fault(&world.sandbox, &rule);
    assert_eq!(sent(send(&program, "12").await), "77");
    assert_eq!(last(&program).await.feedback_id.unwrap(), "77");
}

#[tokio::test]
async fn an_account_is_asked_for_once_in_a_ledgers_life() {
    let world = World::new().await;
    for person in ["12", "13"] {
        sent(send(&world.program(bare()).await, person).await);
    }
    let log = world.sandbox.requests();
    let signed = log.iter().filter(|r| r.path.contains("verify_credentials") && r.sender.is_some()).count();
    assert_eq!(signed, 1, "{log:?}");
}

#[tokio::test]
async fn what_is_wrong_with_a_context_or_a_policy_is_said_before_anything_is_asked() {
    let world = World::new().await;
    let program = world.program(bare()).await;
    let context = PromptContext::new().agent_id("");
    let error = program.send(&support::prompt("12"), &context).await.unwrap_err();
    assert_eq!(error.problems()[0].field, "agent_id");
    let policy = bare().sample_rate(2.0).suppress("012");
    let opened = Program::open(support::client(&world.sandbox), world.file("other.db"), policy).await;
    let error = opened.unwrap_err();
    let fields: Vec<&str> = error.problems().iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(fields, ["sample_rate", "suppressed_user_ids"]);
    assert!(!world.file("other.db").exists());
    assert_eq!(world.sandbox.requests().len(), 0);
}
