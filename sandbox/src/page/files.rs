//! What the page consists of.

const HTML: &str = "text/html;charset=utf-8";
const STYLE: &str = "text/css;charset=utf-8";
const SCRIPT: &str = "text/javascript;charset=utf-8";
const IMAGE: &str = "image/svg+xml;charset=utf-8";

/// One file, as it stands in the sources.
#[derive(Clone, Copy, Debug)]
pub(super) struct File {
    pub(super) content_type: &'static str,
    pub(super) text: &'static str,
}

pub(super) const PAGE: File = File { content_type: HTML, text: include_str!("page.html") };

/// What lies below `/_sandbox/page/`.
pub(super) fn find(name: &str) -> Option<File> {
    let (content_type, text) = match name {
        "card.css" => (STYLE, include_str!("card.css")),
        "page.css" => (STYLE, include_str!("page.css")),
        "people.css" => (STYLE, include_str!("people.css")),
        "scale.css" => (STYLE, include_str!("scale.css")),
        "arrange.js" => (SCRIPT, include_str!("arrange.js")),
        "calls.js" => (SCRIPT, include_str!("calls.js")),
        "card.js" => (SCRIPT, include_str!("card.js")),
        "conversation.js" => (SCRIPT, include_str!("conversation.js")),
        "main.js" => (SCRIPT, include_str!("main.js")),
        "people.js" => (SCRIPT, include_str!("people.js")),
        "scale.js" => (SCRIPT, include_str!("scale.js")),
        "text.js" => (SCRIPT, include_str!("text.js")),
        "icon.svg" => (IMAGE, include_str!("icon.svg")),
        _ => return None,
    };
    Some(File { content_type, text })
}
