//! A keep-alive GET of a 100-event page, against plain reqwest with typed serde and no signing.

use serde::Deserialize;
use serde_json::json;
use twitter_feedback::{Client, EventsQuery};

use crate::Outcome;
use crate::cost::{Cost, Meter, median};
use crate::server::Server;

const ROUNDS: usize = 15;
const REQUESTS: u32 = 300;

/// What somebody without this library would write.
#[derive(Deserialize)]
struct PlainPage {
    events: Vec<PlainEvent>,
    #[serde(rename = "next_cursor")]
    _next_cursor: String,
}

#[derive(Deserialize)]
struct PlainEvent {
    #[serde(rename = "event_type")]
    _event_type: String,
    #[serde(rename = "created_at")]
    _created_at: String,
    feedback: PlainFeedback,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
struct PlainFeedback {
    id: String,
    #[serde(rename = "type")]
    _type: String,
    #[serde(rename = "test")]
    _test: bool,
    #[serde(rename = "created_at")]
    _created_at: String,
    #[serde(rename = "updated_at")]
    _updated_at: String,
    #[serde(rename = "dm_id")]
    _dm_id: String,
    #[serde(rename = "from_user_id")]
    _from_user_id: String,
    #[serde(rename = "to_user_id")]
    _to_user_id: String,
    #[serde(rename = "privacy_url")]
    _privacy_url: String,
    #[serde(rename = "external_id")]
    _external_id: Option<String>,
    #[serde(rename = "question_variant_id")]
    _question_variant_id: u32,
    #[serde(rename = "display_name")]
    _display_name: Option<String>,
    #[serde(rename = "response")]
    _response: Option<PlainResponse>,
}

#[derive(Deserialize)]
struct PlainResponse {
    #[serde(rename = "score")]
    _score: Option<PlainAnswer<i64>>,
    #[serde(rename = "text")]
    _text: Option<PlainAnswer<String>>,
}

#[derive(Deserialize)]
struct PlainAnswer<T> {
    #[serde(rename = "created_at")]
    _created_at: String,
    #[serde(rename = "value")]
    _value: T,
}

pub(crate) async fn run() -> Outcome<()> {
    let server = Server::start()?;
    let client = server.client()?;
    let query = server.seed(2_000).await?;
    let page = client.events(query.clone()).next_page().await?.ok_or("no page")?;
    let bytes = page.body().len();
    // The same bytes for both, without the server's own work on them.
    let played: serde_json::Value = serde_json::from_slice(page.body())?;
    let rule = json!({"operation": "events", "fault": "respond", "body": played.to_string(),
        "headers": {"content-type": "application/json;charset=utf-8"}, "times": 1_000_000});
    server.control("faults", &rule).await?;

    let plain = reqwest::Client::builder().http1_only().build()?;
    let url = format!("{}/1.1/feedback/events.json?count=100&from_time=1&to_time=2", server.url);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let (a, b) = (get_ours(&client, &query).await?, get_plain(&plain, &url).await?);
        // The first round warms both up.
        if round > 0 {
            ours.push(a);
            theirs.push(b);
        }
    }
    let ratio = |of: fn(&Cost) -> f64| median(ours.iter().zip(&theirs).map(|(a, b)| of(a) / of(b)));
    println!(
        "GET of a page of {} events, {bytes} bytes, keep-alive, one at a time, {ROUNDS} rounds of {REQUESTS}",
        page.events.len()
    );
    println!(
        "  requests per second, ours / plain reqwest + serde: {:.3}   (wanted: at least 0.9)",
        1.0 / ratio(|c| c.wall)
    );
    println!("  CPU per request,     ours / plain reqwest + serde: {:.3}   (wanted: at most 1.1)", ratio(|c| c.cpu));
    let micros = |costs: &[Cost]| 1e6 * median(costs.iter().map(|c| c.cpu));
    println!("  CPU per request: ours {:.0} µs, plain {:.0} µs", micros(&ours), micros(&theirs));
    Ok(())
}

async fn get_ours(client: &Client, query: &EventsQuery) -> Outcome<Cost> {
    let meter = Meter::start();
    for _ in 0..REQUESTS {
        let page = client.events(query.clone()).next_page().await?.ok_or("no page")?;
        if page.events.last().is_none_or(|event| event.feedback.id.is_empty()) {
            return Err("an empty page".into());
        }
    }
    Ok(meter.per(REQUESTS))
}

async fn get_plain(client: &reqwest::Client, url: &str) -> Outcome<Cost> {
    let meter = Meter::start();
    for _ in 0..REQUESTS {
        let page: PlainPage = client.get(url).send().await?.json().await?;
        if page.events.last().is_none_or(|event| event.feedback.id.is_empty()) {
            return Err("an empty page".into());
        }
    }
    Ok(meter.per(REQUESTS))
}
