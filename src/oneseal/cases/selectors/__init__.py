from oneseal.cases.ports import (CreditStanding)
from oneseal.cases.rules.clock import (ClockFace)
from oneseal.cases.rules.drawing import (AGAIN, Excluded, Ground as DrawingGround)
from oneseal.cases.rules.durations import (Taken)
from oneseal.cases.rules.examination import (Examination, NodeClock)
from oneseal.cases.rules.facts import (CaseFacts)
from oneseal.cases.rules.lifecycle import (RUNNING)
from oneseal.cases.rules.node_clock import (NodeClock)
from oneseal.cases.rules.presets import (LightsChosen)
from oneseal.cases.rules.states import (Mode)
from oneseal.cases.selectors.allowing import (refusal_of)
from oneseal.cases.selectors.authority import (letter_refusal)
from oneseal.cases.selectors.bars import (BarFacts, bar_for, bars_of)
from oneseal.cases.selectors.bindings import (Binding, bindings_of)
from oneseal.cases.selectors.clocks import (DayLine, clock_of, delivery_for_page, derivation_for_page, derivation_lines)
from oneseal.cases.selectors.contact import (PartyContact, contact_of, party_index_of)
from oneseal.cases.selectors.conversation import (MaterialFinding, MessageFacts, findings_of, messages_of, messages_unread, unread_among)
from oneseal.cases.selectors.cover import (cover, require_uncovered)
from oneseal.cases.selectors.drawings import (DrawingFacts, Share, TakingPart, Undrawn, cases_undrawn, drawings_of_case, drawings_of_month, shares_of_month)
from oneseal.cases.selectors.durations import (working_days_taken)
from oneseal.cases.selectors.examining import (clock_of_node, derivation_of_node, examination_of, examiners_of, nodes_for, staff_of_case)
from oneseal.cases.selectors.extensions import (AnsweredLine, ProposalFacts, ProposalLine, agency_of_case, proposals_answered, proposals_of, proposals_waiting, proposals_waiting_count, proposed_case)
from oneseal.cases.selectors.facts import (case_facts, case_for_actor, case_for_update, facts_of)
from oneseal.cases.selectors.files import (CorrectionFacts, MaterialFacts, advice_on, answers_of, case_of_material, correction_open, corrections_of, defects_open, delivery_of, material_for_actor, materials_of, opinions_of)
from oneseal.cases.selectors.filtering import (CaseFilter, DueIn, FILTER_NAMES, Order, Period, STEP_NAMES, Scope)
from oneseal.cases.selectors.finding import (cases_found, cases_of_number)
from oneseal.cases.selectors.guidance import (GuidanceFacts, guidance_given, guidance_of, require_guidance)
from oneseal.cases.selectors.joint import (BodyClock, body_clocks)
from oneseal.cases.selectors.judging import (DueIn)
from oneseal.cases.selectors.lights import (LightSpan, known_presets, light_choices, light_preset, light_spans, preset_told)
from oneseal.cases.selectors.lists import (CaseRow, MOST_COUNTED, Page, Place, TOP, cases_chosen, cases_counted, cases_filling, cases_inbox, cases_listed, cases_of_account, cases_of_agency, cases_streamed, inbox_count, items_listed)
from oneseal.cases.selectors.moves import (Action, NonAcceptanceGround, State, SuspensionGround, TerminationGround, TraceRow, VoidAsked, VoidGround, actions_judged, actions_open, barred, cases_earlier, cases_linked, move_ahead, spot_over, trace_for_actor, void_asked)
from oneseal.cases.selectors.procedure_lists import (DutyFacts, ProcedureFilter, ProcedureLine, PublicNotice, TargetIn, notice_public, notices_public, procedure_duty, procedure_lines_of, procedures_due, procedures_under_way)
from oneseal.cases.selectors.procedures import (HearingGround, ObjectionFacts, ScanFacts, StatementFacts, hearing_open, hearings_of, interested_of, may_still_waive, minutes_scan_for_actor, minutes_scans_of, objections_of, tasks_of, waivers_of)
from oneseal.cases.selectors.promises import (CheckFacts, SupplementFacts, credit_standing, post_check_of, post_checks_open, supplements_of)
from oneseal.cases.selectors.public import (case_followed, number_typed)
from oneseal.cases.selectors.redating import (DueMove, MovedCase, MovedCount, due_move_of, dues_moved_count, dues_moved_page)
from oneseal.cases.selectors.renewals import (renewal_bases, renewal_deemed_on, renewal_last_day, renewals_of)
from oneseal.cases.selectors.seconds import (seconds_fit)
from oneseal.cases.selectors.ways import (licences_to_renew, procedures_of, renews, ways_of_case)

__all__ = [
    "AGAIN",
    "Action",
    "AnsweredLine",
    "BarFacts",
    "Binding",
    "BodyClock",
    "CaseFacts",
    "CaseFilter",
    "CaseRow",
    "CheckFacts",
    "ClockFace",
    "CorrectionFacts",
    "CreditStanding",
    "DayLine",
    "DrawingFacts",
    "DrawingGround",
    "DueIn",
    "DueMove",
    "DutyFacts",
    "Examination",
    "Excluded",
    "FILTER_NAMES",
    "GuidanceFacts",
    "HearingGround",
    "LightSpan",
    "LightsChosen",
    "MOST_COUNTED",
    "MaterialFacts",
    "MaterialFinding",
    "MessageFacts",
    "Mode",
    "MovedCase",
    "MovedCount",
    "NodeClock",
    "NonAcceptanceGround",
    "ObjectionFacts",
    "Order",
    "Page",
    "PartyContact",
    "Period",
    "Place",
    "ProcedureFilter",
    "ProcedureLine",
    "ProposalFacts",
    "ProposalLine",
    "PublicNotice",
    "RUNNING",
    "STEP_NAMES",
    "ScanFacts",
    "Scope",
    "Share",
    "State",
    "StatementFacts",
    "SupplementFacts",
    "SuspensionGround",
    "TOP",
    "Taken",
    "TakingPart",
    "TargetIn",
    "TerminationGround",
    "TraceRow",
    "Undrawn",
    "VoidAsked",
    "VoidGround",
    "actions_judged",
    "actions_open",
    "advice_on",
    "agency_of_case",
    "answers_of",
    "bar_for",
    "barred",
    "bars_of",
    "bindings_of",
    "body_clocks",
    "case_facts",
    "case_followed",
    "case_for_actor",
    "case_for_update",
    "case_of_material",
    "cases_chosen",
    "cases_counted",
    "cases_earlier",
    "cases_filling",
    "cases_found",
    "cases_inbox",
    "cases_linked",
    "cases_listed",
    "cases_of_account",
    "cases_of_agency",
    "cases_of_number",
    "cases_streamed",
    "cases_undrawn",
    "clock_of",
    "clock_of_node",
    "contact_of",
    "correction_open",
    "corrections_of",
    "cover",
    "credit_standing",
    "defects_open",
    "delivery_for_page",
    "delivery_of",
    "derivation_for_page",
    "derivation_lines",
    "derivation_of_node",
    "drawings_of_case",
    "drawings_of_month",
    "due_move_of",
    "dues_moved_count",
    "dues_moved_page",
    "examination_of",
    "examiners_of",
    "facts_of",
    "findings_of",
    "guidance_given",
    "guidance_of",
    "hearing_open",
    "hearings_of",
    "inbox_count",
    "interested_of",
    "items_listed",
    "known_presets",
    "letter_refusal",
    "licences_to_renew",
    "light_choices",
    "light_preset",
    "light_spans",
    "material_for_actor",
    "materials_of",
    "may_still_waive",
    "messages_of",
    "messages_unread",
    "minutes_scan_for_actor",
    "minutes_scans_of",
    "move_ahead",
    "nodes_for",
    "notice_public",
    "notices_public",
    "number_typed",
    "objections_of",
    "opinions_of",
    "party_index_of",
    "post_check_of",
    "post_checks_open",
    "preset_told",
    "procedure_duty",
    "procedure_lines_of",
    "procedures_due",
    "procedures_of",
    "procedures_under_way",
    "proposals_answered",
    "proposals_of",
    "proposals_waiting",
    "proposals_waiting_count",
    "proposed_case",
    "refusal_of",
    "renewal_bases",
    "renewal_deemed_on",
    "renewal_last_day",
    "renewals_of",
    "renews",
    "require_guidance",
    "require_uncovered",
    "seconds_fit",
    "shares_of_month",
    "spot_over",
    "staff_of_case",
    "supplements_of",
    "tasks_of",
    "trace_for_actor",
    "unread_among",
    "void_asked",
    "waivers_of",
    "ways_of_case",
    "working_days_taken",
]
