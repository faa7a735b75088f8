"""Every operation of Sandbox, with the type of what it returns."""

from datetime import datetime, timedelta, timezone

from typing_extensions import assert_type

from twitter_feedback import (
    AsyncClient,
    Client,
    Credentials,
    Feedback,
    LoggedDelivery,
    LoggedRequest,
    Sandbox,
    SandboxCredentials,
    Seeded,
)


def start() -> None:
    sandbox = Sandbox.start(
        port=0,
        seed=1,
        limits=False,
        allow_listed=True,
        uneven_pages=True,
        start_at=datetime(2024, 1, 1, tzinfo=timezone.utc),
        squeezed_times=False,
        events_external_id=True,
        repeat_updates=False,
    )
    assert_type(sandbox, Sandbox)
    sandbox.stop()
    with Sandbox.start(start_at=1_700_000_000_000) as served:
        assert_type(served, Sandbox)


def clients(sandbox: Sandbox) -> None:
    assert_type((sandbox.url, sandbox.user_id), tuple[str, str])
    assert_type(sandbox.client(), Client)
    assert_type(sandbox.client(test=True, timeout=timedelta(seconds=5)), Client)
    assert_type(sandbox.async_client(max_tries=1), AsyncClient)
    keys = sandbox.sender(1)
    assert_type(sandbox.credentials, SandboxCredentials)
    assert_type(keys, SandboxCredentials)
    assert_type(Client(keys, api_base=sandbox.url), Client)
    for_a_client(keys)
    assert_type((keys.consumer_key, keys.consumer_secret), tuple[str, str])
    assert_type((keys.access_token, keys.access_token_secret), tuple[str, str])
    assert_type((keys.user_id, keys.screen_name), tuple[str, str])


def for_a_client(credentials: Credentials) -> None:
    """Where credentials are asked for, a sandbox's will do."""


def drive(sandbox: Sandbox) -> None:
    assert_type(sandbox.now, datetime)
    assert_type(sandbox.answer("1", score=5, text="Quick!"), Feedback)
    assert_type(sandbox.answer("1", 5), Feedback)
    assert_type(sandbox.advance(86_400), datetime)
    assert_type(sandbox.advance(timedelta(days=1)), datetime)
    sandbox.fault("create", "reset_after_work", times=2)
    sandbox.fault("events", "respond", status=420, headers={"retry-after": 7, "date": None}, body={"errors": []})
    assert_type(sandbox.seed(10, 0, sandbox.now), Seeded)
    for request in sandbox.requests:
        assert_type(request, LoggedRequest)
        assert_type((request.at, request.method, request.path), tuple[datetime, str, str])
        assert_type((request.status, request.sender, request.to_user_id), tuple[int | None, str | None, str | None])


def receive(sandbox: Sandbox) -> None:
    sandbox.webhook("http://127.0.0.1:8080/", username="user", password="password", duplicates=1, shuffle=True)
    for delivery in sandbox.deliveries():
        assert_type(delivery, LoggedDelivery)
        assert_type((delivery.at, delivery.url, delivery.status), tuple[datetime, str, int | None])
        assert_type((delivery.authorization, delivery.body), tuple[str | None, str])


def play(sandbox: Sandbox) -> None:
    assert_type(sandbox.recipient("1"), SandboxCredentials)
    sandbox.dismiss("1")
    assert_type(sandbox.authorize("token"), str)
    assert_type(sandbox.deny("token"), str | None)
