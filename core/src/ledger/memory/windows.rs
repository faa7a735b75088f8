use super::state::{State, WindowRow};
use crate::ledger::batch::{Window, WindowStep};
use crate::ledger::{Coverage, Period};
use crate::model::Id;

impl State {
    pub(super) fn begin_windows(&mut self, user_id: &Id, periods: &[Period]) -> Vec<Window> {
        let begun = periods.iter().map(|period| {
            let id = self.windows.last_key_value().map_or(1, |(last, _)| last + 1);
            let window = Window { id, from_time: period.from_time, to_time: period.to_time, cursor: None };
            self.windows.insert(id, WindowRow { user_id: user_id.clone(), window: window.clone(), completed: false });
            window
        });
        begun.collect()
    }

    pub(super) fn open_windows(&self, user_id: &Id) -> Vec<Window> {
        let open = self.windows.values().filter(|row| row.user_id == *user_id && !row.completed);
        open.map(|row| row.window.clone()).collect()
    }

    pub(super) fn restart_window(&mut self, window_id: i64) {
        if let Some(row) = self.open(window_id) {
            row.window.cursor = None;
        }
    }

    pub(super) fn step(&mut self, step: WindowStep) {
        if let Some(row) = self.open(step.window_id) {
            row.completed = step.next_cursor.is_none();
            row.window.cursor = step.next_cursor;
        }
    }

    pub(super) fn coverage(&self, user_id: &Id) -> Coverage {
        let completed = self.windows.values().filter(|row| row.user_id == *user_id && row.completed);
        Coverage::union(completed.map(|row| Period::new(row.window.from_time, row.window.to_time)).collect())
    }

    fn open(&mut self, window_id: i64) -> Option<&mut WindowRow> {
        self.windows.get_mut(&window_id).filter(|row| !row.completed)
    }
}
