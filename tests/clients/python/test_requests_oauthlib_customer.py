"""The customer's own app: requests-oauthlib signs what answers and closes a card."""

import pytest
from oauthlib_client import Platform, good
from support import HARD_TEXT, PROMPT, order


@pytest.fixture
def asked(sandbox):
    """The sender, the customer, and the id of the card between them."""
    sender = Platform(sandbox)
    card = good(sender.post("feedback/create", data=PROMPT))
    return sender, customer(sandbox, PROMPT["to_user_id"]), card["id"]


def customer(sandbox, user_id):
    keys = order(sandbox, "recipient", {"user_id": user_id})
    assert keys["user_id"] == user_id
    return Platform({**sandbox, "credentials": keys})


def response_of(sender, card):
    return good(sender.get(f"feedback/show/{card}")).get("response")


def refusal(answer):
    return answer.status_code, [error["code"] for error in answer.json()["errors"]]


def test_a_customer_scores_first_and_writes_later(asked):
    sender, recipient, card = asked
    good(recipient.post(f"feedback/submit/{card}", data={"score": 4}))
    assert "text" not in response_of(sender, card)
    shown = good(recipient.post(f"feedback/submit/{card}", data={"text": HARD_TEXT}))
    assert shown == good(sender.get(f"feedback/show/{card}"))
    response = shown["response"]
    assert (response["score"]["value"], response["text"]["value"]) == (4, HARD_TEXT)


@pytest.mark.parametrize("place", ["data", "params"])
def test_both_at_once_in_the_form_or_the_query(asked, place):
    sender, recipient, card = asked
    good(recipient.post(f"feedback/submit/{card}", **{place: {"score": "2", "text": HARD_TEXT}}))
    response = response_of(sender, card)
    assert (response["score"]["value"], response["text"]["value"]) == (2, HARD_TEXT)


def test_what_was_answered_is_refused_with_409(asked):
    sender, recipient, card = asked
    good(recipient.post(f"feedback/submit/{card}", data={"score": 4}))
    assert recipient.post(f"feedback/submit/{card}", data={"score": 5}).status_code == 409
    assert recipient.post(f"feedback/dismiss/{card}").status_code == 409
    assert response_of(sender, card)["score"]["value"] == 4


def test_a_dismissed_card_tells_its_sender_nothing_and_takes_no_answer(asked):
    sender, recipient, card = asked
    good(recipient.post(f"feedback/dismiss/{card}"))
    assert response_of(sender, card) is None
    assert recipient.post(f"feedback/submit/{card}", data={"score": 4}).status_code == 409
    assert recipient.post(f"feedback/dismiss/{card}").status_code == 409


@pytest.mark.parametrize("call", ["submit", "dismiss"])
def test_a_card_is_nobody_elses(sandbox, asked, call):
    sender, _, card = asked
    for stranger in (sender, customer(sandbox, "565656565656")):
        assert refusal(stranger.post(f"feedback/{call}/{card}", data={"score": 4})) == (404, [34])
    assert response_of(sender, card) is None


def test_a_customer_asks_nobody(sandbox, asked):
    _, recipient, _ = asked
    assert refusal(recipient.post("feedback/create", data={**PROMPT, "to_user_id": "565656565656"})) == (403, [220])
