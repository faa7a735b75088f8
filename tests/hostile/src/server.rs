use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

use crate::answer::Answer;
use crate::cases;
use crate::play::play;
use crate::request::Request;
use crate::tally::Tally;

/// The server. It ends when this is dropped.
#[derive(Debug)]
pub struct Hostile {
    url: String,
    cases: Arc<BTreeMap<&'static str, Answer>>,
    tally: Arc<Tally>,
    serving: JoinHandle<()>,
}

impl Hostile {
    /// Listens on a free port of this machine.
    ///
    /// # Errors
    /// When there is none.
    pub async fn start() -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let url = format!("http://{}", listener.local_addr()?);
        let cases = Arc::new(cases::all());
        let tally = Arc::new(Tally::new());
        let serving = tokio::spawn(serve(listener, Arc::clone(&cases), Arc::clone(&tally)));
        Ok(Self { url, cases, tally, serving })
    }

    /// Where it is. An API base is this and, as the first segment of its path, a case.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The API base below which every request gets this case's answer.
    pub fn base(&self, case: &str) -> String {
        format!("{}/{case}", self.url)
    }

    /// The names of all cases.
    pub fn cases(&self) -> impl Iterator<Item = &'static str> {
        self.cases.keys().copied()
    }

    /// How many requests asked for this case.
    pub fn requests(&self, case: &str) -> usize {
        self.tally.requests(case)
    }

    /// Returns once no connection is open.
    pub async fn nobody_is_left(&self) {
        self.tally.nobody_is_left().await;
    }
}

impl Drop for Hostile {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn serve(listener: TcpListener, cases: Arc<BTreeMap<&'static str, Answer>>, tally: Arc<Tally>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            Some(_) = connections.join_next() => {}
            accepted = listener.accept() => {
                // A connection that broke before it was accepted is nobody's loss.
                let Ok((stream, _)) = accepted else { continue };
                let (cases, connected) = (Arc::clone(&cases), tally.connected());
                let tally = Arc::clone(&tally);
                connections.spawn(async move {
                    let _connected = connected;
                    // The client leaves in the middle of most answers.
                    let _ = converse(stream, &cases, &tally).await;
                });
            }
        }
    }
}

async fn converse(mut stream: TcpStream, cases: &BTreeMap<&'static str, Answer>, tally: &Tally) -> io::Result<()> {
    stream.set_nodelay(true)?;
    while let Some(request) = Request::read(&mut stream).await? {
        tally.count(&request.case);
        let unknown;
        let answer = match cases.get(request.case.as_str()) {
            Some(answer) => answer,
            None => {
                unknown = Answer::http("404 Not Found", "", format!("there is no case {:?}", request.case));
                &unknown
            }
        };
        if !play(&mut stream, answer, &request.bytes).await? {
            break;
        }
    }
    Ok(())
}
