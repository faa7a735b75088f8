//! Small answers of a ledger on their way to Kotlin.

use twitter_feedback::{Coverage, Period, PromptStatus, ReconcileReport, SyncProgress, SyncReport};

use crate::outcome::word;
use crate::times::Moment;

#[derive(uniffi::Record)]
pub struct NativePromptStatus {
    pub external_id: String,
    pub attempt_id: String,
    pub state: String,
    pub reason: Option<String>,
    pub r#type: String,
    pub to_user_id: String,
    pub asked_at: Option<Moment>,
    pub answered: bool,
}

#[derive(uniffi::Record)]
pub struct NativePeriod {
    pub from_time: Moment,
    pub to_time: Moment,
}

#[derive(uniffi::Record)]
pub struct NativeCoverage {
    pub periods: Vec<NativePeriod>,
    pub gaps: Vec<NativePeriod>,
    pub start: Option<Moment>,
    pub end: Option<Moment>,
}

#[derive(uniffi::Record)]
pub struct NativeSyncProgress {
    pub pages: u64,
    pub events: u64,
    pub new: u64,
    pub updated: u64,
    pub unreadable: u64,
    pub windows_done: u64,
    pub windows: u64,
}

#[derive(uniffi::Record)]
pub struct NativeSyncReport {
    pub pages: u64,
    pub events: u64,
    pub new: u64,
    pub updated: u64,
    pub unreadable: u64,
    pub complete_through: Option<Moment>,
}

#[derive(uniffi::Record)]
pub struct NativeReconcileReport {
    pub examined: u64,
    pub sent: u64,
    pub absent: u64,
    pub unknown: u64,
}

impl From<PromptStatus> for NativePromptStatus {
    fn from(status: PromptStatus) -> Self {
        Self {
            external_id: status.external_id,
            attempt_id: status.attempt_id.as_str().to_owned(),
            state: status.state.as_str().to_owned(),
            reason: status.reason.map(word),
            r#type: status.r#type.as_str().to_owned(),
            to_user_id: status.to_user_id.as_str().to_owned(),
            asked_at: status.asked_at.map(Moment::from),
            answered: status.answered,
        }
    }
}

impl From<Period> for NativePeriod {
    fn from(period: Period) -> Self {
        Self { from_time: period.from_time.into(), to_time: period.to_time.into() }
    }
}

impl From<Coverage> for NativeCoverage {
    fn from(coverage: Coverage) -> Self {
        Self {
            periods: coverage.periods().iter().copied().map(NativePeriod::from).collect(),
            gaps: coverage.gaps().into_iter().map(NativePeriod::from).collect(),
            start: coverage.start().map(Moment::from),
            end: coverage.end().map(Moment::from),
        }
    }
}

impl From<SyncProgress> for NativeSyncProgress {
    fn from(progress: SyncProgress) -> Self {
        Self {
            pages: progress.pages,
            events: progress.events,
            new: progress.new,
            updated: progress.updated,
            unreadable: progress.unreadable,
            windows_done: progress.windows_done,
            windows: progress.windows,
        }
    }
}

impl From<SyncReport> for NativeSyncReport {
    fn from(report: SyncReport) -> Self {
        Self {
            pages: report.pages,
            events: report.events,
            new: report.new,
            updated: report.updated,
            unreadable: report.unreadable,
            complete_through: report.complete_through.map(Moment::from),
        }
    }
}

impl From<ReconcileReport> for NativeReconcileReport {
    fn from(report: ReconcileReport) -> Self {
        Self { examined: report.examined, sent: report.sent, absent: report.absent, unknown: report.unknown }
    }
}
