//! One delivery over HTTP.

use std::pin::pin;
use std::time::Duration;

use bytes::Bytes;
use http::header::{AUTHORIZATION, CONNECTION, CONTENT_TYPE, HOST};
use http::{HeaderValue, Method, Request};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout_at};

use super::target::Target;

/// How long a receiver may take, connecting and its whole answer included.
const LIMIT: Duration = Duration::from_secs(5);

/// Posts once, on a connection of its own, and returns the status of the answer, if one came in time. Nothing
/// is done about it: a redirect is not followed, and a failure is not tried again (wire).
pub(super) async fn post(target: &Target, body: Bytes) -> Option<u16> {
    let deadline = Instant::now() + LIMIT;
    let stream = timeout_at(deadline, TcpStream::connect(target.addresses.as_slice())).await.ok()?.ok()?;
    // Without it the request may wait for an acknowledgement. Not worth failing for.
    let _ = stream.set_nodelay(true);
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.ok()?;
    let mut exchange = pin!(async move {
        let answer = timeout_at(deadline, sender.send_request(request(target, body))).await.ok()?.ok()?;
        let status = answer.status().as_u16();
        // A receiver that is cut off in the middle of its answer would have something to complain about.
        let _ = timeout_at(deadline, drain(answer.into_body())).await;
        Some(status)
    });
    tokio::select! {
        status = &mut exchange => status,
        // The end of the connection leaves what was read from it.
        _ = connection => exchange.await,
    }
}

fn request(target: &Target, body: Bytes) -> Request<Full<Bytes>> {
    let mut request = Request::new(Full::new(body));
    *request.method_mut() = Method::POST;
    *request.uri_mut() = target.path.clone();
    let headers = request.headers_mut();
    headers.insert(HOST, target.host.clone());
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    // A connection that is used again may end in the moment of use, and there is no second try.
    headers.insert(CONNECTION, HeaderValue::from_static("close"));
    if let Some(authorization) = &target.authorization {
        headers.insert(AUTHORIZATION, authorization.clone());
    }
    request
}

/// Reads to the end and keeps nothing.
async fn drain(mut body: Incoming) {
    while let Some(Ok(_)) = body.frame().await {}
}
