use twitter_feedback::report::{COLUMNS, Cell, CsvProfile, Row, unguard, write_csv};
use twitter_feedback::{Feedback, FeedbackEvent, Fold, Folded};

/// Any order and any repetition of these events add up to the same, and every report can be made of it.
pub fn check_fold(events: &[FeedbackEvent]) {
    let forward = fold(events);
    let shuffled = fold(events.iter().rev().chain(events));
    assert_eq!(forward, shuffled, "order and repetition have no say");
    let (front, back) = events.split_at(events.len() / 2);
    let (mut left, mut right) = (fold(front), fold(back));
    let first = left.clone();
    left.merge(&right);
    right.merge(&first);
    assert_eq!(left, forward, "parts add up to the whole");
    assert_eq!(right, forward, "in either order");
    forward.iter().for_each(check_state);
    check_tables(&forward);
}

fn fold<'a>(events: impl IntoIterator<Item = &'a FeedbackEvent>) -> Fold {
    let mut fold = Fold::new();
    events.into_iter().for_each(|event| fold.apply(event));
    fold
}

fn check_state(folded: &Folded) {
    let state = folded.feedback();
    let shown = state.to_json();
    assert_eq!(state.raw(), shown);
    assert_eq!(Feedback::from_json(&shown).expect("a state can be read").to_json(), shown);
    assert_eq!(state.response.score.as_ref(), folded.scores().first());
    assert_eq!(state.response.text.as_ref(), folded.texts().first());
    let mut again = Fold::new();
    again.apply_feedback(&state);
    let again = again.get(folded.id()).expect("a state has its id").feedback();
    assert_eq!(again.to_json(), shown, "a state adds up to itself");
}

fn check_tables(fold: &Fold) {
    let rows: Vec<Row> = fold.iter().map(Row::from).collect();
    for (profile, mark) in [(CsvProfile::Raw, ""), (CsvProfile::Spreadsheet, "\u{feff}")] {
        let mut file = Vec::new();
        write_csv(&mut file, profile, rows.clone()).expect("memory takes everything");
        let file = String::from_utf8(file).expect("a table is text");
        let table = file.strip_prefix(mark).expect("the byte order mark");
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        assert_eq!(reader.headers().expect("a header"), COLUMNS.as_slice());
        let records: Vec<_> = reader.records().map(|record| record.expect("a record")).collect();
        assert_eq!(records.len(), rows.len());
        for (row, record) in rows.iter().zip(&records) {
            assert_eq!(record.len(), row.cells().len());
            for (cell, written) in row.cells().iter().zip(record) {
                check_cell(profile, cell, written);
            }
        }
    }
}

fn check_cell(profile: CsvProfile, cell: &Cell, written: &str) {
    match (profile, cell) {
        (CsvProfile::Spreadsheet, Cell::External(text)) => {
            assert_eq!(unguard(written), text);
            assert!(
                !written.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']),
                "{written:?}"
            );
        }
        _ => assert_eq!(written, cell.text()),
    }
}
