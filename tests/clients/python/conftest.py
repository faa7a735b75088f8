"""A sandbox for each test: none sees the prompts, nonces or quotas of another."""

import json
import os
import subprocess
import threading

import pytest

# Seconds; a guard against a hang, never waited out by a healthy run.
PATIENCE = 30


@pytest.fixture
def sandbox():
    """What the command printed: `url`, `credentials`, `user_id`."""
    binary = os.environ.get("TWITTER_FEEDBACK_BIN")
    if not binary:
        pytest.fail("TWITTER_FEEDBACK_BIN must name the twitter-feedback command")
    process = subprocess.Popen([binary, "sandbox", "--port", "0", "--json"], stdout=subprocess.PIPE, text=True)
    # Killing a silent command ends its output, so that reading the line ends as well.
    watchdog = threading.Timer(PATIENCE, process.kill)
    watchdog.start()
    try:
        line = process.stdout.readline()
        watchdog.cancel()
        if not line:
            pytest.fail(f"the sandbox printed nothing and ended with {process.wait(PATIENCE)}")
        yield json.loads(line)
    finally:
        watchdog.cancel()
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise
        finally:
            process.stdout.close()
