"""`tests/parity.toml` and the public names of this package say the same."""

import inspect
import re
import sys
from collections import Counter
from operator import attrgetter
from pathlib import Path

import twitter_feedback
from twitter_feedback import _options

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

TABLE = tomllib.loads((Path(__file__).parents[2] / "tests" / "parity.toml").read_text(encoding="utf-8"))
ONLY = [name for table in TABLE["python_only"] for name in table["names"]]
ROWS = [row for section in TABLE.values() if isinstance(section, dict) for row in section.values()]
NAMES = [row.get("python", []) for row in ROWS]
LISTED = [name for names in NAMES for name in ([names] if isinstance(names, str) else names)]

PUBLIC = {name: getattr(twitter_feedback, name) for name in twitter_feedback.__all__}
CLASSES = {name: value for name, value in PUBLIC.items() if isinstance(value, type)}
ASYNC = {name: name.removeprefix("Async") for name in CLASSES if name.startswith("Async")}


def own(cls):
    """The attributes that this package gives a class, and for an error those of its instances."""
    ours = [base for base in cls.__mro__ if base.__module__.split(".")[0] == "twitter_feedback"]
    names = {name for base in ours for name in vars(base)}
    return names | set(vars(cls())) if issubclass(cls, BaseException) else names


def public(cls):
    """Those without an underscore which no public base has already."""
    inherited = {name for base in CLASSES.values() if base is not cls and issubclass(cls, base) for name in own(base)}
    return {name for name in own(cls) - inherited if not name.startswith("_")}


def parameters(callable_name):
    """Every parameter, and whether it may be left out."""
    function = attrgetter(callable_name)(twitter_feedback)
    found = {}
    for taken in inspect.signature(function).parameters.values():
        if bundle := re.fullmatch(r"Unpack\[(\w+)\]", str(taken.annotation)):
            found |= dict.fromkeys(getattr(_options, bundle[1]).__annotations__, True)
        else:
            found[taken.name] = taken.default is not taken.empty
    return found


def taken(function):
    """What a function takes, a class for asyncio by the name of the blocking one."""
    each = inspect.signature(function).parameters.values()
    return [one.replace(annotation=str(one.annotation).removeprefix("Async")) for one in each]


def parameter(name):
    """`Sandbox.start(port)` as its two parts."""
    return re.fullmatch(r"([\w.]+)\((\w+)\)", name)


def exists(name):
    if match := parameter(name):
        return match[2] in parameters(match[1])
    first, _, attribute = name.partition(".")
    return first in PUBLIC and (not attribute or attribute in own(CLASSES[first]))


def test_every_python_name_in_the_table_exists_and_is_public():
    assert [name for name in LISTED + ONLY if not exists(name)] == []


def test_every_public_name_is_in_the_table():
    names = PUBLIC.keys() - ASYNC
    names |= {f"{owner}.{name}" for owner, cls in CLASSES.items() if owner not in ASYNC for name in public(cls)}
    assert names - {*LISTED, *ONLY} == set()


def test_where_one_parameter_is_an_operation_all_optional_ones_are_in_the_table():
    named = {match[1] for match in map(parameter, LISTED) if match}
    optional = {f"{name}({key})" for name in named for key, left_out in parameters(name).items() if left_out}
    assert optional - {*LISTED} == set()


def test_no_python_name_is_listed_twice():
    assert [name for name, times in Counter(LISTED + ONLY).items() if times > 1] == []


def test_the_asyncio_classes_have_what_the_blocking_ones_have():
    assert ASYNC
    for name, blocking in ASYNC.items():
        assert public(CLASSES[name]) == public(CLASSES[blocking]), name
        for special in ("iter", "next", "enter", "exit"):
            ours, theirs = own(CLASSES[name]), own(CLASSES[blocking])
            assert (f"__a{special}__" in ours) == (f"__{special}__" in theirs), f"{name}.__a{special}__"


def test_whatever_blocks_is_a_coroutine_for_asyncio_and_takes_the_same():
    for pair in [(CLASSES[ASYNC[name]], CLASSES[name]) for name in ("AsyncClient", "AsyncProgram", "AsyncSignIn")]:
        for name in filter(lambda name: inspect.isroutine(getattr(pair[0], name)), public(pair[0])):
            blocking, waiting = (getattr(cls, name) for cls in pair)
            # A listing sends nothing before it is iterated over; from_env and resume send nothing at all.
            assert inspect.iscoroutinefunction(waiting) == (name not in ("events", "from_env", "resume")), name
            assert taken(blocking) == taken(waiting), name


def test_an_error_class_stands_in_the_row_of_its_kind():
    assert {row["python"]: kind for kind, row in TABLE["error_kind"].items()} == {
        name: cls.kind
        for name, cls in CLASSES.items()
        if issubclass(cls, twitter_feedback.FeedbackError) and cls is not twitter_feedback.FeedbackError
    }
