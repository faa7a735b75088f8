"""The people of a sandbox: customers, and who signs in."""

import pytest
from signing_in import CALLBACK
from support import PERSON, PROMPT, settled

from twitter_feedback import (
    FeedbackError,
    InvalidRequestError,
    NotFoundError,
    PermissionDeniedError,
    Sandbox,
    SandboxCredentials,
)


def test_a_customer_has_keys_of_the_same_app(sandbox):
    keys = sandbox.recipient(PERSON)
    assert type(keys) is SandboxCredentials
    assert (keys.user_id, keys.screen_name) == (PERSON, f"user{PERSON}")
    assert keys.consumer_key == sandbox.credentials.consumer_key
    assert keys.access_token.startswith(f"{PERSON}-")
    assert sandbox.recipient(PERSON).access_token == keys.access_token


def test_a_customer_is_known_to_the_service_and_may_ask_nobody(sandbox, connect):
    customer = connect(sandbox.recipient(PERSON), api_base=sandbox.url)
    assert customer.verify_credentials().user_id == PERSON
    with pytest.raises(PermissionDeniedError):
        customer.create(**{**PROMPT, "to_user_id": "5555"})


@pytest.mark.parametrize(
    "user_id", ["", "0", "x", "-1", str(2**64), Sandbox.RECIPIENT_UNKNOWN, Sandbox.RECIPIENT_SUSPENDED]
)
def test_who_is_nobody_or_suspended_has_no_keys(user_id, sandbox):
    with pytest.raises(InvalidRequestError, match="user_id must "):
        sandbox.recipient(user_id)


def test_a_card_that_was_dismissed_takes_no_answer_and_its_sender_is_told_nothing(driver, sandbox):
    feedback = driver.show(driver.create(**PROMPT).id)
    assert sandbox.dismiss(feedback.id) is None
    with pytest.raises(InvalidRequestError, match="dismissed"):
        sandbox.answer(feedback.id, score=5)
    assert driver.show(feedback.id) == feedback


def test_a_card_that_was_answered_or_dismissed_is_not_dismissed(driver, sandbox):
    answered = driver.create(**PROMPT)
    sandbox.answer(answered.id, score=5)
    with pytest.raises(InvalidRequestError, match="answered"):
        sandbox.dismiss(answered.id)
    dismissed = driver.create(**{**PROMPT, "to_user_id": "5555"})
    sandbox.dismiss(dismissed.id)
    with pytest.raises(InvalidRequestError, match="dismissed"):
        sandbox.dismiss(dismissed.id)


@pytest.mark.parametrize("feedback_id", ["1", "", "x", "-1", str(2**64)])
def test_an_unknown_card_is_not_found(feedback_id, sandbox):
    with pytest.raises(NotFoundError, match="feedback_id"):
        sandbox.dismiss(feedback_id)


def test_a_button_is_pressed_once(signing_in, sandbox):
    token = signing_in.begin().oauth_token
    assert len(sandbox.authorize(token)) == 7
    for press in (sandbox.authorize, sandbox.deny):
        with pytest.raises(NotFoundError):
            press(token)


@pytest.mark.parametrize("press", ["authorize", "deny"])
def test_a_button_of_no_page_is_not_found_and_its_token_not_repeated(press, sandbox):
    with pytest.raises(NotFoundError) as raised:
        getattr(sandbox, press)("hush")
    assert "oauth_token" in str(raised.value) and "hush" not in f"{raised.value} {raised.value!r}"


def test_with_a_callback_each_button_sends_the_browser_there(signing_in, sandbox):
    agreed, declined = (signing_in.begin(callback=CALLBACK).oauth_token for _ in range(2))
    assert sandbox.authorize(agreed).startswith(f"{CALLBACK}&oauth_token={agreed}&oauth_verifier=")
    assert sandbox.deny(declined) == f"{CALLBACK}&denied={declined}"


def test_without_one_there_is_nowhere_to_send_it_to(signing_in, sandbox):
    assert sandbox.deny(signing_in.begin().oauth_token) is None


def test_a_token_is_too_old_after_a_quarter_of_an_hour(signing_in, sandbox):
    sign_in = signing_in.begin()
    pin = sandbox.authorize(sign_in.oauth_token)
    sandbox.advance(15 * 60 + 1)
    with pytest.raises(FeedbackError):
        settled(sign_in.complete(pin))
