"""Every operation of Client, with the type of what it returns."""

from datetime import datetime, timedelta, timezone

from typing_extensions import assert_type

from twitter_feedback import (
    Account,
    Check,
    Client,
    Credentials,
    EventPage,
    EventPages,
    Events,
    Feedback,
    FeedbackEvent,
    Friendship,
    Prompt,
    RateLimit,
    SignedIn,
    SignIn,
    UnreadableEvent,
)


def make() -> Client:
    credentials = Credentials("key", "secret", "token", "token secret")
    assert_type(credentials, Credentials)
    assert_type(Client.from_env(), Client)
    assert_type(Client.from_env(test=True, timeout=5), Client)
    return Client(
        credentials,
        api_base="https://api.twitter.com",
        test=False,
        clock="system",
        timeout=30,
        connect_timeout=2.5,
        read_timeout=timedelta(seconds=15),
        operation_timeout=120.0,
        max_rate_wait=0,
        max_tries=1,
        proxy="http://proxy.example:3128",
        root_certificate=b"",
        user_agent="MyHelpdesk/2.1",
    )


def ask(client: Client, prompt: Prompt) -> None:
    assert_type(client.create(prompt), Feedback)
    assert_type(
        client.create(type="csat", to_user_id="1", message="Hello", privacy_url="https://furni.example/"), Feedback
    )
    assert_type(
        client.create(
            type="nps",
            to_user_id="1",
            message="Hello",
            privacy_url="https://furni.example/",
            external_id=None,
            question_variant_id=32,
            display_name="Furni",
            test=True,
        ),
        Feedback,
    )


def read(client: Client) -> None:
    assert_type(client.show("1"), Feedback)
    assert_type(client.can_dm("1"), bool | None)
    assert_type(client.friendship("1"), Friendship)
    assert_type(client.verify_credentials(), Account)
    assert_type(client.service_time(), datetime)
    assert_type(client.rate_limits, dict[str, RateLimit])


def list_events(client: Client) -> None:
    yesterday = datetime.now(timezone.utc) - timedelta(days=2)
    events = client.events(yesterday, int(yesterday.timestamp() * 1000), count=50, cursor=None)
    assert_type(events, Events)
    for event in events:
        assert_type(event, FeedbackEvent)
    assert_type(next(iter(events)), FeedbackEvent)
    assert_type(list(client.events()), list[FeedbackEvent])

    pages = client.events(from_time=yesterday).pages()
    assert_type(pages, EventPages)
    for page in pages:
        assert_type(page, EventPage)
        assert_type(page.events, list[FeedbackEvent])
        assert_type(page.unreadable, list[UnreadableEvent])
        assert_type(page.next_cursor, str | None)
    assert_type(next(pages, None), EventPage | None)
    assert_type(pages.cursor, str | None)


def look(client: Client) -> None:
    for check in client.doctor():
        assert_type(check, Check)
        assert_type((check.name, check.state), tuple[str, str])
        assert_type((check.finding, check.next_step), tuple[str, str])


def sign_in() -> None:
    begun = SignIn.begin(
        "key",
        "secret",
        callback=None,
        api_base="https://api.twitter.com",
        authorize_base=None,
        clock="system",
        timeout=timedelta(seconds=5),
        proxy=None,
        root_certificate=None,
        user_agent="MyHelpdesk/2.1",
    )
    assert_type(begun, SignIn)
    assert_type(SignIn.resume("key", "secret", begun.oauth_token, begun.oauth_token_secret, timeout=5), SignIn)
    assert_type((begun.authorize_url, begun.oauth_token, begun.oauth_token_secret), tuple[str, str, str])
    signed_in = begun.complete("1234567")
    assert_type(signed_in, SignedIn)
    assert_type(begun.complete_callback("https://furni.example/callback?denied=x"), SignedIn)
    assert_type((signed_in.credentials, signed_in.user_id), tuple[Credentials, str])
    assert_type(signed_in.screen_name, str | None)
    assert_type(Client(signed_in.credentials), Client)


def close() -> None:
    with make() as client:
        assert_type(client, Client)
    client.close()


class MyClient(Client):
    """A subclass stays itself."""


class MySignIn(SignIn):
    """This one too."""


def subclass() -> None:
    assert_type(MyClient.from_env(), MyClient)
    assert_type(MySignIn.begin("key", "secret"), MySignIn)
    with MyClient.from_env() as client:
        assert_type(client, MyClient)
