"""Every operation of AsyncClient, with the type of what it returns."""

import asyncio
from datetime import datetime, timedelta, timezone

from typing_extensions import assert_type

from twitter_feedback import (
    Account,
    AsyncClient,
    AsyncEventPages,
    AsyncEvents,
    AsyncSignIn,
    Check,
    Credentials,
    EventPage,
    Feedback,
    FeedbackEvent,
    Friendship,
    Prompt,
    RateLimit,
    SignedIn,
)


def make(credentials: Credentials) -> AsyncClient:
    assert_type(AsyncClient.from_env(max_tries=1), AsyncClient)
    return AsyncClient(credentials, timeout=timedelta(seconds=3))


async def ask(client: AsyncClient, prompt: Prompt) -> None:
    assert_type(await client.create(prompt), Feedback)
    assert_type(
        await client.create(type="nps", to_user_id="1", message="Hello", privacy_url="https://furni.example/"), Feedback
    )


async def read(client: AsyncClient) -> None:
    assert_type(await client.show("1"), Feedback)
    assert_type(await client.can_dm("1"), bool | None)
    assert_type(await client.friendship("1"), Friendship)
    assert_type(await client.verify_credentials(), Account)
    assert_type(await client.service_time(), datetime)
    assert_type(client.rate_limits, dict[str, RateLimit])


async def at_once(client: AsyncClient) -> None:
    assert_type(await asyncio.gather(client.show("1"), client.can_dm("2")), tuple[Feedback, bool | None])
    assert_type(asyncio.create_task(client.show("1")), asyncio.Task[Feedback])
    assert_type(await asyncio.wait_for(client.show("1"), 3), Feedback)


async def list_events(client: AsyncClient) -> None:
    yesterday = datetime.now(timezone.utc) - timedelta(days=2)
    events = client.events(yesterday, None, 50)
    assert_type(events, AsyncEvents)
    async for event in events:
        assert_type(event, FeedbackEvent)
    assert_type([event async for event in events], list[FeedbackEvent])

    pages = events.pages()
    assert_type(pages, AsyncEventPages)
    async for page in pages:
        assert_type(page, EventPage)
    assert_type(await anext(pages), EventPage)
    assert_type(pages.cursor, str | None)


async def look(client: AsyncClient) -> None:
    assert_type(await client.doctor(), list[Check])


async def sign_in() -> None:
    begun = await AsyncSignIn.begin("key", "secret", callback="https://furni.example/callback", timeout=5)
    assert_type(begun, AsyncSignIn)
    assert_type(AsyncSignIn.resume("key", "secret", begun.oauth_token, begun.oauth_token_secret), AsyncSignIn)
    assert_type((begun.authorize_url, begun.oauth_token, begun.oauth_token_secret), tuple[str, str, str])
    assert_type(await begun.complete("1234567"), SignedIn)
    assert_type(await begun.complete_callback("https://furni.example/callback?denied=x"), SignedIn)


async def close(credentials: Credentials) -> None:
    async with make(credentials) as client:
        assert_type(client, AsyncClient)
    await client.close()
