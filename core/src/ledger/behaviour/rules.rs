/// Makes one test of every rule for the ledgers that `$fresh` makes, `$cases` generated ones for each rule that holds
/// for whatever may happen.
macro_rules! behaviour {
    ($fresh:ident, $cases:literal) => {
        behaviour! { @each $fresh, claims:
            a_slot_is_granted_to_one_of_many_who_claim_it_at_once
            what_one_handle_was_answered_every_other_sees
            a_slot_is_a_sender_and_a_person
            an_attempt_shows_everything_that_its_claim_told
            a_reserved_slot_is_in_progress_until_its_lease_is_over
            a_request_holds_its_slot_until_half_a_minute_after_its_deadline
            a_prompt_that_was_sent_cools_its_person
            a_longer_interval_than_the_one_stored_is_honoured
            a_shorter_interval_leaves_what_is_stored
            a_skip_is_recorded_with_its_reason
            every_reason_of_a_policy_is_recorded_and_takes_no_slot
            a_clock_behind_the_high_water_mark_is_refused
            the_high_water_mark_rises_with_claims_granted_and_skipped
            a_claim_takes_back_what_is_overdue_even_where_it_is_refused
            a_command_that_nobody_waits_for_is_done_all_the_same
        }
        behaviour! { @each $fresh, daily:
            the_daily_maximum_counts_what_may_have_been_sent
            the_daily_maximum_counts_nothing_that_asked_nobody
            the_daily_maximum_ends_when_the_oldest_that_fills_it_is_a_day_old
            a_full_day_leaves_the_slot_free_and_is_recorded
            a_taken_slot_is_told_before_a_full_day
        }
        behaviour! { @each $fresh, intents:
            an_intent_makes_a_reserved_attempt_one_that_may_have_asked
            an_intent_needs_a_reserved_attempt
            an_attempt_recovered_before_its_intent_sends_nothing
            an_intent_after_its_lease_counts_where_nobody_took_the_slot_back
            an_intent_is_refused_once_another_tools_prompt_was_seen
            an_intent_is_refused_once_the_clock_was_turned_back
            an_intent_at_a_time_that_an_earlier_prompt_cools_is_refused
        }
        behaviour! { @each $fresh, settlements:
            an_answer_settles_what_may_have_asked
            only_a_request_on_its_way_becomes_unknown
            a_refusal_is_proof_for_what_may_have_asked
            a_silent_witness_gives_back_what_is_not_settled
            a_prompt_is_dated_by_the_service_within_its_request
            the_first_answer_is_the_one_that_stays
            an_outcome_that_is_unknown_counts_as_sent
            what_was_unknown_keeps_its_error_when_it_turns_out_to_be_sent
            a_refusal_frees_the_slot_at_once
            a_refusal_that_names_the_recipients_limit_cools_the_slot
            what_is_given_back_leaves_the_cooldown_that_was_there
            giving_back_in_silence_takes_the_error_away
            settling_an_attempt_that_does_not_exist_fails
        }
        behaviour! { @each $fresh, recovery:
            a_request_that_nobody_settled_becomes_unknown
            a_reservation_past_its_lease_is_released
            recovering_again_finds_nothing
            recovering_with_a_clock_turned_back_takes_nothing
            a_clock_turned_forward_can_release_but_never_free_what_may_have_asked
            a_claim_takes_back_its_own_pair_alone
            asking_how_a_slot_stands_changes_nothing
            a_late_outcome_still_settles_what_was_taken_back
        }
        behaviour! { @each $fresh, matching:
            an_event_settles_an_attempt_on_its_way
            an_event_settles_an_unknown_attempt
            an_event_settles_an_absent_attempt
            what_an_event_settled_stays_settled
            a_prompt_is_known_by_its_time
            a_prompt_is_known_by_its_question
            a_prompt_is_known_by_its_reference_where_it_is_echoed
            a_prompt_is_known_by_its_event_where_it_has_no_date
            only_what_may_have_asked_explains_a_prompt
            one_attempt_explains_one_prompt
            a_foreign_prompt_starts_the_cooldown
            a_foreign_prompt_counts_once_however_often_it_is_told
            a_foreign_prompt_without_a_date_counts_from_its_event_or_from_when_it_was_seen
            a_foreign_prompt_of_long_ago_is_remembered_for_longer_intervals
            a_foreign_prompt_cools_again_for_a_clock_a_little_behind
            an_outcome_absorbs_the_foreign_attempt_made_in_between
            the_id_of_an_absorbed_attempt_is_not_given_again
            a_feedback_waits_for_the_event_that_names_its_pair
            the_answer_to_create_is_kept_and_tied_to_its_attempt
        }
        behaviour! { @each $fresh, scans:
            unknown_attempts_are_listed_until_they_are_settled
            the_first_complete_scan_is_remembered
            absent_never_frees_the_slot
            a_scan_changes_nothing_once_the_attempt_is_settled
            a_scan_for_an_attempt_that_does_not_exist_fails
        }
        behaviour! { @each $fresh, windows:
            windows_are_begun_in_the_order_of_their_periods
            a_cursor_is_kept_with_its_window
            a_window_is_complete_after_its_last_page_and_not_before
            a_complete_window_stays_complete
            a_page_of_a_window_that_is_complete_or_unknown_is_stored_all_the_same
            a_window_whose_cursor_is_refused_begins_anew_and_keeps_what_was_stored
            coverage_is_the_union_of_complete_windows
        }
        behaviour! { @each $fresh, accounts:
            an_account_is_known_since_its_first_token
            an_account_has_asked_once_a_prompt_of_its_own_may_have_arrived
            a_pause_holds_all_sending_up_and_records_nothing
            a_pause_of_a_token_leaves_the_accounts_other_tokens
            a_pause_of_an_account_holds_for_every_token_of_it
            the_longest_pause_holds
            a_pause_is_told_after_a_clock_behind_and_before_a_taken_slot
            a_pause_of_a_token_that_nobody_introduced_changes_nothing
            one_process_back_fills_until_its_lease_is_over
            back_filling_that_was_given_up_is_free_at_once
            back_filling_is_done_once
        }
        behaviour! { @each $fresh, history:
            attempts_are_listed_newest_first_page_by_page
            attempts_are_filtered_by_everything_that_is_set
            a_reference_that_nobody_used_has_no_status
            a_status_is_of_the_newest_attempt_that_may_have_asked
            a_status_tells_whether_not_what_was_answered
            a_skip_shows_its_reason_in_the_status
        }
        behaviour! { @each $fresh, storing:
            an_event_is_kept_as_it_came_and_once
            what_a_batch_brought_is_counted
            what_cannot_be_read_is_kept_once_and_lets_the_rest_through
            what_was_seen_is_read_back_as_it_was_folded
            an_empty_batch_changes_nothing
        }
        behaviour! { @each $fresh, bounds:
            a_hundred_thousand_updates_leave_a_state_of_the_same_size
        }
        behaviour! { @generated $fresh, $cases, folding:
            what_is_folded_does_not_depend_on_order_repetition_or_grouping
        }
        behaviour! { @generated $fresh, $cases, interleaving:
            whatever_happens_the_ledger_answers_as_the_plain_one_does
        }
    };
    (@each $fresh:ident, $file:ident: $($rule:ident)*) => {
        $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $rule() {
                $crate::ledger::behaviour::$file::$rule($fresh()).await;
            }
        )*
    };
    (@generated $fresh:ident, $cases:literal, $file:ident: $($rule:ident)*) => {
        $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $rule() {
                // What makes up the cases is not async; it waits for each of them.
                tokio::task::block_in_place(|| $crate::ledger::behaviour::$file::$rule($fresh, $cases));
            }
        )*
    };
}

pub(super) use behaviour;
