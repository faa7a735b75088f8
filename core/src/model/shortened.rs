use std::fmt::{Display, Result, Write};

/// How much of its end a long text keeps, in characters.
const END: usize = 100;

/// The first `most` characters of a text, and its end: what a library says of a bad answer can be as long as the answer.
pub(crate) fn shortened(text: &(impl Display + ?Sized), most: usize) -> String {
    let mut ends = Ends { start: String::new(), room: most, end: String::new(), left_out: false };
    // Writing to memory does not fail.
    let _ = write!(ends, "{text}");
    let Ends { start, end, left_out, .. } = ends;
    if left_out { format!("{start}…{end}") } else { start + &end }
}

struct Ends {
    start: String,
    room: usize,
    end: String,
    left_out: bool,
}

impl Write for Ends {
    fn write_str(&mut self, piece: &str) -> Result {
        let full = piece.char_indices().nth(self.room).map_or(piece.len(), |(at, _)| at);
        let (start, rest) = piece.split_at(full);
        self.start.push_str(start);
        self.room -= start.chars().count();
        // Only the end of the rest is copied at all.
        let (dropped, rest) = rest.split_at(last_characters(rest));
        if !dropped.is_empty() {
            self.end.clear();
        }
        self.end.push_str(rest);
        let surplus = last_characters(&self.end);
        self.end.drain(..surplus);
        self.left_out |= surplus > 0 || !dropped.is_empty();
        Ok(())
    }
}

/// Where the last characters of a text begin.
fn last_characters(text: &str) -> usize {
    text.char_indices().rev().take(END).last().map_or(0, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::{END, shortened};

    #[test]
    fn a_text_that_fits_is_left_alone() {
        assert_eq!(shortened("", 10), "");
        assert_eq!(shortened("0123456789", 10), "0123456789");
        assert_eq!(shortened("0123456789a", 10), "0123456789a", "nothing is left out where the end begins at once");
        assert_eq!(shortened(&format_args!("{}-{}", 1, "é"), 1), "1-é");
    }

    #[test]
    fn a_long_text_keeps_its_start_and_its_end_however_it_is_written() {
        let long = format!("a{}z", "é".repeat(1_000_000));
        assert_eq!(shortened(&long, 10), format!("a{}…{}z", "é".repeat(9), "é".repeat(END - 1)));
        let (first, second) = ("a".repeat(30), "b".repeat(END + 30));
        let whole = format!("{first}{second}z");
        assert_eq!(shortened(&format_args!("{first}{second}{}", 'z'), 10), shortened(&whole, 10));
        assert_eq!(shortened(&format_args!("{first}{second}{}", 'z'), 10).chars().count(), 10 + 1 + END);
    }
}
