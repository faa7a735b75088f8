//! What an answer is when it reaches JavaScript.

use napi::bindgen_prelude::{Either4, Null};

use crate::batch::Batch;
use crate::sandbox::NativeSandbox;

/// Nothing, JSON text, a batch, or a sandbox.
pub(crate) type Value = Either4<Null, String, Batch, NativeSandbox>;

pub(crate) fn nothing() -> Value {
    Either4::A(Null)
}

pub(crate) fn text(text: String) -> Value {
    Either4::B(text)
}

pub(crate) fn batch(batch: Batch) -> Value {
    Either4::C(batch)
}

pub(crate) fn sandbox(sandbox: NativeSandbox) -> Value {
    Either4::D(sandbox)
}
