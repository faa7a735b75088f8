"""Policies, quiet hours and contexts as values."""

import copy
import pickle
from datetime import time, timedelta
from unittest import mock
from zoneinfo import ZoneInfo

import pytest

from twitter_feedback import ConfigurationError, InvalidRequestError, Policy, PromptContext, QuietHours

NIGHT = QuietHours("21:00", "08:00", "Europe/Berlin")
POLICY = Policy(
    min_interval=timedelta(days=30),
    sample_rate=0.25,
    quiet_hours=NIGHT,
    require_can_dm=False,
    max_per_day=100,
    suppressed_user_ids=["1001", "1002"],
    backfill=False,
    allow_listed=True,
    accept_blind_day=True,
)
CONTEXT = PromptContext(agent_id="agent_7", team="north", tags=["vip", "late"], language="pt-BR")
VALUES = [
    pytest.param(POLICY, Policy(), id="Policy"),
    pytest.param(NIGHT, QuietHours("22:00", "08:00", "Europe/Berlin"), id="QuietHours"),
    pytest.param(CONTEXT, PromptContext(), id="PromptContext"),
]


def test_a_policy_without_settings_is_what_the_owner_recommends():
    policy = Policy()
    assert policy.min_interval == timedelta(days=7) and policy.sample_rate == 1.0
    assert policy.quiet_hours is None and policy.require_can_dm is True and policy.max_per_day == 1000
    assert policy.suppressed_user_ids == frozenset() and policy.backfill is True
    assert (policy.allow_listed, policy.accept_blind_day) == (False, False)


def test_a_policy_has_what_it_was_given():
    assert POLICY.min_interval == timedelta(days=30) and POLICY.sample_rate == 0.25
    assert POLICY.quiet_hours == NIGHT and POLICY.require_can_dm is False and POLICY.max_per_day == 100
    assert POLICY.suppressed_user_ids == frozenset({"1001", "1002"}) and POLICY.backfill is False
    assert (POLICY.allow_listed, POLICY.accept_blind_day) == (True, True)


def test_an_interval_is_a_timedelta_or_seconds_and_a_rate_may_be_whole():
    assert Policy(min_interval=30 * 86400) == Policy(min_interval=timedelta(days=30))
    assert Policy(sample_rate=0).sample_rate == 0.0


def test_who_is_suppressed_may_come_from_anything_that_lists_ids():
    assert Policy(suppressed_user_ids=(str(one) for one in range(1001, 1003))).suppressed_user_ids == {"1001", "1002"}


def test_who_is_suppressed_is_in_no_repr():
    assert "1001" not in repr(POLICY) and "2 people" in repr(POLICY)


@pytest.mark.parametrize("given", [("21:00", "08:00"), (time(21), time(8)), ("21:00:00", time(8, 0, 0))])
def test_quiet_hours_are_text_or_times_of_day(given):
    hours = QuietHours(*given, "Europe/Berlin")
    assert hours == NIGHT and hash(hours) == hash(NIGHT)


def test_a_zone_is_a_name_or_a_zone_info():
    hours = QuietHours(time(21), time(8), ZoneInfo("Europe/Berlin"))
    assert hours == NIGHT
    assert (hours.from_time, hours.to_time, hours.zone) == ("21:00", "08:00", "Europe/Berlin")
    assert repr(hours) == 'QuietHours("21:00", "08:00", "Europe/Berlin")'


def test_a_context_has_what_it_was_given():
    assert (CONTEXT.agent_id, CONTEXT.team, CONTEXT.language) == ("agent_7", "north", "pt-BR")
    assert CONTEXT.tags == ("vip", "late")
    nothing = PromptContext()
    assert (nothing.agent_id, nothing.team, nothing.tags, nothing.language) == (None, None, (), None)
    assert repr(PromptContext(team="north", tags=["vip"])) == 'PromptContext(team="north", tags=["vip"])'


def test_a_context_survives_its_dict():
    assert PromptContext(**CONTEXT.to_dict()) == CONTEXT
    assert PromptContext().to_dict() == {"agent_id": None, "team": None, "tags": [], "language": None}


@pytest.mark.parametrize(("value", "other"), VALUES)
def test_values_are_equal_when_they_say_the_same_and_survive_pickling_and_copying(value, other):
    copies = [pickle.loads(pickle.dumps(value, protocol)) for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1)]
    for made in [*copies, copy.copy(value), copy.deepcopy(value)]:
        assert made == value and hash(made) == hash(value) and repr(made) == repr(value)
    assert value != other and value != repr(value) and value != None  # noqa: E711 - what is tested is the comparison
    assert value == mock.ANY


@pytest.mark.parametrize(("value", "_"), VALUES)
def test_values_cannot_be_changed(value, _):
    for name in ("min_interval", "from_time", "agent_id", "something_new"):
        with pytest.raises(AttributeError):
            setattr(value, name, None)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"min_interval": timedelta(hours=23)}, "min_interval"),
        ({"min_interval": timedelta(days=3651)}, "min_interval"),
        ({"min_interval": -1}, "min_interval"),
        ({"min_interval": float("nan")}, "min_interval"),
        ({"sample_rate": 1.1}, "sample_rate"),
        ({"sample_rate": -0.1}, "sample_rate"),
        ({"sample_rate": float("nan")}, "sample_rate"),
        ({"sample_rate": 10**400}, "sample_rate"),
        ({"max_per_day": 0}, "max_per_day"),
        ({"max_per_day": 1001}, "max_per_day"),
        ({"max_per_day": -(10**30)}, "max_per_day"),
        ({"suppressed_user_ids": ["1001", "@furni"]}, "suppressed_user_ids"),
        ({"suppressed_user_ids": ["half \ud83d an id"]}, "suppressed_user_ids"),
        ({"accept_blind_day": True}, "accept_blind_day"),
    ],
)
def test_a_policy_that_makes_no_sense_is_refused(wrong, field):
    with pytest.raises(ConfigurationError) as raised:
        Policy(**wrong)
    assert [problem.field for problem in raised.value.problems] == [field]


def test_everything_that_is_wrong_with_a_policy_is_told_at_once():
    with pytest.raises(ConfigurationError) as raised:
        Policy(min_interval=1, sample_rate=2, max_per_day=0, suppressed_user_ids=["x"], accept_blind_day=True)
    fields = {problem.field for problem in raised.value.problems}
    assert fields == {"min_interval", "sample_rate", "max_per_day", "suppressed_user_ids", "accept_blind_day"}


def test_everything_that_is_wrong_with_quiet_hours_is_told_at_once_by_pythons_names():
    with pytest.raises(ConfigurationError) as raised:
        QuietHours("9pm", time(8, 0, 0, 1), "Mars/Olympus")
    assert [problem.field for problem in raised.value.problems] == ["from_time", "to_time", "zone"]
    with pytest.raises(ConfigurationError, match="to_time must differ from from_time"):
        QuietHours("21:00", time(21), "UTC")


@pytest.mark.parametrize("given", ["", "9:00", "24:00", "21", "half \ud83d", time(21, tzinfo=ZoneInfo("UTC"))])
def test_what_is_no_time_of_day_is_refused(given):
    with pytest.raises(ConfigurationError) as raised:
        QuietHours(given, "08:00", "UTC")
    assert "from_time" in [problem.field for problem in raised.value.problems]


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [
        ({"agent_id": ""}, ["agent_id"]),
        ({"team": "x" * 201}, ["team"]),
        ({"language": "pt\nBR"}, ["language"]),
        ({"tags": ["vip", ""]}, ["tags"]),
        ({"tags": ["vip"] * 51}, ["tags"]),
        (
            {"agent_id": "half \ud83d", "team": "", "tags": ["\x00"], "language": ""},
            ["agent_id", "team", "tags", "language"],
        ),
    ],
)
def test_a_context_that_the_ledger_cannot_keep_is_refused(wrong, fields):
    with pytest.raises(InvalidRequestError) as raised:
        PromptContext(**wrong)
    assert sorted(problem.field for problem in raised.value.problems) == sorted(fields)


@pytest.mark.parametrize("make", [lambda: Policy("7"), lambda: PromptContext("agent_7"), lambda: QuietHours("21:00")])
def test_what_has_to_be_named_has_to_be_named(make):
    with pytest.raises(TypeError):
        make()


@pytest.mark.parametrize("make", [Policy, PromptContext])
def test_a_member_that_does_not_exist_is_named(make):
    with pytest.raises(TypeError, match="agent_name"):
        make(agent_name="typo")
