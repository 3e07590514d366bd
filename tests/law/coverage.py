"""Which article stands in which rows of rules, and which tests say so: article, rows, tests.

The page docs/reference/law-coverage.md is written from this table, and `test_every_row_counts` takes each row
away and wants each of its tests to fail. What is not implemented yet stands in `not_yet`, with the reason.
"""

from dataclasses import replace

from django.db.models import Q

from oneseal.cases.rules.barring import BarGround
from oneseal.cases.rules.states import Action
from oneseal.kernel.clock import Term, Unit
from oneseal.licences.models import Licence
from tests.law.hearings import HEARINGS, LONG, as_the_reviewer
from tests.law.rating import RATING
from tests.law.receipt import RECEIPT
from tests.law.removing import Line, Made, unsealed, without
from tests.law.rows import Article, guard, move, row, value, written

MAY = "cases.selectors.allowing:require_may"


def _limits(**lax):
    """Return the table of limits with something lax in each of its rows."""
    return Made(lambda held: lambda handling: replace(held(handling), **lax))


NATURAL_TEN = Term(10, Unit.NATURAL_DAY)


ARTICLES = (
    Article(
        "APL 5, 40", "test_apl_05_publication", "Rules and results are public; an unpublished rule is no basis.",
        (
            guard("submitting:_submit", "ItemNotOpen",
                  "rules_that_were_replaced_before_the_hand_in_are_no_basis_any_more"),
            move("T13g", "objections_to_what_is_public_are_kept_and_answered_in_the_result",
                 "what_is_public_stays_so_for_the_period_that_was_told"),
            move("T13o", "objections_to_what_is_public_are_kept_and_answered_in_the_result"),
            move("T14g", "objections_to_what_is_public_are_kept_and_answered_in_the_result"),
            guard("publicising:_end", "PublicityPeriodUnfit", "what_is_public_stays_so_for_the_period_that_was_told"),
        ),
    ),
    Article(
        "APL 24", "test_apl_24_entrustment", "Another body acts only where it is entrusted, by a document.",
        (
            guard("drafting:require_entrusted", "NotEntrusted",
                  "nothing_is_received_for_an_agency_that_did_not_entrust_it",
                  "what_was_entrusted_is_no_longer_received_once_the_entrustment_has_ended"),
            guard("identity.services.entrusting:entrustment_make", "EntrustmentWrong",
                  "an_entrustment_names_its_document"),
        ),
    ),
    Article(
        "APL 26", "test_apl_26_one_window", "One window receives; several units answer as one.",
        (
            move("T02c", "one_window_receives_and_hands_over_to_the_department_while_the_five_days_run",
                 "a_case_is_handed_over_once"),
            guard("handing_over:_hand_over", "NoSuchMove", "a_case_is_handed_over_once"),
            move("T13m", "units_meet_and_leave_tasks_while_the_clock_of_the_one_case_runs_on"),
            move("T14m", "units_meet_and_leave_tasks_while_the_clock_of_the_one_case_runs_on"),
            move("T14n", "units_meet_and_leave_tasks_while_the_clock_of_the_one_case_runs_on"),
            guard("meeting:_plan", "MeetingPlanMissing", "a_meeting_names_the_units_that_meet"),
        ),
    ),
    Article(
        "APL 29; OBE 37", "test_apl_29_application", "The applicant or his agent applies by any door, all alike.",
        (
            move("T01", "what_is_handed_in_is_received_with_a_receipt_that_lists_it",
                 "the_window_and_the_net_lead_to_the_same_receipt_and_the_same_five_days"),
            value("cases.policies:_FOR_APPLICANT", without(Action.SUBMIT),
                  "the_window_and_the_net_lead_to_the_same_receipt_and_the_same_five_days"),
            value("identity.selectors.acting:_written_in_force", lambda on: Q(pk__in=[]),
                  "an_agent_applies_for_whoever_gave_him_a_letter"),
            move("T24", "whoever_applied_takes_it_back_before_the_decision",
                 "what_was_taken_back_can_be_applied_for_again"),
            move("T25", "what_leaves_nobody_who_applies_is_ended_for_a_reason"),
            guard("ending:_terminate", "ReasonMissing", "what_leaves_nobody_who_applies_is_ended_for_a_reason"),
            move("T30", "what_was_taken_back_can_be_applied_for_again"),
            guard("applying_again:_ready", "NothingToApplyAgain", "what_was_granted_is_not_applied_for_again"),
            value("cases.policies:can_act", lambda *_asked: True, "only_its_applicant_takes_an_application_back"),
        ),
    ),
    Article(
        "APL 30", "test_apl_30_display", "Item, basis, conditions, procedure, limit and materials are shown.",
        (
            row(Line("catalog.rules.gates.presence:_state", "yield Fault(path, 'catalog.unknown_but_displayed'"),
                "an_item_is_not_published_while_what_the_law_wants_shown_is_unknown"),
            row(Line("catalog.rules.gates.grounds:basis", "yield Fault('legal_basis', 'catalog.legal_basis_missing'"),
                "an_item_is_not_published_without_a_basis_in_force"),
        ),
    ),
    Article(
        "APL 31", "test_apl_31_materials", "No unrelated material; the applicant answers for the truth.",
        (
            guard("drafting:material_attach", "MaterialUnknown",
                  "a_material_that_the_item_does_not_ask_for_is_not_taken"),
            guard("submitting:_require_complete", "PackageIncomplete",
                  "nothing_is_handed_in_before_the_applicant_answers_for_its_truth"),
        ),
    ),
    RECEIPT,
    Article(
        "APL 34", "test_apl_34_examination", "Decided on the spot where that can be; substance is checked by two.",
        (
            move("T12", "what_is_accepted_is_examined"),
            move("T12b", "another_examines_where_the_first_cannot_and_the_system_says_who"),
            guard(MAY, "DrawnToAnother", "in_blind_mode_only_the_one_who_was_drawn_examines"),
            guard(MAY, "IntakeApart", "in_blind_mode_intake_does_not_examine"),
            guard(MAY, "TakesNoPart", "in_blind_mode_who_looked_under_the_cover_does_not_examine"),
            move("T17", "what_is_accepted_is_examined", "what_was_not_examined_well_is_examined_again"),
            move("T18", "what_was_not_examined_well_is_examined_again"),
            move("T17n", "each_part_of_an_examination_is_done_and_may_be_done_again"),
            move("T18n", "each_part_of_an_examination_is_done_and_may_be_done_again"),
            guard("examining:require_examined", "NodesOpen",
                  "no_opinion_is_given_while_a_part_of_the_examination_is_open"),
            move("T10a", "what_can_be_decided_on_the_spot_is_decided_in_writing_on_the_day"),
            move("T10b", "what_is_refused_on_the_spot_has_its_reasons"),
            guard("deciding:require_text", "ReasonMissing", "no_refusal_on_the_spot_without_reasons"),
            guard("at_once:_begin", "NotOnTheSpot", "what_needs_an_examination_is_not_decided_on_the_spot"),
            guard("at_once:_begin", "SpotOver", "what_was_not_decided_on_its_day_is_not_decided_on_the_spot"),
            guard("guarding:require_window_decides", "TwoExaminersOwed",
                  "what_two_people_check_is_not_decided_by_one_in_one_visit",
                  "what_two_people_check_is_not_granted_by_one_on_a_commitment"),
            guard("deciding:_second_examiner", "SecondExaminerMissing", "substance_is_not_checked_by_one"),
            guard("deciding:_second_examiner", "SecondExaminerUnfit", "nobody_is_his_own_second"),
            move("T17c", "the_second_examiner_confirms_before_anything_is_decided"),
            move("T17o", "the_second_examiner_may_object_and_says_why"),
            guard("guarding:_require_confirmed", "SecondUnconfirmed",
                  "the_second_examiner_confirms_before_anything_is_decided"),
            guard("confirming:_object", "ReasonMissing", "the_second_examiner_may_object_and_says_why"),
            value("cases.policies:BY_SECOND", frozenset(), "nobody_confirms_for_the_second_examiner"),
            move("T13s", "a_site_is_seen_by_two_and_what_they_found_is_recorded"),
            move("T14s", "a_site_is_seen_by_two_and_what_they_found_is_recorded"),
            guard("pausing:_plan_survey", "SurveyorsMissing", "a_site_is_not_seen_by_one"),
        ),
    ),
    Article(
        "APL 35, 43", "test_apl_35_43_first_examination", "Opinion and all materials go up within twenty days.",
        (
            move("T21", "35_the_upper_agency_receives_the_opinion_with_every_material"),
            written("forwarding:_forward", "change.papers.append",
                    "35_the_upper_agency_receives_the_opinion_with_every_material"),
            value("cases.services.drafting:materials_carried", lambda *_rows, **_more: [],
                  "35_the_upper_agency_receives_the_opinion_with_every_material"),
            guard("guarding:require_decided_here", "DecidedAbove", "35_who_examines_first_does_not_decide"),
            row(Line("cases.services.at_once:_begin", "require_window_decides("),
                "35_what_is_decided_above_is_not_decided_on_the_spot_below"),
            row(Line("cases.services.committing:_grant", "require_window_decides("),
                "35_what_is_decided_above_is_not_granted_on_a_commitment_below"),
            guard("deciding:require_text", "ReasonMissing", "35_an_opinion_that_goes_up_has_words"),
            guard("intake:_request_correction", "ExaminedBelow",
                  "35_the_upper_agency_does_not_ask_the_applicant_again"),
            value("cases.rules.clock:runs_from_entry", lambda facts: facts.channel == "online",
                  "43_the_clock_of_the_upper_agency_starts_at_its_own_acceptance"),
            value("kernel.licensing:FIRST_EXAMINATION_DAYS", 99,
                  "43_a_first_examination_takes_twenty_working_days_at_most"),
        ),
    ),
    Article(
        "APL 36", "test_apl_36_interested", "Whose major interest is touched is told and heard.",
        (
            move("T13i", "an_interested_person_is_told_and_what_he_states_is_recorded"),
            move("T14i", "an_interested_person_is_told_and_what_he_states_is_recorded"),
            guard("settling:require_settled", "StatementPeriodRuns",
                  "nothing_is_decided_while_an_interested_person_may_still_speak"),
            guard("interested:_notify", "InterestMissing", "whoever_is_told_has_time_to_answer"),
            guard("interested:_record", "StatementMissing", "a_statement_is_not_empty"),
        ),
    ),
    Article(
        "APL 38; RCL 20; ALL 46", "test_apl_38_decision", "Decided in writing; a refusal has reasons and remedies.",
        (
            move("T19", "who_meets_the_conditions_is_granted_in_writing"),
            move("T20", "who_does_not_is_refused_in_writing_with_seal_and_date"),
            written("deciding:grant", "change.papers.append", "who_meets_the_conditions_is_granted_in_writing"),
            written("deciding:refuse", "change.papers.append", "who_does_not_is_refused_in_writing_with_seal_and_date"),
            value(*unsealed("refusal_decision"), "who_does_not_is_refused_in_writing_with_seal_and_date"),
            guard("deciding:require_text", "ReasonMissing", "no_refusal_without_reasons"),
            value("papers.services.issuing:remedies", Made(lambda held: lambda head: replace(
                  held(head), reconsideration_body="", court="")),
                  "a_refusal_tells_of_reconsideration_and_of_the_court"),
        ),
    ),
    Article(
        "APL 39", "test_apl_39_licence", "The licence follows the grant, sealed by the agency.",
        (
            move("T27a", "a_grant_makes_the_licence_of_its_item"),
            value(*unsealed("licence"), "a_licence_bears_the_seal_of_the_agency"),
        ),
    ),
    Article(
        "APL 42(1)", "test_apl_42_extension", "Ten days more, once, by the head, with the reason told.",
        (
            move("T16", "the_limit_grows_by_the_days_that_the_applicant_is_told_with_the_reason",
                 "a_promise_that_is_over_does_not_hinder_what_the_law_allows",
                 "the_limit_of_the_law_is_extended_while_the_case_stands_still"),
            written("extending:_extended", "change.papers.append",
                    "the_limit_grows_by_the_days_that_the_applicant_is_told_with_the_reason"),
            guard("extending:_require_extensible", "ExtendedBefore", "a_limit_is_extended_once"),
            value("kernel.licensing:decision_limit", _limits(extension_days=99),
                  "a_limit_is_not_extended_by_more_than_ten_days"),
            guard("extending:_require_extensible", "ExtensionTooLong",
                  "a_limit_is_not_extended_by_more_than_ten_days"),
            guard("extending:_require_extensible", "ExtensionTooLate", "a_limit_that_has_passed_is_not_extended"),
            guard("extending:_require_extensible", "ReasonMissing", "no_extension_without_a_reason"),
            value("cases.rules.lifecycle:PERMISSIONS", as_the_reviewer(Action.EXTEND),
                  "nobody_but_the_head_of_the_agency_extends"),
            value("kernel.licensing:decision_limit", _limits(days=365),
                  "an_item_has_twenty_days_unless_another_law_gives_more"),
            value("kernel.licensing:decision_limit", _limits(extension_days=365),
                  "an_item_is_extended_by_ten_days_unless_another_law_gives_more"),
        ),
    ),
    Article(
        "APL 26(2), 42(2)", "test_apl_42_together",
        "Several bodies together: forty-five days, fifteen more by the government's head.",
        (
            row(Line("catalog.rules.gates.limits:handling", "yield Fault('joint_orgs', 'catalog.joint_bodies_missing'"),
                "who_answers_together_is_named"),
            value("kernel.licensing:decision_limit", _limits(days=365),
                  "several_bodies_together_have_forty_five_days"),
            value("kernel.licensing:decision_limit", _limits(extension_days=365),
                  "several_bodies_together_have_fifteen_days_more",
                  "the_government_gives_no_more_than_fifteen_days"),
            move("T16p", "the_governments_head_gives_more_time_and_the_applicant_is_told_why",
                 "the_government_may_decline_and_says_why"),
            move("T16g", "the_governments_head_gives_more_time_and_the_applicant_is_told_why"),
            move("T16d", "the_government_may_decline_and_says_why"),
            guard("extending:_decline", "ReasonMissing", "the_government_may_decline_and_says_why"),
            written("extending:_extended", "change.papers.append",
                    "the_governments_head_gives_more_time_and_the_applicant_is_told_why"),
            guard("extending:_extend", "GovernmentExtends",
                  "the_agencys_own_head_does_not_extend_what_is_answered_together"),
            guard("extending:_propose", "AgencyExtends",
                  "the_government_is_not_asked_for_what_one_body_answers"),
            guard("extending:_proposal", "ProposedYourself", "who_proposed_more_time_does_not_approve_it"),
            guard("extending:_require_extensible", "ExtensionTooLate",
                  "the_government_approves_before_the_deadline_only"),
            value("cases.policies:can_act", lambda *_asked: True, "nobody_but_the_government_approves"),
        ),
    ),
    Article(
        "APL 44", "test_apl_44_delivery", "Issued and handed over within ten working days.",
        (
            value("cases.rules.clock:DELIVERY_TERM", LONG, "a_grant_starts_ten_working_days_for_its_delivery"),
            value("cases.rules.clock:delivery_term", lambda own, **_days: own or LONG,
                  "a_longer_term_of_the_item_does_not_lengthen_that_of_the_law"),
            written("deciding:start_delivery_clock", "change.writes.append",
                    "the_clock_of_the_delivery_stands_in_the_ledger"),
            move("T27b", "what_is_handed_over_has_its_receipt"),
            written("closing:_deliver", "change.papers.append", "what_is_handed_over_has_its_receipt"),
            guard("closing:_deliver", "PapersNotReady", "a_licence_that_is_not_made_is_not_handed_over"),
            guard("closing:_deliver", "RecipientMissing", "a_delivery_says_who_received_it"),
            guard("cases.rules.delivering:require_proof", "ResultNotSeen",
                  "nobody_records_for_the_applicant_that_he_looked"),
            guard("cases.rules.delivering:require_proof", "ParcelNotTold",
                  "a_parcel_that_was_not_sent_delivers_nothing"),
            guard("cases.rules.delivering:require_proof", "SignatureNotTold",
                  "a_parcel_is_delivered_when_somebody_signs_and_its_receipt_names_it"),
        ),
    ),
    Article(
        "APL 45", "test_apl_45_time_not_counted", "Named procedures stop the clock; the time needed is told.",
        (
            move("T13", "the_time_of_a_tender_does_not_count", "the_time_needed_is_told_in_writing"),
            move("T14", "the_time_of_a_tender_does_not_count"),
            move("T13e", "the_time_of_an_expert_review_does_not_count"),
            move("T14e", "the_time_of_an_expert_review_does_not_count"),
            written("procedures:procedure_begun", "pause_begun", "the_time_of_an_expert_review_does_not_count"),
            written("procedures:procedure_ended", "pause_ended", "the_time_of_a_tender_does_not_count"),
            value("cases.rules.procedures:law_end", lambda _spans, *, end, **_more: end,
                  "the_clock_of_the_law_stops_for_no_longer_than_the_law_allows",
                  "the_days_that_the_law_allows_are_those_of_all_procedures_of_the_kind"),
            value("cases.rules.law_days:runs_beyond_law", lambda *_asked, **_more: False,
                  "the_light_of_the_law_runs_again_though_nobody_closes_the_procedure"),
            written("pausing:_open", "change.papers.append", "the_time_needed_is_told_in_writing"),
            guard("pausing:_open_procedure", "ProcedureNotNamed", "what_the_item_does_not_name_stops_no_clock"),
            guard("pausing:_open_procedure", "ProcedurePlanMissing",
                  "how_long_it_takes_is_planned_before_the_clock_stops"),
            guard("pausing:_open_procedure", "ProcedureTooLong", "it_takes_no_longer_than_the_item_allows"),
            guard("procedures:procedure_ended", "ResultMissing", "the_clock_runs_again_with_a_result"),
            move("T15a", "what_this_article_does_not_name_leaves_the_clock_of_the_law_running"),
            move("T15b", "what_this_article_does_not_name_leaves_the_clock_of_the_law_running"),
            value("kernel.clock:stopping_statutory", tuple,
                  "what_this_article_does_not_name_leaves_the_clock_of_the_law_running"),
            guard("suspending:_suspend", "SuspensionDocumentMissing",
                  "another_law_stops_it_only_with_the_document_that_applies_it"),
            guard("publicising:_publicise", "SuspensionDocumentMissing",
                  "publicity_stops_the_clock_of_the_law_only_by_a_law_and_its_document"),
        ),
    ),
    HEARINGS,
    Article(
        "APL 49, 50", "test_apl_49_50_change_and_renewal", "Change and renewal start from the licence held, in time.",
        (
            guard("renewing:base_licence", "LicenceNotHeld", "49_a_change_is_asked_for_by_who_holds_the_licence"),
            value("licences.services.issuing:_superseded", lambda *_before, **_more: [],
                  "49_a_changed_licence_takes_the_place_of_the_old_one_and_ends_with_it"),
            guard("renewing:base_licence", "RenewalTooLate",
                  "50_a_renewal_is_not_asked_for_once_the_licence_has_ended"),
            guard("renewing:base_licence", "RenewalTooEarly", "50_a_renewal_is_not_asked_for_before_its_window"),
            value("cases.rules.renewal:renewal_opens_on", lambda until_on, **_how: until_on,
                  "50_thirty_days_before_the_end_a_renewal_is_taken"),
            move("T19d", "50_what_nobody_decided_before_the_licence_ended_is_renewed"),
        ),
    ),
    Article(
        "APL 55", "test_apl_55_inspection", "Two inspect within five days, by a standard that a refusal cites.",
        (
            move("T13t", "what_is_tested_is_assigned_and_recorded_against_its_standard"),
            move("T14t", "what_is_tested_is_assigned_and_recorded_against_its_standard"),
            guard("assessing:_assign_test", "TwoTestersMissing", "nobody_inspects_alone"),
            guard("assessing:_late_because", "AssignedLate",
                  "who_inspects_is_assigned_within_five_working_days_or_the_reason_is_told"),
            value("cases.rules.procedures:ASSIGN_TERM", LONG,
                  "who_inspects_is_assigned_within_five_working_days_or_the_reason_is_told"),
            guard("assessing:_assign_test", "StandardMissing", "nothing_is_inspected_without_a_standard"),
            guard("settling:require_tests_met", "FailedItsTest", "what_does_not_meet_its_standard_is_not_granted"),
            value("cases.selectors.procedures:tests_failed", lambda facts: [],
                  "a_refusal_cites_the_standard_that_was_not_met", "what_does_not_meet_its_standard_is_not_granted"),
        ),
    ),
    Article(
        "APL 57", "test_apl_57_quota", "Nothing is granted beyond a published number.",
        (
            guard("guarding:_require_quota", "QuotaFull", "a_full_quota_refuses_the_next_grant",
                  "a_suspended_licence_keeps_its_place"),
            value("cases.services.guarding:granted_without_licence", lambda _item_id: [],
                  "a_grant_takes_its_place_before_its_licence_is_made"),
            value("licences.selectors:_in_term", lambda _today: Licence.objects.all(),
                  "a_licence_that_stands_no_more_gives_its_place_away"),
        ),
    ),
    Article(
        "APL 58, 59", "test_apl_58_59_fees", "No fee but by the published list, and none before its time.",
        (
            guard("payments.rules:fee_named", "FeeNotListed", "a_fee_that_is_not_on_the_published_list_is_not_taken"),
            guard("payments.services.opening:begin", "NotPayableNow",
                  "nothing_is_taken_before_the_application_is_accepted"),
            guard("guarding:_require_fees", "FeesUnpaid", "a_fee_that_goes_before_the_grant_is_paid_before_it"),
        ),
    ),
    Article(
        "APL 69", "test_apl_69_revocation", "Revoked on its grounds, by who may, at whose request it says.",
        (
            guard("licences.services.revoking:licence_revoke", "RevocationUnfounded", "no_revocation_without_facts"),
            guard("licences.services.revoking:licence_revoke", "LicenceNotValid",
                  "what_is_revoked_is_not_revoked_again"),
            value("licences.policies:can_revoke", lambda actor, *, agency_id: True, "nobody_without_the_power_revokes"),
            value("licences.services.revoking:_decision", Made(lambda held: lambda *told, **more: replace(
                  held(*told, **more), at_request_of=None)),
                  "a_licence_that_should_not_have_been_granted_is_revoked_in_writing_at_the_request_of_whom_it_says"),
            guard("voiding:_require_no_licence", "LicenceStands",
                  "what_a_licence_came_from_is_not_simply_voided_as_an_error"),
        ),
    ),
    Article(
        "APL 70", "test_apl_70_cancellation", "A licence whose ground has gone is struck off, on its ground only.",
        (
            guard("licences.services.cancelling:licence_cancel", "CancellationUnfounded",
                  "a_licence_that_has_not_ended_is_not_struck_off_as_ended"),
            value("licences.services.cancelling:complete", lambda *_act: None,
                  "a_licence_whose_holder_is_no_more_is_struck_off_with_a_paper"),
        ),
    ),
    Article(
        "APL 72, 74", "test_apl_72_74_liability", "What was not decided in time is seen and stays seen.",
        (
            value("cases.rules.clock:statutory_left", lambda facts, **_more: None,
                  "74_a_case_that_is_not_decided_in_the_time_of_the_law_is_black"),
            value("cases.rules.clock:worst_met", lambda facts, **_more: "",
                  "74_whoever_acts_too_late_does_not_wipe_the_light_out"),
            value("cases.rules.lifecycle:BEGINS_CLOCK", frozenset(),
                  "74_a_missed_answer_does_not_blacken_the_clock_of_the_decision"),
        ),
    ),
    Article(
        "APL 78, 79", "test_apl_78_79_bars", "Barred for a year after falsehood, for three after fraud.",
        (
            value("cases.services.barring:FALSEHOOD", "",
                  "78_false_materials_bring_a_warning_with_the_refusal"),
            value("cases.rules.barring:YEARS", {BarGround.FALSE_APPLICATION: 9, BarGround.FRAUDULENT_LICENCE: 9},
                  "78_who_gave_false_materials_is_barred_for_a_year",
                  "79_a_licence_got_by_fraud_bars_for_three_years"),
            written("intake:falsehood_told", "change.writes.append",
                    "78_false_materials_seen_at_the_door_bar_too", "78_whoever_is_barred_does_not_apply_again"),
            guard("barring:_refuse", "Barred", "78_whoever_is_barred_does_not_apply_again"),
            value("licences.services.revoking:_bar", lambda *_told, **_more: ((), None),
                  "79_a_licence_got_by_fraud_bars_for_three_years"),
            guard("barring:bar_lift", "ReasonMissing", "a_bar_is_lifted_for_a_reason_only"),
        ),
    ),
    Article(
        "APL 82", "test_apl_82_working_days", "The agency's days are working days without statutory holidays.",
        (
            value("cases.rules.clock:RECEIPT_TERM", Term(5, Unit.NATURAL_DAY),
                  "five_days_over_the_first_of_may_are_working_days"),
            value("cases.rules.clock:DELIVERY_TERM", NATURAL_TEN, "ten_days_for_the_delivery_are_working_days"),
            value("cases.rules.hearing:HOLD_DAYS", Term(20, Unit.NATURAL_DAY),
                  "twenty_days_for_a_hearing_are_working_days"),
        ),
    ),
    Article(
        "OBE 35-37", "test_obe_35_37_standards", "A published limit may be shorter than the law's, never longer.",
        (
            row(Line("catalog.rules.gates.limits:limits", "yield Fault('promise_limit', 'catalog.promise_longer"),
                "a_promise_is_never_longer_than_the_law"),
        ),
    ),
    Article(
        "OBE 40", "test_obe_40_list", "Nothing outside the published list.",
        (
            value("catalog.selectors.items:version_in_force", Made(
                  lambda held: lambda item_id, *, on: held(item_id, on=on.replace(year=on.year + 1))),
                  "before_an_item_is_in_force_nobody_applies_for_it"),
        ),
    ),
    Article(
        "OBE 43", "test_obe_43_intermediaries", "No intermediary service is a condition that the list does not keep.",
        (
            row(Line("catalog.rules.intermediaries:_named", "yield Fault(path, 'catalog.intermediary_unlisted'"),
                "a_service_that_is_not_on_the_list_is_no_condition"),
        ),
    ),
    Article(
        "OBE 44", "test_obe_44_certificates", "Certificates only by law, from a published list.",
        (
            row(Line("catalog.rules.certificates:certificate_faults", "faults.append("),
                "what_the_list_has_cancelled_is_not_demanded_any_more"),
        ),
    ),
    Article(
        "R716 8-12", "test_r716_8_12_electronic", "Electronic seals, licences and files count; entries undone by two.",
        (
            value(*unsealed("grant_decision"), "9_a_decision_bears_the_electronic_seal"),
            move("T29", "12_a_closed_file_is_archived_electronically_with_its_catalogue"),
            move("T26a", "12_an_entry_made_by_mistake_is_undone_by_two", "12_the_second_may_decline"),
            move("T26b", "12_the_second_may_decline"),
            move("T26", "12_an_entry_made_by_mistake_is_undone_by_two"),
            guard("voiding:_request", "ReasonMissing", "12_whoever_asks_says_why"),
            guard("voiding:_answer", "SamePerson", "12_who_asked_does_not_confirm"),
            guard("voiding:_answer", "_not_open", "12_nothing_is_undone_that_nobody_asked_for"),
        ),
    ),
    Article(
        "FS20 6; ESL 11", "test_fs20_06_online_receipt", "Online the clock runs from the entry into the system.",
        (
            value("cases.rules.clock:statutory_start", lambda _facts, *, accepted_on, **_more: accepted_on,
                  "the_clock_of_the_law_runs_from_the_entry_of_an_online_application"),
        ),
    ),
    Article(
        "国发〔2022〕5号", "test_gf_2022_5_tolerant", "容缺受理: listed, promised, awaited, with consequences.",
        (
            move("T09", "what_lacks_only_what_may_follow_is_accepted"),
            guard("promising:promises_kept_out", "NotTolerant", "a_main_material_does_not_follow"),
            guard("promising:promises_kept_out", "PromisedDayUnfit",
                  "it_follows_within_the_promised_limit_of_the_item"),
            guard("promising:pledge_written", "PromiseNotSigned", "the_promise_is_signed"),
            move("T22", "what_was_promised_is_brought"),
            guard("tolerating:_supply", "SupplementFileMissing", "what_is_brought_is_at_least_one_file"),
            guard("guarding:_require_supplied", "SupplementsOpen", "nothing_is_decided_while_it_is_awaited"),
            guard("tolerating:_return_unkept", "PromiseNotOver", "before_its_day_is_over_nothing_is_returned"),
            move("T23", "a_broken_promise_ends_the_case"),
            guard("promising:require_credit", "CreditBad", "who_broke_his_word_is_not_believed_again"),
            written("promising:broken", "change.events.append", "who_broke_his_word_is_not_believed_again"),
        ),
    ),
    Article(
        "国办发〔2020〕42号", "test_gbf_2020_42_commitment", "告知承诺: told, chosen, signed, checked afterwards.",
        (
            move("T11", "a_commitment_is_told_signed_and_granted_on"),
            written("promising:_commitment_signed", "change.papers +=", "a_commitment_is_told_signed_and_granted_on"),
            guard("promising:pledge_written", "PromiseNotSigned", "a_commitment_that_is_not_signed_is_none"),
            guard("committing:_grant", "NotByCommitment",
                  "who_chose_the_usual_way_is_not_granted_on_a_commitment"),
            guard("committing:_grant", "CheckDayUnfit", "a_check_lies_ahead_of_every_such_grant"),
            written("committing:_grant", "change.writes.append", "the_check_is_kept_until_it_is_done"),
            guard("committing:_require_sound", "ReasonMissing", "a_check_says_what_it_found"),
        ),
    ),
    RATING,
    Article(
        "PIPL 6", "test_pipl_06_purpose", "Personal data is looked at for a purpose that is stated.",
        (move("T12c", "who_applied_is_looked_at_in_blind_mode_for_a_purpose_that_is_kept"),
         guard("drawing:_lift_cover", "ReasonMissing", "nobody_looks_without_saying_why")),
    ),
)  # fmt: skip
