use std::time::Duration;

use twitter_feedback::FeedbackType;
use twitter_feedback_sandbox::Sandbox;

use super::job::Asked;
use super::people::PEOPLE;
use super::stage::defect;
use crate::exit::Failure;
use crate::progress;

/// Days over which the answers come in.
const DAYS: u64 = 5;
/// Most of those who answer at all do so on the first of them.
const ANSWERED_ON: [u64; 10] = [0, 0, 0, 0, 1, 1, 2, 2, 3, 4];

/// What people write; some of it is what files and terminals choke on.
const COMMENTS: [&str; 10] = [
    "Quick and friendly, thank you!",
    "I <3 this biz",
    "Had to explain it three times.",
    "Solved, but it took two days",
    "=SUM(1,1) is what your website showed me",
    "Très bien, merci 👍",
    "El agente fue muy amable",
    "対応がとても丁寧でした",
    "line one\nline two, \"quoted\"",
    "@Furni you are the best",
];

/// What the customers really answered, to hold what comes back against.
#[derive(Default)]
pub(super) struct Given {
    pub(super) scores: Vec<(String, i64)>,
    pub(super) comments: Vec<(String, &'static str)>,
}

/// Lets some people answer over virtual days: the score first, a comment hours later, if at all.
pub(super) fn answer(sandbox: &Sandbox, asked: &[Asked]) -> Result<Given, Failure> {
    let mut given = Given::default();
    let bar = progress::bar(DAYS, "days pass");
    for day in 0..DAYS {
        for (person, number) in asked.iter().zip(0_u64..) {
            let mood = mix(number);
            let on = usize::try_from((mood >> 8) % 10).ok().and_then(|choice| ANSWERED_ON.get(choice));
            if mood % 100 < 46 && on == Some(&day) {
                let score = score(&person.kind, mood >> 16);
                sandbox.answer(&person.feedback_id, Some(score), None).map_err(defect)?;
                given.scores.push((person.feedback_id.to_string(), score));
                sandbox.advance(Duration::from_secs(60)).map_err(defect)?;
            }
        }
        sandbox.advance(Duration::from_secs(3 * 60 * 60)).map_err(defect)?;
        for ((id, _), number) in given.scores.clone().into_iter().zip(0_u64..) {
            let thought = mix(number + PEOPLE);
            let silent = !given.comments.iter().any(|(commented, _)| *commented == id);
            if silent && thought.is_multiple_of(3) {
                let choice = usize::try_from((thought >> 8) % 10).unwrap_or(0);
                let comment = COMMENTS.get(choice).copied().unwrap_or_default();
                sandbox.answer(&id, None, Some(comment)).map_err(defect)?;
                given.comments.push((id, comment));
            }
        }
        sandbox.advance(Duration::from_secs(20 * 60 * 60)).map_err(defect)?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(given)
}

fn score(of: &FeedbackType, mood: u64) -> i64 {
    const NPS: [i64; 12] = [10, 9, 10, 9, 8, 7, 8, 10, 6, 9, 3, 0];
    const CSAT: [i64; 8] = [5, 4, 5, 4, 3, 5, 2, 1];
    let choice = usize::try_from(mood % 97).unwrap_or(0);
    let scores: &[i64] = if *of == FeedbackType::Nps { &NPS } else { &CSAT };
    scores.iter().cycle().nth(choice).copied().unwrap_or_default()
}

/// The same number for the same person in every demo (splitmix64's finalizer).
fn mix(number: u64) -> u64 {
    let mut z = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
