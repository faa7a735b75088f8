use std::sync::{Arc, Weak};
use std::time::Duration;

use http::header::{AUTHORIZATION, CONTENT_TYPE};
use tracing::Instrument;

use super::call::Operation;
use super::client_handle::{Client, Inner};
use super::failure::{self, TIMESTAMP_OUT_OF_BOUNDS};
use super::reply::Reply;
use super::runtime::require_runtime;
use super::transport::{Answered, exchange};
use super::witness::Witness;
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
        let work = async move { create_until_settled(client.inner(), &params, &waiting).await };
        let outcome = tokio::spawn(work.instrument(span)).await;
        drop(caller);
        match outcome {
            Ok(outcome) => outcome.map_err(|error| self.inner().redacted(error)),
            Err(stopped) => {
                let why = if stopped.is_panic() { "a defect stopped the request" } else { "the runtime was shut down" };
                Err(FeedbackError::new(ErrorKind::Internal, why).into_outcome_unknown())
            }
        }
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
) -> Result<Reply<Feedback>, FeedbackError> {
    let mut tries = 0;
    let mut resynced = false;
    loop {
        tries += 1;
        let witness = Witness::default();
        let error = match create_once(inner, params, &witness).await {
            Ok(answer) => match settle(inner, answer) {
                Ok(reply) => return Ok(reply),
                Err(error) => error,
            },
            Err(error) if witness.seal() => error,
            Err(error) => {
                inner.rate_limits.count_create(inner.clock.now());
                return Err(error.into_outcome_unknown());
            }
        };
        let Some(wait) = next_try(inner, &error, tries, &mut resynced) else {
            return Err(error);
        };
        tracing::debug!(kind = %error.kind(), tries, "nothing was sent; trying again");
        inner.clock.sleep(wait).await;
        // Whoever gave up waiting does not expect a person to be asked later.
        if caller.strong_count() == 0 {
            return Err(error);
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
fn next_try(inner: &Inner, error: &FeedbackError, tries: u32, resynced: &mut bool) -> Option<Duration> {
    if error.maybe_sent() {
        return None;
    }
    if error.codes().contains(&TIMESTAMP_OUT_OF_BOUNDS) {
        let first = !std::mem::replace(resynced, true);
        return (first && inner.clock.resync()).then_some(Duration::ZERO);
    }
    // With a status there was an answer: a refusal, which stands.
    let unsent = error.status().is_none() && error.retryable();
    let may = unsent && tries < inner.retry.max_tries && inner.retry_budget.spend();
    may.then(|| inner.retry.delay(tries + 1))
}
