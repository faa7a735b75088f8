//! Which part of the sandbox a path belongs to.

use std::sync::Arc;

use axum::Router;
use axum::routing::any;
use http::{HeaderMap, Method};

use crate::state::State;
use crate::{control, page, service};

const FRONT: &str = "\
This is a sandbox of the X/Twitter Feedback API, for tests. Nothing here reaches anybody.
Opened in a browser, this address shows the cards and takes answers.

The service, OAuth 1.0a:
  POST /1.1/feedback/create.json
  GET  /1.1/feedback/show/{id}.json
  GET  /1.1/feedback/events.json
  GET  /1.1/friendships/show.json
  GET  /1.1/users/show.json
  GET  /1.1/account/verify_credentials.json
  POST /oauth/request_token, then GET /oauth/authorize in a browser, then POST /oauth/access_token
  POST /1.1/oauth/invalidate_token.json
  POST /1.1/feedback/submit/{id}.json and /1.1/feedback/dismiss/{id}.json   signed by the customer

Control, JSON, no authentication:
  POST /_sandbox/answer    {\"feedback_id\", \"score\"?, \"text\"?}
  POST /_sandbox/advance   {\"milliseconds\"}
  POST /_sandbox/faults    {\"operation\", \"fault\", \"times\"?, \"status\"?, \"headers\"?, \"body\"?}
  POST /_sandbox/seed      {\"count\", \"from\", \"to\"}   epoch milliseconds, not after now
  POST /_sandbox/authorize {\"oauth_token\", \"deny\"?}   presses the button of the page
  POST /_sandbox/recipient {\"user_id\"}   the keys of a customer
  POST /_sandbox/dismiss   {\"feedback_id\"}
  POST /_sandbox/webhook   {\"url\", \"username\"?, \"password\"?, \"duplicates\"?, \"shuffle\"?}   url on this machine
  GET  /_sandbox/deliveries   what was posted there, once none is under way
  GET  /_sandbox/requests
  GET  /_sandbox/feedbacks   the newest 50, as the page shows them

Operations: create, show, events, friendship, any.
Faults before the work: status:<200 to 599>, html, rate_limit, reset_before_work, hang,
  latency:<milliseconds>, and respond, which plays status, headers and body to the letter.
Faults after the work: truncate, slow_body, reset_after_work.

Signatures are checked against the sandbox's clock, which the Date of every answer of the service
tells. A client that cannot shift its clock should use seed instead of advance.
";

pub(crate) fn router(state: Arc<State>) -> Router {
    Router::new()
        .route("/", any(async |method: Method, headers: HeaderMap| page::front(&method, &headers, FRONT)))
        .route("/_sandbox/page/{file}", any(page::file))
        .route("/_sandbox", any(control::serve))
        // The wildcard below meets no empty path.
        .route("/_sandbox/", any(control::serve))
        .route("/_sandbox/{*call}", any(control::serve))
        .fallback(service::serve)
        .with_state(state)
}
