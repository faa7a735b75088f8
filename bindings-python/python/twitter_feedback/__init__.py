"""Ask customers for CSAT and NPS feedback in X/Twitter Direct Messages, and get every answer back.

Start with `Client` (or `AsyncClient`), `Prompt` and `Credentials`, which `SignIn` gets from the service. `Program` (or
`AsyncProgram`) adds a ledger, so that nobody is asked twice and no answer is lost. `WebhookVerifier` reads what the
service delivers to you. `Sandbox` is the service, emulated on your machine, for trials and tests. Everything that goes
wrong is a `FeedbackError`.

    from twitter_feedback import Prompt, Sandbox

    with Sandbox.start() as sandbox, sandbox.client() as client:
        prompt = Prompt.csat("343434343434", "Thank you for talking to Furni!", "https://furni.example/privacy")
        feedback = client.create(prompt)
        print(sandbox.answer(feedback.id, score=5).score)

Log records go to the logger `twitter_feedback` of `logging`; nothing is shown unless you configure it.
"""

from ._async_client import AsyncClient
from ._async_program import AsyncProgram
from ._client import Client
from ._errors import (
    AuthenticationError,
    CannotMessageError,
    ConfigurationError,
    ConnectionFailedError,
    DecodeError,
    FeedbackError,
    InternalError,
    InvalidRequestError,
    LedgerError,
    NotFoundError,
    OutcomeUnknownError,
    PermissionDeniedError,
    RateLimitedError,
    ServerError,
    TimedOutError,
    WebhookError,
)
from ._events import AsyncEventPages, AsyncEvents, EventPages, Events
from ._native import (
    Answer,
    Credentials,
    EventPage,
    Feedback,
    FeedbackEvent,
    Fold,
    Folded,
    Policy,
    Prompt,
    PromptContext,
    Question,
    QuietHours,
    Response,
    SampleDelivery,
    SandboxCredentials,
    UnreadableEvent,
    WebhookCredentials,
    WebhookVerifier,
    __version__,
)
from ._program import Program
from ._program_records import (
    Attempt,
    AttemptError,
    Coverage,
    Period,
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
    Problem,
    RateLimit,
    Reply,
    Seeded,
    ServiceMessage,
    SignedIn,
)
from ._sandbox import Sandbox
from ._sign_in import AsyncSignIn, SignIn

__all__ = [
    "Account",
    "Advice",
    "Answer",
    "AsyncClient",
    "AsyncEventPages",
    "AsyncEvents",
    "AsyncProgram",
    "AsyncSignIn",
    "Attempt",
    "AttemptError",
    "AuthenticationError",
    "CannotMessageError",
    "Check",
    "Client",
    "ConfigurationError",
    "ConnectionFailedError",
    "Coverage",
    "Credentials",
    "DecodeError",
    "EventPage",
    "EventPages",
    "Events",
    "Feedback",
    "FeedbackError",
    "FeedbackEvent",
    "Fold",
    "Folded",
    "Friendship",
    "InternalError",
    "InvalidRequestError",
    "LedgerError",
    "LoggedDelivery",
    "LoggedRequest",
    "NotFoundError",
    "OutcomeUnknownError",
    "Period",
    "PermissionDeniedError",
    "Policy",
    "Problem",
    "Program",
    "Prompt",
    "PromptContext",
    "PromptStatus",
    "Question",
    "QuietHours",
    "RateLimit",
    "RateLimitedError",
    "ReconcileReport",
    "Reply",
    "Response",
    "SampleDelivery",
    "Sandbox",
    "SandboxCredentials",
    "Seeded",
    "SendOutcome",
    "ServerError",
    "ServiceMessage",
    "SignIn",
    "SignedIn",
    "SyncProgress",
    "SyncReport",
    "TimedOutError",
    "UnreadableEvent",
    "WebhookCredentials",
    "WebhookError",
    "WebhookVerifier",
    "__version__",
]

# Shown, pickled and documented where they are imported from.
for _name in __all__:
    if isinstance(globals()[_name], type):
        globals()[_name].__module__ = __name__
del _name
