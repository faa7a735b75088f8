"""What the tests with asyncio share."""

import gc
import logging

import pytest

# What is never awaited, destroyed while pending or raised where nobody looks comes as a warning.
QUIET = [pytest.mark.filterwarnings("error"), pytest.mark.usefixtures("no_noise")]


@pytest.fixture
def no_noise(capfd, caplog):
    """Nothing on stderr, and no warning in any log."""
    yield
    gc.collect()
    assert capfd.readouterr().err == ""
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == []
