use std::sync::{Arc, Weak};
use std::time::Duration;

use http::header::{AUTHORIZATION, CONTENT_TYPE};
use tracing::Instrument;

use super::call::Operation;
use super::client_handle::{Client, Inner};
use super::failure::{self, TIMESTAMP_OUT_OF_BOUNDS};
use super::reply::Reply;
use super::runtime::require_runtime;
use super::service_clock::Deadline;
use super::transport::{Answered, exchange};
use super::witness::Witness;
use crate::failpoint::failpoint;
use crate::model::service_message::read_errors;
use crate::model::{ErrorKind, Feedback, FeedbackError, Prompt, reading};
use crate::oauth::{Encoding, encode};

impl Client {
    /// Sends the Direct Message and, below it, the card.
    ///
    /// Once anything may have been written to the network, the request is never sent again by
    /// anybody: the service has no idempotency key, and a person must not be asked twice. Dropping
    /// the returned future does not stop a request that has begun; it starts no new one either.
    ///
    /// Limits of the service (doc): 1,000 in 24 hours for each account, and one for each recipient.
    /// This client remembers nothing between calls: who was asked last week is the ledger's business.
    ///
    /// # Errors
    /// `outcome_unknown` when the person may have been asked: any 5xx, 408, 409, 425, a redirect, an
    /// answer without a readable id, a broken connection or no answer in time. Its source has the
    /// underlying kind. Every other kind means that nobody was asked.
    pub async fn create(&self, prompt: &Prompt) -> Result<Reply<Feedback>, FeedbackError> {
        require_runtime()?;
        let client = self.clone();
        let params = params(prompt, client.inner().test);
        let span = tracing::debug_span!("twitter_feedback", operation = Operation::Create.name());
        // Detached: a caller who is cancelled must not leave half a request behind.
        let caller = Arc::new(());
        let waiting = Arc::downgrade(&caller);
        let work = async move { create_until_settled(client.inner(), &params, &waiting, None).await };
        let outcome = tokio::spawn(work.instrument(span)).await;
        drop(caller);
        match outcome {
            Ok(outcome) => outcome.map_err(|failure| self.inner().redacted(failure.error)),
            Err(stopped) => {
                let why = if stopped.is_panic() { "a defect stopped the request" } else { "the runtime was shut down" };
                Err(FeedbackError::new(ErrorKind::Internal, why).into_outcome_unknown())
            }
        }
    }

    /// The same in the task that calls it, for whoever keeps books: no try begins that could outlast the deadline,
    /// nor, but for the first, once the caller has left, and a failure says what can have happened to the person.
    pub(crate) async fn create_within(
        &self,
        prompt: &Prompt,
        deadline: &Deadline,
        caller: &Weak<()>,
    ) -> Result<Reply<Feedback>, CreateFailure> {
        let params = params(prompt, self.inner().test);
        let span = tracing::debug_span!("twitter_feedback", operation = Operation::Create.name());
        let created = create_until_settled(self.inner(), &params, caller, Some(deadline)).instrument(span).await;
        created.map_err(|failure| CreateFailure { error: self.inner().redacted(failure.error), ..failure })
    }
}

/// A create that brought no feedback.
#[derive(Debug)]
pub(crate) struct CreateFailure {
    pub(crate) fate: Fate,
    pub(crate) error: FeedbackError,
}

/// What became of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// No byte of it can have reached the network: the witness was silent.
    Unwritten,
    /// It was answered, with a refusal.
    Refused,
    /// Nobody can tell.
    Unknown,
}

impl Fate {
    fn with(self, error: FeedbackError) -> CreateFailure {
        CreateFailure { fate: self, error }
    }
}

/// Parameters in the order of the reference; what was not given is left to the service.
fn params(prompt: &Prompt, test: bool) -> Vec<(&'static str, String)> {
    let mut params = vec![
        ("type", prompt.r#type().to_string()),
        ("to_user_id", prompt.to_user_id().to_owned()),
        ("message", prompt.message().to_owned()),
        ("privacy_url", prompt.privacy_url().to_owned()),
    ];
    params.extend(prompt.external_id().map(|id| ("external_id", id.to_owned())));
    params.extend(prompt.question_variant_id().map(|id| ("question_variant_id", id.to_string())));
    params.extend(prompt.display_name().map(|name| ("display_name", name.to_owned())));
    if test || prompt.test() {
        params.push(("test", "true".to_owned()));
    }
    params
}

async fn create_until_settled(
    inner: &Inner,
    params: &[(&'static str, String)],
    caller: &Weak<()>,
    deadline: Option<&Deadline>,
) -> Result<Reply<Feedback>, CreateFailure> {
    let in_time = || deadline.is_none_or(|deadline| deadline.leaves(inner.timeout));
    if !in_time() {
        let late = "no time is left for the request, so it was not begun";
        return Err(Fate::Unwritten.with(FeedbackError::new(ErrorKind::Timeout, late).with_retryable(true)));
    }
    let mut tries = 0;
    let mut resynced = false;
    loop {
        tries += 1;
        let witness = Witness::until(deadline.cloned());
        let failure = match create_once(inner, params, &witness).await {
            Ok(answer) => match settle(inner, answer) {
                Ok(reply) => return Ok(reply),
                Err(error) if error.maybe_sent() => Fate::Unknown.with(error),
                Err(error) => Fate::Refused.with(error),
            },
            Err(error) if witness.seal() => Fate::Unwritten.with(error),
            Err(error) => {
                inner.rate_limits.count_create(inner.clock.now());
                Fate::Unknown.with(error.into_outcome_unknown())
            }
        };
        let Some(wait) = next_try(inner, &failure, tries, &mut resynced) else {
            return Err(failure);
        };
        tracing::debug!(kind = %failure.error.kind(), tries, "nothing was sent; trying again");
        inner.clock.sleep(wait).await;
        // Whoever gave up waiting does not expect a person to be asked later.
        if caller.strong_count() == 0 || !in_time() {
            return Err(failure);
        }
    }
}

async fn create_once(
    inner: &Inner,
    params: &[(&'static str, String)],
    witness: &Witness,
) -> Result<Answered, FeedbackError> {
    let uri = inner.api_base.uri(&Operation::Create.path());
    let form = encode(&uri, params, Encoding::Form);
    let authorization = inner.authorization("POST", &uri, params)?;
    let request = inner
        .http
        .creates
        .post(&uri)
        .header(AUTHORIZATION, authorization)
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(reqwest::Body::wrap(witness.body(form)));
    failpoint("send.connected");
    let answer = exchange(request, inner.read_timeout).await?;
    inner.heard(Operation::Create, &answer);
    Ok(answer)
}

/// What an answer says of the person: asked, not asked, or nobody knows.
fn settle(inner: &Inner, answer: Answered) -> Result<Reply<Feedback>, FeedbackError> {
    let now = inner.clock.now();
    let unknown = |error: FeedbackError| {
        inner.rate_limits.count_create(now);
        error.into_outcome_unknown()
    };
    match answer.status {
        200..=299 => match read_feedback(&answer) {
            Ok(feedback) => {
                inner.retry_budget.succeeded();
                inner.rate_limits.count_create(now);
                Ok(Reply::new(feedback, answer))
            }
            Err(_) if !read_errors(&answer.body).is_empty() => Err(unknown(failure::from_answer(&answer, now))),
            Err(error) => Err(unknown(error)),
        },
        // The service's own refusals, and those of whatever stands before it: nothing was done.
        400..=407 | 410..=424 | 426..=499 => Err(failure::from_answer(&answer, now)),
        // 408, 409 and 425 as well as redirects and 5xx do not say whether the work was done.
        _ => Err(unknown(failure::from_answer(&answer, now).with_retryable(false))),
    }
}

fn read_feedback(answer: &Answered) -> Result<Feedback, FeedbackError> {
    answer.read(|body| {
        let text = reading::text(body);
        // An id is all that it takes to know that the person was asked.
        Feedback::from_json(&text).or_else(|error| Feedback::with_id_of(&text).ok_or(error))
    })
}

/// How long to wait before trying again; `None` when that cannot help. Only for errors after which
/// provably nothing was done.
fn next_try(inner: &Inner, failure: &CreateFailure, tries: u32, resynced: &mut bool) -> Option<Duration> {
    match failure.fate {
        Fate::Unknown => None,
        Fate::Refused => {
            let clock = failure.error.codes().contains(&TIMESTAMP_OUT_OF_BOUNDS);
            let first = clock && !std::mem::replace(resynced, true);
            (first && inner.clock.resync()).then_some(Duration::ZERO)
        }
        Fate::Unwritten => {
            let may = failure.error.retryable() && tries < inner.retry.max_tries && inner.retry_budget.spend();
            may.then(|| inner.retry.delay(tries + 1))
        }
    }
}
