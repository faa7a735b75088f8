"""The shared cases of what any number of events add up to."""

import json

from support import vectors

from twitter_feedback import Feedback, FeedbackEvent, Fold

FLAGS = ("score_conflict", "text_conflict", "score_out_of_range")


def events_of(case):
    return [FeedbackEvent.from_json(json.dumps(event)) for event in case["events"]]


def folded(events):
    fold = Fold()
    for event in events:
        fold.apply(event)
    return fold


def states(fold):
    return [
        {"feedback": json.loads(state.feedback.raw), "flags": [flag for flag in FLAGS if getattr(state, flag)]}
        for state in fold
    ]


@vectors("fold.json")
def test_events_add_up_as_the_vectors_say(case):
    fold = folded(events_of(case))
    assert states(fold) == sorted(case["expected"], key=lambda state: state["feedback"]["id"])
    assert len(fold) == len(case["expected"])
    for state in fold:
        assert state.feedback.raw == state.feedback.to_json()
        assert Feedback.from_json(state.feedback.raw) == state.feedback, "the state reads as itself"


@vectors("fold.json")
def test_events_add_up_to_the_same_in_any_order_and_however_often(case):
    events = events_of(case)
    expected = states(folded(events))
    assert states(folded(reversed(events))) == expected
    assert states(folded([*events, *reversed(events)])) == expected


@vectors("fold.json")
def test_folds_of_parts_merge_into_the_fold_of_all(case):
    events = events_of(case)
    for cut in range(len(events) + 1):
        first, second = folded(events[:cut]), folded(events[cut:])
        first.merge(second)
        assert states(first) == states(folded(events))
