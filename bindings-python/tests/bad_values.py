"""What no argument may be, and how a refusal must read."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import Any, NamedTuple

import pytest
from support import SURROGATE

HUGE = 10**30

WRONG_TYPES = {
    "text": [7, True, 1.5, b"text", ["text"]],
    "text or bytes": [7, True, 1.5, ["text"]],
    "path": [7, True, 1.5, b"text", ["text"]],
    "bytes": ["text", 7, True, [1]],
    "bytes to be read": ["text", 7, True, 1.5, [1]],
    "list of text": ["text", b"text", 7, True],
    "int": [True, 1.0, "1", b"1", [1]],
    "bool": [0, 1, 1.0, "true"],
    "time": [True, 1.5, "2015-12-15", date(2015, 12, 15), timedelta(days=1)],
    "duration": [True, "30", b"30", date(2015, 12, 15), [30]],
    "object": [7, True, "text", {}],
    "number": [True, "1", b"1", [1], timedelta(1)],
    "function": [7, True, "text", []],
    "text or time of day": [7, True, 1.5, b"21:00", timedelta(hours=21)],
    "zone": [7, True, 1.5, b"UTC"],
}


class Argument(NamedTuple):
    """One argument of one operation; `call` calls it with a value."""

    operation: str
    name: str
    takes: str
    call: Callable[..., Any]
    optional: bool = False

    @property
    def label(self) -> str:
        return f"{self.operation} {self.name}"


def find(arguments: list[Argument], label: str) -> Argument:
    """The one that is called this."""
    (found,) = [argument for argument in arguments if argument.label == label]
    return found


def with_wrong_types(arguments: list[Argument]) -> pytest.MarkDecorator:
    """Every argument with every value whose type is wrong, `None` among them where it stands for nothing."""
    return pytest.mark.parametrize(
        ("argument", "value"),
        [
            pytest.param(argument, value, id=f"{argument.label}={value!r}")
            for argument in arguments
            for value in [*WRONG_TYPES[argument.takes], *([] if argument.optional else [None])]
        ],
    )


def with_surrogates(arguments: list[Argument]) -> pytest.MarkDecorator:
    """Every argument that takes text."""
    texts = [argument for argument in arguments if argument.takes.startswith("text")]
    return pytest.mark.parametrize("argument", [pytest.param(argument, id=argument.label) for argument in texts])


def assert_names_type(error: TypeError, name: str, value: Any) -> None:
    """`to_user_id must be a str, not int`."""
    given = "None" if value is None else type(value).__name__
    assert re.search(rf"\b{name} must be .+, not {given}$", str(error)), str(error)


def assert_names_rule(error: Any, name: str) -> None:
    """The field and the rule, in the message and, where a request was refused, among its problems."""
    assert re.search(rf"\b{name} (must|may) ", str(error)), str(error)
    if error.kind == "invalid_request":
        assert name in [problem.field for problem in error.problems], error.problems
    assert SURROGATE not in str(error)


class Nowhere(tzinfo):
    """A zone that does not know its offset: a time in it is as naive as one without."""

    def utcoffset(self, when: datetime | None) -> None:
        return None


NAIVE_TIMES = [
    pytest.param(datetime(2015, 12, 15, 17, 58, 20), id="no zone"),
    pytest.param(datetime(2015, 12, 15, 17, 58, 20, tzinfo=Nowhere()), id="a zone without an offset"),
]

IMPOSSIBLE_TIMES = [
    pytest.param(value, id=label)
    for label, value in [
        ("far beyond", HUGE),
        ("far before", -HUGE),
        ("beyond 64 bits", 2**63),
        ("before 64 bits", -(2**63) - 1),
        ("before 1970", -1),
        ("year 1", datetime.min.replace(tzinfo=timezone.utc)),
        ("year 1, west", datetime.min.replace(tzinfo=timezone(timedelta(hours=14)))),
        ("year 9999, east", datetime.max.replace(tzinfo=timezone(timedelta(hours=-14)))),
    ]
]

IMPOSSIBLE_DURATIONS = [
    pytest.param(value, id=label)
    for label, value in [
        ("negative", -1),
        ("negative fraction", -0.001),
        ("negative timedelta", timedelta(microseconds=-1)),
        ("nan", float("nan")),
        ("inf", float("inf")),
        ("-inf", float("-inf")),
        ("far beyond", HUGE),
        ("far before", -HUGE),
        ("huge float", 1e300),
    ]
]
