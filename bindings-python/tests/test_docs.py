"""Everything public explains itself, and what the README shows runs."""

import ast
import inspect
import pydoc
import re

import pytest
from process_support import PACKAGE, environment, python

import twitter_feedback
from twitter_feedback import Sandbox

NAMES = [name for name in twitter_feedback.__all__ if name != "__version__"]
CLASSES = {name: getattr(twitter_feedback, name) for name in NAMES}
EXAMPLES = sorted((PACKAGE / "examples").glob("*.py"))

# What the bases have, which are Python's own.
INHERITED = {name for base in (object, OSError, ValueError, tuple) for name in dir(base)}


MEMBERS = [
    pytest.param(cls, member, id=f"{name}.{member}")
    for name, cls in CLASSES.items()
    for member in dir(cls)
    if not member.startswith("_") and member not in INHERITED
]


def without_first_line(source):
    """An example as the README shows it: without its docstring and the empty line below."""
    docstring, empty, *lines = source.splitlines()
    assert ast.get_docstring(ast.parse(docstring)), "an example begins with a docstring of one line"
    assert empty == ""
    return "\n".join(lines)


def snippets():
    readme = (PACKAGE / "README.md").read_text(encoding="utf-8")
    return [block.rstrip("\n") for block in re.findall(r"^```python\n(.*?)^```$", readme, re.DOTALL | re.MULTILINE)]


def test_the_module_begins_with_what_it_is_for():
    assert "CSAT and NPS" in twitter_feedback.__doc__.splitlines()[0]
    assert all(inspect.isclass(cls) for cls in CLASSES.values())


@pytest.mark.parametrize("name", NAMES)
def test_every_public_class_has_a_docstring_of_its_own(name):
    assert (CLASSES[name].__dict__.get("__doc__") or "").strip()


@pytest.mark.parametrize(("cls", "member"), MEMBERS)
def test_every_public_member_has_a_docstring(cls, member):
    # One that is merely an attribute with a default has its text in the source, for editors.
    documented = inspect.getattr_static(cls, member)
    if not isinstance(documented, (str, int)):
        assert (inspect.getdoc(documented) or "").strip()


@pytest.mark.parametrize("name", ["twitter_feedback", *(f"twitter_feedback.{name}" for name in NAMES)])
def test_help_renders(name):
    text = pydoc.render_doc(name, renderer=pydoc.plaintext)
    assert name.rpartition(".")[2] in text.splitlines()[0]
    assert (pydoc.locate(name).__doc__ or "").splitlines()[0] in text


@pytest.mark.parametrize("name", NAMES)
def test_a_class_is_known_by_the_place_it_is_imported_from(name):
    assert (CLASSES[name].__module__, CLASSES[name].__qualname__) == ("twitter_feedback", name)


def test_every_snippet_of_the_readme_is_an_example():
    examples = {without_first_line(file.read_text(encoding="utf-8")).rstrip("\n"): file.name for file in EXAMPLES}
    assert snippets()
    assert [snippet for snippet in snippets() if snippet not in examples] == []


def test_there_are_examples():
    assert EXAMPLES


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.name)
def test_every_example_runs(file, tmp_path):
    for needed in re.findall(r"Needs (\w+)\.", ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""):
        pytest.importorskip(needed)
    with Sandbox.start() as sandbox, python(str(file), cwd=tmp_path, env=environment(sandbox)) as running:
        code, output, errors = running.outcome()
    assert code == 0, output + errors
    assert "Traceback" not in errors
