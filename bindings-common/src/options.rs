//! Options that may be left out.

/// The builder with this value set, where it was given.
#[must_use]
pub fn set<B, T>(builder: B, given: Option<T>, set: impl FnOnce(B, T) -> B) -> B {
    match given {
        Some(given) => set(builder, given),
        None => builder,
    }
}
