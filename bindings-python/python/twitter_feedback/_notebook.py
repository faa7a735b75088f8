"""How a notebook shows a prompt and a feedback. Everything that came from outside is escaped."""

from __future__ import annotations

from html import escape

from ._lazy_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._native import Feedback, Prompt


def prompt_html(prompt: Prompt) -> str:
    """The message with the question below it, and what could go wrong."""
    advice = "".join(f"<li>{escape(advice.text)}</li>" for advice in prompt.advice())
    rows = [
        ("to_user_id", prompt.to_user_id),
        ("message", prompt.message),
        ("question", prompt.question_text),
        ("privacy_url", prompt.privacy_url),
        ("external_id", prompt.external_id),
        ("test", "yes" if prompt.test else None),
    ]
    return _table(f"Prompt, {prompt.type}, not yet sent", rows) + (f"<ul>{advice}</ul>" if advice else "")


def feedback_html(feedback: Feedback) -> str:
    """What was asked, and what was answered so far."""
    times = feedback.to_dict()
    score = None
    if feedback.score is not None:
        score = f"{feedback.score} ({feedback.score_band or 'off its scale'})"
    rows = [
        ("question", feedback.question_text),
        ("score", score),
        ("comment", feedback.comment),
        ("to_user_id", feedback.to_user_id),
        ("external_id", feedback.external_id),
        ("created_at", times.get("created_at")),
        ("updated_at", times.get("updated_at")),
        ("test", "yes" if feedback.test else None),
    ]
    return _table(f"Feedback {feedback.id}, {feedback.type}", rows)


def _table(caption: str, rows: Iterable[tuple[str, object]]) -> str:
    lines = "".join(
        f'<tr><th style="text-align:left">{escape(name)}</th>'
        f'<td style="text-align:left;white-space:pre-wrap">{escape(str(value))}</td></tr>'
        for name, value in rows
        if value is not None
    )
    return f'<table><caption style="text-align:left">{escape(caption)}</caption>{lines}</table>'
