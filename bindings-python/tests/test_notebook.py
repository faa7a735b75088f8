"""How a notebook shows values: nothing that came from outside becomes part of the page."""

import json
from html import escape

import pytest
from samples import ANSWERED, COMMENT
from support import PERSON, PROMPT, SCRIPT

from twitter_feedback import Feedback, Prompt

ESCAPED = "&lt;script&gt;"


@pytest.mark.parametrize("name", ["message", "external_id", "display_name", "privacy_url"])
def test_no_text_of_a_prompt_becomes_markup(name):
    text = {"display_name": "<script>x</script>", "privacy_url": f"https://furni.example/{SCRIPT}"}.get(name, SCRIPT)
    shown = Prompt(**{**PROMPT, name: text})._repr_html_()
    assert ESCAPED in shown
    assert "<script" not in shown.lower()


@pytest.mark.parametrize(
    "name",
    ["id", "type", "to_user_id", "external_id", "display_name", "question_variant_id", "privacy_url", "dm_id", "later"],
)
def test_no_text_of_a_feedback_becomes_markup(name):
    shown = Feedback.from_json(json.dumps({**json.loads(ANSWERED), name: SCRIPT}))._repr_html_()
    assert "<script" not in shown.lower()


def test_no_comment_becomes_markup():
    shown = Feedback.from_json(ANSWERED.replace(COMMENT, f"{SCRIPT}' \\\" &amp;"))._repr_html_()
    assert ESCAPED in shown
    assert "<script" not in shown.lower()
    assert "&amp;amp;" in shown


def test_a_prompt_is_shown_with_its_question_and_its_advice():
    prompt = Prompt(**{**PROMPT, "message": "Thanks!", "display_name": "Furni"})
    shown = prompt._repr_html_()
    assert all(text in shown for text in (PERSON, "Thanks!", escape(prompt.question_text), "not yet sent"))
    assert all(escape(advice.text) in shown for advice in prompt.advice())


def test_a_feedback_is_shown_with_its_score_and_comment():
    shown = Feedback.from_json(ANSWERED)._repr_html_()
    assert all(text in shown for text in ("123456789", "7 (passive)", "Nobody told me why &lt;3", "ticket_5555"))


def test_the_least_feedback_is_shown():
    assert "7" in Feedback.from_json('{"id":"7"}')._repr_html_()


def test_a_score_off_its_scale_is_shown_as_such():
    shown = Feedback.from_json(ANSWERED.replace('"value":7', '"value":11'))._repr_html_()
    assert "11 (off its scale)" in shown
