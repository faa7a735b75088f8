//! What an answer is when it reaches JavaScript.

use napi::Env;
use napi::bindgen_prelude::{Either8, Latin1String, Null};

use crate::batch::Batch;
use crate::fold::NativeFold;
use crate::program_handle::NativeProgram;
use crate::sign_in::NativeSignIn;
use crate::signed_in::NativeSignedIn;

/// Nothing, text, text in plain ASCII, or what stays native.
pub(crate) type Value =
    Either8<Null, String, Latin1String, Batch, NativeSignIn, NativeSignedIn, NativeProgram, NativeFold>;

pub(crate) fn nothing() -> Value {
    Either8::A(Null)
}

pub(crate) fn text(text: String) -> Value {
    // Plain ASCII is copied as it is, everything else has to be decoded.
    if text.is_ascii() { Either8::C(text.into()) } else { Either8::B(text) }
}

pub(crate) fn batch(batch: Batch) -> Value {
    Either8::D(batch)
}

/// The same, of which the garbage collector knows.
pub(crate) fn weighed(value: Value, env: &Env) -> Value {
    match value {
        Either8::D(batch) => Either8::D(batch.weighed(env)),
        Either8::H(fold) => Either8::H(fold.weighed(env)),
        other => other,
    }
}

pub(crate) fn sign_in(sign_in: NativeSignIn) -> Value {
    Either8::E(sign_in)
}

pub(crate) fn signed_in(signed_in: NativeSignedIn) -> Value {
    Either8::F(signed_in)
}

pub(crate) fn program(program: NativeProgram) -> Value {
    Either8::G(program)
}

pub(crate) fn fold(fold: NativeFold) -> Value {
    Either8::H(fold)
}
