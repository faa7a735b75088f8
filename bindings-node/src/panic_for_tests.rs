//! A defect on demand, in test builds alone.
#![allow(clippy::panic, reason = "that is its job")]

use napi_derive::napi;

use crate::delivery::Deliveries;
use crate::guard::caught;
use crate::value;

/// Panics in the call itself (`call`), while it is under way (`work`), or where its value is made (`value`).
#[napi]
pub fn provoke_panic(to: &Deliveries, call: u32, place: String) -> napi::Result<()> {
    caught(|| match place.as_str() {
        "call" => panic!("provoked in a call"),
        "work" => to.start(call, async { panic!("provoked while waiting") }, |()| Ok(value::nothing())),
        _ => to.start(call, async { Ok(()) }, |()| panic!("provoked while a value is made")),
    })
}
