//! Which part of the sandbox a path belongs to.

use std::future::ready;
use std::sync::Arc;

use axum::Router;
use axum::routing::any;

use crate::state::State;
use crate::{control, service};

const FRONT: &str = "\
This is a sandbox of the X/Twitter Feedback API, for tests. Nothing here reaches anybody.

The service, OAuth 1.0a:
  POST /1.1/feedback/create.json
  GET  /1.1/feedback/show/{id}.json
  GET  /1.1/feedback/events.json
  GET  /1.1/friendships/show.json
  GET  /1.1/users/show.json
  GET  /1.1/account/verify_credentials.json

Control, JSON, no authentication:
  POST /_sandbox/answer    {\"feedback_id\", \"score\"?, \"text\"?}
  POST /_sandbox/advance   {\"milliseconds\"}
  POST /_sandbox/faults    {\"operation\", \"fault\", \"times\"?}
  POST /_sandbox/seed      {\"count\", \"from\", \"to\"}
  GET  /_sandbox/requests
";

pub(crate) fn router(state: Arc<State>) -> Router {
    Router::new()
        .route("/", any(|| ready(FRONT)))
        .route("/_sandbox", any(control::serve))
        .route("/_sandbox/{*call}", any(control::serve))
        .fallback(service::serve)
        .with_state(state)
}
