"""A listing of events, one by one or page by page, blocking and async side by side."""

from __future__ import annotations

from ._lazy_typing import TYPE_CHECKING
from ._pending import settled

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from ._native import EventPage, FeedbackEvent, Listing


class Events:
    """The events of a period, over all pages: `for event in client.events(…)`. Each loop lists anew.

    An event that cannot be read is left out with a warning in the log; `pages()` has it.
    """

    def __init__(self, begin: Callable[[], Listing]) -> None:
        self._begin = begin
        # Wrong arguments are refused now, not when the listing is read.
        begin()

    def __iter__(self) -> Iterator[FeedbackEvent]:
        for page in self.pages():
            yield from page.events

    def pages(self) -> EventPages:
        """The same, page by page."""
        return EventPages(self._begin())


class EventPages:
    """Pages of events, an iterator. Ends only where the service says so; empty pages in between are normal.

    After an error the same page is asked for again, so the listing can go on once the cause is gone.
    """

    def __init__(self, listing: Listing) -> None:
        self._listing = listing

    def __iter__(self) -> EventPages:
        return self

    def __next__(self) -> EventPage:
        page: EventPage | None = self._listing.next_page().wait()
        if page is None:
            raise StopIteration
        return page

    @property
    def cursor(self) -> str | None:
        """Where the next page is, for `events(cursor=…)`; `None` before the first page and after the last."""
        return self._listing.cursor


class AsyncEvents:
    """The events of a period, over all pages: `async for event in client.events(…)`. Each loop lists anew.

    An event that cannot be read is left out with a warning in the log; `pages()` has it.
    """

    def __init__(self, begin: Callable[[], Listing]) -> None:
        self._begin = begin
        begin()

    async def __aiter__(self) -> AsyncIterator[FeedbackEvent]:
        async for page in self.pages():
            for event in page.events:
                yield event

    def pages(self) -> AsyncEventPages:
        """The same, page by page."""
        return AsyncEventPages(self._begin())


class AsyncEventPages:
    """Pages of events, an async iterator; otherwise as `EventPages`."""

    def __init__(self, listing: Listing) -> None:
        self._listing = listing

    def __aiter__(self) -> AsyncEventPages:
        return self

    async def __anext__(self) -> EventPage:
        page: EventPage | None = await settled(self._listing.next_page())
        if page is None:
            raise StopAsyncIteration
        return page

    @property
    def cursor(self) -> str | None:
        """Where the next page is, for `events(cursor=…)`; `None` before the first page and after the last."""
        return self._listing.cursor
