//! Defects on order, in test builds alone.

use crate::calling::called;
use crate::errors::NativeError;
use crate::guard::caught;

#[uniffi::export]
pub fn panic_at_once() -> Result<(), NativeError> {
    #[allow(clippy::panic, reason = "that is what it is for")]
    caught(|| panic!("on order"))
}

#[uniffi::export]
pub async fn panic_later() -> Result<(), NativeError> {
    #[allow(clippy::panic, reason = "that is what it is for")]
    called(async { panic!("on order") }).await
}
