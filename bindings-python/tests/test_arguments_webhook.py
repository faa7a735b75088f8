"""Bad input to what reads webhooks, and to what makes deliveries up."""

import pytest
from bad_values import (
    HUGE,
    IMPOSSIBLE_TIMES,
    NAIVE_TIMES,
    Argument,
    assert_names_rule,
    assert_names_type,
    find,
    with_surrogates,
    with_wrong_types,
)
from support import SURROGATE

from twitter_feedback import (
    ConfigurationError,
    FeedbackEvent,
    InvalidRequestError,
    SampleDelivery,
    WebhookCredentials,
    WebhookVerifier,
)

FIELDS = {
    "event_type": "text",
    "feedback_id": "text",
    "type": "text",
    "to_user_id": "text",
    "from_user_id": "text",
    "external_id": "text",
    "question_variant_id": "int",
    "score": "int",
    "text": "text",
    "created_at": "time",
    "credentials": "object",
}
LETS_IN = WebhookVerifier(WebhookCredentials("user", "password"))
SENDER = ("authorization", "remote_addr", "forwarded_for")


def sampled(name):
    return Argument("SampleDelivery", name, FIELDS[name], lambda value: SampleDelivery(**{name: value}), optional=True)


def asked(name):
    return lambda value: LETS_IN.authenticate(**{name: value})


def verified(name):
    return lambda value: LETS_IN.verify(SampleDelivery().body, **{name: value})


SAMPLES = [sampled(name) for name in FIELDS]
SECRETS = [
    Argument("WebhookCredentials", "username", "text", lambda value: WebhookCredentials(value, "x")),
    Argument("WebhookCredentials", "password", "text", lambda value: WebhookCredentials("x", value)),
]
LISTS = [
    Argument("WebhookVerifier", "networks", "list of text", lambda value: WebhookVerifier(networks=value)),
    Argument(
        "WebhookVerifier", "trusted_proxies", "list of text", lambda value: WebhookVerifier(trusted_proxies=value)
    ),
]
READERS = [
    Argument("FeedbackEvent.from_webhook", "body", "bytes to be read", FeedbackEvent.from_webhook),
    Argument("verify", "body", "bytes to be read", LETS_IN.verify),
    *(Argument("authenticate", name, "text", asked(name), optional=True) for name in SENDER),
    *(Argument("verify", name, "text", verified(name), optional=True) for name in SENDER),
    Argument("WebhookVerifier", "credentials", "object", WebhookVerifier, optional=True),
]


@with_wrong_types(
    [*SAMPLES, *SECRETS, *LISTS, *(each for each in READERS if each.label != "WebhookVerifier credentials")]
)
def test_a_wrong_type_is_named(argument, value):
    with pytest.raises(TypeError) as raised:
        argument.call(value)
    assert_names_type(raised.value, argument.name, value)


@pytest.mark.parametrize("value", [7, True, "text", b"text"])
def test_a_verifier_goes_by_credentials_alone(value):
    for given in (value, [value], [WebhookCredentials("a", "b"), value]):
        with pytest.raises(TypeError) as raised:
            WebhookVerifier(given)
        assert_names_type(raised.value, "credentials", value)


@pytest.mark.parametrize("value", [7, None, b"10.0.0.0/8", ["10.0.0.0/8"]])
@pytest.mark.parametrize("name", ["networks", "trusted_proxies"])
def test_a_list_of_networks_holds_text_alone(name, value):
    with pytest.raises(TypeError) as raised:
        WebhookVerifier(**{name: ["10.0.0.0/8", value]})
    assert_names_type(raised.value, name, value)


def test_what_fails_while_a_list_is_read_is_told_as_it_is():
    def networks():
        yield "10.0.0.0/8"
        raise KeyError("networks.toml")

    with pytest.raises(KeyError, match=r"networks\.toml"):
        WebhookVerifier(networks=networks())


@with_surrogates(SAMPLES)
def test_half_an_emoji_is_refused(argument):
    with pytest.raises(InvalidRequestError) as raised:
        argument.call(SURROGATE)
    assert_names_rule(raised.value, argument.name)


@with_surrogates(SECRETS)
def test_half_an_emoji_in_a_password_is_refused_and_not_repeated(argument):
    with pytest.raises(ConfigurationError) as raised:
        argument.call(SURROGATE)
    assert_names_rule(raised.value, argument.name)
    assert "an emoji" not in f"{raised.value} {raised.value!r} {raised.value.problems}"


@pytest.mark.parametrize("value", [SURROGATE, "", "localhost", "10.0.0.0/33", "10.0.0.1:80"])
@pytest.mark.parametrize("argument", LISTS, ids=lambda argument: argument.label)
def test_what_is_no_network_is_refused(argument, value):
    with pytest.raises(ConfigurationError) as raised:
        argument.call([value])
    assert_names_rule(raised.value, argument.name)


@pytest.mark.parametrize("value", [*IMPOSSIBLE_TIMES[:4], *NAIVE_TIMES])
def test_a_time_that_cannot_be_is_refused(value):
    with pytest.raises(InvalidRequestError) as raised:
        find(SAMPLES, "SampleDelivery created_at").call(value)
    assert_names_rule(raised.value, "created_at")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("type", "NPS"),
        ("score", 11),
        ("score", -1),
        ("score", HUGE),
        ("question_variant_id", -1),
        ("question_variant_id", 2**32),
        ("feedback_id", ""),
        ("to_user_id", "x"),
        ("text", ""),
    ],
)
def test_what_the_service_would_never_say_is_refused(name, value):
    with pytest.raises(InvalidRequestError) as raised:
        SampleDelivery(**{name: value})
    assert_names_rule(raised.value, name)


def test_all_that_is_wrong_with_a_sample_is_told_at_once_whatever_its_sort():
    with pytest.raises(InvalidRequestError) as raised:
        SampleDelivery(feedback_id=SURROGATE, to_user_id="x", question_variant_id=-1, score=HUGE, text="")
    told = [problem.field for problem in raised.value.problems]
    assert sorted(told) == ["feedback_id", "question_variant_id", "score", "text", "to_user_id"]


def test_everything_of_a_sample_is_given_by_name():
    with pytest.raises(TypeError):
        SampleDelivery("feedback.created")
    with pytest.raises(TypeError, match="scroe"):
        SampleDelivery(scroe=9)
