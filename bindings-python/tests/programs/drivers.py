"""Threads that drive one sandbox and are refused again and again, while they take turns as often as they can."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

from process_support import prompt

from twitter_feedback import Feedback, InvalidRequestError, NotFoundError, Sandbox


def drive(feedback: Feedback) -> int | None:
    for _ in range(200):
        try:
            sandbox.answer(feedback.id, score=6)
        except InvalidRequestError as error:
            assert error.kind == "invalid_request"
        try:
            sandbox.answer("1", score=5)
        except NotFoundError as error:
            assert error.kind == "not_found"
        assert sandbox.requests
        sandbox.advance(1)
    return sandbox.answer(feedback.id, score=5).score


with Sandbox.start(limits=False) as sandbox, sandbox.client() as client:
    feedbacks = [client.create(prompt(number)) for number in range(4)]
    sys.setswitchinterval(1e-6)
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(drive, feedbacks)) == [5] * 4
