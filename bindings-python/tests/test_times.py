"""Times: what goes in as a datetime or epoch milliseconds, and what comes out."""

from datetime import datetime, timedelta, timezone

import pytest
from samples import at
from support import DAY, EPOCH

from twitter_feedback import Credentials, Feedback

MILLIS = 1_450_202_300_250
TIME = at(17, 58, 20).replace(microsecond=250_000)


@pytest.fixture
def sent(connect, listener):
    """The parameters of a listing's first page."""
    driver = connect(Credentials("a", "b", "c", "d"), api_base=listener.url)

    def listing(**query):
        driver.next_page(driver.events(**query).pages())
        return dict(listener.requests[-1].params)

    return listing


@pytest.mark.parametrize(
    "time",
    [
        MILLIS,
        TIME,
        TIME.astimezone(timezone(timedelta(hours=5, minutes=30))),
        TIME.astimezone(timezone(timedelta(hours=-12))),
        TIME + timedelta(microseconds=999),
    ],
    ids=["milliseconds", "utc", "east", "west", "microseconds are cut off"],
)
def test_a_time_is_sent_in_epoch_milliseconds_however_it_is_given(time, sent):
    assert sent(from_time=time, to_time=time) == {"from_time": str(MILLIS), "to_time": str(MILLIS), "count": "100"}


def test_a_datetime_of_a_subclass_is_a_datetime(sent):
    class Stamp(datetime):
        pass

    stamp = Stamp(2015, 12, 15, 17, 58, 20, 250_000, tzinfo=timezone.utc)
    assert sent(from_time=stamp, to_time=MILLIS + 1)["from_time"] == str(MILLIS)


def test_the_epoch_itself_is_a_time(sent):
    assert sent(from_time=0, to_time=EPOCH)["to_time"] == "0"


def test_a_listing_without_a_period_is_of_the_week_before_what_is_too_young(sent):
    before = datetime.now(timezone.utc)
    query = sent()
    start, end = (EPOCH + timedelta(milliseconds=int(query[name])) for name in ("from_time", "to_time"))
    assert end - start == 7 * DAY
    assert timedelta(0) <= before - end - DAY < timedelta(minutes=5)


def test_the_week_before_a_given_end_is_the_default_of_the_start(sent):
    query = sent(to_time=TIME)
    assert int(query["to_time"]) - int(query["from_time"]) == 7 * DAY / timedelta(milliseconds=1)


def test_what_comes_out_is_a_datetime_in_utc_to_the_millisecond():
    feedback = Feedback.from_json('{"id":"1","created_at":"2015-12-15T19:58:20.250+02:00"}')
    assert feedback.created_at == TIME
    assert type(feedback.created_at) is datetime and feedback.created_at.tzinfo is timezone.utc


def test_a_time_that_no_datetime_holds_costs_nothing_else():
    feedback = Feedback.from_json(
        '{"id":"1","created_at":"-000001-01-01T00:00:00Z","updated_at":"Tue Dec 15 17:58:20 +0000 2015",'
        '"response":{"score":{"value":4}}}'
    )
    assert (feedback.score, feedback.updated_at) == (4, at(17, 58, 20))
    assert '"-000001-01-01T00:00:00.000Z"' in feedback.to_json()
    with pytest.raises(OverflowError, match="years 1 to 9999"):
        feedback.created_at
