"""Which rows of rules carry the articles on hearings (APL 46-48), and which tests say so; a part of `coverage`."""

from dataclasses import replace

from oneseal.cases.rules.states import Action
from oneseal.kernel.clock import Term, Unit
from tests.law.removing import Made
from tests.law.rows import Article, guard, move, value, written

LONG = Term(60, Unit.WORKING_DAY)


def as_the_reviewer(action):
    return Made(lambda held: {**held, action: "cases.review"})


HEARINGS = Article(
    "APL 46-48",
    "test_apl_46_48_hearing",
    "Hearings: told, asked for, arranged, chaired, held, followed.",
    (
        move(
            "T13h",
            "46_a_hearing_that_a_law_wants_is_announced_and_needs_no_request",
            "48_a_hearing_is_public_and_announced",
        ),
        guard("cases.rules.hearing:require_endable", "HearingOwed", "46_a_hearing_that_a_law_wants_is_held"),
        move("T13a", "47_the_right_is_told_to_the_applicant_and_to_whom_it_concerns"),
        written(
            "hearing_telling:_tell",
            "change.papers.append",
            "47_the_right_is_told_to_the_applicant_and_to_whom_it_concerns",
        ),
        move("T13b", "47_the_applicant_asks_for_a_hearing"),
        move("T13c", "47_an_interested_person_asks_at_the_desk"),
        guard(
            "cases.rules.hearing:request_is_doubtful",
            "HearingRequestLate",
            "47_five_days_to_ask_and_not_more_by_any_reading",
        ),
        guard(
            "cases.rules.hearing:require_hearing_day",
            "HearingTooLate",
            "47_what_was_asked_for_is_held_within_twenty_days",
        ),
        value("cases.rules.hearing:REQUEST_DAYS", 30, "47_five_days_to_ask_and_not_more_by_any_reading"),
        value("cases.rules.hearing:HOLD_DAYS", LONG, "47_what_was_asked_for_is_held_within_twenty_days"),
        guard(
            "settling:_require_no_hearing_owed",
            "HearingPeriodRuns",
            "47_nothing_is_decided_while_somebody_may_still_ask",
        ),
        guard("settling:_require_no_hearing_owed", "HearingOwed", "47_nothing_is_decided_while_a_hearing_is_owed"),
        move("T13w", "47_when_everybody_who_was_told_wants_none_nothing_is_waited_for"),
        move("T13x", "47_when_everybody_who_was_told_wants_none_nothing_is_waited_for"),
        guard("hearing_waiving:_waive", "WaiverUnfit", "47_only_who_was_told_waives"),
        value(
            "cases.rules.hearing:all_waived",
            lambda **_told: True,
            "47_what_the_applicant_waives_an_interested_person_keeps",
        ),
        value(
            "cases.services.hearing_holding:right_stands",
            lambda **_told: False,
            "47_who_takes_his_request_back_takes_nobody_elses_right",
        ),
        move("T14x", "47_when_nobody_asked_in_time_it_ends_in_writing"),
        guard(
            "cases.rules.hearing:require_endable",
            "HearingPeriodRuns",
            "47_it_does_not_end_while_somebody_may_still_ask",
        ),
        guard(
            "cases.rules.hearing:require_hearing_day", "HearingTooSoon", "48_time_and_place_are_told_seven_days_ahead"
        ),
        value("cases.rules.hearing:NOTICE_DAYS", 1, "48_time_and_place_are_told_seven_days_ahead"),
        written(
            "hearing_holding:_arranged_papers",
            "change.papers.append",
            "48_a_hearing_is_public_and_announced",
            "46_a_hearing_that_a_law_wants_is_announced_and_needs_no_request",
            "46_a_hearing_that_a_law_wants_is_announced_behind_closed_doors_too",
        ),
        guard("cases.rules.hearing:require_chair", "ChairUnfit", "48_who_examines_does_not_chair"),
        value("cases.selectors.procedures:chairs_of", lambda facts: set(), "48_who_chairs_does_not_examine_afterwards"),
        move("T13k", "48_the_chair_is_refused_and_the_head_decides"),
        move("T13l", "48_the_chair_is_refused_and_the_head_decides"),
        value(
            "cases.rules.lifecycle:PERMISSIONS",
            as_the_reviewer(Action.DECIDE_RECUSAL),
            "48_nobody_but_the_head_decides_on_the_chair",
        ),
        guard("hearing_holding:_record", "RecusalUndecided", "48_nothing_is_heard_before_the_chair_is_settled"),
        move("T14h", "48_the_minutes_are_kept"),
        move("T14p", "48_the_minutes_are_kept_as_they_were_signed"),
        guard("foundation.files.services:_judged", "FileTypeRefused", "48_the_minutes_are_kept_as_they_were_signed"),
        guard("hearing_holding:_record", "MinutesUnsigned", "48_the_minutes_are_signed"),
        guard("hearing_holding:_record", "MinutesMissing", "48_the_minutes_say_who_took_part_and_what_was_said"),
        guard("settling:decision_grounds", "MinutesNotFollowed", "48_the_decision_follows_the_minutes_and_says_how"),
        value(
            "cases.services.settling:decision_grounds",
            Made(lambda held: lambda facts, *, text: replace(held(facts, text=text), hearing=None)),
            "48_the_decision_cites_the_minutes",
        ),
    ),
)
