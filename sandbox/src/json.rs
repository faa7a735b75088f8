//! A JSON object written straight into bytes, in the order the service writes its fields.

/// An object under construction; [`Object::end`] closes it.
pub(crate) struct Object<'a> {
    out: &'a mut Vec<u8>,
    empty: bool,
}

impl<'a> Object<'a> {
    pub(crate) fn begin(out: &'a mut Vec<u8>) -> Self {
        out.push(b'{');
        Self { out, empty: true }
    }

    /// A string, escaped.
    pub(crate) fn text(&mut self, name: &str, value: &str) -> &mut Self {
        self.name(name);
        // Writing to a Vec cannot fail.
        let _ = serde_json::to_writer(&mut *self.out, value);
        self
    }

    /// An id: a decimal number in quotes.
    pub(crate) fn id(&mut self, name: &str, value: u64) -> &mut Self {
        self.name(name);
        self.out.push(b'"');
        let _ = serde_json::to_writer(&mut *self.out, &value);
        self.out.push(b'"');
        self
    }

    pub(crate) fn unsigned(&mut self, name: &str, value: u64) -> &mut Self {
        self.name(name);
        let _ = serde_json::to_writer(&mut *self.out, &value);
        self
    }

    pub(crate) fn number(&mut self, name: &str, value: i64) -> &mut Self {
        self.name(name);
        let _ = serde_json::to_writer(&mut *self.out, &value);
        self
    }

    pub(crate) fn flag(&mut self, name: &str, value: bool) -> &mut Self {
        self.name(name);
        self.out.extend_from_slice(if value { b"true" } else { b"false" });
        self
    }

    /// `true`, `false` or `null`.
    pub(crate) fn maybe(&mut self, name: &str, value: Option<bool>) -> &mut Self {
        match value {
            Some(known) => self.flag(name, known),
            None => {
                self.name(name);
                self.out.extend_from_slice(b"null");
                self
            }
        }
    }

    /// An object inside this one.
    pub(crate) fn nested(&mut self, name: &str, fill: impl FnOnce(&mut Object<'_>)) -> &mut Self {
        self.name(name);
        let mut inner = Object::begin(self.out);
        fill(&mut inner);
        inner.end();
        self
    }

    pub(crate) fn end(self) {
        self.out.push(b'}');
    }

    /// The names are this crate's own and need no escape.
    fn name(&mut self, name: &str) {
        if !self.empty {
            self.out.push(b',');
        }
        self.empty = false;
        self.out.push(b'"');
        self.out.extend_from_slice(name.as_bytes());
        self.out.extend_from_slice(b"\":");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_json() {
        let mut out = Vec::new();
        let mut object = Object::begin(&mut out);
        object.text("a", "\"quoted\"\n\u{1}🦀").id("b", u64::MAX).maybe("c", None).nested("d", |inner| {
            inner.number("e", -1).flag("f", true);
        });
        object.end();
        let value: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(value["a"], "\"quoted\"\n\u{1}🦀");
        assert_eq!(value["b"], "18446744073709551615");
        assert!(value["c"].is_null());
        assert_eq!(value["d"]["e"], -1);
    }
}
