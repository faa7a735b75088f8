"""What the tests of signing in share."""

from __future__ import annotations

from typing import Any

from support import settled

from twitter_feedback import Sandbox

CALLBACK = "https://furni.example/callback?session=7"


def app_keys(sandbox: Sandbox) -> tuple[str, str]:
    return sandbox.credentials.consumer_key, sandbox.credentials.consumer_secret


class SigningIn:
    """One of the two classes, called the same way whether it blocks or not."""

    def __init__(self, made_by: Any, sandbox: Sandbox) -> None:
        self.made_by = made_by
        self.sandbox = sandbox
        self.options = {"api_base": sandbox.url, "clock": "service"}

    def begin(self, *keys: Any, **options: Any) -> Any:
        return settled(self.made_by.begin(*(keys or app_keys(self.sandbox)), **{**self.options, **options}))

    def resume(self, *token: Any, **options: Any) -> Any:
        return self.made_by.resume(*app_keys(self.sandbox), *token, **{**self.options, **options})
