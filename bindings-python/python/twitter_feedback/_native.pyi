"""Types of the native module. The public classes are imported from `twitter_feedback`."""

from asyncio import Future
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, time, timedelta
from os import PathLike
from pathlib import Path
from typing import Any, ClassVar, Generic, Literal, TypeVar, final
from zoneinfo import ZoneInfo

from ._options import ClientOptions, SignInOptions
from ._program_records import (
    Attempt,
    Coverage,
    PromptStatus,
    ReconcileReport,
    SendOutcome,
    SyncProgress,
    SyncReport,
)
from ._records import (
    Account,
    Advice,
    Check,
    Friendship,
    LoggedDelivery,
    LoggedRequest,
    RateLimit,
    Reply,
    Seeded,
    SignedIn,
)
from ._words import AttemptState

__version__: str

RECIPIENT_UNKNOWN: str
RECIPIENT_SUSPENDED: str
RECIPIENT_NOT_MESSAGEABLE: str
RECIPIENT_NOT_FOLLOWING: str
RECIPIENT_UNDISCLOSED: str

_T = TypeVar("_T")
_T_co = TypeVar("_T_co", covariant=True)

def run(args: list[str]) -> int:
    """Runs the command `twitter-feedback` with these arguments, the program's name first, and returns its exit code."""
    ...

@final
class Answer(Generic[_T_co]):
    """One thing a customer answered, with the time of that answer alone."""
    @property
    def created_at(self) -> datetime:
        """When it was submitted, UTC. Can be later than the feedback's `updated_at` (seen)."""
        ...
    @property
    def value(self) -> _T_co:
        """What was submitted; immutable from then on (doc)."""
        ...

@final
class Response:
    """What a customer has answered so far. Score and text arrive independently; either may never come."""
    @property
    def score(self) -> Answer[int] | None:
        """The number."""
        ...
    @property
    def text(self) -> Answer[str] | None:
        """The comment."""
        ...

@final
class Feedback:
    """
    The service's object for one prompt, with the answer once there is one.

    Only `id` is certain: a missing field must never cost an answer. Equal to another that says the same, however
    the service spelt it. Its `repr` leaves the comment out.
    """
    @staticmethod
    def from_json(json: str) -> Feedback:
        """Reads one feedback object, tolerating everything the service is known to do. Raises `DecodeError`."""
        ...
    @property
    def id(self) -> str:
        """The feedback's id."""
        ...
    @property
    def type(self) -> str:
        """Which question was asked, `csat` or `nps`; empty where the service did not say."""
        ...
    @property
    def test(self) -> bool:
        """Whether the service keeps it out of its analytics. The person was asked all the same."""
        ...
    @property
    def created_at(self) -> datetime | None:
        """When it was sent, UTC."""
        ...
    @property
    def updated_at(self) -> datetime | None:
        """When it last changed, UTC; of two states, trust the one with the newer `updated_at` (doc)."""
        ...
    @property
    def from_user_id(self) -> str | None:
        """The account that asked."""
        ...
    @property
    def to_user_id(self) -> str | None:
        """The person who was asked."""
        ...
    @property
    def dm_id(self) -> str | None:
        """The Direct Message above the card."""
        ...
    @property
    def external_id(self) -> str | None:
        """Your own reference, as given when asking."""
        ...
    @property
    def display_name(self) -> str | None:
        """The name in the question's text."""
        ...
    @property
    def question_variant_id(self) -> str | None:
        """The wording of the question; see `Question`."""
        ...
    @property
    def privacy_url(self) -> str | None:
        """The sender's privacy policy."""
        ...
    @property
    def response(self) -> Response:
        """What was answered so far, each part with its own time."""
        ...
    @property
    def score(self) -> int | None:
        """The number that was answered: 1 to 5 for CSAT, 0 to 10 for NPS. One off its scale is kept and has no band."""
        ...
    @property
    def comment(self) -> str | None:
        """The text that was answered."""
        ...
    @property
    def score_band(self) -> str | None:
        """What the score counts as: `promoter`, `passive`, `detractor`, `satisfied`, `neutral` or `dissatisfied`."""
        ...
    @property
    def question_text(self) -> str | None:
        """The question as the customer read it; `None` for a variant that this version does not know."""
        ...
    @property
    def raw(self) -> str:
        """The JSON text this was read from, to the letter, unknown fields included."""
        ...
    @property
    def reply(self) -> Reply | None:
        """The HTTP answer behind it; `None` for one that came with an event or was read from text."""
        ...
    def to_dict(self) -> dict[str, Any]:
        """Everything by the service's field names, unknown fields too; times are datetimes in UTC."""
        ...
    def to_json(self) -> str:
        """One JSON object with ids as strings and times in RFC 3339, unknown fields behind the known ones."""
        ...

@final
class FeedbackEvent:
    """
    Something happened to a feedback: from the events endpoint or a webhook.

    Equal to another that says the same, however the service spelt it.
    """
    @staticmethod
    def from_json(json: str) -> FeedbackEvent:
        """Reads one event object, tolerating everything the service is known to do. Raises `DecodeError`."""
        ...
    @staticmethod
    def from_webhook(body: bytes | bytearray | memoryview) -> FeedbackEvent:
        """
        Reads the body of a webhook delivery, as it came: bytes. Who sent it is another question: see `WebhookVerifier`.

        Raises `WebhookError` with the `status` to answer with: 413 for more than 256 KiB, 400 for what is no event.
        """
        ...
    @property
    def event_type(self) -> str:
        """`feedback.created`, `feedback.updated`, or whatever comes later."""
        ...
    @property
    def created_at(self) -> datetime | None:
        """When, to the second, UTC; ties are normal."""
        ...
    @property
    def feedback(self) -> Feedback:
        """The feedback at that moment."""
        ...
    @property
    def raw(self) -> str:
        """The JSON text this was read from, to the letter."""
        ...
    def to_dict(self) -> dict[str, Any]:
        """Everything by the service's field names, unknown fields too; times are datetimes in UTC."""
        ...
    def to_json(self) -> str:
        """One JSON object with ids as strings and times in RFC 3339, unknown fields behind the known ones."""
        ...

@final
class UnreadableEvent:
    """An event that could not be read, kept as it came."""
    @property
    def index(self) -> int:
        """Its place on the page, from 0."""
        ...
    @property
    def raw(self) -> str:
        """Its JSON text, to the letter."""
        ...
    @property
    def json_path(self) -> str:
        """Where reading it stopped: `feedback.id`."""
        ...
    @property
    def reason(self) -> str:
        """Why, as a sentence."""
        ...

@final
class EventPage:
    """One page of events. An empty or short page says nothing about the end."""
    @staticmethod
    def from_json(json: str | bytes) -> EventPage:
        """Reads the body of one answer of `GET feedback/events`. Raises `DecodeError` when it is not a page at all."""
        ...
    @property
    def events(self) -> list[FeedbackEvent]:
        """The events that could be read, in the service's order."""
        ...
    @property
    def unreadable(self) -> list[UnreadableEvent]:
        """Those that could not, as they came."""
        ...
    @property
    def next_cursor(self) -> str | None:
        """Where to go on; `None` after the last page."""
        ...
    @property
    def reply(self) -> Reply | None:
        """The HTTP answer behind it; `None` for a page that was read from text."""
        ...

@final
class Prompt:
    """
    One request for feedback, validated and not yet sent.

    type: `csat` (1 to 5) or `nps` (0 to 10).
    to_user_id: the person who will be asked, decimal.
    message: the text of the Direct Message above the card, at most 10,000 characters (doc).
    privacy_url: the sender's privacy policy, an absolute URL.
    external_id: your own reference, such as a ticket's number; at most 256 characters (doc).
    question_variant_id: the wording of the question; see `Question.all()`.
    display_name: the name in the question's text, at most 20 characters (doc).
    test: keeps it out of the service's analytics. The person is asked all the same!

    Raises `InvalidRequestError` with all `problems` at once.
    """
    def __new__(
        cls,
        *,
        type: Literal["csat", "nps"],
        to_user_id: str,
        message: str,
        privacy_url: str,
        external_id: str | None = None,
        question_variant_id: int | None = None,
        display_name: str | None = None,
        test: bool = False,
    ) -> Prompt: ...
    @staticmethod
    def nps(
        to_user_id: str,
        message: str,
        privacy_url: str,
        *,
        external_id: str | None = None,
        question_variant_id: int | None = None,
        display_name: str | None = None,
        test: bool = False,
    ) -> Prompt:
        """Asks for a net promoter score, 0 to 10. Arguments and errors are those of the class."""
        ...
    @staticmethod
    def csat(
        to_user_id: str,
        message: str,
        privacy_url: str,
        *,
        external_id: str | None = None,
        question_variant_id: int | None = None,
        display_name: str | None = None,
        test: bool = False,
    ) -> Prompt:
        """Asks for customer satisfaction, 1 to 5. Arguments and errors are those of the class."""
        ...
    @property
    def type(self) -> Literal["csat", "nps"]:
        """`csat` or `nps`."""
        ...
    @property
    def to_user_id(self) -> str:
        """The person who will be asked."""
        ...
    @property
    def message(self) -> str:
        """The text of the Direct Message above the card."""
        ...
    @property
    def privacy_url(self) -> str:
        """The sender's privacy policy."""
        ...
    @property
    def external_id(self) -> str | None:
        """Your own reference."""
        ...
    @property
    def question_variant_id(self) -> int | None:
        """The wording of the question; `None` leaves it to the service, which takes 0 (doc)."""
        ...
    @property
    def display_name(self) -> str | None:
        """The name in the question's text; `None` leaves the account's own."""
        ...
    @property
    def test(self) -> bool:
        """Whether the service is to keep it out of its analytics. The person is asked all the same!"""
        ...
    @property
    def question_text(self) -> str | None:
        """The question as the customer will read it; `None` for a variant that this version does not know."""
        ...
    def advice(self) -> list[Advice]:
        """What could go wrong although nothing is refused."""
        ...

@final
class PromptContext:
    """
    What is known of the conversation when a prompt is sent. It stays in the ledger and never reaches the service; it is
    taken at that moment because later it is lost: agents change teams, cases change hands.

    agent_id: who talked to the customer.
    team: the agent's team.
    tags: whatever else to look at later, at most 50.
    language: the conversation's, as a BCP 47 tag by custom: `pt-BR`.

    Each text has 1 to 200 characters. Raises `InvalidRequestError` with all `problems` at once.
    """
    def __new__(
        cls,
        *,
        agent_id: str | None = None,
        team: str | None = None,
        tags: Iterable[str] = (),
        language: str | None = None,
    ) -> PromptContext: ...
    @property
    def agent_id(self) -> str | None:
        """Who talked to the customer."""
        ...
    @property
    def team(self) -> str | None:
        """The agent's team."""
        ...
    @property
    def tags(self) -> tuple[str, ...]:
        """Whatever else to look at later."""
        ...
    @property
    def language(self) -> str | None:
        """The conversation's language."""
        ...
    def to_dict(self) -> dict[str, Any]:
        """Everything by name; `tags` is a list."""
        ...

@final
class QuietHours:
    """
    A part of every day in which nobody is asked, on the clocks of one time zone.

    from_time: when it begins, included: `"21:00"`, or a `datetime.time`.
    to_time: when it ends, excluded. Before `from_time` it is the next morning.
    zone: an IANA name (`"Europe/Berlin"`, `"UTC"`) or a `ZoneInfo`.

    Raises `ConfigurationError`, naming everything that is wrong.
    """
    def __new__(cls, from_time: str | time, to_time: str | time, zone: str | ZoneInfo) -> QuietHours: ...
    @property
    def from_time(self) -> str:
        """When it begins, included: `21:00`."""
        ...
    @property
    def to_time(self) -> str:
        """When it ends, excluded."""
        ...
    @property
    def zone(self) -> str:
        """On whose clocks, an IANA name."""
        ...

@final
class Policy:
    """
    Whom to ask, and when not to. All by name:

    min_interval: how long a person is left alone after a prompt, one day to ten years, as seconds or a timedelta; an hour
        is added. Default 7 days, the most often that the service's owner recommends (doc).
    sample_rate: the share of people who are asked, 0 to 1. Stable: a person is always in the sample or never. Default 1.
    quiet_hours: when nobody is asked, a `QuietHours`. Default: never quiet.
    require_can_dm: whether to ask the service first if the person can be written to. Default True, as its owner
        recommends (doc).
    max_per_day: prompts in any 24 hours at most, 1 to 1,000. Default 1,000, the service's own limit (doc).
    suppressed_user_ids: who is never asked.
    backfill: whether a new ledger has to see the last days' events before it sends, so that it knows whom other tools
        have asked. Default True.
    allow_listed: whether the service lifts its limit of one prompt per person and day for this account (doc). Then nothing
        guards the day that the service's events do not show yet, and a new ledger waits until it has passed.
    accept_blind_day: for such an account: to send although nobody can see whom other tools asked in the last day.

    Raises `ConfigurationError`, naming everything that is wrong.
    """
    def __new__(
        cls,
        *,
        min_interval: float | timedelta = 604800,
        sample_rate: float = 1.0,
        quiet_hours: QuietHours | None = None,
        require_can_dm: bool = True,
        max_per_day: int = 1000,
        suppressed_user_ids: Iterable[str] = (),
        backfill: bool = True,
        allow_listed: bool = False,
        accept_blind_day: bool = False,
    ) -> Policy: ...
    @property
    def min_interval(self) -> timedelta:
        """How long a person is left alone after a prompt; an hour is added."""
        ...
    @property
    def sample_rate(self) -> float:
        """The share of people who are asked, 0 to 1."""
        ...
    @property
    def quiet_hours(self) -> QuietHours | None:
        """When nobody is asked; `None`: never quiet."""
        ...
    @property
    def require_can_dm(self) -> bool:
        """Whether to ask the service first if the person can be written to."""
        ...
    @property
    def max_per_day(self) -> int:
        """Prompts in any 24 hours at most."""
        ...
    @property
    def suppressed_user_ids(self) -> frozenset[str]:
        """Who is never asked."""
        ...
    @property
    def backfill(self) -> bool:
        """Whether a new ledger has to see the last days' events before it sends."""
        ...
    @property
    def allow_listed(self) -> bool:
        """Whether the service lifts its limit of one prompt per person and day for this account."""
        ...
    @property
    def accept_blind_day(self) -> bool:
        """Whether to send although nobody can see whom other tools asked in the last day."""
        ...

@final
class Question:
    """
    One wording of a question, chosen by `question_variant_id`.

    Variants of one type ask different things (overall, speed, the agent, a flight): never pool their answers silently.
    """
    @staticmethod
    def all() -> list[Question]:
        """Every wording that this version knows."""
        ...
    @staticmethod
    def find(type: str, question_variant_id: int = 0) -> Question | None:
        """One wording; `None` where this version does not know it."""
        ...
    @property
    def type(self) -> str:
        """The scale it is answered on, `csat` or `nps`."""
        ...
    @property
    def id(self) -> int:
        """The service's `question_variant_id`."""
        ...
    @property
    def documented(self) -> bool:
        """Whether the published reference lists it."""
        ...
    @property
    def template(self) -> str:
        """The text, with the placeholder `<display_name>`."""
        ...
    def text(self, display_name: str | None = None) -> str:
        """The question with this name in it; without one the placeholder stays, for the account's own name."""
        ...

class Credentials:
    """
    The four strings of OAuth 1.0a: never shown, never pickled, wiped when dropped.

    They come from the app's page at the service, and from signing in as the account that asks. Raises
    `ConfigurationError`, naming each one that is empty or holds white space or a control character.
    """
    def __new__(
        cls, consumer_key: str, consumer_secret: str, access_token: str, access_token_secret: str
    ) -> Credentials: ...
    @staticmethod
    def from_env() -> Credentials:
        """
        Reads `TWITTER_FEEDBACK_CONSUMER_KEY`, `_CONSUMER_SECRET`, `_ACCESS_TOKEN` and `_ACCESS_TOKEN_SECRET`.

        Raises `ConfigurationError`, naming every variable that is missing or unusable.
        """
        ...
    @staticmethod
    def from_file(path: str | PathLike[str]) -> Credentials:
        """
        Reads a JSON file with the members `consumer_key`, `consumer_secret`, `access_token` and `access_token_secret`.

        Raises `ConfigurationError` when others than its owner may read it (mode 0600), or when it cannot be read.
        """
        ...
    def to_file(self, path: str | PathLike[str]) -> None:
        """
        Writes the JSON file that `from_file` reads, mode 0600. A file that is there is replaced as a whole; where writing
        fails, it stays as it was.

        Raises `ConfigurationError` when it cannot be written.
        """
        ...

@final
class SandboxCredentials(Credentials):
    """The keys of one account of a sandbox: a sender's, or a customer's. Readable, because they open nothing else."""
    @property
    def consumer_key(self) -> str:
        """The app's key; every account of one sandbox shares it."""
        ...
    @property
    def consumer_secret(self) -> str:
        """The app's secret."""
        ...
    @property
    def access_token(self) -> str:
        """The account's token."""
        ...
    @property
    def access_token_secret(self) -> str:
        """The account's token secret."""
        ...
    @property
    def user_id(self) -> str:
        """The account's user id."""
        ...
    @property
    def screen_name(self) -> str:
        """The account's name, without the @."""
        ...

@final
class WebhookCredentials:
    """
    User name and password that the service sends with every delivery, as they were registered with it (basic auth).

    Never shown and never pickled. Letters beyond ASCII are compared as UTF-8; how the service encodes them is not known,
    so better have none. Raises `ConfigurationError` when one is empty, longer than 1,024 bytes or has a control character,
    or the user name a colon, which basic auth cannot carry (RFC 7617).
    """
    def __new__(cls, username: str, password: str) -> WebhookCredentials: ...
    @staticmethod
    def generate() -> WebhookCredentials:
        """
        Makes up strong ones from the system's random numbers: a password of 32 characters with capitals, small letters,
        digits and signs.
        """
        ...
    @property
    def username(self) -> str:
        """The user name."""
        ...
    @property
    def password(self) -> str:
        """The password, in clear: for registering it, and nowhere else."""
        ...
    @property
    def authorization(self) -> str:
        """The `Authorization` header of a delivery, in clear."""
        ...

@final
class WebhookVerifier:
    """
    Tells the service's deliveries from everybody else's, for a handler in any web framework.

    A delivery has no signature (doc): what can be checked is the user name and password that were registered with the
    URL, and the address it comes from.

    credentials: `WebhookCredentials`, or a list of two while they are being changed.
    networks: blocks (`199.59.148.0/22`) or addresses that deliveries may come from. Without any, all may.
    trusted_proxies: blocks or addresses whose `X-Forwarded-For` is believed. Without any, nobody's is.
    PUBLISHED_NETWORKS: the blocks that deliveries came from in 2016 (doc). They may have changed since.

    Raises `ConfigurationError`, naming everything that is wrong. Neither credentials nor networks would let everybody
    in: that is refused too. Safe to share between threads, tasks and forks.
    """
    PUBLISHED_NETWORKS: ClassVar[tuple[str, str]]
    def __new__(
        cls,
        credentials: WebhookCredentials | Iterable[WebhookCredentials] | None = None,
        *,
        networks: Iterable[str] = (),
        trusted_proxies: Iterable[str] = (),
    ) -> WebhookVerifier: ...
    def authenticate(
        self, authorization: str | None = None, remote_addr: str | None = None, forwarded_for: str | None = None
    ) -> None:
        """
        Whether a request comes from the service. Ask before its body is read.

        `authorization` and `forwarded_for` are the headers `Authorization` and `X-Forwarded-For` (several of the latter
        joined with commas); `remote_addr` is the address of the connection's other end, with or without a port. User name
        and password are compared in constant time.

        Raises `WebhookError` with the `status` 401, which is also what to answer.
        """
        ...
    def verify(
        self,
        body: bytes | bytearray | memoryview,
        authorization: str | None = None,
        remote_addr: str | None = None,
        forwarded_for: str | None = None,
    ) -> FeedbackEvent:
        """
        Authenticates a delivery and reads its event. `body` is the request's, to the byte; otherwise as `authenticate`.

        Raises `WebhookError` with the `status` to answer with: 401 as `authenticate`, 413 for more than 256 KiB, 400 for
        what is no event. The service is not known to deliver again (doc), so keep a body that was refused with 400.
        """
        ...

@final
class SampleDelivery:
    """
    A delivery as the service would make it, for tests of your own handler. What is not given is that of the published
    examples, so that the same arguments make the same bytes.

    event_type: default `feedback.updated` where there is a score or a text, and `feedback.created` otherwise.
    feedback_id: the feedback's id.
    type: `nps`, which is the default, or `csat`.
    to_user_id: who was asked.
    from_user_id: who asked.
    external_id: your own id of the case, at most 256 characters.
    question_variant_id: the variant of the question. Default 0.
    score: the answer's number: 0 to 10 for NPS, 1 to 5 for CSAT.
    text: the answer's words, at most 10,000 characters.
    created_at: when it happened, to the second; every time of the delivery is this one.
    credentials: `WebhookCredentials` that are sent as basic auth. Default none.

    Raises `InvalidRequestError` with all `problems` at once: another type, a score off its scale, an id that is none, a
    text that is too long.
    """
    def __new__(
        cls,
        *,
        event_type: str | None = None,
        feedback_id: str | None = None,
        type: Literal["csat", "nps"] | None = None,
        to_user_id: str | None = None,
        from_user_id: str | None = None,
        external_id: str | None = None,
        question_variant_id: int | None = None,
        score: int | None = None,
        text: str | None = None,
        created_at: datetime | int | None = None,
        credentials: WebhookCredentials | None = None,
    ) -> SampleDelivery: ...
    @property
    def body(self) -> bytes:
        """The body: one event object, JSON."""
        ...
    @property
    def headers(self) -> dict[str, str]:
        """Every header that matters, by name in lower case: the basic auth (doc), and the type of the body (guess)."""
        ...
    @property
    def authorization(self) -> str | None:
        """The `Authorization` header, where there are credentials."""
        ...

@final
class Fold:
    """
    The current state of every feedback that was seen: the same for every order and repetition of events.

    Iterates the states by feedback id.
    """
    def __new__(cls) -> Fold: ...
    def apply(self, event: FeedbackEvent) -> None:
        """Takes in one event."""
        ...
    def apply_feedback(self, feedback: Feedback) -> None:
        """Takes in a feedback that did not come with an event: what `create` or `show` answered."""
        ...
    def merge(self, other: Fold) -> None:
        """Takes in all that another fold has seen."""
        ...
    def get(self, feedback_id: str) -> Folded | None:
        """The state of one feedback; `None` where it was never seen."""
        ...
    def __iter__(self) -> Iterator[Folded]:
        """Implement iter(self)."""
        ...
    def __len__(self) -> int:
        """Return len(self)."""
        ...

@final
class Folded:
    """The current state of one feedback, merged from all that was seen of it."""
    @property
    def id(self) -> str:
        """The feedback's id."""
        ...
    @property
    def feedback(self) -> Feedback:
        """The state as a feedback. Its `raw` is the state in one spelling."""
        ...
    @property
    def score_conflict(self) -> bool:
        """Whether different scores were reported; the earliest is the answer."""
        ...
    @property
    def text_conflict(self) -> bool:
        """Whether different texts were reported; the earliest is the answer."""
        ...
    @property
    def score_out_of_range(self) -> bool:
        """Whether the score lies off its scale; such a score is kept and left out of statistics."""
        ...
    @property
    def scores(self) -> list[Answer[int]]:
        """Every different score that was reported, the answer first."""
        ...
    @property
    def texts(self) -> list[Answer[str]]:
        """Every different text that was reported, the answer first."""
        ...

@final
class Pending(Generic[_T]):
    """A call that nobody waits for yet."""
    def wait(self) -> _T:
        """Blocks until it is done; other Python threads run meanwhile."""
        ...
    def start(self) -> Future[_T]:
        """Begins it and returns a future of the running event loop."""
        ...
    def cancel(self) -> None:
        """Drops what it has begun; nothing where it is done."""
        ...

@final
class Listing:
    """Where a listing stands. Threads and tasks that share one take its pages in turn."""
    def next_page(self) -> Pending[EventPage | None]:
        """Asks for the next page; `None` after the last."""
        ...
    @property
    def cursor(self) -> str | None:
        """Where the next page is."""
        ...

@final
class NativeClient:
    """What `Client` and `AsyncClient` are made of."""
    def __new__(cls, credentials: Credentials, options: ClientOptions) -> NativeClient: ...
    @staticmethod
    def from_env(options: ClientOptions) -> NativeClient:
        """From the environment; options go before it."""
        ...
    def create(self, prompt: Prompt) -> Pending[Feedback]:
        """Sends a prompt."""
        ...
    def show(self, feedback_id: str) -> Pending[Feedback]:
        """Reads one feedback."""
        ...
    def events(
        self, from_time: datetime | int | None, to_time: datetime | int | None, count: int, cursor: str | None
    ) -> Listing:
        """Prepares a listing; nothing is asked yet."""
        ...
    def friendship(self, user_id: str) -> Pending[Friendship]:
        """What stands between the account and a user."""
        ...
    def verify_credentials(self) -> Pending[Account]:
        """Who the account is."""
        ...
    def service_time(self) -> Pending[datetime]:
        """What time it is for the service."""
        ...
    def doctor(self) -> Pending[list[Check]]:
        """Looks at everything that has to be right."""
        ...
    @property
    def rate_limits(self) -> dict[str, RateLimit]:
        """What is left of each limit as far as it was seen."""
        ...
    @property
    def api_base(self) -> str:
        """Where the service is."""
        ...
    @property
    def test(self) -> bool:
        """Whether `test=true` is added to every request."""
        ...
    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        ...
    def close(self) -> None:
        """Lets its connections go."""
        ...

@final
class Syncing:
    """
    A pull under way. It goes on while nobody looks, and ends with this.

    Whoever calls asks for one step after the other, so that a callback runs where the call was made and what it raises
    is raised there.
    """
    def next_step(self) -> Pending[SyncProgress | SyncReport]:
        """The next `SyncProgress`, and at the end the `SyncReport`."""
        ...
    def cancel(self) -> None:
        """Drops it; what was stored stays."""
        ...

@final
class NativeProgram:
    """What `Program` and `AsyncProgram` are made of."""
    def __new__(
        cls, client: NativeClient, ledger: str | PathLike[str] | None, policy: Policy | None
    ) -> NativeProgram: ...
    def open(self) -> Pending[None]:
        """Opens the ledger, where that was not done yet."""
        ...
    def send(self, prompt: Prompt, context: PromptContext | None) -> Pending[SendOutcome]:
        """Asks a person, if the policy and the ledger let it."""
        ...
    def sync(self, since: datetime | int | None, until: datetime | int | None, progress: bool) -> Syncing:
        """Begins to pull events into the ledger."""
        ...
    def reconcile(self) -> Pending[ReconcileReport]:
        """Finds out what became of attempts whose outcome is unknown."""
        ...
    def prompt_status(self, external_id: str) -> Pending[PromptStatus | None]:
        """Whether a customer was asked and has answered."""
        ...
    def coverage(self) -> Pending[Coverage]:
        """Which time the ledger has seen completely."""
        ...
    def attempts(
        self,
        to_user_id: str | None,
        external_id: str | None,
        state: AttemptState | None,
        from_time: datetime | int | None,
        to_time: datetime | int | None,
        before: str | None,
        limit: int,
    ) -> Pending[list[Attempt]]:
        """The history of asking."""
        ...
    def folded(self, feedback_id: str) -> Pending[Folded | None]:
        """The state of one feedback."""
        ...
    def fold(self) -> Pending[Fold]:
        """The state of every feedback."""
        ...
    @property
    def ledger(self) -> Path:
        """The ledger's name, as it was given."""
        ...
    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        ...
    def close(self) -> Pending[None] | None:
        """
        Refuses new calls at once; waiting for what it returns waits until the ledger is closed. `None` where there is
        nothing to close.
        """
        ...

@final
class NativeSignIn:
    """What `SignIn` and `AsyncSignIn` are made of."""
    @staticmethod
    def begin(consumer_key: str, consumer_secret: str, options: SignInOptions) -> Pending[NativeSignIn]:
        """Asks for a request token."""
        ...
    @staticmethod
    def resume(
        consumer_key: str, consumer_secret: str, oauth_token: str, oauth_token_secret: str, options: SignInOptions
    ) -> NativeSignIn:
        """Goes on where another process began."""
        ...
    @property
    def authorize_url(self) -> str:
        """The page that the person opens."""
        ...
    @property
    def oauth_token(self) -> str:
        """The request token."""
        ...
    @property
    def oauth_token_secret(self) -> str:
        """The request token's secret."""
        ...
    def complete(self, pin: str) -> Pending[SignedIn]:
        """Takes the PIN."""
        ...
    def complete_callback(self, url: str) -> Pending[SignedIn]:
        """Takes the URL that the browser was sent to."""
        ...

@final
class NativeSandbox:
    """What `Sandbox` is made of."""
    @staticmethod
    def start(
        port: int,
        seed: int,
        limits: bool,
        allow_listed: bool,
        uneven_pages: bool,
        start_at: datetime | int | None,
        squeezed_times: bool,
        events_external_id: bool,
        repeat_updates: bool,
    ) -> NativeSandbox:
        """Starts one on this process's runtime."""
        ...
    @property
    def url(self) -> str:
        """The API base."""
        ...
    @property
    def credentials(self) -> SandboxCredentials:
        """The keys of the sender."""
        ...
    @property
    def user_id(self) -> str:
        """The sender's user id."""
        ...
    def sender(self, number: int) -> SandboxCredentials:
        """The keys of another sender."""
        ...
    @property
    def now(self) -> datetime:
        """The sandbox's clock."""
        ...
    def answer(self, feedback_id: str, score: int | None, text: str | None) -> Feedback:
        """Answers a card."""
        ...
    def advance(self, duration: float | timedelta) -> datetime:
        """Turns the clock forward."""
        ...
    def fault(
        self,
        operation: str,
        fault: str,
        times: int,
        status: int | None,
        headers: Mapping[str, str | int | None] | None,
        body: Any,
    ) -> None:
        """Orders a fault."""
        ...
    def seed(self, count: int, from_time: datetime | int, to_time: datetime | int) -> Seeded:
        """Makes up a past."""
        ...
    @property
    def requests(self) -> list[LoggedRequest]:
        """Requests in order of arrival."""
        ...
    def webhook(self, url: str, username: str | None, password: str | None, duplicates: int, shuffle: bool) -> None:
        """Has events posted."""
        ...
    def deliveries(self) -> Pending[list[LoggedDelivery]]:
        """What was posted."""
        ...
    def recipient(self, user_id: str) -> SandboxCredentials:
        """The keys of a customer."""
        ...
    def dismiss(self, feedback_id: str) -> None:
        """The customer closes the card."""
        ...
    def authorize(self, oauth_token: str) -> str:
        """Presses the button."""
        ...
    def deny(self, oauth_token: str) -> str | None:
        """Presses the other button."""
        ...
    def stop(self) -> None:
        """Stops serving."""
        ...
