"""What each option of a sandbox changes."""

import re
from datetime import datetime, timedelta, timezone

import pytest
from support import DAY, ONE_TRY, PROMPT, past

from twitter_feedback import FeedbackError, Sandbox

START = datetime(2015, 12, 15, 17, 58, 20, tzinfo=timezone.utc)


@pytest.fixture
def start(driver_class):
    """Starts a sandbox with these options; returns it with a driver of a client of it."""
    running = []

    def begin(**options):
        sandbox = Sandbox.start(**options)
        running.append(sandbox)
        return sandbox, driver_class.of(sandbox, **ONE_TRY)

    yield begin
    for sandbox in running:
        sandbox.stop()


def listed(driver, period):
    """The events of each page."""
    pages = driver.events(**period, count=10).pages()
    found = []
    while (page := driver.next_page(pages)) is not None:
        found.append(page.events)
    return found


def test_a_seed_makes_the_same_sandbox_again(start):
    first, same, other = (start(seed=seed)[0].credentials for seed in (7, 7, 2**64 - 1))
    assert first.access_token_secret == same.access_token_secret
    assert first.access_token_secret != other.access_token_secret


@pytest.mark.parametrize("options", [{"limits": False}, {"allow_listed": True}])
def test_a_person_is_asked_once_a_day_unless_that_is_lifted(options, start):
    _, limited = start()
    limited.create(**PROMPT)
    with pytest.raises(FeedbackError) as raised:
        limited.create(**PROMPT)
    assert raised.value.status == 403 and not raised.value.maybe_sent
    _, lifted = start(**options)
    assert lifted.create(**PROMPT).id != lifted.create(**PROMPT).id


@pytest.mark.parametrize(("options", "lifted"), [({"limits": False}, True), ({"allow_listed": True}, False)])
def test_only_without_limits_reading_has_none(options, lifted, start):
    _, driver = start(**options)
    driver.verify_credentials()
    assert ("account/verify_credentials" in driver.client.rate_limits) != lifted


def test_pages_are_uneven_unless_told_otherwise(start):
    sizes = {}
    for uneven in (True, False):
        sandbox, driver = start(uneven_pages=uneven)
        sandbox.seed(200, **past(sandbox))
        sizes[uneven] = [len(events) for events in listed(driver, past(sandbox))]
    assert 0 in sizes[True][:-1]
    assert set(sizes[False][:-1]) == {10}


@pytest.mark.parametrize("start_at", [START, 1_450_202_300_000, START.astimezone(timezone(timedelta(hours=-5)))])
def test_the_clock_starts_and_stands_where_it_is_told(start_at, start):
    sandbox, driver = start(start_at=start_at)
    assert sandbox.now == START and sandbox.now.tzname() == "UTC"
    driver.verify_credentials()
    assert driver.create(**PROMPT).created_at == START
    assert sandbox.now == START


def test_the_clock_follows_the_machines_by_default(start):
    sandbox, _ = start()
    assert abs(sandbox.now - datetime.now(timezone.utc)) < timedelta(seconds=10)


@pytest.mark.parametrize(
    ("squeezed", "spelling"),
    [(True, r"[A-Z][a-z]{2}[A-Z][a-z]{2}\d\d[\d:]{8}\+0000\d{4}"), (False, r"\w{3} \w{3} \d\d [\d:]{8} \+0000 \d{4}")],
)
def test_times_lose_their_spaces_on_demand_and_read_the_same(squeezed, spelling, start):
    sandbox, driver = start(squeezed_times=squeezed, start_at=START)
    feedback = driver.create(**PROMPT)
    assert re.search(rf'"created_at": ?"{spelling}"', feedback.raw)
    assert feedback.created_at == START


@pytest.mark.parametrize("carried", [True, False])
def test_events_carry_the_external_id_unless_told_otherwise(carried, start):
    sandbox, driver = start(events_external_id=carried)
    begin = sandbox.now
    driver.create(**PROMPT, external_id="ticket_5555")
    sandbox.advance(2 * DAY)
    driver.verify_credentials()
    ((event,),) = listed(driver, {"from_time": begin - DAY, "to_time": begin + timedelta(minutes=1)})
    assert event.feedback.external_id == ("ticket_5555" if carried else None)


@pytest.mark.parametrize("repeated", [True, False])
def test_some_updates_are_listed_twice_on_demand(repeated, start):
    sandbox, driver = start(repeat_updates=repeated)
    sandbox.seed(200, **past(sandbox))
    events = [event.raw for page in listed(driver, past(sandbox)) for event in page]
    assert (len(set(events)) < len(events)) == repeated


def test_an_option_that_does_not_exist_is_named():
    with pytest.raises(TypeError, match="prot"):
        Sandbox.start(prot=1)
