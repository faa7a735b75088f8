"""What both clients have in common."""

from __future__ import annotations

from . import _native
from ._lazy_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import Self, Unpack

    from ._native import Credentials
    from ._options import ClientOptions
    from ._records import RateLimit


class ClientBase:
    """Settings, and what was seen of limits."""

    def __init__(self, credentials: Credentials, **options: Unpack[ClientOptions]) -> None:
        self._native = _native.NativeClient(credentials, options)

    @classmethod
    def from_env(cls, **options: Unpack[ClientOptions]) -> Self:
        """A client from `TWITTER_FEEDBACK_CONSUMER_KEY`, `_CONSUMER_SECRET`, `_ACCESS_TOKEN`, `_ACCESS_TOKEN_SECRET`
        and, where set, `_API_BASE`, `_TEST` (`true` or `false`) and `_CLOCK`. Options given here go before those.

        Raises `ConfigurationError`, naming every variable that is missing.
        """
        client = cls.__new__(cls)
        client._native = _native.NativeClient.from_env(options)
        return client

    @property
    def rate_limits(self) -> dict[str, RateLimit]:
        """What is left of each limit as far as it was seen, by the service's path: `feedback/events`."""
        return self._native.rate_limits

    def __repr__(self) -> str:
        if self._native.closed:
            return f"{type(self).__name__}(closed)"
        return f"{type(self).__name__}(api_base={self._native.api_base!r}, test={self._native.test})"
