//! All pasts of a sandbox.

use std::sync::Arc;

use super::author::Author;
use super::block::Block;
use crate::feedback::Feedback;
use crate::ids::Ids;

/// Sorted by their first numbers. They never overlap, because no number is given out twice.
#[derive(Debug)]
pub(crate) struct Blocks {
    author: Arc<Author>,
    sorted: Vec<Block>,
}

impl Blocks {
    pub(crate) fn new(author: Arc<Author>) -> Self {
        Self { author, sorted: Vec::new() }
    }

    /// Returns the last of its feedbacks, at most so many.
    pub(crate) fn add(&mut self, block: Block, last: usize) -> impl Iterator<Item = Feedback> {
        let place = self.sorted.partition_point(|other| other.first < block.first);
        self.sorted.insert(place, block);
        let author = &self.author;
        block.numbers().rev().take(last).map(move |number| author.feedback(&block, number))
    }

    /// A feedback as it was when its past was over.
    pub(crate) fn feedback(&self, id: u64) -> Option<Feedback> {
        let number = Ids::number(self.author.seed, id)?;
        self.of(number).map(|block| self.author.feedback(block, number))
    }

    /// When a sender asked a recipient, epoch milliseconds.
    pub(crate) fn asked_at(&self, sender: u64, recipient: u64) -> Option<i64> {
        let number = Block::number_to(recipient)?;
        let block = self.of(number).filter(|block| block.sender == sender)?;
        // As it is shown: in seconds.
        Some(block.asked_at(number).div_euclid(1000).saturating_mul(1000))
    }

    /// The past that a number belongs to.
    fn of(&self, number: u64) -> Option<&Block> {
        let behind = self.sorted.partition_point(|block| block.first <= number);
        self.sorted.get(behind.checked_sub(1)?).filter(|block| block.has(number))
    }
}
