//! Links the native module the way Node loads it.

fn main() {
    napi_build::setup();
    // A worker that ends unloads the module, and the runtime's threads would go on in memory that is gone.
    let system = std::env::var("CARGO_CFG_TARGET_OS").unwrap_or_default();
    if ["linux", "android", "freebsd"].contains(&system.as_str()) {
        println!("cargo:rustc-cdylib-link-arg=-Wl,-z,nodelete");
    }
}
