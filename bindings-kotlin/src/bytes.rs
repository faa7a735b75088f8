//! Bytes that cross in one piece. uniffi would write and read a `Vec<u8>` byte by byte.

use uniffi::deps::anyhow::{Result, anyhow};
use uniffi::deps::bytes::{BufMut, Bytes as Shared};
use uniffi::{FfiConverter, MetadataBuffer, RustBuffer, TypeId};

use crate::UniFfiTag;

/// In Kotlin a `ByteArray`, as `Vec<u8>` is; here shared with whoever has them already.
#[derive(Debug, Default)]
pub struct Bytes(pub(crate) Shared);

// SAFETY: the type is described as `Vec<u8>`, and written as uniffi writes one: the length as a signed big-endian number
// of 32 bits, then the bytes.
unsafe impl FfiConverter<UniFfiTag> for Bytes {
    type FfiType = RustBuffer;

    const TYPE_ID_META: MetadataBuffer = <Vec<u8> as TypeId<UniFfiTag>>::TYPE_ID_META;

    fn lower(bytes: Self) -> RustBuffer {
        <Self as uniffi::Lower<UniFfiTag>>::lower_into_rust_buffer(bytes)
    }

    fn try_lift(buffer: RustBuffer) -> Result<Self> {
        <Self as uniffi::Lift<UniFfiTag>>::try_lift_from_rust_buffer(buffer)
    }

    fn write(Self(bytes): Self, buffer: &mut Vec<u8>) {
        // No answer is longer: reading one ends long before.
        let length = i32::try_from(bytes.len()).unwrap_or(0);
        buffer.put_i32(length);
        buffer.extend_from_slice(if length == 0 { &[] } else { &bytes });
    }

    fn try_read(buffer: &mut &[u8]) -> Result<Self> {
        let cut = || anyhow!("bytes that end too early");
        let (length, behind) = buffer.split_first_chunk().ok_or_else(cut)?;
        let length = usize::try_from(i32::from_be_bytes(*length))?;
        let (bytes, behind) = behind.split_at_checked(length).ok_or_else(cut)?;
        *buffer = behind;
        Ok(Self(Shared::copy_from_slice(bytes)))
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes.into())
    }
}

uniffi::derive_ffi_traits!(local Bytes);
