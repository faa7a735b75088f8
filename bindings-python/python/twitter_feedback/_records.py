"""Small immutable answers. Named tuples, so that they compare, pickle and go into a DataFrame as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime


class Problem(NamedTuple):
    """One field that was refused: which, by what rule, and what was given."""

    field: str
    """The field, by the service's own name."""
    rule: str
    """The rule, as a sentence that goes on from the field's name: `must be …`."""
    given: str
    """The beginning of what was given; never a secret."""


class ServiceMessage(NamedTuple):
    """One error as the service words it."""

    code: int | None
    """The service's code, where it gave one."""
    message: str
    """Its words."""


class Advice(NamedTuple):
    """A warning about a prompt that is allowed all the same."""

    code: str
    """A name for programs: `message_needs_card`, `no_company_name`, `link_in_message`, `variant_not_in_reference`."""
    field: str
    """The field it is about."""
    text: str
    """A sentence for people."""


class Account(NamedTuple):
    """The account that the credentials belong to."""

    user_id: str
    """Its user id."""
    screen_name: str | None
    """Its @name, without the @."""
    name: str | None
    """Its display name."""
    access_level: str | None
    """What the app may do; feedback needs `read-write-directmessages` (doc)."""


class Friendship(NamedTuple):
    """What stands between the account that asks and another."""

    target_id: str | None
    """The other account."""
    can_dm: bool | None
    """Whether the other can be sent a Direct Message; `None` when the service does not say."""


class RateLimit(NamedTuple):
    """What is left of one limit."""

    limit: int
    """Requests per window."""
    remaining: int
    """Requests left in this window."""
    reset: datetime | None
    """When the window ends; for creates, when the oldest one counted stops counting."""
    from_service: bool
    """True where the service said so, False where this client counted its own requests."""


class Reply(NamedTuple):
    """The HTTP answer behind a value."""

    status: int
    """The HTTP status."""
    headers: dict[str, str]
    """Headers by name in lower case, without those that carry sessions or logins. Repeated ones are joined by `, `."""
    body: bytes
    """The body, to the letter."""
    request_id: str | None
    """The service's id of the request, for its support."""
    date: datetime | None
    """When the service says that it answered, to the second."""


class LoggedRequest(NamedTuple):
    """One request to a sandbox."""

    at: datetime
    """When it arrived, by the sandbox's clock."""
    method: str
    """The HTTP method."""
    path: str
    """The path, without the query."""
    status: int | None
    """The status that was sent; `None` where no answer was."""
    sender: str | None
    """The user id that belongs to the token; `None` for an unknown token."""
    to_user_id: str | None
    """Who was to be asked, for creates."""


class Seeded(NamedTuple):
    """What `Sandbox.seed` made up."""

    feedbacks: int
    """How many feedbacks."""
    events: int
    """How many events there are of them."""
