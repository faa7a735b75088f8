"""The errors that tweepy raises for what the platform refuses."""

import pytest
import tweepy
from support import LIMIT, order
from tweepy_client import PROMPT, connect, create, read


def refused(error, step, *given, **named):
    """The codes of the error that is raised, which must be of exactly this class."""
    with pytest.raises(error) as raised:
        step(*given, **named)
    assert type(raised.value) is error
    return raised.value.api_codes


# Nobody; suspended; takes no messages; does not follow.
@pytest.mark.parametrize(
    ("person", "code"),
    [
        ("9000000000000000404", 108),
        ("9000000000000000063", 63),
        ("9000000000000000349", 349),
        ("9000000000000000150", 150),
    ],
)
def test_a_person_who_cannot_be_asked_is_forbidden(sandbox, person, code):
    api = connect(sandbox)
    assert refused(tweepy.Forbidden, create, api, params={**PROMPT, "to_user_id": person}) == [code]


def test_asking_again_within_a_day_is_forbidden(sandbox):
    api = connect(sandbox)
    create(api, params=dict(PROMPT))
    # The platform's own code is unknown.
    assert len(refused(tweepy.Forbidden, create, api, params=dict(PROMPT))) == 1


@pytest.mark.parametrize("name", ["type", "to_user_id", "message", "privacy_url"])
def test_a_missing_parameter_is_forbidden_with_38(sandbox, name):
    params = {given: value for given, value in PROMPT.items() if given != name}
    assert refused(tweepy.Forbidden, create, connect(sandbox), params=params) == [38]


def test_what_does_not_exist_is_not_found(sandbox):
    api = connect(sandbox)
    assert refused(tweepy.NotFound, read, api, "feedback/show/1") == [34]
    assert refused(tweepy.NotFound, read, api, "feedback/nothing") == [34]
    assert refused(tweepy.NotFound, api.get_friendship, target_id="9000000000000000404") == [50]


def test_a_limit_that_is_used_up_is_too_many_requests_with_88(sandbox):
    api = connect(sandbox)
    for left in reversed(range(LIMIT)):
        api.verify_credentials()
        assert api.last_response.headers["x-rate-limit-remaining"] == str(left)
    assert refused(tweepy.TooManyRequests, api.verify_credentials) == [88]


def test_a_create_is_too_many_requests_without_headers(sandbox):
    api = connect(sandbox)
    order(sandbox, "faults", {"operation": "create", "fault": "rate_limit"})
    with pytest.raises(tweepy.TooManyRequests) as raised:
        create(api, params=dict(PROMPT))
    assert raised.value.api_codes == [88]
    assert not [name for name in raised.value.response.headers if name.startswith("x-rate-limit")]


def test_the_platform_out_of_order_is_a_server_error(sandbox):
    api = connect(sandbox)
    order(sandbox, "faults", {"operation": "friendship", "fault": "html"})
    # What is no JSON has no codes for tweepy.
    assert refused(tweepy.TwitterServerError, api.get_friendship, target_id=PROMPT["to_user_id"]) == []
