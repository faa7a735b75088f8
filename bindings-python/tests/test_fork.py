"""A tokio runtime does not survive a fork; a client does. Each case is a program whose children must end with
exit code 0 and say nothing on stderr."""

import os

import pytest
from process_support import case

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this platform has no fork")


def test_a_client_of_the_parent_works_in_the_child_and_afterwards_in_the_parent():
    case("forks", "a_client")


def test_a_client_that_never_called_works_in_the_child():
    case("forks", "a_client_that_never_called")


def test_a_child_can_make_a_client_of_its_own():
    case("forks", "a_client_of_its_own")


def test_a_create_in_the_child_asks_once():
    case("forks", "a_create")


def test_a_child_that_uses_nothing_ends_and_leaves_the_parent_alone():
    case("forks", "nothing")


def test_a_client_works_in_grandchildren():
    case("forks", "grandchildren")


def test_no_signature_of_the_parent_comes_again_in_its_children():
    case("forks", "signatures")


def test_a_client_works_in_the_child_while_threads_of_the_parent_wait_for_answers():
    case("forks", "requests_in_flight")


def test_a_fork_at_any_moment_of_other_threads_requests_leaves_the_client_usable():
    case("forks", "busy_threads")


def test_parent_and_child_send_at_the_same_time_and_each_gets_its_own_answers():
    case("forks", "interleaved")


def test_a_listing_begun_in_the_parent_goes_on_in_the_child():
    case("fork_listings", "a_listing")


def test_a_listing_that_the_parent_is_reading_is_refused_in_the_child_and_a_new_one_works():
    case("fork_listings", "a_listing_in_use")


def test_an_async_client_works_in_the_child_on_a_loop_of_its_own():
    case("forks", "an_async_client")


def test_the_doctor_sees_in_the_child_what_the_parent_sees():
    case("forks", "a_doctor")


def test_a_sign_in_begun_in_the_parent_is_completed_in_the_child():
    case("forks", "a_sign_in")


def test_an_async_sign_in_begun_in_the_parent_is_completed_in_the_child():
    case("forks", "an_async_sign_in")


def test_a_verifier_works_in_the_child():
    case("forks", "a_verifier")


def test_no_password_is_made_up_in_the_child_and_in_the_parent():
    case("forks", "passwords")


def test_the_sandbox_of_the_parent_cannot_be_driven_or_stopped_by_the_child():
    case("forks", "the_sandbox")


def test_a_child_can_start_a_sandbox_of_its_own():
    case("forks", "a_sandbox_of_its_own")


@pytest.mark.parametrize("made", ["every_call", "an_async_program"])
def test_a_program_of_the_parent_is_refused_in_the_child_and_the_parent_goes_on(made):
    case("program_forks", made)


def test_no_ledger_is_opened_in_a_child_whose_parent_had_one_open():
    case("program_forks", "a_ledger_of_its_own")


def test_children_of_a_parent_without_a_ledger_open_one_and_ask_one_person_once():
    case("program_forks", "children_that_open_it_first")


def test_a_child_that_drops_a_program_leaves_the_parents_ledger_alone():
    case("program_forks", "dropped_in_the_child")


def test_a_pull_of_the_parent_keeps_no_child_waiting():
    case("program_forks", "while_a_pull_is_under_way", guard=20.0)


def test_a_child_that_is_forked_while_progress_is_told_is_refused_the_rest():
    case("program_forks", "in_a_progress_callback", guard=20.0)


def test_a_fork_at_any_moment_of_other_threads_sends_leaves_the_program_usable():
    case("program_forks", "while_threads_ask")


def test_forked_workers_of_multiprocessing_share_a_client():
    case("workers", "inherited")


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_workers_that_start_anew_make_a_client_from_url_and_keys(method):
    case("workers", "anew", method)
