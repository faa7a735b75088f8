"""Every operation of Program, with the type of what it returns, and of AsyncProgram where it differs."""

from datetime import datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from typing_extensions import assert_type

from twitter_feedback import (
    AsyncClient,
    AsyncProgram,
    Attempt,
    AttemptError,
    Client,
    Coverage,
    Feedback,
    Fold,
    Folded,
    Period,
    Policy,
    Program,
    Prompt,
    PromptContext,
    PromptStatus,
    QuietHours,
    ReconcileReport,
    SendOutcome,
    SyncProgress,
    SyncReport,
)

State = Literal["skipped", "reserved", "sending", "unknown", "sent", "failed", "released", "absent", "foreign"]
Reason = Literal[
    "cooldown",
    "in_progress",
    "sampled_out",
    "quiet_hours",
    "cannot_message",
    "unknown_can_dm",
    "daily_maximum",
    "suppressed",
]


def policies() -> Policy:
    assert_type(Policy(), Policy)
    night = QuietHours("21:00", time(8), ZoneInfo("Europe/Berlin"))
    assert_type((night.from_time, night.to_time, night.zone), tuple[str, str, str])
    policy = Policy(
        min_interval=timedelta(days=30),
        sample_rate=0.5,
        quiet_hours=night,
        require_can_dm=False,
        max_per_day=100,
        suppressed_user_ids={"1001"},
        backfill=False,
        allow_listed=True,
        accept_blind_day=True,
    )
    assert_type((policy.min_interval, policy.sample_rate), tuple[timedelta, float])
    assert_type(policy.quiet_hours, QuietHours | None)
    assert_type((policy.max_per_day, policy.suppressed_user_ids), tuple[int, frozenset[str]])
    assert_type((policy.require_can_dm, policy.backfill), tuple[bool, bool])
    assert_type((policy.allow_listed, policy.accept_blind_day), tuple[bool, bool])
    return policy


def contexts() -> PromptContext:
    context = PromptContext(agent_id="agent_7", team=None, tags=["vip"], language="pt-BR")
    assert_type((context.agent_id, context.team, context.language), tuple[str | None, str | None, str | None])
    assert_type((context.tags, context.to_dict()), tuple[tuple[str, ...], dict[str, Any]])
    return context


def opening(client: Client) -> None:
    assert_type(Program(client), Program)
    assert_type(Program(client, "sqlite:feedback.db", policies()), Program)
    assert_type(Program.open(client, ledger=Path("feedback.db"), policy=None), Program)
    with Program(client, "feedback.db") as program:
        assert_type(program, Program)
        assert_type(program.client, Client)
    program.close()


def ask(program: Program, prompt: Prompt) -> None:
    outcome = program.send(prompt, contexts())
    assert_type(outcome, SendOutcome)
    assert_type(program.send(prompt, context=None), SendOutcome)
    assert_type(
        program.send(
            type="csat", to_user_id="1", message="Hello", privacy_url="https://furni.example/", context=contexts()
        ),
        SendOutcome,
    )
    assert_type(outcome.status, Literal["sent", "skipped", "unknown"])
    assert_type((outcome.attempt_id, outcome.feedback), tuple[str, Feedback | None])
    assert_type(outcome.reason, Reason | None)
    assert_type((outcome.until, outcome.message), tuple[datetime | None, str | None])
    assert_type(outcome.to_dict(), dict[str, Any])


def tell(progress: SyncProgress) -> None:
    assert_type((progress.pages, progress.events, progress.new, progress.updated), tuple[int, int, int, int])
    assert_type((progress.unreadable, progress.windows_done, progress.windows), tuple[int, int, int])
    assert_type(progress.to_dict(), dict[str, Any])


def pull(program: Program) -> None:
    report = program.sync(datetime.now(timezone.utc), 1_700_000_000_000, tell)
    assert_type(report, SyncReport)
    assert_type(program.sync(progress=lambda progress: print(progress.events)), SyncReport)
    assert_type((report.pages, report.events, report.new, report.updated), tuple[int, int, int, int])
    assert_type((report.unreadable, report.complete_through), tuple[int, datetime | None])
    found = program.reconcile()
    assert_type(found, ReconcileReport)
    assert_type((found.examined, found.sent, found.absent, found.unknown), tuple[int, int, int, int])


def look(program: Program) -> None:
    status = program.prompt_status("ticket_5555")
    assert_type(status, PromptStatus | None)
    if status is not None:
        assert_type((status.external_id, status.attempt_id, status.type), tuple[str, str, str])
        assert_type((status.state, status.reason), tuple[State, Reason | None])
        assert_type((status.to_user_id, status.asked_at, status.answered), tuple[str, datetime | None, bool])
    coverage = program.coverage()
    assert_type(coverage, Coverage)
    assert_type((coverage.periods, coverage.gaps), tuple[tuple[Period, ...], tuple[Period, ...]])
    assert_type((coverage.start, coverage.end), tuple[datetime | None, datetime | None])
    for period in coverage.periods:
        assert_type((period.from_time, period.to_time), tuple[datetime, datetime])
    assert_type(program.folded("1"), Folded | None)
    assert_type(program.fold(), Fold)


def history(program: Program) -> None:
    attempts = program.attempts(
        to_user_id="1", external_id="x", state="sent", from_time=0, to_time=1, before="1", limit=10
    )
    assert_type(attempts, list[Attempt])
    for attempt in attempts:
        assert_type((attempt.id, attempt.state, attempt.reason), tuple[str, State, Reason | None])
        assert_type((attempt.from_user_id, attempt.to_user_id, attempt.type), tuple[str, str, str])
        assert_type((attempt.external_id, attempt.display_name), tuple[str | None, str | None])
        assert_type((attempt.question_variant_id, attempt.feedback_id), tuple[str | None, str | None])
        assert_type((attempt.test, attempt.context), tuple[bool, PromptContext])
        assert_type((attempt.attempted_at, attempt.sending_at), tuple[datetime, datetime | None])
        assert_type((attempt.asked_at, attempt.settled_at), tuple[datetime | None, datetime | None])
        assert_type((attempt.cool_until, attempt.until), tuple[datetime | None, datetime | None])
        assert_type(attempt.error, AttemptError | None)
        if attempt.error is not None:
            assert_type((attempt.error.kind, attempt.error.status), tuple[str, int | None])
            assert_type((attempt.error.codes, attempt.error.message), tuple[tuple[int, ...], str])
        assert_type(attempt.to_dict(), dict[str, Any])


async def asynchronous(client: AsyncClient, prompt: Prompt) -> None:
    assert_type(await AsyncProgram.open(client, "feedback.db"), AsyncProgram)
    async with AsyncProgram(client, "feedback.db", policies()) as program:
        assert_type(program, AsyncProgram)
        assert_type(program.client, AsyncClient)
        assert_type(await program.send(prompt), SendOutcome)
        assert_type(await program.sync(progress=tell), SyncReport)
        assert_type(await program.reconcile(), ReconcileReport)
        assert_type(await program.prompt_status("x"), PromptStatus | None)
        assert_type(await program.coverage(), Coverage)
        assert_type(await program.attempts(state="unknown"), list[Attempt])
        assert_type(await program.folded("1"), Folded | None)
        assert_type(await program.fold(), Fold)
    await program.close()
