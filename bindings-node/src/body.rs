//! Bodies, which come as text or as bytes.

use napi::bindgen_prelude::{Buffer, Either};

pub(crate) fn bytes(body: Either<String, Buffer>) -> Vec<u8> {
    match body {
        Either::A(text) => text.into_bytes(),
        // A copy: the bytes are JavaScript's.
        Either::B(bytes) => bytes.to_vec(),
    }
}
