"""Small immutable answers. Named tuples, so that they compare, pickle and go into a DataFrame as they are.

Their types stand in `_records.pyi`.
"""

from collections import namedtuple


class Problem(namedtuple("Problem", "field rule given")):
    """One field that was refused: which, by what rule, and what was given.

    field: the field, by the service's own name.
    rule: the rule, as a sentence that goes on from the field's name: `must be …`.
    given: the beginning of what was given; never a secret.
    """

    __slots__ = ()


class ServiceMessage(namedtuple("ServiceMessage", "code message")):
    """One error as the service words it.

    code: the service's code, where it gave one.
    message: its words.
    """

    __slots__ = ()


class Advice(namedtuple("Advice", "code field text")):
    """A warning about a prompt that is allowed all the same.

    code: a name for programs: `message_needs_card`, `no_company_name`, `link_in_message`, `variant_not_in_reference`.
    field: the field it is about.
    text: a sentence for people.
    """

    __slots__ = ()


class Account(namedtuple("Account", "user_id screen_name name access_level")):
    """The account that the credentials belong to.

    user_id: its user id.
    screen_name: its @name, without the @.
    name: its display name.
    access_level: what the app may do; feedback needs `read-write-directmessages` (doc).
    """

    __slots__ = ()


class Friendship(namedtuple("Friendship", "target_id can_dm")):
    """What stands between the account that asks and another.

    target_id: the other account.
    can_dm: whether the other can be sent a Direct Message; `None` when the service does not say.
    """

    __slots__ = ()


class Check(namedtuple("Check", "name state finding next_step")):
    """One thing that `Client.doctor` looked at.

    name: what was looked at: `host`, `clock`, `credentials`, `permission`, `limits` or `allow_listing`.
    state: how it is: `ok`, `warning` (it works today, and something should be done), `failed` (it cannot work like
        this) or `unknown` (it could not be found out).
    finding: what was found, as a sentence; never a secret.
    next_step: what to do next, as a sentence.
    """

    __slots__ = ()


class SignedIn(namedtuple("SignedIn", "credentials user_id screen_name")):
    """An account that allowed the app to speak for it.

    credentials: what a `Client` is made with; `Credentials.to_file` keeps them.
    user_id: the account's user id.
    screen_name: its @name, without the @.
    """

    __slots__ = ()


class RateLimit(namedtuple("RateLimit", "limit remaining reset from_service")):
    """What is left of one limit.

    limit: requests per window.
    remaining: requests left in this window.
    reset: when the window ends; for creates, when the oldest one counted stops counting.
    from_service: true where the service said so, False where this client counted its own requests.
    """

    __slots__ = ()


class Reply(namedtuple("Reply", "status headers body request_id date")):
    """The HTTP answer behind a value.

    status: the HTTP status.
    headers: by name in lower case, without those that carry sessions or logins; repeated ones are joined by `, `.
    body: the body, to the letter.
    request_id: the service's id of the request, for its support.
    date: when the service says that it answered, to the second.
    """

    __slots__ = ()

    def __repr__(self):
        # A body may hold a customer's comment, which has no place in a log.
        return f"Reply(status={self.status}, request_id={self.request_id!r}, body={len(self.body)} bytes)"


class LoggedRequest(namedtuple("LoggedRequest", "at method path status sender to_user_id")):
    """One request to a sandbox.

    at: when it arrived, by the sandbox's clock.
    method: the HTTP method.
    path: the path, without the query.
    status: the status that was sent; `None` where no answer was.
    sender: the user id that belongs to the token; `None` for an unknown token.
    to_user_id: who was to be asked, for creates.
    """

    __slots__ = ()


class LoggedDelivery(namedtuple("LoggedDelivery", "at url status authorization body")):
    """One POST of a sandbox to a webhook.

    at: when it was sent, by the sandbox's clock.
    url: the webhook's URL, as it was registered.
    status: the status of the answer; `None` where none came within five seconds, or the event was given up.
    authorization: the header of basic auth; `None` for a webhook without.
    body: the JSON that was sent.
    """

    __slots__ = ()

    def __repr__(self):
        # Neither a password nor a customer's comment has a place in a log.
        return (
            f"LoggedDelivery(at={self.at!r}, url={self.url!r}, status={self.status}, body={len(self.body)} characters)"
        )


class Seeded(namedtuple("Seeded", "feedbacks events")):
    """What `Sandbox.seed` made up.

    feedbacks: how many feedbacks.
    events: how many events there are of them.
    """

    __slots__ = ()
