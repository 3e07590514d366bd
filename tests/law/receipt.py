"""Which rows of rules carry the article on the answers to an application (APL 32), and which tests say so.

A part of `coverage`.
"""

from oneseal.papers.services import contents
from tests.law.hearings import LONG
from tests.law.removing import Made, unsealed
from tests.law.rows import Article, guard, move, value, written


def _accepted_today(held):
    return lambda facts, *, now, is_deemed: held(facts, now=now, is_deemed=False)


RECEIPT = Article(
    "APL 32",
    "test_apl_32_receipt",
    "Five answers in five working days, told once, sealed and dated.",
    (
        move(
            "T03", "1_who_needs_no_licence_is_told_so_in_writing", "a_refusal_at_the_door_is_a_paper_with_seal_and_date"
        ),
        guard("intake:_not_accept", "ReasonMissing", "1_whoever_is_not_accepted_is_told_why"),
        guard("intake:_not_accept", "RightAgencyMissing", "2_who_came_to_the_wrong_agency_is_told_the_right_one"),
        guard(
            "intake:_not_accept", "RefusedTooLate", "4_after_five_working_days_nothing_is_refused_at_the_door_any_more"
        ),
        move(
            "T04",
            "4_what_lacks_is_told_on_one_notice_and_mended",
            "4_on_the_fifth_working_day_the_agency_may_still_answer",
        ),
        guard(
            "intake:_request_correction", "DefectsNotListed", "4_a_notice_says_what_is_wrong_with_each_thing_it_lists"
        ),
        guard(
            "defects:require_no_old_defect",
            "DefectSeenBefore",
            "4_a_later_notice_names_nothing_that_could_have_been_named_before",
        ),
        guard(
            "defects:require_no_old_defect",
            "DefectUnexplained",
            "4_a_later_notice_says_of_each_defect_why_it_is_listed_again",
        ),
        value(
            "cases.services.defects:on_paper",
            lambda defect, _earlier: contents.Defect(
                material=defect.name, problem=defect.problem, wanted=defect.wanted
            ),
            "4_a_later_notice_quotes_what_was_told_before_or_what_newly_caused_it",
        ),
        guard(
            "intake:_request_correction",
            "CorrectionTooLate",
            "4_after_five_working_days_nothing_is_asked_for_any_more",
        ),
        move("T05", "4_what_lacks_is_told_on_one_notice_and_mended"),
        guard(
            "submitting:_require_mended",
            "DefectsNotMended",
            "4_what_was_asked_for_is_brought_before_it_counts_as_mended",
        ),
        value(
            "cases.rules.clock:RECEIPT_TERM",
            LONG,
            "4_the_answer_is_due_on_the_fifth_working_day_after_the_receipt",
            "4_silence_for_five_working_days_is_acceptance_from_the_day_of_receipt",
            "4_after_five_working_days_nothing_is_asked_for_any_more",
        ),
        value(
            "cases.rules.clock:is_deemed_accepted",
            lambda *_days, **_more: False,
            "4_silence_for_five_working_days_is_acceptance_from_the_day_of_receipt",
        ),
        move("T08", "4_silence_for_five_working_days_is_acceptance_from_the_day_of_receipt"),
        written(
            "submitting:_start_receipt_clock",
            "change.writes += receipt_timers",
            "4_nobody_has_to_notice_that_the_five_days_are_over",
        ),
        value(
            "cases.services.intake:_as_accepted",
            Made(_accepted_today),
            "4_silence_for_five_working_days_is_acceptance_from_the_day_of_receipt",
        ),
        move("T02a", "4_a_look_beforehand_does_not_stop_the_five_days"),
        move("T02b", "4_a_look_beforehand_does_not_stop_the_five_days"),
        move("T06", "4_what_was_not_mended_at_all_is_returned_in_writing"),
        guard(
            "ending:_return",
            "ReplyPeriodRuns",
            "4_what_is_not_mended_in_the_period_of_its_notice_is_returned_and_not_before",
        ),
        move("T07", "5_what_is_complete_is_accepted", "an_acceptance_is_a_paper_with_seal_and_date"),
        guard("intake:require_complete", "PackageIncomplete", "5_what_is_not_complete_is_not_accepted_as_if_it_were"),
        written("intake:accept", "change.papers.append", "an_acceptance_is_a_paper_with_seal_and_date"),
        value(*unsealed("acceptance_notice"), "an_acceptance_is_a_paper_with_seal_and_date"),
        written(
            "intake:_not_accept",
            "change.papers.append",
            "1_who_needs_no_licence_is_told_so_in_writing",
            "a_refusal_at_the_door_is_a_paper_with_seal_and_date",
        ),
        value(*unsealed("non_acceptance_notice"), "a_refusal_at_the_door_is_a_paper_with_seal_and_date"),
    ),
)
