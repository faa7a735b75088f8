"""A fold as a collection, and the state of one feedback in it."""

import json

import pytest
from samples import ANSWERED, EVENT, at
from support import PROMPT

from twitter_feedback import Feedback, FeedbackEvent, Fold


def scored(feedback_id, value, hour):
    answer = {"created_at": f"Tue Dec 15 {hour:02}:00:00 +0000 2015", "value": value}
    feedback = {"id": feedback_id, "type": "nps", "response": {"score": answer}}
    return FeedbackEvent.from_json(json.dumps({"event_type": "feedback.updated", "feedback": feedback}))


@pytest.fixture
def fold():
    fold = Fold()
    for event in (scored("2", 9, 10), scored("10", 3, 10), scored("2", 4, 9), FeedbackEvent.from_json(EVENT)):
        fold.apply(event)
    return fold


def test_a_new_fold_is_empty():
    assert len(Fold()) == 0 and list(Fold()) == [] and not Fold()
    assert Fold().get("1") is None


def test_a_fold_has_each_feedback_once_in_the_order_of_their_ids(fold):
    assert [state.id for state in fold] == ["10", "123456789", "2"]
    assert len(fold) == 3


def test_a_state_is_found_by_its_id(fold):
    assert fold.get("123456789").feedback == Feedback.from_json(ANSWERED)
    assert fold.get("7") is None and fold.get("") is None


def test_different_scores_are_kept_and_said_the_earliest_first(fold):
    state = fold.get("2")
    assert (state.score_conflict, state.text_conflict, state.score_out_of_range) == (True, False, False)
    assert [(score.value, score.created_at) for score in state.scores] == [(4, at(9, 0, 0)), (9, at(10, 0, 0))]
    assert (state.texts, state.feedback.score) == ([], 4)


def test_a_feedback_that_came_without_an_event_is_taken_in(driver, sandbox):
    fold = Fold()
    created = driver.create(**PROMPT)
    fold.apply_feedback(created)
    sandbox.answer(created.id, 4, "fine")
    fold.apply_feedback(driver.show(created.id))
    fold.apply_feedback(created)
    assert (fold.get(created.id).feedback.score, fold.get(created.id).feedback.comment) == (4, "fine")
    assert fold.get(created.id).texts[0].value == "fine"


def test_a_state_does_not_change_with_its_fold(fold):
    before = fold.get("10")
    fold.apply(scored("10", 8, 8))
    assert before.feedback.score == 3
    assert fold.get("10").feedback.score == 8


def test_merging_takes_in_another_fold_and_leaves_it_alone(fold):
    other = Fold()
    other.apply(scored("7", 1, 1))
    other.merge(fold)
    assert [state.id for state in other] == ["10", "123456789", "2", "7"]
    assert len(fold) == 3


def test_a_fold_merged_with_itself_stays_what_it_is(fold):
    before = [state.feedback.raw for state in fold]
    fold.merge(fold)
    assert [state.feedback.raw for state in fold] == before


def test_a_fold_may_grow_while_it_is_walked(fold):
    seen = []
    for state in fold:
        seen.append(state.id)
        fold.apply(scored(f"9{len(seen)}", 1, 1))
    assert seen == ["10", "123456789", "2"]
    assert len(fold) == 6


@pytest.mark.parametrize("name", ["id", "feedback", "scores", "score_conflict", "something_new"])
def test_a_state_cannot_be_changed(name, fold):
    with pytest.raises(AttributeError):
        setattr(fold.get("2"), name, None)


def test_no_comment_is_in_a_repr(fold):
    assert "Nobody told me" not in f"{fold!r} {fold.get('123456789')!r} {fold.get('123456789').texts!r}"
