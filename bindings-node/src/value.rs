//! What an answer is when it reaches JavaScript.

use napi::Env;
use napi::bindgen_prelude::{Either6, Latin1String, Null};

use crate::batch::Batch;
use crate::sign_in::NativeSignIn;
use crate::signed_in::NativeSignedIn;

/// Nothing, text, text in plain ASCII, or what stays native.
pub(crate) type Value = Either6<Null, String, Latin1String, Batch, NativeSignIn, NativeSignedIn>;

pub(crate) fn nothing() -> Value {
    Either6::A(Null)
}

pub(crate) fn text(text: String) -> Value {
    // Plain ASCII is copied as it is, everything else has to be decoded.
    if text.is_ascii() { Either6::C(text.into()) } else { Either6::B(text) }
}

pub(crate) fn batch(batch: Batch) -> Value {
    Either6::D(batch)
}

/// The same, of which the garbage collector knows.
pub(crate) fn weighed(value: Value, env: &Env) -> Value {
    match value {
        Either6::D(batch) => Either6::D(batch.weighed(env)),
        other => other,
    }
}

pub(crate) fn sign_in(sign_in: NativeSignIn) -> Value {
    Either6::E(sign_in)
}

pub(crate) fn signed_in(signed_in: NativeSignedIn) -> Value {
    Either6::F(signed_in)
}
