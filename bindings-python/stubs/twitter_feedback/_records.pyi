"""Types of the small answers."""

from datetime import datetime
from typing import NamedTuple

from ._native import Credentials

class Problem(NamedTuple):
    field: str
    rule: str
    given: str

class ServiceMessage(NamedTuple):
    code: int | None
    message: str

class Advice(NamedTuple):
    code: str
    field: str
    text: str

class Account(NamedTuple):
    user_id: str
    screen_name: str | None
    name: str | None
    access_level: str | None

class Friendship(NamedTuple):
    target_id: str | None
    can_dm: bool | None

class Check(NamedTuple):
    name: str
    state: str
    finding: str
    next_step: str

class SignedIn(NamedTuple):
    credentials: Credentials
    user_id: str
    screen_name: str | None

class RateLimit(NamedTuple):
    limit: int
    remaining: int
    reset: datetime | None
    from_service: bool

class Reply(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes
    request_id: str | None
    date: datetime | None

class LoggedRequest(NamedTuple):
    at: datetime
    method: str
    path: str
    status: int | None
    sender: str | None
    to_user_id: str | None

class LoggedDelivery(NamedTuple):
    at: datetime
    url: str
    status: int | None
    authorization: str | None
    body: str

class Seeded(NamedTuple):
    feedbacks: int
    events: int
