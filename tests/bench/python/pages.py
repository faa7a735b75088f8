"""Pages of 100 events, every field read: this library against tweepy and against httpx with authlib."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from statistics import median

import readers
import touch
from server import served_page

ROUNDS = 9
# In each round.
PAGES = 96
AT_ONCE = 16


class Contender:
    def __init__(self, name, run):
        self.name, self.run = name, run
        self.wall, self.cpu = [], []

    def measure(self):
        wall, cpu = time.perf_counter(), time.process_time()
        self.run()
        self.wall.append((time.perf_counter() - wall) / PAGES)
        self.cpu.append((time.process_time() - cpu) / PAGES)

    def times_as_fast_as(self, other):
        """Of requests per second."""
        return median(theirs / ours for ours, theirs in zip(self.wall, other.wall))


def one_after_another(name, read):
    def run():
        for _ in range(PAGES):
            read()

    return Contender(f"{name}, one after another", run)


def in_threads(name, make_reader):
    read = [make_reader() for _ in range(AT_ONCE)]
    pool = ThreadPoolExecutor(AT_ONCE)

    def share(number):
        for _ in range(PAGES // AT_ONCE):
            read[number]()

    return Contender(f"{name}, {AT_ONCE} threads", lambda: list(pool.map(share, range(AT_ONCE))))


def in_tasks(name, read, loop):
    async def share():
        for _ in range(PAGES // AT_ONCE):
            await read()

    async def run():
        await asyncio.gather(*(share() for _ in range(AT_ONCE)))

    return Contender(f"{name}, {AT_ONCE} tasks", lambda: loop.run_until_complete(run()))


def compare(contenders, ratios):
    """Alternates, so that whatever else the machine does meets everybody."""
    for number in range(ROUNDS + 1):
        for contender in contenders:
            contender.measure()
            # The first round warms everybody up.
            if number == 0:
                contender.wall.clear(), contender.cpu.clear()
    for contender in contenders:
        wall, cpu = median(contender.wall), median(contender.cpu)
        print(f"  {contender.name:<44} {1 / wall:7.0f} pages/s   CPU {cpu * 1e6:6.0f} µs/page")
    for ours, theirs, wanted in ratios:
        print(f"  {ours.name} / {theirs.name}: {ours.times_as_fast_as(theirs):.2f}   (wanted: {wanted})")


def one_at_a_time(keys):
    peers = [
        one_after_another("tweepy", readers.tweepy_reader(keys, touch.as_it_is)),
        one_after_another("tweepy, times read", readers.tweepy_reader(keys, touch.as_datetime)),
        one_after_another("httpx + authlib", readers.httpx_reader(keys, touch.as_it_is)),
        one_after_another("httpx + authlib, times read", readers.httpx_reader(keys, touch.as_datetime)),
    ]
    ours = one_after_another("Client", readers.our_reader(keys))
    compare([*peers, ours], [(ours, peer, "at least 3") for peer in peers])


def many_at_once(keys):
    loop = asyncio.new_event_loop()
    shared = readers.our_reader(keys)
    # An API of tweepy's for each thread: its session keeps ten connections at most.
    tweepy = [
        in_threads("tweepy", lambda: readers.tweepy_reader(keys, touch.as_it_is)),
        in_threads("tweepy, times read", lambda: readers.tweepy_reader(keys, touch.as_datetime)),
    ]
    httpx = [
        in_tasks("httpx + authlib", readers.httpx_async_reader(keys, touch.as_it_is), loop),
        in_tasks("httpx + authlib, times read", readers.httpx_async_reader(keys, touch.as_datetime), loop),
    ]
    ours = [in_threads("Client", lambda: shared), in_tasks("AsyncClient", readers.our_async_reader(keys), loop)]
    wanted = [(peer, "at least 10") for peer in tweepy] + [(peer, "at least 7") for peer in httpx]
    compare([*tweepy, *httpx, *ours], [(mine, peer, words) for peer, words in wanted for mine in ours])


def main():
    with served_page(readers.typical_page) as (keys, body):
        print(f"GET of a page of 100 events, {len(body)} bytes, every field read; medians of {ROUNDS} rounds")
        one_at_a_time(keys)
        many_at_once(keys)


if __name__ == "__main__":
    main()
