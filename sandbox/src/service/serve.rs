//! The way of a request: log, read, fault, authenticate, limit, work, fault again, answer.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{self, Request};
use axum::response::Response;

use super::body::{Unread, read};
use super::call::Call;
use super::card;
use super::create::create;
use super::events::events;
use super::friendship::friendship;
use super::handshake;
use super::invalidate_token::invalidate_token;
use super::reply::{Reply, none, played};
use super::show::show;
use super::user;
use crate::endpoint::{Endpoint, Operation};
use crate::fault::{FaultKind, SlowBody, TruncatedBody};
use crate::lock::lock;
use crate::quota::RateLimit;
use crate::refusal::Refusal;
use crate::server::KillSwitch;
use crate::state::State;

/// The largest body, in bytes.
const LARGEST_BODY: usize = 256 * 1024;

pub(crate) async fn serve(extract::State(state): extract::State<Arc<State>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let (method, path) = (parts.method.as_str(), parts.uri.path());
    let entry = lock(&state.log).arrive(state.clock.now(), method, path);
    let response = match read(body, LARGEST_BODY).await {
        Err(Unread::Gone) => None,
        Err(Unread::TooLarge) => Some(Reply::refused(&Refusal::TOO_LARGE).whole(&state)),
        Ok(body) => {
            let call = Call::new(&parts, &body);
            lock(&state.log).identify(entry, call.sender(&state), call.recipient());
            let kill = parts.extensions.get::<KillSwitch>();
            answer(&state, &call, kill.cloned().unwrap_or_default()).await
        }
    };
    let Some(response) = response else {
        return none();
    };
    lock(&state.log).answered(entry, response.status().as_u16());
    response
}

/// `None` where a fault keeps the answer back.
async fn answer(state: &State, call: &Call<'_>, kill: KillSwitch) -> Option<Response> {
    let operation = call.endpoint.as_ref().and_then(Endpoint::operation);
    let fault = lock(&state.faults).take(operation);
    let injected = |refusal: Refusal| Some(Reply::refused(&refusal).whole(state));
    match fault {
        None => Some(work(state, call).whole(state)),
        Some(FaultKind::Status(status)) => injected(Refusal { status, ..Refusal::for_status(status) }),
        Some(FaultKind::Html) => Some(Reply::html().whole(state)),
        Some(FaultKind::RateLimit) => {
            let now = state.clock.now().div_euclid(1000);
            let family = call.endpoint.as_ref().and_then(Endpoint::family);
            let rate = family.map(|family| RateLimit::exhausted(family, now));
            Some(Reply::refused(&Refusal::RATE_LIMITED).limited(rate).whole(state))
        }
        Some(FaultKind::Respond(answer)) => Some(played(state, &answer)),
        Some(FaultKind::ResetBeforeWork) => None,
        Some(FaultKind::Hang) => {
            state.stopped().await;
            None
        }
        Some(FaultKind::Latency(milliseconds)) => {
            tokio::time::sleep(Duration::from_millis(milliseconds)).await;
            Some(work(state, call).whole(state))
        }
        Some(FaultKind::Truncate) => {
            let reply = work(state, call);
            let body = Body::new(TruncatedBody::new(reply.body.clone(), kill));
            Some(reply.with_body(state, body))
        }
        Some(FaultKind::SlowBody) => {
            let reply = work(state, call);
            let body = Body::new(SlowBody::new(reply.body.clone()));
            Some(reply.with_body(state, body))
        }
        Some(FaultKind::ResetAfterWork) => {
            work(state, call);
            None
        }
    }
}

/// What the service does when nothing goes wrong.
fn work(state: &State, call: &Call<'_>) -> Reply {
    match &call.endpoint {
        Some(Endpoint::Account(operation)) => work_for_account(state, call, operation),
        Some(Endpoint::Handshake(step)) => handshake::take(state, call, *step),
        None => Reply::refused(&Refusal::NO_SUCH_PAGE),
    }
}

fn work_for_account(state: &State, call: &Call<'_>, operation: &Operation<'_>) -> Reply {
    let account = match call.authenticate(state) {
        Ok(account) => account,
        Err(refusal) => return Reply::refused(&refusal),
    };
    let family = operation.family().filter(|_| state.options.limits);
    let now = state.clock.now().div_euclid(1000);
    let counted = family.map(|family| lock(&state.quotas).take(account.user_id, family, now));
    let presented = &call.presented;
    let done = match (counted, operation) {
        (Some((_, false)), _) => Err(Refusal::RATE_LIMITED),
        (_, Operation::Create) => create(state, &account, presented),
        (_, Operation::Show(id)) => show(state, &account, id),
        (_, Operation::Events) => events(state, &account, presented),
        (_, Operation::Friendship) => friendship(state, &account, presented),
        (_, Operation::User) => user::show(state, presented),
        (_, Operation::VerifyCredentials) => Ok(user::verify_credentials(state, &account)),
        (_, Operation::Submit(id)) => card::submit(state, &account, id, presented),
        (_, Operation::Dismiss(id)) => card::dismiss(state, &account, id),
        (_, Operation::InvalidateToken) => Ok(invalidate_token(state, &account)),
    };
    done.map_or_else(|refusal| Reply::refused(&refusal), Reply::ok)
        .limited(counted.map(|(rate, _)| rate))
        .authenticated()
}
