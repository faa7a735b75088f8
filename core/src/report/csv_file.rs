use std::io::{self, Write};

use super::formula_guard::guard;
use super::table::{COLUMNS, Cell, Row};

/// Whom a CSV file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum CsvProfile {
    /// A double click: byte order mark, CRLF, formulas guarded.
    #[default]
    Spreadsheet,
    /// Programs: no byte order mark, LF, texts to the letter.
    Raw,
}

/// Writes the table as CSV, a header and one line for each row.
///
/// # Errors
/// Whatever `out` fails with.
pub fn write_csv(mut out: impl Write, profile: CsvProfile, rows: impl IntoIterator<Item = Row>) -> io::Result<()> {
    let terminator = match profile {
        CsvProfile::Spreadsheet => {
            // Excel takes a file without it for the machine's old code page.
            out.write_all("\u{feff}".as_bytes())?;
            csv::Terminator::CRLF
        }
        CsvProfile::Raw => csv::Terminator::Any(b'\n'),
    };
    let mut writer = csv::WriterBuilder::new().terminator(terminator).from_writer(out);
    writer.write_record(COLUMNS)?;
    for row in rows {
        for cell in row.cells() {
            let text = cell.text();
            match (profile, cell) {
                (CsvProfile::Spreadsheet, Cell::External(_)) => writer.write_field(guard(&text).as_bytes())?,
                _ => writer.write_field(text.as_bytes())?,
            }
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{FeedbackEvent, Fold};

    fn rows() -> Vec<Row> {
        let event = r#"{"event_type":"feedback.updated","created_at":"Tue Dec 15 18:00:00 +0000 2015","feedback":{
            "id":"1234567890123456789","type":"nps","created_at":"Tue Dec 15 17:58:20 +0000 2015",
            "updated_at":"Tue Dec 15 18:00:00 +0000 2015","external_id":"-7","display_name":"Furni","response":{
            "score":{"created_at":"Tue Dec 15 17:59:20 +0000 2015","value":0},
            "text":{"created_at":"Tue Dec 15 18:00:00 +0000 2015","value":"=1+1, \"so\"\nsaid she"}}}}"#;
        let mut fold = Fold::new();
        fold.apply(&FeedbackEvent::from_json(event).unwrap());
        fold.iter().map(Row::from).collect()
    }

    fn text(profile: CsvProfile) -> String {
        let mut out = Vec::new();
        write_csv(&mut out, profile, rows()).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_spreadsheet_gets_a_mark_crlf_and_guarded_texts() {
        let text = text(CsvProfile::Spreadsheet);
        assert!(text.starts_with("\u{feff}feedback_id,type,test,"));
        assert!(text.contains("\r\n1234567890123456789,nps,false,2015-12-15T17:58:20.000Z,"));
        assert!(text.contains(",'-7,Furni,0,How likely are you to recommend Furni to a friend?,,0,"));
        assert!(text.contains("\"'=1+1, \"\"so\"\"\nsaid she\""));
        assert!(text.ends_with(",true,60\r\n"));
    }

    #[test]
    fn a_program_gets_texts_to_the_letter() {
        let text = text(CsvProfile::Raw);
        assert!(text.starts_with("feedback_id,"));
        assert!(!text.contains('\r'));
        assert!(text.contains(",-7,Furni,"));
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let record = reader.records().next().unwrap().unwrap();
        assert_eq!(&record[16], "=1+1, \"so\"\nsaid she");
        assert_eq!(&record[13], "0");
        assert_eq!(&record[15], "detractor");
    }

    #[test]
    fn what_is_no_id_and_no_known_type_is_guarded_too() {
        let mut fold = Fold::new();
        let hostile = r#"{"id":"=1+1","type":"=2+2","to_user_id":"@x","dm_id":"-7"}"#;
        fold.apply_feedback(&crate::Feedback::from_json(hostile).unwrap());
        let mut out = Vec::new();
        write_csv(&mut out, CsvProfile::Spreadsheet, fold.iter().map(Row::from)).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.contains("\n'=1+1,'=2+2,false,,,,'@x,'-7,"), "{text}");
    }

    #[test]
    fn a_score_that_was_not_given_is_empty_and_never_zero() {
        let mut fold = Fold::new();
        fold.apply_feedback(&crate::Feedback::from_json(r#"{"id":"1","type":"csat"}"#).unwrap());
        let row = Row::from(fold.get("1").unwrap());
        assert_eq!(row.cell("score"), Some(&Cell::Empty));
        assert_eq!(row.cell("responded"), Some(&Cell::Boolean(false)));
        assert_eq!(row.cell("seconds_to_score"), Some(&Cell::Empty));
    }
}
