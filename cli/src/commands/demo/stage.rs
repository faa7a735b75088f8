use std::path::PathBuf;
use std::time::Duration;

use twitter_feedback::{Policy, Program, Timestamp};
use twitter_feedback_sandbox::{FaultRule, Sandbox, SandboxError, SandboxOptions};

use crate::exit::Failure;

/// A Monday morning; fixed, so that two demos write the same file.
const START: &str = "2026-01-05T09:00:00Z";
/// How long the service may take, in real time, to get a request.
const PATIENCE: Duration = Duration::from_secs(30);
const LOOK: Duration = Duration::from_millis(2);

/// The service, emulated, and the ledger.
pub(super) struct Stage {
    pub(super) sandbox: Sandbox,
    ledger: PathBuf,
}

impl Stage {
    pub(super) async fn new(ledger: PathBuf) -> Result<Self, Failure> {
        let start: Timestamp = START.parse()?;
        let mut options = SandboxOptions::default();
        options.start_at = Some(start.as_millis());
        options.repeat_updates = true;
        Ok(Self { sandbox: Sandbox::start(options).await.map_err(defect)?, ledger })
    }

    /// Opens the ledger, whoever has left it in whatever state.
    pub(super) async fn program(&self) -> Result<Program, Failure> {
        Ok(Program::open(self.sandbox.client()?, &self.ledger, Policy::new()).await?)
    }

    pub(super) fn advance(&self, by: Duration) -> Result<(), Failure> {
        self.sandbox.advance(by).map(drop).map_err(defect)
    }

    /// The next create is done, and its answer takes longer than anybody waits.
    pub(super) fn answer_slowly(&self) -> Result<(), Failure> {
        let rule = FaultRule::named("create", "slow_body").map_err(defect)?;
        self.sandbox.fault(rule).map(drop).map_err(defect)
    }

    /// Waits until the service has asked this person.
    pub(super) async fn has_asked(&self, person: &str) -> Result<(), Failure> {
        let mut look = tokio::time::interval(LOOK);
        let asked = async {
            while self.creates(person) == 0 {
                look.tick().await;
            }
        };
        let late = |_| Failure::defect("the demo waited in vain for a request");
        tokio::time::timeout(PATIENCE, asked).await.map_err(late)
    }

    /// Requests of which the service said that they were done.
    pub(super) fn creates(&self, person: &str) -> usize {
        let requests = self.sandbox.requests();
        let asked = requests.iter().filter(|request| request.to_user_id.as_deref() == Some(person));
        asked.filter(|request| request.status == Some(200)).count()
    }

    /// For a process of its own.
    pub(super) fn environment(&self) -> Vec<(&'static str, std::ffi::OsString)> {
        let own = self.sandbox.credentials();
        vec![
            ("TWITTER_FEEDBACK_API_BASE", self.sandbox.url().into()),
            ("TWITTER_FEEDBACK_CONSUMER_KEY", own.consumer_key.as_str().into()),
            ("TWITTER_FEEDBACK_CONSUMER_SECRET", own.consumer_secret.as_str().into()),
            ("TWITTER_FEEDBACK_ACCESS_TOKEN", own.access_token.as_str().into()),
            ("TWITTER_FEEDBACK_ACCESS_TOKEN_SECRET", own.access_token_secret.as_str().into()),
            ("TWITTER_FEEDBACK_CLOCK", "service".into()),
            ("TWITTER_FEEDBACK_LEDGER", self.ledger.as_os_str().into()),
        ]
    }
}

pub(super) fn defect(error: SandboxError) -> Failure {
    Failure::defect(error.to_string())
}
