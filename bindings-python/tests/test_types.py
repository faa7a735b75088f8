"""What a type checker makes of the package, as it is installed. `typing/` is somebody's program."""

import sys
from pathlib import Path

from process_support import TESTS, python

import twitter_feedback

PROGRAM = TESTS / "typing"

# A checker starts slowly, the more so where it has to fetch itself first.
PATIENCE = 300


def check(*command, cwd):
    """Runs a checker, whose complaints are on stdout."""
    with python(*command, cwd=cwd, guard=PATIENCE) as running:
        code, output, errors = running.outcome()
    assert code == 0, output + errors
    return output


def test_a_program_passes_mypy_strict_and_every_mistake_is_found(tmp_path):
    output = check("-m", "mypy", "--cache-dir", str(tmp_path), cwd=PROGRAM)
    assert output.startswith("Success: no issues found")


def test_a_program_passes_pyright_strict_and_every_mistake_is_found():
    output = check("-m", "pyright", "--pythonpath", sys.executable, cwd=PROGRAM)
    assert "0 errors, 0 warnings" in output


def test_the_package_itself_passes_mypy_strict(tmp_path):
    assert (Path(twitter_feedback.__file__).parent / "py.typed").is_file()
    check("-m", "mypy", "--strict", "--cache-dir", str(tmp_path), "-p", "twitter_feedback", cwd=tmp_path)


def test_the_stubs_say_what_the_built_module_has(tmp_path):
    allowed = str(PROGRAM / "stubtest_allowlist.txt")
    # Which of them are found depends on the versions of Python and mypy.
    check("-m", "mypy.stubtest", "twitter_feedback", "--allowlist", allowed, "--ignore-unused-allowlist", cwd=tmp_path)
