//! Who writes feedbacks and events of the past when they are asked for.

use std::sync::Arc;

use super::block::Block;
use super::dice::{Dice, Draw};
use super::fate::Fate;
use super::moment::Moment;
use crate::feedback::{Feedback, Given, Prompt, Style};
use crate::ids::Ids;
use crate::question::FeedbackType;
use crate::repeats::Repeats;

pub(super) const PRIVACY_URL: &str = "https://example.com/privacy";
pub(super) const MESSAGE: &str = "Thank you for talking to us today.";
pub(super) const TEXTS: [&str; 6] = [
    "I <3 this biz",
    "Quick and friendly, thank you!",
    "It took three days, but it works now.",
    "Nobody told me why; \"please wait\" is no answer.",
    "Très bien 👍",
    "Line one\nline two, with a comma",
];

/// Knows what all pasts of a sandbox have in common; the same question has the same answer, always.
#[derive(Debug)]
pub(crate) struct Author {
    pub(super) seed: u64,
    style: Style,
    repeats: Repeats,
    message: Arc<str>,
    privacy_url: Arc<str>,
    texts: [Arc<str>; 6],
}

impl Author {
    pub(crate) fn new(seed: u64, style: Style, repeats: Repeats) -> Self {
        Self {
            seed,
            style,
            repeats,
            message: MESSAGE.into(),
            privacy_url: PRIVACY_URL.into(),
            texts: TEXTS.map(Arc::from),
        }
    }

    /// The events of a block by feedback, each with its time in epoch seconds and its ordinal.
    pub(crate) fn times<'a>(&'a self, block: &'a Block) -> impl Iterator<Item = (i64, u64)> + use<'a> {
        (0..block.count).flat_map(|index| {
            let number = block.first.saturating_add(index);
            let fate = Fate::of(self.dice(number), block);
            let first = index.saturating_mul(Moment::MOST);
            let again = |at: Option<i64>, update| at.filter(|_| self.repeats.twice(number, update));
            [
                Some(fate.created_at),
                fate.scored_at,
                again(fate.scored_at, 1),
                fate.written_at,
                again(fate.written_at, 2),
            ]
            .into_iter()
            .zip(first..)
            .filter_map(|(at, ordinal)| Some((at?, ordinal)))
        })
    }

    /// Writes the JSON of an event that is one of [`Author::times`].
    pub(crate) fn write(&self, moment: &Moment, out: &mut Vec<u8>) {
        let feedback = self.after(&moment.block, moment.number, moment.updates());
        let event_type = if moment.updates() == 0 { "feedback.created" } else { "feedback.updated" };
        feedback.write_event(out, event_type, feedback.updated_at, self.style);
    }

    /// A feedback at the end of its past.
    pub(super) fn feedback(&self, block: &Block, number: u64) -> Feedback {
        self.after(block, number, u64::MAX)
    }

    /// A feedback after at most so many updates.
    fn after(&self, block: &Block, number: u64, updates: u64) -> Feedback {
        let dice = self.dice(number);
        let fate = Fate::of(dice, block);
        let kind = if number.is_multiple_of(2) { FeedbackType::Csat } else { FeedbackType::Nps };
        let score =
            fate.scored_at.filter(|_| updates >= 1).map(|created_at| Given { created_at, value: score(dice, kind) });
        let text =
            fate.written_at.filter(|_| updates >= 2).map(|created_at| Given { created_at, value: self.text(dice) });
        let scored_at = score.as_ref().map(|half| half.created_at);
        let written_at = text.as_ref().map(|half| half.created_at);
        let ids = Ids::derive(self.seed, number);
        Feedback {
            number,
            id: ids.feedback,
            dm_id: ids.message,
            media_id: ids.media,
            from_user_id: block.sender,
            created_at: fate.created_at,
            updated_at: written_at.or(scored_at).unwrap_or(fate.created_at),
            updates: u64::from(score.is_some()) + u64::from(text.is_some()),
            prompt: Prompt {
                kind,
                to_user_id: Block::recipient(number),
                message: Arc::clone(&self.message),
                privacy_url: Arc::clone(&self.privacy_url),
                external_id: Some(format!("seed_{number}").into()),
                question_variant_id: variant(dice),
                display_name: None,
                test: false,
            },
            score,
            text,
        }
    }

    fn text(&self, dice: Dice) -> Arc<str> {
        let index = usize::try_from(dice.draw(Draw::Text, u64::MAX) % 6).unwrap_or(0);
        self.texts.get(index).map_or_else(|| Arc::clone(&self.message), Arc::clone)
    }

    fn dice(&self, number: u64) -> Dice {
        Dice { seed: self.seed, number }
    }
}

/// The better of two draws: most people who answer are content.
fn score(dice: Dice, kind: FeedbackType) -> i64 {
    let (lowest, highest) = kind.scores();
    let span = (highest - lowest).unsigned_abs() + 1;
    lowest.saturating_add_unsigned(dice.draw(Draw::Score, span).max(dice.draw(Draw::OtherScore, span)))
}

fn variant(dice: Dice) -> u32 {
    let variants = [0, 0, 0, 1, 2, 5];
    let index = usize::try_from(dice.draw(Draw::Variant, 6)).unwrap_or(0);
    variants.get(index).copied().unwrap_or(0)
}
