"""Signing in as the account that asks, blocking and async side by side."""

from __future__ import annotations

from . import _native
from ._lazy_typing import TYPE_CHECKING
from ._pending import settled

if TYPE_CHECKING:
    from typing_extensions import Self, Unpack

    from ._native import NativeSignIn
    from ._options import SignInOptions
    from ._records import SignedIn


class SignInBase:
    """What was begun."""

    _native: NativeSignIn

    def __init__(self) -> None:
        name = type(self).__name__
        raise TypeError(f"a sign-in is made by {name}.begin() or {name}.resume()")

    @classmethod
    def _of(cls, native: NativeSignIn) -> Self:
        sign_in = cls.__new__(cls)
        sign_in._native = native
        return sign_in

    @classmethod
    def resume(
        cls,
        consumer_key: str,
        consumer_secret: str,
        oauth_token: str,
        oauth_token_secret: str,
        **options: Unpack[SignInOptions],
    ) -> Self:
        """Goes on where another process began: with its `oauth_token` and `oauth_token_secret`, and the same options.
        Nothing is sent.

        Take both from the session of the browser that began. Whoever looks them up by the token in the callback lets a
        stranger sign somebody else in to the stranger's account.

        Raises `ConfigurationError`, naming everything that is wrong.
        """
        return cls._of(
            _native.NativeSignIn.resume(consumer_key, consumer_secret, oauth_token, oauth_token_secret, options)
        )

    @property
    def authorize_url(self) -> str:
        """The page that the person opens in a browser in which they are signed in as the account that asks."""
        return self._native.authorize_url

    @property
    def oauth_token(self) -> str:
        """The request token, which the callback repeats."""
        return self._native.oauth_token

    @property
    def oauth_token_secret(self) -> str:
        """The request token's secret: keep it where the browser cannot see it, for `resume`."""
        return self._native.oauth_token_secret

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("a sign-in is not pickled: go on with its oauth_token and oauth_token_secret, by resume")

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.authorize_url.partition('?')[0]!r})"


class SignIn(SignInBase):
    """Signing in as the account that asks, blocking: OAuth 1.0a with three legs.

    1. `begin` asks the service for a request token.
    2. The person opens `authorize_url`, looks at what the app may do, and agrees.
    3. `complete` takes the PIN that the page shows; `complete_callback` the URL that the browser was sent to instead.

    A web app, whose callback may come to another process, keeps `oauth_token` and `oauth_token_secret` and goes on with
    `resume`. Options, all by name:

    callback: where the browser is sent afterwards, an absolute URL that the app's page at the service lists. Default
        `oob`: the service shows a PIN instead.
    api_base: where the service is. Default `https://api.twitter.com`; http only for loopback addresses.
    authorize_base: where the person's browser finds the service, if that is not `api_base`.
    clock: whose time to go by, `"system"` (default) or `"service"` (loopback API bases only).
    timeout: for one request, from the connection to the last byte. Default 30 s.
    proxy: an http or https proxy's URL. Default: what `HTTPS_PROXY` and its like say.
    root_certificate: one or more further root certificates, PEM.
    user_agent: your app's name and version (`MyHelpdesk/2.1`), put behind this library's.

    Durations are seconds or a timedelta. A wrong option raises `ConfigurationError` and names the rule.
    """

    @classmethod
    def begin(cls, consumer_key: str, consumer_secret: str, **options: Unpack[SignInOptions]) -> Self:
        """Asks for a request token. It can be used once, and not for long.

        Raises `ConfigurationError` for wrong options, and for a callback that the app's page does not list (code 415);
        `AuthenticationError` when the app's keys are not accepted.
        """
        return cls._of(_native.NativeSignIn.begin(consumer_key, consumer_secret, options).wait())

    def complete(self, pin: str) -> SignedIn:
        """Takes the PIN that the page showed.

        Raises `InvalidRequestError` for what cannot be a PIN, `AuthenticationError` for one that the service does not
        accept: it may have been mistyped or be too old. Signing in begins anew then, and also where the answer was
        lost, as by Ctrl-C, because a PIN can be used once: no error of this call is `retryable`.
        """
        return self._native.complete(pin).wait()

    def complete_callback(self, url: str) -> SignedIn:
        """Takes the URL that the browser was sent to after the person agreed, or its query.

        Raises `PermissionDeniedError` when the person declined, `AuthenticationError` when the URL belongs to another
        sign-in, and as `complete`; `InvalidRequestError` when it is no such URL at all.
        """
        return self._native.complete_callback(url).wait()


class AsyncSignIn(SignInBase):
    """Signing in, for asyncio. Steps, options and errors are those of `SignIn`; whatever waits is a coroutine."""

    @classmethod
    async def begin(cls, consumer_key: str, consumer_secret: str, **options: Unpack[SignInOptions]) -> Self:
        """Asks for a request token; see `SignIn.begin`."""
        return cls._of(await settled(_native.NativeSignIn.begin(consumer_key, consumer_secret, options)))

    async def complete(self, pin: str) -> SignedIn:
        """Takes the PIN that the page showed; see `SignIn.complete`."""
        return await settled(self._native.complete(pin))

    async def complete_callback(self, url: str) -> SignedIn:
        """Takes the URL that the browser was sent to; see `SignIn.complete_callback`."""
        return await settled(self._native.complete_callback(url))
