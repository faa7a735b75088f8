"""A prompt and a question as values."""

import pickle
from enum import Enum

import pytest
from support import MESSAGE, PERSON, PRIVACY_URL, PROMPT

from twitter_feedback import Prompt, Question

EVERYTHING = {
    **PROMPT,
    "external_id": "ticket_5555",
    "question_variant_id": 21,
    "display_name": "Furni",
    "test": True,
}


@pytest.fixture
def prompt():
    return Prompt(**EVERYTHING)


def test_every_field_reads_as_given(prompt):
    assert {name: getattr(prompt, name) for name in EVERYTHING} == EVERYTHING
    assert prompt.test is True


def test_what_was_not_given_is_none_and_test_is_false():
    prompt = Prompt(**PROMPT)
    assert (prompt.external_id, prompt.question_variant_id, prompt.display_name) == (None, None, None)
    assert prompt.test is False
    assert prompt == Prompt(**PROMPT, external_id=None, question_variant_id=None, display_name=None, test=False)


@pytest.mark.parametrize("type_of", ["nps", "csat"])
def test_the_short_ways_make_the_same_prompt(type_of):
    more = {name: EVERYTHING[name] for name in ("external_id", "question_variant_id", "display_name", "test")}
    short = getattr(Prompt, type_of)(PERSON, MESSAGE, PRIVACY_URL, **more)
    assert short == Prompt(**{**EVERYTHING, "type": type_of})
    assert short.type == type_of


def test_a_type_may_come_from_an_enum_of_texts():
    class Kind(str, Enum):
        CSAT = "csat"

    assert Prompt(**{**PROMPT, "type": Kind.CSAT}) == Prompt(**PROMPT)


def test_prompts_are_equal_field_by_field(prompt):
    same = Prompt(**EVERYTHING)
    assert prompt == same and hash(prompt) == hash(same)
    others = [Prompt(**{**EVERYTHING, name: value}) for name, value in CHANGES.items()]
    assert all(prompt != other for other in others)
    assert len({prompt, same, *others}) == 1 + len(CHANGES)
    assert prompt != EVERYTHING


CHANGES = {
    "type": "nps",
    "to_user_id": "7",
    "message": MESSAGE + "!",
    "privacy_url": PRIVACY_URL + "/",
    "external_id": None,
    "question_variant_id": 0,
    "display_name": "furni",
    "test": False,
}


def test_repr_says_who_is_asked_what(prompt):
    assert "Prompt" in repr(prompt) and PERSON in repr(prompt) and "csat" in repr(prompt)


def test_a_prompt_survives_pickling(prompt):
    for given in (prompt, Prompt(**PROMPT)):
        assert pickle.loads(pickle.dumps(given)) == given


@pytest.mark.parametrize("name", [*EVERYTHING, "question_text", "something_new"])
def test_a_prompt_cannot_be_changed(name, prompt):
    with pytest.raises(AttributeError):
        setattr(prompt, name, "x")


def test_the_question_reads_as_the_customer_will_read_it(prompt):
    assert prompt.question_text == "How satisfied were you with the Furni agent who helped you?"
    assert "<display_name>" in Prompt(**PROMPT).question_text
    assert Prompt(**PROMPT, question_variant_id=99).question_text is None


def test_advice_names_a_code_a_field_and_a_sentence():
    (advice,) = Prompt(**{**PROMPT, "message": "Thanks!"}).advice()
    assert (advice.code, advice.field) == ("message_needs_card", "message")
    assert "card" in advice.text


def test_a_question_is_a_value():
    question = Question.find("nps", 3)
    assert (question.type, question.id, question.documented) == ("nps", 3, True)
    assert question == Question.find("nps", 3) and hash(question) == hash(Question.find("nps", 3))
    assert question != Question.find("nps", 4) and question != Question.find("csat", 3)
    assert "nps" in repr(question) and "3" in repr(question)


@pytest.mark.parametrize("name", ["type", "id", "documented", "template", "something_new"])
def test_a_question_cannot_be_changed(name):
    with pytest.raises(AttributeError):
        setattr(Question.find("nps"), name, "x")


def test_the_variant_of_a_question_is_0_unless_said():
    assert Question.find("csat") == Question.find("csat", 0)


def test_questions_are_found_not_made():
    with pytest.raises(TypeError):
        Question()
