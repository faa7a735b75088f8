"""tweepy, the Python client of the platform, against the sandbox."""

import time

import pytest
import tweepy
from support import DAY, HARD_TEXT, HOUR, PEOPLE, as_sent, check_listing, order, period_and_past, walk
from tweepy_client import PROMPT, OtherClock, connect, create, fetch, read


def refusal(api):
    with pytest.raises(tweepy.Unauthorized) as raised:
        api.verify_credentials()
    assert raised.value.response.status_code == 401
    return raised.value.api_codes


def test_verify_credentials_names_the_owner_of_the_token(sandbox):
    user = connect(sandbox).verify_credentials()
    assert user.id_str == sandbox["user_id"]
    assert user.created_at.year >= 2006


# tweepy's own calls put the parameters of a POST in the query; `post_data` is its way to send a form.
@pytest.mark.parametrize("place", ["params", "post_data"])
def test_a_prompt_comes_back_as_it_was_sent(sandbox, place):
    api = connect(sandbox)
    created = create(api, **{place: dict(PROMPT)})
    shown = read(api, f"feedback/show/{created['id']}")
    for feedback, message in [(created, {}), (shown, {"text": HARD_TEXT})]:
        expected = as_sent(sandbox, **message)
        assert {name: feedback[name] for name in expected} == expected
        assert "response" not in feedback


def test_an_answer_is_shown_with_its_score_and_text(sandbox):
    api = connect(sandbox)
    feedback = create(api, params=dict(PROMPT))
    order(sandbox, "answer", {"feedback_id": feedback["id"], "score": 4, "text": HARD_TEXT})
    response = read(api, f"feedback/show/{feedback['id']}")["response"]
    assert response["score"]["value"] == 4
    assert response["text"]["value"] == HARD_TEXT


@pytest.mark.parametrize(("person", "can_dm"), PEOPLE)
def test_a_friendship_tells_whether_a_person_can_be_messaged(sandbox, person, can_dm):
    source, target = connect(sandbox).get_friendship(target_id=person)
    assert source.can_dm is can_dm
    assert (source.id_str, target.id_str) == (sandbox["user_id"], person)


def test_a_walk_to_the_empty_cursor_yields_every_feedback_of_the_period(sandbox):
    api = connect(sandbox)
    period, created = period_and_past(sandbox)
    check_listing(walk(lambda params: fetch(api, params), period), period, created)


def test_what_was_asked_and_answered_is_listed_two_days_later(sandbox):
    api = connect(sandbox, OtherClock)
    begin = int(time.time() * 1000)
    feedback = create(api, params=dict(PROMPT))
    order(sandbox, "answer", {"feedback_id": feedback["id"], "score": 4, "text": HARD_TEXT})
    now = order(sandbox, "advance", {"milliseconds": 2 * DAY * 1000})["now"]
    # Signatures are checked against the sandbox's clock.
    api.auth.offset = 2 * DAY
    period = {"from_time": begin, "to_time": now - DAY * 1000}
    events = [event for page in walk(lambda params: fetch(api, params), period) for event in page]
    assert [event["event_type"] for event in events] == ["feedback.created", "feedback.updated"]
    assert [event["feedback"]["id"] for event in events] == [feedback["id"]] * 2
    assert events[1]["feedback"]["response"]["text"]["value"] == HARD_TEXT


@pytest.mark.parametrize("secret", ["consumer_secret", "access_token_secret"])
def test_a_wrong_secret_is_refused_with_32(sandbox, secret):
    assert refusal(connect(sandbox, **{secret: "wrong"})) == [32]


def test_an_unknown_token_is_refused_with_89(sandbox):
    assert refusal(connect(sandbox, access_token="1-unknown")) == [89]


@pytest.mark.parametrize("offset", [-HOUR, HOUR])
def test_a_clock_an_hour_off_is_refused_with_135(sandbox, offset):
    api = connect(sandbox, OtherClock)
    assert api.verify_credentials(), "its clock is right until it is turned"
    api.auth.offset = offset
    assert refusal(api) == [135]
