"""Plays the cases of `tests/vectors/program.json`."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from process_support import seen
from support import MESSAGE, PRIVACY_URL

from twitter_feedback import (
    FeedbackError,
    Policy,
    Prompt,
    PromptContext,
    QuietHours,
    Sandbox,
)


def sandbox_of(case: dict[str, Any]) -> Sandbox:
    """The sandbox that a case begins with."""
    start_at = case.get("start_at")
    return Sandbox.start(start_at=None if start_at is None else datetime.fromisoformat(start_at.replace("Z", "+00:00")))


def policy_of(case: dict[str, Any]) -> Policy:
    """The policy of a case."""
    members = dict(case.get("policy", {}))
    if "min_interval_ms" in members:
        members["min_interval"] = timedelta(milliseconds=members.pop("min_interval_ms"))
    if "quiet_hours" in members:
        hours = members["quiet_hours"]
        members["quiet_hours"] = QuietHours(hours["from"], hours["to"], hours["zone"])
    return Policy(**members)


def prompt_of(step: dict[str, Any]) -> Prompt:
    """The prompt of a step."""
    return Prompt.nps(step["to_user_id"], MESSAGE, PRIVACY_URL, external_id=step.get("external_id"))


class Play:
    """One case, with a program that is called the same way whether it blocks or not."""

    def __init__(self, sandbox: Sandbox, reopen: Any) -> None:
        self.sandbox = sandbox
        self.reopen = reopen
        self.program = reopen(None)
        # The feedback of each reference that was sent.
        self.sent: dict[str, str] = {}

    def check(self, step: dict[str, Any]) -> None:
        """Plays a step, which must give or raise what it says."""
        try:
            given = getattr(self, f"do_{step['do']}")(step)
        except FeedbackError as error:
            assert error.kind == step.get("raises"), f"{step} raised {error!r}"
        else:
            assert "raises" not in step, f"{step} gave {given!r}"
            assert holds(given, step.get("gives")), f"{step} gave {given!r}"

    def do_send(self, step: dict[str, Any]) -> Any:
        context = PromptContext(**step["context"]) if "context" in step else None
        outcome = self.program.send(prompt_of(step), context)
        if outcome.feedback is not None and "external_id" in step:
            self.sent[step["external_id"]] = outcome.feedback.id
        return outcome.to_dict()

    def do_create(self, step: dict[str, Any]) -> None:
        self.program.create(prompt_of(step))

    def do_sync(self, _: dict[str, Any]) -> Any:
        return self.program.sync().to_dict()

    def do_reconcile(self, _: dict[str, Any]) -> Any:
        return self.program.reconcile().to_dict()

    def do_prompt_status(self, step: dict[str, Any]) -> Any:
        status = self.program.prompt_status(step["external_id"])
        return None if status is None else status.to_dict()

    def do_attempts(self, step: dict[str, Any]) -> Any:
        return [attempt.to_dict() for attempt in self.program.attempts(**step["filter"])]

    def do_folded(self, step: dict[str, Any]) -> Any:
        feedback = self.program.folded(self.sent[step["external_id"]]).feedback
        return {"score": feedback.score, "comment": feedback.comment}

    def do_coverage(self, _: dict[str, Any]) -> Any:
        return {name: len(periods) for name, periods in self.program.coverage().to_dict().items() if name.endswith("s")}

    def do_fault(self, step: dict[str, Any]) -> None:
        self.sandbox.fault(**step["rule"])

    def do_answer(self, step: dict[str, Any]) -> None:
        self.sandbox.answer(self.sent[step["external_id"]], score=step.get("score"), text=step.get("text"))

    def do_advance(self, step: dict[str, Any]) -> None:
        self.sandbox.advance(timedelta(milliseconds=step["milliseconds"]))

    def do_reopen(self, _: dict[str, Any]) -> None:
        self.program = self.reopen(self.program)

    def do_count_creates(self, _: dict[str, Any]) -> int:
        return len(seen(self.sandbox, "/create"))


def holds(given: Any, expected: Any) -> bool:
    """Whether what is given has all that is expected, among other things."""
    if isinstance(given, dict) and isinstance(expected, dict):
        return all(name in given and holds(given[name], value) for name, value in expected.items())
    if isinstance(given, list) and isinstance(expected, list):
        return len(given) == len(expected) and all(map(holds, given, expected))
    return bool(given == expected)
