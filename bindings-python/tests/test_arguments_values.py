"""Bad input to everything that sends nothing: prompts, questions, credentials, folds and what reads JSON."""

import pytest
from bad_values import (
    HUGE,
    Argument,
    assert_names_rule,
    assert_names_type,
    with_surrogates,
    with_wrong_types,
)
from support import MESSAGE, PERSON, PRIVACY_URL, PROMPT, SURROGATE

from twitter_feedback import (
    ConfigurationError,
    Credentials,
    DecodeError,
    EventPage,
    Feedback,
    FeedbackEvent,
    Fold,
    InvalidRequestError,
    Prompt,
    Question,
)

FIELDS = {
    "type": "text",
    "to_user_id": "text",
    "message": "text",
    "privacy_url": "text",
    "external_id": "text",
    "question_variant_id": "int",
    "display_name": "text",
    "test": "bool",
}
OPTIONAL = {"external_id", "question_variant_id", "display_name"}
SHORT = {"to_user_id": PERSON, "message": MESSAGE, "privacy_url": PRIVACY_URL}


def prompt_arguments(operation, make, given, names):
    def with_field(name):
        return lambda value: make(**{**given, name: value})

    return [Argument(operation, name, FIELDS[name], with_field(name), name in OPTIONAL) for name in names]


PROMPTS = [
    *prompt_arguments("Prompt", Prompt, PROMPT, FIELDS),
    *prompt_arguments("Prompt.nps", Prompt.nps, SHORT, list(FIELDS)[1:]),
    *prompt_arguments("Prompt.csat", Prompt.csat, SHORT, list(FIELDS)[1:]),
]

KEYS = {"consumer_key": "a", "consumer_secret": "b", "access_token": "c", "access_token_secret": "d"}


def key_argument(name):
    return Argument("Credentials", name, "text", lambda value: Credentials(**{**KEYS, name: value}))


CREDENTIALS = [key_argument(name) for name in KEYS]
QUESTIONS = [
    Argument("Question.find", "type", "text", lambda value: Question.find(value, 0)),
    Argument("Question.text", "display_name", "text", lambda value: Question.find("nps").text(value), optional=True),
]
JSON = [
    Argument("Feedback.from_json", "json", "text", Feedback.from_json),
    Argument("FeedbackEvent.from_json", "json", "text", FeedbackEvent.from_json),
    Argument("EventPage.from_json", "json", "text or bytes", EventPage.from_json),
]
FOLDS = [
    Argument("Fold.get", "feedback_id", "text", lambda value: Fold().get(value)),
    Argument("Fold.apply", "event", "object", lambda value: Fold().apply(value)),
    Argument("Fold.apply_feedback", "feedback", "object", lambda value: Fold().apply_feedback(value)),
    Argument("Fold.merge", "other", "object", lambda value: Fold().merge(value)),
]
VARIANT = Argument("Question.find", "question_variant_id", "int", lambda value: Question.find("nps", value))
PATHS = [
    Argument("Credentials.from_file", "path", "path", Credentials.from_file),
    Argument("Credentials.to_file", "path", "path", lambda value: Credentials(**KEYS).to_file(value)),
]


@with_wrong_types([*PROMPTS, *CREDENTIALS, *QUESTIONS, *JSON, *FOLDS, *PATHS, VARIANT])
def test_a_wrong_type_is_named(argument, value):
    with pytest.raises(TypeError) as raised:
        argument.call(value)
    assert_names_type(raised.value, argument.name, value)


@with_surrogates([*PROMPTS, *QUESTIONS, *JSON, FOLDS[0]])
def test_half_an_emoji_is_refused(argument):
    with pytest.raises(InvalidRequestError) as raised:
        argument.call(SURROGATE)
    assert_names_rule(raised.value, argument.name)


@with_surrogates(CREDENTIALS)
def test_half_an_emoji_in_a_key_is_refused_and_not_repeated(argument):
    with pytest.raises(ConfigurationError) as raised:
        argument.call(SURROGATE)
    assert_names_rule(raised.value, argument.name)
    assert "an emoji" not in f"{raised.value} {raised.value!r} {raised.value.problems}"


@pytest.mark.parametrize("key", ["", " ", "a b", "key\n", "\tkey", "k\x00y"])
@pytest.mark.parametrize("argument", CREDENTIALS, ids=lambda argument: argument.label)
def test_a_key_that_is_no_key_is_refused(argument, key):
    with pytest.raises(ConfigurationError) as raised:
        argument.call(key)
    assert_names_rule(raised.value, argument.name)


@pytest.mark.parametrize(
    "value", [-1, 2**32, HUGE, -HUGE, 10**5000], ids=["-1", "2**32", "10**30", "-10**30", "10**5000"]
)
@pytest.mark.parametrize(
    "argument", [argument for argument in PROMPTS if argument.takes == "int"], ids=lambda argument: argument.label
)
def test_a_variant_that_no_variant_can_be_is_refused(argument, value):
    with pytest.raises(InvalidRequestError) as raised:
        argument.call(value)
    assert_names_rule(raised.value, argument.name)


@pytest.mark.parametrize("value", [-1, HUGE, -HUGE])
def test_a_question_is_not_found_by_a_variant_that_no_variant_can_be(value):
    with pytest.raises(InvalidRequestError) as raised:
        Question.find("nps", value)
    assert_names_rule(raised.value, "question_variant_id")


def test_an_unknown_question_is_none():
    assert Question.find("nps", 99) is None
    assert Question.find("ces") is None
    assert Question.find("NPS") is None
    assert Question.find("") is None


def test_every_problem_of_a_prompt_is_told_at_once_whatever_its_sort():
    with pytest.raises(InvalidRequestError) as raised:
        Prompt(
            type="NPS",
            to_user_id=SURROGATE,
            message=SURROGATE,
            privacy_url="",
            external_id="x" * 257,
            question_variant_id=-1,
            display_name=SURROGATE,
        )
    problems = raised.value.problems
    assert {problem.field for problem in problems} == set(FIELDS) - {"test"}
    assert all(problem.rule.startswith("must ") for problem in problems)
    for problem in problems:
        assert f"{problem.field} {problem.rule}" in str(raised.value)


def test_a_refused_text_is_repeated_only_at_its_beginning():
    with pytest.raises(InvalidRequestError) as raised:
        Prompt(**{**PROMPT, "message": "x" * 100_000})
    (problem,) = raised.value.problems
    assert problem.given.startswith("xxx")
    assert len(problem.given) < 100
    assert len(str(raised.value)) < 500


@pytest.mark.parametrize("missing", ["type", "to_user_id", "message", "privacy_url"])
def test_a_missing_field_is_named(missing):
    with pytest.raises(TypeError, match=missing):
        Prompt(**{name: value for name, value in PROMPT.items() if name != missing})


@pytest.mark.parametrize("make", [Prompt, Prompt.nps, Prompt.csat])
def test_a_field_that_does_not_exist_is_named(make):
    with pytest.raises(TypeError, match="mesage"):
        make(**(PROMPT if make is Prompt else SHORT), mesage="typo")


def test_optional_fields_are_given_by_name():
    with pytest.raises(TypeError):
        Prompt.nps(PERSON, MESSAGE, PRIVACY_URL, "ticket")
    with pytest.raises(TypeError):
        Prompt("nps", PERSON, MESSAGE, PRIVACY_URL)


@pytest.mark.parametrize("text", ["", "\x00", "[", "null", "[]", "7", "[" * 100_000], ids=lambda text: repr(text[:9]))
@pytest.mark.parametrize("read", [Feedback.from_json, FeedbackEvent.from_json, EventPage.from_json])
def test_what_is_no_such_json_cannot_be_read(read, text):
    with pytest.raises(DecodeError) as raised:
        read(text)
    assert raised.value.json_path is not None
