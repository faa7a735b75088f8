"""Types of what a program answers."""

from datetime import datetime
from typing import Any, Literal, NamedTuple

from ._native import Feedback, PromptContext
from ._words import AttemptState, SkipReason

class Record:
    def to_dict(self) -> dict[str, Any]: ...

class SendOutcome(NamedTuple):
    status: Literal["sent", "skipped", "unknown"]
    attempt_id: str
    feedback: Feedback | None
    reason: SkipReason | None
    until: datetime | None
    message: str | None
    def to_dict(self) -> dict[str, Any]: ...

class AttemptError(NamedTuple):
    kind: str
    status: int | None
    codes: tuple[int, ...]
    message: str
    def to_dict(self) -> dict[str, Any]: ...

class Attempt(NamedTuple):
    id: str
    state: AttemptState
    reason: SkipReason | None
    until: datetime | None
    from_user_id: str
    to_user_id: str
    type: str
    external_id: str | None
    question_variant_id: str | None
    display_name: str | None
    test: bool
    context: PromptContext
    attempted_at: datetime
    sending_at: datetime | None
    asked_at: datetime | None
    settled_at: datetime | None
    cool_until: datetime | None
    feedback_id: str | None
    error: AttemptError | None
    def to_dict(self) -> dict[str, Any]: ...

class PromptStatus(NamedTuple):
    external_id: str
    attempt_id: str
    state: AttemptState
    reason: SkipReason | None
    type: str
    to_user_id: str
    asked_at: datetime | None
    answered: bool
    def to_dict(self) -> dict[str, Any]: ...

class Period(NamedTuple):
    from_time: datetime
    to_time: datetime
    def to_dict(self) -> dict[str, Any]: ...

class Coverage(NamedTuple):
    periods: tuple[Period, ...]
    gaps: tuple[Period, ...]
    start: datetime | None
    end: datetime | None
    def to_dict(self) -> dict[str, Any]: ...

class SyncProgress(NamedTuple):
    pages: int
    events: int
    new: int
    updated: int
    unreadable: int
    windows_done: int
    windows: int
    def to_dict(self) -> dict[str, Any]: ...

class SyncReport(NamedTuple):
    pages: int
    events: int
    new: int
    updated: int
    unreadable: int
    complete_through: datetime | None
    def to_dict(self) -> dict[str, Any]: ...

class ReconcileReport(NamedTuple):
    examined: int
    sent: int
    absent: int
    unknown: int
    def to_dict(self) -> dict[str, Any]: ...
