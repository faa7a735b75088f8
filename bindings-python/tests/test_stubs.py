"""The shipped stubs are what `stubs/update` makes."""

import subprocess
import sys
from pathlib import Path

BINDINGS = Path(__file__).parent.parent


def test_the_shipped_stubs_are_the_types_with_the_docstrings_of_the_built_module(tmp_path):
    command = [sys.executable, "-m", "docify", "--quiet", "--workers", "1", "--output", str(tmp_path)]
    subprocess.run([*command, "."], cwd=BINDINGS / "stubs", check=True)
    fresh = (tmp_path / "twitter_feedback" / "_native.pyi").read_text()
    shipped = BINDINGS / "python" / "twitter_feedback" / "_native.pyi"
    assert shipped.read_text() == fresh, "run stubs/update"
