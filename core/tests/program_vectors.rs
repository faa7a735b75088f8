//! `tests/vectors/program.json`: what a program does, in every language the same.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail loudly")]

mod support;

use std::collections::HashMap;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};
use twitter_feedback::{
    Attempt, AttemptFilter, AttemptState, FeedbackError, Policy, Program, Prompt, PromptContext, QuietHours,
    SendOutcome, SyncOptions, Timestamp,
};
use twitter_feedback_sandbox::{Sandbox, SandboxOptions};

/// One case being played.
struct Play {
    sandbox: Sandbox,
    program: Program,
    policy: Policy,
    folder: tempfile::TempDir,
    /// The feedback of each reference that was sent.
    sent: HashMap<String, String>,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_does_what_the_vectors_say() {
    let mut broken = Vec::new();
    for case in support::cases("program.json") {
        if let Err(what) = play(&case).await {
            broken.push(format!("{}, {what}", case["name"]));
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

/// # Errors
/// The first step that does not give or raise what it should.
async fn play(case: &Value) -> Result<(), String> {
    let mut play = Play::begin(case).await;
    for (step, number) in case["steps"].as_array().unwrap().iter().zip(1..) {
        let outcome = play.step(step).await;
        let held = match (&outcome, step.get("raises")) {
            (Err(error), Some(kind)) => error.kind().as_str() == kind,
            (Ok(given), None) => holds(given, step.get("gives").unwrap_or(&Value::Null)),
            _ => false,
        };
        if !held {
            return Err(format!("step {number}: {step} gave {outcome:?}"));
        }
    }
    Ok(())
}

/// Whether `given` has all that is expected, among other things.
fn holds(given: &Value, expected: &Value) -> bool {
    match (given, expected) {
        (Value::Object(given), Value::Object(expected)) => {
            expected.iter().all(|(name, value)| given.get(name).is_some_and(|given| holds(given, value)))
        }
        (Value::Array(given), Value::Array(expected)) => {
            given.len() == expected.len() && given.iter().zip(expected).all(|(given, expected)| holds(given, expected))
        }
        _ => given == expected,
    }
}

impl Play {
    async fn begin(case: &Value) -> Self {
        let mut options = SandboxOptions::default();
        let start_at = case.get("start_at").map(|at| at.as_str().unwrap().parse::<Timestamp>().unwrap());
        options.start_at = start_at.map(Timestamp::as_millis);
        let sandbox = Sandbox::start(options).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let policy = policy(&case["policy"]);
        let program = open(&sandbox, folder.path(), &policy).await;
        Self { sandbox, program, policy, folder, sent: HashMap::new() }
    }

    async fn step(&mut self, step: &Value) -> Result<Value, FeedbackError> {
        let text = |name: &str| step.get(name).and_then(Value::as_str);
        match text("do").unwrap() {
            "send" => {
                let outcome = self.program.send(&prompt(step), &context(&step["context"])).await?;
                Ok(self.outcome(outcome, text("external_id")))
            }
            "create" => {
                self.program.client().create(&prompt(step)).await?;
                Ok(Value::Null)
            }
            "sync" => {
                let report = self.program.sync(SyncOptions::new()).await?;
                let (new, updated, unreadable) = (report.new, report.updated, report.unreadable);
                Ok(json!({"events": report.events, "new": new, "updated": updated, "unreadable": unreadable}))
            }
            "reconcile" => {
                let report = self.program.reconcile().await?;
                let (sent, absent, unknown) = (report.sent, report.absent, report.unknown);
                Ok(json!({"examined": report.examined, "sent": sent, "absent": absent, "unknown": unknown}))
            }
            "prompt_status" => {
                let status = self.program.prompt_status(text("external_id").unwrap()).await?;
                let shown = |state: AttemptState, answered| json!({"state": state.as_str(), "answered": answered});
                Ok(status.map_or(Value::Null, |status| shown(status.state, status.answered)))
            }
            "attempts" => {
                let attempts = self.program.attempts(&filter(&step["filter"])).await?;
                Ok(attempts.iter().map(attempt).collect())
            }
            "folded" => {
                let folded = self.program.folded(&self.sent[text("external_id").unwrap()]).await?;
                let feedback = folded.unwrap().feedback();
                let (score, comment) = (feedback.score().map(|score| score.value()), feedback.comment());
                Ok(json!({"score": score, "comment": comment}))
            }
            "coverage" => {
                let coverage = self.program.coverage().await?;
                Ok(json!({"periods": coverage.periods().len(), "gaps": coverage.gaps().len()}))
            }
            "fault" => {
                support::fault(&self.sandbox, &step["rule"]);
                Ok(Value::Null)
            }
            "answer" => {
                let id = &self.sent[text("external_id").unwrap()];
                self.sandbox.answer(id, step.get("score").and_then(Value::as_i64), text("text")).unwrap();
                Ok(Value::Null)
            }
            "advance" => {
                let by = Duration::from_millis(step["milliseconds"].as_u64().unwrap());
                self.sandbox.advance(by).unwrap();
                Ok(Value::Null)
            }
            "reopen" => {
                self.program = open(&self.sandbox, self.folder.path(), &self.policy).await;
                Ok(Value::Null)
            }
            "count_creates" => Ok(json!(support::creates(&self.sandbox))),
            other => panic!("no such step: {other}"),
        }
    }

    fn outcome(&mut self, outcome: SendOutcome, external_id: Option<&str>) -> Value {
        match outcome {
            SendOutcome::Sent { feedback, .. } => {
                self.sent.extend(external_id.map(|reference| (reference.to_owned(), feedback.id.to_string())));
                json!({"status": "sent"})
            }
            SendOutcome::Skipped { reason, .. } => json!({"status": "skipped", "reason": reason.as_str()}),
            SendOutcome::Unknown { .. } => json!({"status": "unknown"}),
        }
    }
}

async fn open(sandbox: &Sandbox, folder: &Path, policy: &Policy) -> Program {
    Program::open(sandbox.client().unwrap(), folder.join("feedback.db"), policy.clone()).await.unwrap()
}

fn prompt(step: &Value) -> Prompt {
    let person = step["to_user_id"].as_str().unwrap();
    let builder = Prompt::nps(person, "Thank you for talking to Furni today!", "https://furni.example/privacy");
    let reference = step.get("external_id").and_then(Value::as_str);
    match reference {
        Some(reference) => builder.external_id(reference),
        None => builder,
    }
    .build()
    .unwrap()
}

fn policy(given: &Value) -> Policy {
    let mut policy = Policy::new();
    for (name, value) in given.as_object().into_iter().flatten() {
        match name.as_str() {
            "min_interval_ms" => policy.min_interval = Duration::from_millis(value.as_u64().unwrap()),
            "sample_rate" => policy.sample_rate = value.as_f64().unwrap(),
            "quiet_hours" => {
                let text = |name: &str| value[name].as_str().unwrap();
                policy.quiet_hours = Some(QuietHours::new(text("from"), text("to"), text("zone")).unwrap());
            }
            "require_can_dm" => policy.require_can_dm = value.as_bool().unwrap(),
            "max_per_day" => policy.max_per_day = u32::try_from(value.as_u64().unwrap()).unwrap(),
            "suppressed_user_ids" => {
                let ids = value.as_array().unwrap().iter();
                policy.suppressed_user_ids = ids.map(|id| id.as_str().unwrap().into()).collect();
            }
            "allow_listed" => policy.allow_listed = value.as_bool().unwrap(),
            "accept_blind_day" => policy.accept_blind_day = value.as_bool().unwrap(),
            other => panic!("no such member of a policy: {other}"),
        }
    }
    policy
}

fn context(given: &Value) -> PromptContext {
    let text = |name: &str| given.get(name).and_then(Value::as_str).map(str::to_owned);
    let mut context = PromptContext::new();
    (context.agent_id, context.team, context.language) = (text("agent_id"), text("team"), text("language"));
    let tags = given.get("tags").and_then(Value::as_array);
    context.tags = tags.into_iter().flatten().map(|tag| tag.as_str().unwrap().to_owned()).collect();
    context
}

fn filter(given: &Value) -> AttemptFilter {
    given.as_object().into_iter().flatten().fold(AttemptFilter::default(), |filter, (name, value)| {
        let value = value.as_str().unwrap();
        match name.as_str() {
            "to_user_id" => filter.to_user_id(value),
            "external_id" => filter.external_id(value),
            "state" => filter.state(value.parse().unwrap()),
            other => panic!("no such filter: {other}"),
        }
    })
}

fn attempt(attempt: &Attempt) -> Value {
    let error = attempt.error.as_ref();
    let context = &attempt.context;
    json!({
        "to_user_id": attempt.to_user_id.as_str(),
        "external_id": attempt.external_id,
        "state": attempt.state.as_str(),
        "reason": attempt.reason.map(|reason| reason.as_str()),
        "error": error.map(|error| json!({"kind": error.kind.as_str(), "status": error.status, "codes": error.codes})),
        "context": {
            "agent_id": context.agent_id, "team": context.team, "tags": context.tags, "language": context.language,
        },
    })
}
