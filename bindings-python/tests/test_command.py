"""The command that the wheel carries: `twitter-feedback` and `python -m twitter_feedback`."""

import json
import signal
import sys
import sysconfig
from pathlib import Path

import pytest
from process_support import Running, environment, prompt, python, seen, until

import twitter_feedback
from twitter_feedback import Client, Credentials, Sandbox

SCRIPT = str(Path(sysconfig.get_path("scripts")) / "twitter-feedback")
COMMANDS = pytest.mark.parametrize(
    "command", [[SCRIPT], [sys.executable, "-m", "twitter_feedback"]], ids=["script", "module"]
)

SEND = [
    *("send", "--to", "343434343434", "--type", "nps", "--message", "Thank you for talking to Furni today!"),
    *("--privacy-url", "https://furni.example/privacy", "--json"),
]


@COMMANDS
def test_the_command_tells_the_version_of_the_package(command):
    with Running([*command, "--version"]) as running:
        assert running.ends_well() == f"twitter-feedback {twitter_feedback.__version__}\n"


@COMMANDS
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM], ids=lambda stop: stop.name)
def test_a_sandbox_serves_until_it_is_told_to_stop(command, stop):
    with Running([*command, "sandbox", "--json"]) as running:
        sandbox = json.loads(running.line())
        with Client(Credentials(**sandbox["credentials"]), api_base=sandbox["url"], clock="service") as client:
            assert client.verify_credentials().user_id == sandbox["user_id"]
            assert client.create(prompt()).to_user_id == prompt().to_user_id
        running.process.send_signal(stop)
        running.ends_well()


@COMMANDS
def test_send_asks_and_prints_one_document(command, tmp_path):
    with Sandbox.start() as sandbox, sandbox.client() as client:
        env = environment(sandbox, TWITTER_FEEDBACK_LEDGER=str(tmp_path / "ledger.db"))
        with Running([*command, *SEND], env=env) as running:
            code, output, _ = running.outcome()
        document = json.loads(output)
        assert (code, document["status"]) == (0, "sent")
        assert client.show(document["feedback"]["id"]).to_user_id == "343434343434"
        assert len(seen(sandbox, "/create")) == 1


@COMMANDS
def test_a_wrong_use_is_exit_code_2_and_prints_no_data(command):
    with Running([*command, "send", "--type", "smiley"]) as running:
        code, output, errors = running.outcome()
    assert (code, output) == (2, "")
    assert "smiley" in errors


@COMMANDS
def test_credentials_that_are_not_accepted_are_exit_code_3(command, tmp_path):
    ledger = str(tmp_path / "ledger.db")
    with Sandbox.start() as sandbox:
        env = environment(sandbox, TWITTER_FEEDBACK_ACCESS_TOKEN_SECRET="wrong", TWITTER_FEEDBACK_LEDGER=ledger)
        with Running([*command, *SEND], env=env) as running:
            code, output, errors = running.outcome()
    assert (code, output) == (3, "")
    assert errors.startswith("error: ") or "\nerror: " in errors


@COMMANDS
def test_the_demo_is_killed_on_the_way_and_loses_nothing(command, tmp_path):
    with Running([*command, "demo", "--out", "made"], cwd=tmp_path) as running:
        output = running.ends_well()
    assert "was killed (kill -9)" in output, "it can start itself once more"
    assert (tmp_path / "made" / "feedback.csv").exists()


@COMMANDS
def test_ctrl_c_ends_a_command_that_waits_as_it_ends_any_program(command):
    with Sandbox.start() as sandbox:
        sandbox.fault("show", "hang")
        with Running([*command, "show", "1"], env=environment(sandbox)) as running:
            until(lambda: seen(sandbox, "/show/"))
            running.process.send_signal(signal.SIGINT)
            code, output, errors = running.outcome()
    assert (code, output, errors) == (-signal.SIGINT, "", "")


def test_the_module_is_found_without_the_script_on_the_path():
    with python("-I", "-m", "twitter_feedback", "--version") as running:
        assert twitter_feedback.__version__ in running.ends_well()
