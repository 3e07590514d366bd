"""The words of a case's life (domain specification B.3)."""

from enum import StrEnum
from typing import Final


class State(StrEnum):
    """Where a case stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    PRE_REVIEW = "pre_review"
    CORRECTION_PENDING = "correction_pending"
    NOT_ACCEPTED = "not_accepted"
    ACCEPTED = "accepted"
    UNDER_REVIEW = "under_review"
    SUSPENDED = "suspended"
    DECISION_PENDING = "decision_pending"
    GRANTED = "granted"
    REFUSED = "refused"
    ISSUING = "issuing"
    DELIVERED = "delivered"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    FORWARDED_UP = "forwarded_up"
    VOIDED = "voided"
    ARCHIVED = "archived"


class Action(StrEnum):
    """What somebody does to a case."""

    SUBMIT = "submit"
    HAND_OVER = "hand_over"
    BEGIN_PRE_REVIEW = "begin_pre_review"
    END_PRE_REVIEW = "end_pre_review"
    NOT_ACCEPT = "not_accept"
    REQUEST_CORRECTION = "request_correction"
    CORRECT = "correct"
    ACCEPT = "accept"
    ACCEPT_TOLERANT = "accept_tolerant"
    DEEM_ACCEPTED = "deem_accepted"
    GRANT_AT_ONCE = "grant_at_once"
    REFUSE_AT_ONCE = "refuse_at_once"
    GRANT_ON_COMMITMENT = "grant_on_commitment"
    ASSIGN = "assign"
    DRAW_AGAIN = "draw_again"
    LIFT_COVER = "lift_cover"
    SUPPLY = "supply"
    OPEN_PROCEDURE = "open_procedure"
    CLOSE_PROCEDURE = "close_procedure"
    PLAN_SURVEY = "plan_survey"
    RECORD_SURVEY = "record_survey"
    TELL_HEARING_RIGHT = "tell_hearing_right"
    REQUEST_HEARING = "request_hearing"
    RECORD_HEARING_REQUEST = "record_hearing_request"
    WAIVE_HEARING = "waive_hearing"
    RECORD_HEARING_WAIVER = "record_hearing_waiver"
    ARRANGE_HEARING = "arrange_hearing"
    ASK_RECUSAL = "ask_recusal"
    DECIDE_RECUSAL = "decide_recusal"
    RECORD_HEARING = "record_hearing"
    ATTACH_MINUTES = "attach_minutes"
    END_HEARING = "end_hearing"
    NOTIFY_INTERESTED = "notify_interested"
    RECORD_STATEMENT = "record_statement"
    ARRANGE_EXPERT_REVIEW = "arrange_expert_review"
    RECORD_EXPERT_REVIEW = "record_expert_review"
    ASSIGN_TEST = "assign_test"
    RECORD_TEST = "record_test"
    PUBLICISE = "publicise"
    RECORD_OBJECTION = "record_objection"
    END_PUBLICITY = "end_publicity"
    PLAN_MEETING = "plan_meeting"
    RECORD_MEETING = "record_meeting"
    FINISH_MEETING_TASK = "finish_meeting_task"
    SUSPEND = "suspend"
    RESUME = "resume"
    EXTEND = "extend"
    PROPOSE_EXTENSION = "propose_extension"
    APPROVE_EXTENSION = "approve_extension"
    DECLINE_EXTENSION = "decline_extension"
    FINISH_NODE = "finish_node"
    RETURN_NODE = "return_node"
    RECOMMEND = "recommend"
    CONFIRM_REVIEW = "confirm_review"
    OBJECT_REVIEW = "object_review"
    SEND_BACK = "send_back"
    GRANT = "grant"
    DEEM_RENEWED = "deem_renewed"
    REFUSE = "refuse"
    FORWARD_UP = "forward_up"
    WITHDRAW = "withdraw"
    RETURN_CASE = "return_case"
    RETURN_UNKEPT = "return_unkept"
    TERMINATE = "terminate"
    REQUEST_VOID = "request_void"
    DECLINE_VOID = "decline_void"
    VOID = "void"
    ISSUE = "issue"
    DELIVER = "deliver"
    ARCHIVE = "archive"
    APPLY_AGAIN = "apply_again"


# Accepting and closing: only from the centre's own network addresses, where it names any (S2; domain.md R22).
# A site survey happens elsewhere and is not bound.
BOUND_TO_CENTRE: Final = frozenset(
    {
        Action.ACCEPT,
        Action.ACCEPT_TOLERANT,
        Action.GRANT_ON_COMMITMENT,
        Action.NOT_ACCEPT,
        Action.RETURN_CASE,
        Action.RETURN_UNKEPT,
        Action.TERMINATE,
        Action.GRANT_AT_ONCE,
        Action.REFUSE_AT_ONCE,
        Action.GRANT,
        Action.REFUSE,
        Action.FORWARD_UP,
    }
)


class Outcome(StrEnum):
    """How a case ended."""

    GRANTED = "granted"
    REFUSED = "refused"
    NOT_ACCEPTED = "not_accepted"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    UNKEPT = "unkept"
    TERMINATED = "terminated"
    FORWARDED_UP = "forwarded_up"
    VOIDED = "voided"


class Channel(StrEnum):
    """By which door an application came in."""

    ONLINE = "online"
    WINDOW = "window"
    HELPER = "helper"
    KIOSK = "kiosk"


class NonAcceptanceGround(StrEnum):
    """Why an application is refused at the door (Licensing Law art. 32(1) and (2), 78, 79)."""

    LICENCE_NOT_NEEDED = "licence_not_needed"
    OTHER_AGENCY = "other_agency"
    FALSE_MATERIALS = "false_materials"
    BARRED = "barred"
    OTHER_LEGAL = "other_legal"


class TerminationGround(StrEnum):
    """Why nothing is left to be decided."""

    APPLICANT_DEAD = "applicant_dead"
    APPLICANT_ENDED = "applicant_ended"
    OBJECT_GONE = "object_gone"
    DUPLICATE = "duplicate"


class Mode(StrEnum):
    """In which way an application is handled beside the usual one (domain specification B.5); empty: the usual."""

    USUAL = ""
    TOLERANT = "tolerant"
    COMMITMENT = "commitment"


class SuspensionGround(StrEnum):
    """Why the examination of a case stands still outside the special procedures of the law (T15)."""

    FORCE_MAJEURE = "force_majeure"
    COURT_ORDER = "court_order"
    OTHER_MATTER_FIRST = "other_matter_first"
    APPLICANT_SUPPLIES = "applicant_supplies"
    OTHER = "other"


class VoidGround(StrEnum):
    """Which technical error made a case that should not be (T26)."""

    ENTERED_TWICE = "entered_twice"
    WRONG_ITEM = "wrong_item"
    WRONG_PARTY = "wrong_party"
    TRIAL_ENTRY = "trial_entry"


class Arose(StrEnum):
    """Why a later correction notice lists a defect (APL art. 32(4), 72(4))."""

    UNCURED = "uncured"
    CAUSED = "newly_caused"
