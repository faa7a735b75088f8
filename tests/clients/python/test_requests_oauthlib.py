"""requests-oauthlib, which signs for many Python programs that have no client of the platform."""

import time

import pytest
from oauthlib_client import Platform, good
from support import HARD_TEXT, HOUR, PEOPLE, PROMPT, as_sent, check_listing, order, period_and_past, walk


def refusal(platform):
    answer = platform.get("account/verify_credentials")
    return answer.status_code, [error["code"] for error in answer.json()["errors"]]


def test_verify_credentials_names_the_owner_of_the_token(sandbox):
    user = good(Platform(sandbox).get("account/verify_credentials"))
    assert user["id_str"] == sandbox["user_id"]


# A form is what the platform documents; parameters of a POST in the query are what tweepy sends.
@pytest.mark.parametrize("place", ["data", "params"])
def test_a_prompt_comes_back_as_it_was_sent(sandbox, place):
    platform = Platform(sandbox)
    created = good(platform.post("feedback/create", **{place: PROMPT}))
    shown = good(platform.get(f"feedback/show/{created['id']}"))
    for feedback, message in [(created, {}), (shown, {"text": HARD_TEXT})]:
        expected = as_sent(sandbox, **message)
        assert {name: feedback[name] for name in expected} == expected
        assert "response" not in feedback


def test_an_answer_is_shown_with_its_score_and_text(sandbox):
    platform = Platform(sandbox)
    feedback = good(platform.post("feedback/create", data=PROMPT))
    order(sandbox, "answer", {"feedback_id": feedback["id"], "score": 4, "text": HARD_TEXT})
    response = good(platform.get(f"feedback/show/{feedback['id']}"))["response"]
    assert response["score"]["value"] == 4
    assert response["text"]["value"] == HARD_TEXT


@pytest.mark.parametrize(("person", "can_dm"), PEOPLE)
def test_a_friendship_tells_whether_a_person_can_be_messaged(sandbox, person, can_dm):
    relationship = good(Platform(sandbox).get("friendships/show", {"target_id": person}))["relationship"]
    assert relationship["source"]["can_dm"] is can_dm
    assert relationship["target"]["id_str"] == person


def test_a_walk_to_the_empty_cursor_yields_every_feedback_of_the_period(sandbox):
    platform = Platform(sandbox)
    period, created = period_and_past(sandbox)
    pages = walk(lambda params: good(platform.get("feedback/events", params)), period)
    check_listing(pages, period, created)


@pytest.mark.parametrize("secret", ["client_secret", "resource_owner_secret"])
def test_a_wrong_secret_is_refused_with_32(sandbox, secret):
    assert refusal(Platform(sandbox, **{secret: "wrong"})) == (401, [32])


def test_an_unknown_token_is_refused_with_89(sandbox):
    assert refusal(Platform(sandbox, resource_owner_key="1-unknown")) == (401, [89])


@pytest.mark.parametrize("offset", [-HOUR, HOUR])
def test_a_clock_an_hour_off_is_refused_with_135(sandbox, offset):
    timestamp = str(int(time.time()) + offset)
    assert refusal(Platform(sandbox, timestamp=timestamp)) == (401, [135])
