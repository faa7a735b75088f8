//! Pasts that were made up. A million feedbacks are a few numbers: what happened to each is drawn anew
//! whenever somebody asks.

mod author;
mod block;
mod blocks;
mod dice;
mod fate;
mod moment;
#[cfg(test)]
mod past_tests;

pub(crate) use author::Author;
pub(crate) use block::Block;
pub(crate) use blocks::Blocks;
pub(crate) use moment::Moment;
