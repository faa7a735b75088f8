//! What an answer is when it reaches JavaScript.

use napi::bindgen_prelude::{Either4, Latin1String, Null};

use crate::batch::Batch;

/// Nothing, text, text in plain ASCII, or a batch.
pub(crate) type Value = Either4<Null, String, Latin1String, Batch>;

pub(crate) fn nothing() -> Value {
    Either4::A(Null)
}

pub(crate) fn text(text: String) -> Value {
    // Plain ASCII is copied as it is, everything else has to be decoded.
    if text.is_ascii() { Either4::C(text.into()) } else { Either4::B(text) }
}

pub(crate) fn batch(batch: Batch) -> Value {
    Either4::D(batch)
}
