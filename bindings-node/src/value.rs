//! What an answer is when it reaches JavaScript.

use napi::bindgen_prelude::{Either5, Latin1String, Null};

use crate::batch::Batch;
use crate::sandbox::NativeSandbox;

/// Nothing, text, text in plain ASCII, a batch, or a sandbox.
pub(crate) type Value = Either5<Null, String, Latin1String, Batch, NativeSandbox>;

pub(crate) fn nothing() -> Value {
    Either5::A(Null)
}

pub(crate) fn text(text: String) -> Value {
    // Plain ASCII is copied as it is, everything else has to be decoded.
    if text.is_ascii() { Either5::C(text.into()) } else { Either5::B(text) }
}

pub(crate) fn batch(batch: Batch) -> Value {
    Either5::D(batch)
}

pub(crate) fn sandbox(sandbox: NativeSandbox) -> Value {
    Either5::E(sandbox)
}
