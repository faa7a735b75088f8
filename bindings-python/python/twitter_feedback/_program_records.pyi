"""Types of what a program answers."""

from datetime import datetime
from typing import Any, Literal, NamedTuple

from ._native import Feedback, PromptContext
from ._words import AttemptState, SkipReason

class Record:
    """What all of them have."""
    def to_dict(self) -> dict[str, Any]:
        """Everything by name, what is nested too; times are datetimes in UTC."""
        ...

class SendOutcome(NamedTuple):
    """
    What became of a prompt.

    status: `sent` (the person was asked), `skipped` (they were not, for a reason of the policy or the ledger; a normal
        result) or `unknown` (nobody can tell; it counts as sent, and `sync` and `reconcile` find out).
    attempt_id: the attempt, in the ledger.
    feedback: what the service made of it, where it was sent.
    reason: why it was skipped: `cooldown`, `in_progress`, `sampled_out`, `quiet_hours`, `cannot_message`,
        `unknown_can_dm`, `daily_maximum` or `suppressed`.
    until: until when that reason holds, where it is known.
    message: what happened, as a sentence, where the outcome is unknown.
    """
    status: Literal["sent", "skipped", "unknown"]
    attempt_id: str
    feedback: Feedback | None
    reason: SkipReason | None
    until: datetime | None
    message: str | None
    def to_dict(self) -> dict[str, Any]:
        """Everything by name, what is nested too; times are datetimes in UTC."""
        ...

class AttemptError(NamedTuple):
    """
    What went wrong with an attempt.

    kind: in one word, the `kind` of a `FeedbackError`.
    status: the answer's HTTP status, where there was an answer.
    codes: the service's own error codes, in its order.
    message: as a sentence.
    """
    kind: str
    status: int | None
    codes: tuple[int, ...]
    message: str
    def to_dict(self) -> dict[str, Any]:
        """Everything by name, what is nested too; times are datetimes in UTC."""
        ...

class Attempt(NamedTuple):
    """
    One try to send a prompt, and what became of it; or a prompt that another tool sent. Times are the ledger's
    clock.

    id: its id in this ledger; later attempts have greater numbers.
    state: how far it came: `skipped`, `reserved`, `sending`, `unknown`, `sent`, `failed`, `released`, `absent` or
        `foreign` (another tool sent it).
    reason: why it was skipped, where it was.
    until: until when the reason holds, where that is known.
    from_user_id: the account that asked.
    to_user_id: the person who was to be asked.
    type: which question, `csat` or `nps`.
    external_id: your own reference.
    question_variant_id: the wording of the question.
    display_name: the name in the question's text.
    test: whether the service was told to keep it out of its analytics. The person was asked all the same.
    context: what was known of the conversation when it was sent, a `PromptContext`.
    attempted_at: when it was made or, for a prompt of another tool, when the ledger first saw it.
    sending_at: when the request was about to be written; `None` where it never came so far.
    asked_at: the latest moment at which the person can have been asked; `None` where nobody was.
    settled_at: when its outcome became known.
    cool_until: until when the person is left alone because of it; `None` where it does not count.
    feedback_id: the service's id, once it is known.
    error: what went wrong, where something did.
    """
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
    def to_dict(self) -> dict[str, Any]:
        """Everything by name, what is nested too; times are datetimes in UTC."""
        ...

class PromptStatus(NamedTuple):
    """
    What an agent may see of a prompt: whether the customer was asked, and whether they answered.

    There is no member for a score or a text, so no screen can show one to the agent whom it rates.

    external_id: your own reference.
    attempt_id: the newest attempt with this reference that counts: one that may have asked before one that was skipped.
    state: how far it came, as an `Attempt` has it.
    reason: why it was skipped, where it was.
    type: which question, `csat` or `nps`.
    to_user_id: the person who was to be asked.
    asked_at: when they were asked, at the latest; `None` where nobody was.
    answered: whether they answered anything.
    """
    external_id: str
    attempt_id: str
    state: AttemptState
    reason: SkipReason | None
    type: str
    to_user_id: str
    asked_at: datetime | None
    answered: bool
    def to_dict(self) -> dict[str, Any]:
        """Everything by name, what is nested too; times are datetimes in UTC."""
        ...

class Period(NamedTuple):
    """
    A span of time, both ends included.

    from_time: its first moment.
    to_time: its last moment.
    """
    from_time: datetime
    to_time: datetime
    def to_dict(self) -> dict[str, Any]:
        """Everything by name, what is nested too; times are datetimes in UTC."""
        ...

class Coverage(NamedTuple):
    """
    Which time the ledger has seen completely: every event that the service listed for it.

    periods: what was seen completely, oldest first.
    gaps: what lies between the periods and was not.
    start: where it begins; `None` before the first complete `sync`.
    end: the end of the newest period; see `gaps` for what may be missing before it.
    """
    periods: tuple[Period, ...]
    gaps: tuple[Period, ...]
    start: datetime | None
    end: datetime | None
    def to_dict(self) -> dict[str, Any]:
        """Everything by name, what is nested too; times are datetimes in UTC."""
        ...

class SyncProgress(NamedTuple):
    """
    How far a `sync` has come. What it counts is in the ledger for good.

    pages: pages read.
    events: events on them, repeated ones included.
    new: feedbacks that the ledger had not seen before.
    updated: known feedbacks of which something is known now that was not.
    unreadable: events that could not be read and are kept raw.
    windows_done: windows that are complete.
    windows: windows in all.
    """
    pages: int
    events: int
    new: int
    updated: int
    unreadable: int
    windows_done: int
    windows: int
    def to_dict(self) -> dict[str, Any]:
        """Everything by name, what is nested too; times are datetimes in UTC."""
        ...

class SyncReport(NamedTuple):
    """
    What a `sync` brought.

    pages: pages read.
    events: events on them, repeated ones included.
    new: feedbacks that the ledger had not seen before.
    updated: known feedbacks of which something is known now that was not.
    unreadable: events that could not be read and are kept raw.
    complete_through: up to here the ledger has seen everything, without a gap since its coverage began; `None` where it
        has no coverage.
    """
    pages: int
    events: int
    new: int
    updated: int
    unreadable: int
    complete_through: datetime | None
    def to_dict(self) -> dict[str, Any]:
        """Everything by name, what is nested too; times are datetimes in UTC."""
        ...

class ReconcileReport(NamedTuple):
    """
    What looking for attempts of unknown outcome brought.

    examined: attempts whose outcome was unknown before.
    sent: found in the service's events: they asked.
    absent: not found in two complete scans an hour apart: they did not ask. Their cooldown holds all the same.
    unknown: still unknown: events are shown once they are 24 hours old, and it takes two scans.
    """
    examined: int
    sent: int
    absent: int
    unknown: int
    def to_dict(self) -> dict[str, Any]:
        """Everything by name, what is nested too; times are datetimes in UTC."""
        ...
