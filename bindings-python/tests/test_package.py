"""The wheel as an artefact, and what it installs. The wheel's path comes in TWITTER_FEEDBACK_WHEEL."""

import email
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from process_support import PACKAGE, python

import twitter_feedback

# What a release may weigh; a debug build carries its symbols and is not judged.
MOST_BYTES = 10 * 1024 * 1024


@pytest.fixture(scope="module")
def wheel_path():
    path = os.environ.get("TWITTER_FEEDBACK_WHEEL")
    if not path:
        pytest.fail("TWITTER_FEEDBACK_WHEEL must name the wheel")
    return Path(path)


@pytest.fixture(scope="module")
def wheel(wheel_path):
    with zipfile.ZipFile(wheel_path) as archive:
        yield archive


@pytest.fixture(scope="module")
def info():
    return f"twitter_feedback-{twitter_feedback.__version__}.dist-info"


@pytest.fixture(scope="module")
def metadata(wheel, info):
    return email.message_from_bytes(wheel.read(f"{info}/METADATA"))


@pytest.fixture(scope="module")
def module(wheel, tmp_path_factory):
    """The native module, unpacked."""
    (name,) = [name for name in wheel.namelist() if name.startswith("twitter_feedback/_native.") and ".pyi" not in name]
    return Path(wheel.extract(name, tmp_path_factory.mktemp("wheel")))


def readelf(option, module):
    if shutil.which("readelf") is None or module.read_bytes()[:4] != b"\x7fELF":
        pytest.skip("no readelf, or no ELF file")
    return subprocess.run(["readelf", option, str(module)], check=True, capture_output=True, text=True).stdout


def test_the_wheel_says_what_it_is(metadata):
    assert metadata["Name"] == "twitter-feedback"
    assert metadata["Version"] == twitter_feedback.__version__
    assert metadata["Summary"]
    assert metadata["License-Expression"] == "MIT OR Apache-2.0"


def test_it_needs_python_3_10_and_nothing_else(metadata):
    assert metadata["Requires-Python"] == ">=3.10"
    assert metadata.get_all("Requires-Dist") is None


def test_one_wheel_serves_every_python_from_3_10(wheel, wheel_path, info, module):
    tags = email.message_from_bytes(wheel.read(f"{info}/WHEEL")).get_all("Tag")
    assert tags
    assert all(tag.startswith("cp310-abi3-") for tag in tags)
    assert wheel_path.name.startswith(f"twitter_feedback-{twitter_feedback.__version__}-cp310-abi3-")
    assert module.name in ("_native.abi3.so", "_native.pyd")


def test_its_description_is_the_readme(metadata):
    assert metadata["Description-Content-Type"].startswith("text/markdown")
    description = metadata.get_payload(decode=True).decode()
    assert description.rstrip("\n") == (PACKAGE / "README.md").read_text(encoding="utf-8").rstrip("\n")


def test_both_licences_are_inside(wheel, metadata):
    files = metadata.get_all("License-File")
    assert sorted(Path(file).name for file in files) == ["LICENSE-APACHE", "LICENSE-MIT"]
    for file in files:
        (packed,) = [name for name in wheel.namelist() if name.endswith(f".dist-info/licenses/{file}")]
        assert wheel.read(packed) == (PACKAGE.parent / Path(file).name).read_bytes()


def test_the_console_script_is_the_module(wheel, info):
    entry_points = wheel.read(f"{info}/entry_points.txt").decode()
    assert "[console_scripts]" in entry_points
    assert "twitter-feedback=twitter_feedback.__main__:main" in entry_points.replace(" ", "")


def test_the_package_is_inside_with_its_types_and_nothing_beside_it(wheel, info, module):
    source = PACKAGE / "python" / "twitter_feedback"
    files = {f"twitter_feedback/{file.name}" for file in source.iterdir() if file.suffix in (".py", ".pyi", ".typed")}
    assert "twitter_feedback/py.typed" in files
    packed = {name for name in wheel.namelist() if not name.startswith(f"{info}/")}
    assert packed == files | {f"twitter_feedback/{module.name}"}


def test_a_release_is_small(wheel_path, module):
    size = f"{wheel_path.stat().st_size / 1024 / 1024:.1f} MiB"
    print(f"\n{wheel_path.name}: {size}")
    if ".debug_info" in readelf("-S", module):
        pytest.skip(f"a debug build, {size}")
    assert wheel_path.stat().st_size < MOST_BYTES


def test_it_is_linked_to_no_openssl_and_to_no_particular_python(module):
    needed = [line for line in readelf("-d", module).splitlines() if "(NEEDED)" in line]
    assert any("libc" in line for line in needed)
    assert not [line for line in needed if any(name in line for name in ("libssl", "libcrypto", "libpython"))]


def test_importing_costs_neither_asyncio_nor_logging_nor_json():
    # Without site, whose .pth files may import anything.
    program = """
import sys
sys.path.insert(0, sys.argv[1])
import twitter_feedback
print([name for name in sys.argv[2:] if name in sys.modules])
"""
    installed = str(Path(twitter_feedback.__file__).parent.parent)
    unwanted = ["asyncio", "logging", "json", "pandas", "numpy", "html", "http", "ssl", "inspect", "unittest"]
    with python("-I", "-S", "-c", program, installed, *unwanted) as running:
        assert running.ends_well() == "[]\n"
