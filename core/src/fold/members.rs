use std::cmp::Ordering;

use compact_str::CompactString;

use super::written::Written;
use crate::model::normal::Member;

/// The members of a feedback, each as its last writer left it.
///
/// A feedback has about nine members and mostly one to three writers, so writers are held once. Equal contents are held
/// in equal ways: both lists are in ascending order without repetition, and every writer has written something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Members {
    writers: Vec<Written>,
    registers: Vec<Register>,
}

/// One member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Register {
    pub(super) name: Member,
    /// Its place among the writers. They are in order, so this compares as they do.
    pub(super) writer: usize,
    /// The value as JSON text.
    pub(super) json: CompactString,
}

impl Members {
    /// Members that were all written at once, in the order of their names.
    pub(super) fn written(registers: Vec<Register>, by: impl FnOnce() -> Written) -> Self {
        let writers = if registers.is_empty() { Vec::new() } else { vec![by()] };
        Self { writers, registers }
    }

    /// What was stored; `None` where it is not in order.
    pub(super) fn stored(writers: Vec<Written>, registers: Vec<Register>) -> Option<Self> {
        let mut used = vec![false; writers.len()];
        for register in &registers {
            *used.get_mut(register.writer)? = true;
        }
        let in_order = writers.is_sorted_by(|a, b| a < b) && registers.is_sorted_by(|a, b| a.name < b.name);
        (in_order && used.iter().all(|used| *used)).then_some(Self { writers, registers })
    }

    pub(super) fn writers(&self) -> &[Written] {
        &self.writers
    }

    pub(super) fn registers(&self) -> &[Register] {
        &self.registers
    }

    /// The member's JSON text.
    pub(super) fn get(&self, name: &Member) -> Option<&str> {
        self.registers.iter().find(|register| register.name == *name).map(|register| register.json.as_str())
    }

    /// Keeps the later written of each member.
    pub(super) fn merge(&mut self, other: Self) {
        // What was seen already, which overlapping periods bring in masses.
        if *self == other {
            return;
        }
        let writers = Writers::of(&self.writers, &other.writers);
        let mut registers = Vec::with_capacity(self.registers.len().max(other.registers.len()));
        let mut ours = std::mem::take(&mut self.registers).into_iter().map(|r| r.renumbered(&writers.ours)).peekable();
        let mut theirs = other.registers.into_iter().map(|r| r.renumbered(&writers.theirs)).peekable();
        loop {
            let order = match (ours.peek(), theirs.peek()) {
                (Some(our), Some(their)) => our.name.cmp(&their.name),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => break,
            };
            let our = if order.is_le() { ours.next() } else { None };
            let their = if order.is_ge() { theirs.next() } else { None };
            registers.extend(match (our, their) {
                (Some(our), Some(their)) if our.as_written() < their.as_written() => Some(their),
                (our, their) => our.or(their),
            });
        }
        *self = Self { writers: writers.all, registers };
        self.forget_writers();
    }

    /// Leaves out writers of whom nothing is left.
    fn forget_writers(&mut self) {
        let mut used = vec![false; self.writers.len()];
        for register in &self.registers {
            if let Some(used) = used.get_mut(register.writer) {
                *used = true;
            }
        }
        if used.iter().all(|used| *used) {
            return;
        }
        let numbers: Vec<usize> = used
            .iter()
            .scan(0, |kept, used| {
                let number = *kept;
                *kept += usize::from(*used);
                Some(number)
            })
            .collect();
        let mut used = used.into_iter();
        self.writers.retain(|_| used.next().unwrap_or(true));
        for register in &mut self.registers {
            register.writer = numbers.get(register.writer).copied().unwrap_or(register.writer);
        }
    }
}

impl Register {
    fn renumbered(mut self, numbers: &[usize]) -> Self {
        self.writer = numbers.get(self.writer).copied().unwrap_or(self.writer);
        self
    }

    fn as_written(&self) -> (usize, &str) {
        (self.writer, &self.json)
    }
}

/// The writers of two states together, and the places that each state's own have among them.
struct Writers {
    all: Vec<Written>,
    ours: Vec<usize>,
    theirs: Vec<usize>,
}

impl Writers {
    fn of(ours: &[Written], theirs: &[Written]) -> Self {
        let mut all = Vec::with_capacity(ours.len() + theirs.len());
        all.extend_from_slice(ours);
        all.extend_from_slice(theirs);
        all.sort_unstable();
        all.dedup();
        let places = |some: &[Written]| some.iter().map(|one| all.partition_point(|known| known < one)).collect();
        Self { ours: places(ours), theirs: places(theirs), all }
    }
}
