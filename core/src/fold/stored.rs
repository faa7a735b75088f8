//! A state as bytes, for a ledger to keep.
//!
//! Equal states are equal bytes: every list has one order, and nothing has two spellings.

use super::Folded;
use super::answers::Answers;
use super::members::{Members, Register};
use super::stored_bytes::{Bytes, Reader};
use super::written::Written;
use crate::model::normal::Member;
use crate::model::{Answer, ErrorKind, FeedbackError, Id, Score};

/// The first byte. Whatever changes below changes it.
const VERSION: u8 = 1;

/// The members that have numbers, from 1: what stands here stays. Any other has its name, behind a 0.
const NUMBERED: [Member; 10] = [
    Member::Test,
    Member::Type,
    Member::FromUserId,
    Member::ToUserId,
    Member::DmId,
    Member::ExternalId,
    Member::DisplayName,
    Member::QuestionVariantId,
    Member::PrivacyUrl,
    Member::Response,
];

impl Folded {
    /// The whole state, in a few hundred bytes.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Bytes(Vec::with_capacity(512));
        bytes.0.push(VERSION);
        bytes.text(&self.id);
        bytes.optional_time(self.created_at);
        bytes.optional_time(self.updated_at);
        bytes.length(self.members.writers().len());
        for written in self.members.writers() {
            bytes.optional_time(written.updated_at);
            bytes.optional_time(written.event_at);
            bytes.0.extend_from_slice(&written.digest);
        }
        bytes.length(self.members.registers().len());
        for register in self.members.registers() {
            match (&register.name, NUMBERED.iter().position(|name| *name == register.name)) {
                (_, Some(index)) => bytes.length(index + 1),
                (name, None) => {
                    bytes.number(0);
                    bytes.text(name.as_str());
                }
            }
            bytes.length(register.writer);
            bytes.text(&register.json);
        }
        bytes.length(self.scores.in_order().len());
        for score in self.scores.in_order() {
            bytes.time(score.created_at);
            bytes.signed(score.value.value());
        }
        bytes.length(self.texts.in_order().len());
        for text in self.texts.in_order() {
            bytes.time(text.created_at);
            bytes.text(&text.value);
        }
        bytes.0
    }

    /// Reads what [`to_bytes`](Self::to_bytes) wrote.
    ///
    /// # Errors
    /// `ledger` for anything else, a newer version's state among it.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, FeedbackError> {
        let unreadable = |why: &str| {
            let next = "The events that it was folded from are kept beside it, to the letter.";
            FeedbackError::new(
                ErrorKind::Ledger,
                format!("a feedback's state in the ledger cannot be read: {why}. {next}"),
            )
        };
        match bytes.split_first() {
            Some((&VERSION, rest)) => read(Reader(rest)).ok_or_else(|| unreadable("its bytes are damaged")),
            Some((0, _)) | None => Err(unreadable("its bytes are damaged")),
            Some((version, _)) => Err(unreadable(&format!(
                "it has version {version}, and this program reads version {VERSION}, so a newer one wrote it: use that one"
            ))),
        }
    }
}

fn read(mut bytes: Reader<'_>) -> Option<Folded> {
    let folded = Folded {
        id: Id::from(bytes.text()?),
        created_at: bytes.optional_time()?,
        updated_at: bytes.optional_time()?,
        members: Members::stored(bytes.list(written)?, bytes.list(register)?)?,
        scores: Answers::stored(bytes.list(|bytes| Some(Answer::new(bytes.time()?, Score::new(bytes.signed()?))))?)?,
        texts: Answers::stored(bytes.list(|bytes| Some(Answer::new(bytes.time()?, bytes.text()?.to_owned())))?)?,
    };
    bytes.0.is_empty().then_some(folded)
}

fn written(bytes: &mut Reader<'_>) -> Option<Written> {
    Some(Written {
        updated_at: bytes.optional_time()?,
        event_at: bytes.optional_time()?,
        digest: bytes.take(32)?.try_into().ok()?,
    })
}

fn register(bytes: &mut Reader<'_>) -> Option<Register> {
    let name = match usize::try_from(bytes.number()?).ok()?.checked_sub(1) {
        Some(index) => NUMBERED.get(index)?.clone(),
        None => Member::Other(bytes.text().filter(|name| NUMBERED.iter().all(|known| known.as_str() != *name))?.into()),
    };
    let writer = usize::try_from(bytes.number()?).ok()?;
    Some(Register { name, writer, json: bytes.text()?.into() })
}
