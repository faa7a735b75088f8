//! One connection, from its first byte to its end, good or bad.

use std::convert::Infallible;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::response::Response;
use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tower_service::Service as _;

use super::kill::KillSwitch;
use super::stream::ResettableStream;
use crate::service::NoAnswer;

/// How long a client may take for its head.
const HEAD: Duration = Duration::from_secs(30);
/// How long an answer that is under way may take when the sandbox stops.
const GRACE: Duration = Duration::from_millis(250);

/// Tells hyper to give the connection up.
#[derive(Debug, thiserror::Error)]
#[error("the connection is reset on order")]
struct Reset;

pub(super) async fn serve(stream: TcpStream, router: Router, mut stopping: watch::Receiver<bool>) {
    // Without it a small answer may wait for the client's acknowledgement. Not worth failing for.
    let _ = stream.set_nodelay(true);
    let kill = KillSwitch::default();
    let io = TokioIo::new(ResettableStream::new(stream, kill.clone()));
    let service = service_fn(|mut request: Request<Incoming>| {
        request.extensions_mut().insert(kill.clone());
        let answer = router.clone().call(request);
        let kill = kill.clone();
        async move {
            let answered: Result<Response, Infallible> = answer.await;
            let Ok(response) = answered;
            if response.extensions().get::<NoAnswer>().is_some() {
                kill.raise();
                return Err(Reset);
            }
            Ok(response)
        }
    });
    let mut connection = pin!(
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD)
            // The date comes from the sandbox's clock.
            .auto_date_header(false)
            .serve_connection(io, service)
    );
    let stop = async {
        let _ = stopping.wait_for(|stopping| *stopping).await;
    };
    tokio::select! {
        // However it ends, the client has seen it: there is nobody else to tell.
        _ = connection.as_mut() => {}
        () = stop => {
            connection.as_mut().graceful_shutdown();
            let _ = tokio::time::timeout(GRACE, connection).await;
        }
    }
}
