"""Types of the small answers."""

from datetime import datetime
from typing import NamedTuple

from ._native import Credentials

class Problem(NamedTuple):
    """
    One field that was refused: which, by what rule, and what was given.

    field: the field, by the service's own name.
    rule: the rule, as a sentence that goes on from the field's name: `must be …`.
    given: the beginning of what was given; never a secret.
    """
    field: str
    rule: str
    given: str

class ServiceMessage(NamedTuple):
    """
    One error as the service words it.

    code: the service's code, where it gave one.
    message: its words.
    """
    code: int | None
    message: str

class Advice(NamedTuple):
    """
    A warning about a prompt that is allowed all the same.

    code: a name for programs: `message_needs_card`, `no_company_name`, `link_in_message`, `variant_not_in_reference`.
    field: the field it is about.
    text: a sentence for people.
    """
    code: str
    field: str
    text: str

class Account(NamedTuple):
    """
    The account that the credentials belong to.

    user_id: its user id.
    screen_name: its @name, without the @.
    name: its display name.
    access_level: what the app may do; feedback needs `read-write-directmessages` (doc).
    """
    user_id: str
    screen_name: str | None
    name: str | None
    access_level: str | None

class Friendship(NamedTuple):
    """
    What stands between the account that asks and another.

    target_id: the other account.
    can_dm: whether the other can be sent a Direct Message; `None` when the service does not say.
    """
    target_id: str | None
    can_dm: bool | None

class Check(NamedTuple):
    """
    One thing that `Client.doctor` looked at.

    name: what was looked at: `host`, `clock`, `credentials`, `permission`, `limits` or `allow_listing`.
    state: how it is: `ok`, `warning` (it works today, and something should be done), `failed` (it cannot work like
        this) or `unknown` (it could not be found out).
    finding: what was found, as a sentence; never a secret.
    next_step: what to do next, as a sentence.
    """
    name: str
    state: str
    finding: str
    next_step: str

class SignedIn(NamedTuple):
    """
    An account that allowed the app to speak for it.

    credentials: what a `Client` is made with; `Credentials.to_file` keeps them.
    user_id: the account's user id.
    screen_name: its @name, without the @.
    """
    credentials: Credentials
    user_id: str
    screen_name: str | None

class RateLimit(NamedTuple):
    """
    What is left of one limit.

    limit: requests per window.
    remaining: requests left in this window.
    reset: when the window ends; for creates, when the oldest one counted stops counting.
    from_service: true where the service said so, False where this client counted its own requests.
    """
    limit: int
    remaining: int
    reset: datetime | None
    from_service: bool

class Reply(NamedTuple):
    """
    The HTTP answer behind a value.

    status: the HTTP status.
    headers: by name in lower case, without those that carry sessions or logins; repeated ones are joined by `, `.
    body: the body, to the letter.
    request_id: the service's id of the request, for its support.
    date: when the service says that it answered, to the second.
    """
    status: int
    headers: dict[str, str]
    body: bytes
    request_id: str | None
    date: datetime | None

class LoggedRequest(NamedTuple):
    """
    One request to a sandbox.

    at: when it arrived, by the sandbox's clock.
    method: the HTTP method.
    path: the path, without the query.
    status: the status that was sent; `None` where no answer was.
    sender: the user id that belongs to the token; `None` for an unknown token.
    to_user_id: who was to be asked, for creates.
    """
    at: datetime
    method: str
    path: str
    status: int | None
    sender: str | None
    to_user_id: str | None

class LoggedDelivery(NamedTuple):
    """
    One POST of a sandbox to a webhook.

    at: when it was sent, by the sandbox's clock.
    url: the webhook's URL, as it was registered.
    status: the status of the answer; `None` where none came within five seconds, or the event was given up.
    authorization: the header of basic auth; `None` for a webhook without.
    body: the JSON that was sent.
    """
    at: datetime
    url: str
    status: int | None
    authorization: str | None
    body: str

class Seeded(NamedTuple):
    """
    What `Sandbox.seed` made up.

    feedbacks: how many feedbacks.
    events: how many events there are of them.
    """
    feedbacks: int
    events: int
