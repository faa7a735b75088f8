//! The headers of an answer, as most languages want them.

use std::collections::BTreeMap;

use twitter_feedback::Reply;

/// By name in lower case; repeated ones are joined by `, `.
#[must_use]
pub fn joined_headers(reply: &Reply<()>) -> BTreeMap<&str, String> {
    let mut headers: BTreeMap<&str, String> = BTreeMap::new();
    for (name, value) in reply.headers() {
        headers
            .entry(name)
            .and_modify(|known| {
                known.push_str(", ");
                known.push_str(value);
            })
            .or_insert_with(|| value.to_owned());
    }
    headers
}
