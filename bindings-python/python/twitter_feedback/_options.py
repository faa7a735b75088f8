"""How a client and a sign-in are set up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

if TYPE_CHECKING:
    from datetime import timedelta


class ClientOptions(TypedDict, total=False):
    """What `Client` and `AsyncClient` take beside their credentials. Durations are seconds or a timedelta."""

    api_base: str
    test: bool
    clock: Literal["system", "service"]
    timeout: float | timedelta
    connect_timeout: float | timedelta
    read_timeout: float | timedelta
    operation_timeout: float | timedelta
    max_rate_wait: float | timedelta
    max_tries: int
    proxy: str | None
    root_certificate: bytes | None
    user_agent: str | None


class SignInOptions(TypedDict, total=False):
    """What `SignIn` and `AsyncSignIn` take beside the keys. Durations are seconds or a timedelta."""

    callback: str | None
    api_base: str
    authorize_base: str | None
    clock: Literal["system", "service"]
    timeout: float | timedelta
    proxy: str | None
    root_certificate: bytes | None
    user_agent: str | None
