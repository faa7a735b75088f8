//! What fuzzing looks at and no user does; there is nothing of it without `--cfg fuzzing`.

pub use crate::events::fuzzing::{Pages, Walks};
pub use crate::oauth::fuzzing::{Request, authenticates, form, header, percent};
