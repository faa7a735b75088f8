"""The shared cases of what a prompt may hold, for every way to make one."""

import pytest
from support import vectors

from twitter_feedback import InvalidRequestError, Prompt


def fields_of(case):
    fields = dict(case["prompt"])
    if "repeat" in case:
        repeat = case["repeat"]
        fields[repeat["field"]] = repeat["character"] * repeat["times"]
    return fields


def refused_fields(error):
    assert error.kind == "invalid_request"
    assert all(problem.field in str(error) and problem.rule in str(error) for problem in error.problems)
    return [problem.field for problem in error.problems]


@vectors("prompts.json")
def test_a_prompt_is_checked_as_the_vectors_say(case):
    fields = fields_of(case)
    if "error" in case:
        with pytest.raises(InvalidRequestError) as raised:
            Prompt(**fields)
        assert refused_fields(raised.value) == case["error"]["fields"]
        return
    prompt = Prompt(**fields)
    assert prompt.question_text == case["expected"]["question_text"]
    assert [advice.code for advice in prompt.advice()] == case["expected"]["advice"]
    assert {name: getattr(prompt, name) for name in fields} == fields


@vectors("prompts.json")
def test_a_prompt_is_checked_alike_by_the_short_ways_to_make_one(case):
    fields = fields_of(case)
    del fields["type"]
    for short, type_of in [(Prompt.nps, "nps"), (Prompt.csat, "csat")]:
        expected = [field for field in case.get("error", {}).get("fields", []) if field != "type"]
        if expected:
            with pytest.raises(InvalidRequestError) as raised:
                short(**fields)
            assert refused_fields(raised.value) == expected
        else:
            assert short(**fields) == Prompt(type=type_of, **fields)


@vectors("prompts.json")
def test_nothing_that_the_vectors_refuse_is_sent(case, driver, sandbox):
    fields = fields_of(case)
    if "error" in case:
        with pytest.raises(InvalidRequestError) as raised:
            driver.create(**fields)
        assert refused_fields(raised.value) == case["error"]["fields"]
        assert sandbox.requests == []
        return
    # What the service itself does not know, it refuses with a status of its own.
    try:
        feedback = driver.create(**fields)
    except InvalidRequestError as error:
        assert error.status is not None
        assert case["expected"]["question_text"] is None
    else:
        assert feedback.to_user_id == fields["to_user_id"]
    assert [request.to_user_id for request in sandbox.requests] == [fields["to_user_id"]]
