use std::time::Duration;

use twitter_feedback::{Client, EventsQuery, Feedback, Fold, Prompt, Timestamp};
use twitter_feedback_sandbox::Sandbox;

use crate::exit::Failure;
use crate::progress;

/// How many people are asked.
pub(super) const PEOPLE: u64 = 200;
const FIRST_PERSON: u64 = 2_244_994_945_000;
const COMPANY: &str = "Furni";
const PRIVACY_URL: &str = "https://furni.example/privacy";

/// Cases are resolved one after the other.
const BETWEEN_CASES: Duration = Duration::from_secs(45);

/// What came back from the service.
pub(super) struct Collected {
    pub(super) fold: Fold,
    pub(super) events: usize,
    pub(super) pages: usize,
    pub(super) empty_pages: usize,
}

/// Sends one prompt to each person, NPS and CSAT in turn.
pub(super) async fn ask(client: &Client, sandbox: &Sandbox) -> Result<Vec<Feedback>, Failure> {
    let bar = progress::bar(PEOPLE, "asking");
    let mut asked = Vec::new();
    for number in 0..PEOPLE {
        asked.push(client.create(&prompt(number)?).await?.into_inner());
        sandbox.advance(BETWEEN_CASES).map_err(|error| Failure::defect(error.to_string()))?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(asked)
}

fn prompt(number: u64) -> Result<Prompt, Failure> {
    let person = (FIRST_PERSON + number * 7919).to_string();
    let message = format!("Thank you for talking to {COMPANY}! Your answer helps us to do better next time.");
    // One wording of each: answers to different questions must not be pooled.
    let builder = if number.is_multiple_of(2) {
        Prompt::nps(person, message, PRIVACY_URL)
    } else {
        Prompt::csat(person, message, PRIVACY_URL)
    };
    Ok(builder.external_id(format!("case_{}", 5000 + number)).display_name(COMPANY).build()?)
}

/// Waits until the service shows everything, reads all pages and folds all events.
pub(super) async fn collect(client: &Client, sandbox: &Sandbox, from: Timestamp) -> Result<Collected, Failure> {
    sandbox.advance(EventsQuery::SETTLED_AFTER).map_err(|error| Failure::defect(error.to_string()))?;
    let to = client.service_time().await?.saturating_sub(EventsQuery::SETTLED_AFTER);
    // Small pages, so that there are many to go wrong.
    let mut listing = client.events(EventsQuery::between(from, to).count(20));
    let counter = progress::counter("pages read");
    let mut collected = Collected { fold: Fold::new(), events: 0, pages: 0, empty_pages: 0 };
    while let Some(page) = listing.next_page().await? {
        collected.pages += 1;
        collected.empty_pages += usize::from(page.events.is_empty());
        collected.events += page.events.len();
        page.events.iter().for_each(|event| collected.fold.apply(event));
        counter.inc(1);
    }
    counter.finish_and_clear();
    Ok(collected)
}
