"""Who is let in at a webhook, and what a delivery becomes."""

import copy
import pickle
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from process_support import GUARD
from samples import COMMENT, EVENT

from twitter_feedback import (
    DecodeError,
    FeedbackEvent,
    SampleDelivery,
    WebhookCredentials,
    WebhookError,
    WebhookVerifier,
)

BODY = EVENT.encode()
USERNAME, PASSWORD = "hush-user", "hush-pass word"


@pytest.fixture
def credentials():
    return WebhookCredentials(USERNAME, PASSWORD)


@pytest.fixture
def verifier(credentials):
    return WebhookVerifier(credentials)


def test_credentials_can_be_read_for_registering_them(credentials):
    assert (credentials.username, credentials.password) == (USERNAME, PASSWORD)


def test_the_header_is_that_of_rfc_7617():
    assert WebhookCredentials("Aladdin", "open sesame").authorization == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="


def test_generated_credentials_are_strong_and_never_repeat():
    made = [WebhookCredentials.generate() for _ in range(100)]
    assert len({one.password for one in made}) == len({one.username for one in made}) == 100
    for one in made:
        assert len(one.password) == 32
        for is_one in (str.isupper, str.islower, str.isdigit, lambda letter: not letter.isalnum()):
            assert any(map(is_one, one.password))
        WebhookVerifier(one).authenticate(one.authorization)


def test_credentials_are_never_shown(credentials, verifier):
    sample = SampleDelivery(credentials=credentials)
    for shown in (credentials, verifier, sample, [credentials], vars(WebhookCredentials)):
        assert "hush" not in f"{shown!r} {shown}"
        assert credentials.authorization not in f"{shown!r} {shown}"


@pytest.mark.parametrize("secret", ["credentials", "verifier"])
def test_what_holds_a_password_is_neither_pickled_nor_copied_nor_changed(secret, request):
    holder = request.getfixturevalue(secret)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        with pytest.raises(TypeError, match="not pickled"):
            pickle.dumps(holder, protocol)
    with pytest.raises(TypeError):
        copy.deepcopy(holder)
    for name in ("password", "something_new"):
        with pytest.raises(AttributeError):
            setattr(holder, name, "x")


def test_a_verifier_says_what_it_goes_by(credentials):
    shown = repr(WebhookVerifier([credentials], networks=["199.59.148.0/22"], trusted_proxies=["10.0.0.0/8"]))
    assert shown == 'WebhookVerifier(credentials=1, networks=["199.59.148.0/22"], trusted_proxies=["10.0.0.0/8"])'


@pytest.mark.parametrize("several", [list, tuple, iter, set], ids=lambda several: several.__name__)
def test_two_pairs_are_let_in_while_they_are_being_changed(several, credentials):
    new = WebhookCredentials.generate()
    verifier = WebhookVerifier(several([credentials, new]))
    for one in (credentials, new):
        verifier.authenticate(one.authorization)
    with pytest.raises(WebhookError, match="password is wrong"):
        verifier.authenticate(WebhookCredentials.generate().authorization)


def test_addresses_alone_may_be_asked_for():
    verifier = WebhookVerifier(networks=WebhookVerifier.PUBLISHED_NETWORKS)
    assert verifier.verify(BODY, remote_addr="199.59.148.7:443").feedback.score == 7
    with pytest.raises(WebhookError, match="203.0.113.7"):
        verifier.verify(BODY, remote_addr="203.0.113.7")


def test_the_published_networks_are_off_unless_they_are_given(credentials, verifier):
    assert verifier.verify(BODY, credentials.authorization, "203.0.113.7").feedback.score == 7


def test_a_proxy_is_believed_when_it_is_trusted():
    networks = WebhookVerifier.PUBLISHED_NETWORKS
    sender = {"remote_addr": "10.0.0.1", "forwarded_for": "6.6.6.6, 199.59.148.7"}
    WebhookVerifier(networks=networks, trusted_proxies=["10.0.0.0/8"]).authenticate(**sender)
    with pytest.raises(WebhookError):
        WebhookVerifier(networks=networks).authenticate(**sender)


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview], ids=lambda kind: kind.__name__)
def test_a_body_is_whatever_holds_bytes(kind, credentials, verifier):
    event = verifier.verify(kind(BODY), credentials.authorization)
    assert event == FeedbackEvent.from_webhook(kind(BODY)) == FeedbackEvent.from_json(EVENT)
    assert event.raw == EVENT
    assert event.feedback.comment == COMMENT


def test_a_part_of_a_larger_buffer_is_a_body(credentials, verifier):
    spread = memoryview(b"".join(bytes([byte, 0]) for byte in BODY))[::2]
    assert verifier.verify(spread, credentials.authorization).raw == EVENT


def test_an_event_of_a_webhook_survives_pickling(credentials, verifier):
    event = verifier.verify(BODY, credentials.authorization)
    assert pickle.loads(pickle.dumps(event)) == event


def test_who_is_not_let_in_is_told_401_and_nothing_else(verifier):
    with pytest.raises(WebhookError) as raised:
        verifier.verify(b"{", "Basic aHVzaDpodXNo")
    assert (raised.value.status, raised.value.body, raised.value.__cause__) == (401, None, None)


def test_bytes_of_a_sender_that_are_no_text_are_no_defect_of_the_handler(credentials, verifier):
    # Servers hand them over as surrogates, or as letters beyond ASCII.
    for sent in ("Basic \udcff", "Basic \ud83d", "Basic ÿ", "\x00"):
        with pytest.raises(WebhookError, match="wrong"):
            verifier.authenticate(sent)
    with_networks = WebhookVerifier(networks=["10.0.0.0/8"], trusted_proxies=["10.0.0.0/8"])
    for where in ({"remote_addr": "\udcff"}, {"remote_addr": "10.0.0.1", "forwarded_for": "\udcff"}):
        with pytest.raises(WebhookError) as raised:
            with_networks.authenticate(**where)
        assert raised.value.status == 401


def test_what_is_no_event_is_told_400_with_the_reason_as_its_cause(credentials, verifier):
    with pytest.raises(WebhookError) as raised:
        verifier.verify(b'{"event_type": "feedback.updated", "feedback": {}}', credentials.authorization)
    error = pickle.loads(pickle.dumps(raised.value))
    assert (error.kind, error.status, error.retryable) == ("webhook", 400, False)
    assert error.json_path == error.__cause__.json_path == "feedback"
    assert isinstance(error.__cause__, DecodeError)
    assert error.body.startswith('{"event_type"')


def test_too_large_a_body_is_told_413(credentials, verifier):
    with pytest.raises(WebhookError) as raised:
        verifier.verify(bytes(256 * 1024 + 1), credentials.authorization)
    assert (raised.value.status, raised.value.body) == (413, None)


def test_threads_share_a_verifier(credentials, verifier):
    together = threading.Barrier(8, timeout=GUARD)

    def work(number):
        together.wait()
        for _ in range(50):
            sample = SampleDelivery(feedback_id=str(number + 1), credentials=credentials)
            assert verifier.verify(sample.body, sample.authorization).feedback.id == str(number + 1)
            with pytest.raises(WebhookError):
                verifier.verify(sample.body, "Basic AAAA")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
