use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};
use twitter_feedback::{Client, ClockSource, Credentials, EventsQuery, RetryPolicy, Timestamp};

use crate::Outcome;

const DAY: i64 = 24 * 60 * 60 * 1000;

/// A sandbox in a process of its own, without limits and with full pages, on the first processor
/// where `taskset` can keep it there.
pub(crate) struct Server {
    process: Child,
    pub(crate) url: String,
    credentials: Value,
}

impl Server {
    pub(crate) fn start() -> Outcome<Self> {
        let program = std::env::current_exe()?.with_file_name("twitter-feedback");
        let mut command = Command::new("taskset");
        command.args(["-c", "0"]).arg(program).args(["sandbox", "--no-limits", "--even-pages", "--json"]);
        let mut process = command.stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        BufReader::new(process.stdout.take().ok_or("no stdout")?).read_line(&mut line)?;
        let line: Value = serde_json::from_str(&line)?;
        let url = line["url"].as_str().ok_or("no url")?.to_owned();
        Ok(Self { process, url, credentials: line["credentials"].clone() })
    }

    pub(crate) fn client(&self) -> Outcome<Client> {
        let text = |name: &str| self.credentials[name].as_str().unwrap_or_default().to_owned();
        let [a, b, c, d] = Credentials::FIELDS.map(text);
        Ok(Client::builder(Credentials::new(a, b, c, d)?)
            .api_base(&self.url)
            .clock(ClockSource::Service)
            .retry(RetryPolicy::never())
            .build()?)
    }

    pub(crate) async fn control(&self, call: &str, body: &Value) -> Outcome<()> {
        reqwest::Client::new()
            .post(format!("{}/_sandbox/{call}", self.url))
            .json(body)
            .send()
            .await?
            .error_for_status()?;
        Ok(())
    }

    /// Fills the week before yesterday and returns the query for it.
    pub(crate) async fn seed(&self, count: u32) -> Outcome<EventsQuery> {
        let now = Timestamp::from(std::time::SystemTime::now()).as_millis();
        let (from, to) = (now - 8 * DAY, now - 2 * DAY);
        self.control("seed", &json!({"count": count, "from": from, "to": to})).await?;
        Ok(EventsQuery::between(Timestamp::from_millis(from)?, Timestamp::from_millis(to)?))
    }

    /// CPU seconds that the server has used.
    pub(crate) fn cpu(&self) -> Outcome<f64> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.process.id()))?;
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        let ticks = |index: usize| fields.get(index).and_then(|t| t.parse::<f64>().ok()).ok_or("no CPU time");
        // User and system time, in hundredths of a second on every Linux there is.
        Ok((ticks(11)? + ticks(12)?) / 100.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
