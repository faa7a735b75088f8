//! `uniffi-bindgen`, as the workspace pins it: a crate of its own, because a library beside the native module would
//! silently take its link-time optimisation away.
#![forbid(unsafe_code)]

fn main() {
    uniffi::uniffi_bindgen_main();
}
