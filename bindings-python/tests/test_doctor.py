"""The doctor tells what is wrong, and never fails itself."""

import pickle

import pytest
from process_support import seen

from twitter_feedback import Check, ConfigurationError, Credentials

NAMES = ["host", "clock", "credentials", "permission", "limits", "allow_listing"]
KEYS = ("consumer_key", "consumer_secret", "access_token", "access_token_secret")


def states(checks):
    assert [check.name for check in checks] == NAMES
    return [check.state for check in checks]


def test_where_all_is_well_it_says_so_and_asks_nobody(driver, sandbox):
    checks = driver.doctor()
    assert states(checks) == ["ok"] * 6
    assert sandbox.credentials.screen_name in checks[2].finding
    assert seen(sandbox, "/create") == []


def test_a_check_is_a_record_with_a_finding_and_a_next_step(driver):
    checks = driver.doctor()
    assert all(type(check) is Check and check.finding and check.next_step for check in checks)
    assert pickle.loads(pickle.dumps(checks)) == checks


def test_a_host_that_does_not_answer_is_a_finding_and_no_error(driver, sandbox):
    sandbox.stop()
    checks = driver.doctor()
    assert states(checks) == ["failed", *["unknown"] * 5]
    assert sandbox.url in checks[0].finding


def test_wrong_keys_are_a_finding_and_what_depends_on_them_is_unknown(connect, sandbox):
    checks = connect(Credentials("a", "b", "c", "d"), api_base=sandbox.url, max_tries=1).doctor()
    assert states(checks) == ["ok", "ok", "failed", *["unknown"] * 3]


def test_a_limit_that_is_used_up_is_a_warning_or_not_known(driver, sandbox):
    sandbox.fault("events", "rate_limit")
    found = states(driver.doctor())
    assert found[:4] == ["ok"] * 4
    assert found[5] == "unknown"


def test_no_finding_repeats_a_key(driver, sandbox):
    keys = [getattr(sandbox.credentials, name) for name in KEYS]
    sandbox.fault("events", "respond", status=403, body={"errors": [{"code": 200, "message": " ".join(keys)}]})
    checks = driver.doctor()
    assert checks[5].state == "failed" and "[redacted]" in checks[5].finding
    assert not any(key in f"{checks}" for key in keys)


def test_a_closed_client_has_no_doctor(driver):
    driver.close()
    with pytest.raises(ConfigurationError, match="closed"):
        driver.doctor()
