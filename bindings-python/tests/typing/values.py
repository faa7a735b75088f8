"""Prompts, feedbacks, events, folds and records, with the type of every member."""

from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from typing_extensions import assert_type

from twitter_feedback import (
    Advice,
    Answer,
    Credentials,
    EventPage,
    Feedback,
    FeedbackEvent,
    Fold,
    Folded,
    Prompt,
    Question,
    Reply,
    Response,
    UnreadableEvent,
)


def credentials(path: Path) -> None:
    assert_type(Credentials.from_env(), Credentials)
    assert_type(Credentials.from_file(path), Credentials)
    assert_type(Credentials.from_file("keys.json"), Credentials)
    Credentials.from_file(path).to_file(path)


def prompts() -> None:
    prompt = Prompt.csat("1", "Hello", "https://furni.example/", external_id="ticket_5555", test=True)
    assert_type(prompt, Prompt)
    assert_type(Prompt.nps("1", "Hello", "https://furni.example/", question_variant_id=0, display_name="Furni"), Prompt)
    assert_type(Prompt(type="nps", to_user_id="1", message="Hello", privacy_url="https://furni.example/"), Prompt)
    assert_type(prompt.type, Literal["csat", "nps"])
    assert_type(prompt.to_user_id, str)
    assert_type(prompt.message, str)
    assert_type(prompt.privacy_url, str)
    assert_type(prompt.external_id, str | None)
    assert_type(prompt.question_variant_id, int | None)
    assert_type(prompt.display_name, str | None)
    assert_type(prompt.test, bool)
    assert_type(prompt.question_text, str | None)
    assert_type(prompt.advice(), list[Advice])
    assert_type([(one.code, one.field, one.text) for one in prompt.advice()], list[tuple[str, str, str]])


def questions() -> None:
    assert_type(Question.all(), list[Question])
    question = Question.find("csat", 32)
    assert_type(question, Question | None)
    assert_type(Question.find("nps"), Question | None)
    if question is not None:
        assert_type((question.type, question.id, question.documented), tuple[str, int, bool])
        assert_type((question.template, question.text(), question.text("Furni")), tuple[str, str, str])


def feedbacks(feedback: Feedback) -> None:
    assert_type(Feedback.from_json("{}"), Feedback)
    assert_type((feedback.id, feedback.type, feedback.raw, feedback.to_json()), tuple[str, str, str, str])
    assert_type(feedback.test, bool)
    assert_type(feedback.created_at, datetime | None)
    assert_type(feedback.updated_at, datetime | None)
    assert_type(feedback.from_user_id, str | None)
    assert_type(feedback.to_user_id, str | None)
    assert_type(feedback.dm_id, str | None)
    assert_type(feedback.external_id, str | None)
    assert_type(feedback.display_name, str | None)
    assert_type(feedback.question_variant_id, str | None)
    assert_type(feedback.question_text, str | None)
    assert_type(feedback.privacy_url, str | None)
    assert_type(feedback.score, int | None)
    assert_type(feedback.score_band, str | None)
    assert_type(feedback.comment, str | None)
    assert_type(feedback.to_dict(), dict[str, Any])
    assert_type(feedback.response, Response)
    assert_type(feedback.response.score, Answer[int] | None)
    assert_type(feedback.response.text, Answer[str] | None)
    if feedback.response.score is not None:
        assert_type(feedback.response.score.value, int)
        assert_type(feedback.response.score.created_at, datetime)


def replies(reply: Reply) -> None:
    assert_type(reply.status, int)
    assert_type(reply.headers, dict[str, str])
    assert_type(reply.body, bytes)
    assert_type(reply.request_id, str | None)
    assert_type(reply.date, datetime | None)


def events(event: FeedbackEvent, unreadable: UnreadableEvent) -> None:
    assert_type(FeedbackEvent.from_json("{}"), FeedbackEvent)
    assert_type(event.event_type, str)
    assert_type(event.created_at, datetime | None)
    assert_type(event.feedback, Feedback)
    assert_type((event.raw, event.to_json()), tuple[str, str])
    assert_type(event.to_dict(), dict[str, Any])
    assert_type(unreadable.index, int)
    assert_type((unreadable.raw, unreadable.json_path, unreadable.reason), tuple[str, str, str])
    assert_type(EventPage.from_json("{}"), EventPage)
    assert_type(EventPage.from_json(b"{}").reply, Reply | None)


def folds(event: FeedbackEvent, feedback: Feedback) -> None:
    fold = Fold()
    fold.apply(event)
    fold.apply_feedback(feedback)
    fold.merge(Fold())
    assert_type(len(fold), int)
    assert_type(fold.get("1"), Folded | None)
    for folded in fold:
        assert_type(folded, Folded)
        assert_type((folded.id, folded.feedback), tuple[str, Feedback])
        assert_type(folded.score_conflict, bool)
        assert_type(folded.text_conflict, bool)
        assert_type(folded.score_out_of_range, bool)
        assert_type(folded.scores, list[Answer[int]])
        assert_type(folded.texts, list[Answer[str]])
