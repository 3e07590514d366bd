"""The words of a case's life (domain specification B.3)."""

from enum import StrEnum
from typing import Final


class State(StrEnum):
    """Where a case stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CORRECTION_PENDING = "correction_pending"
    NOT_ACCEPTED = "not_accepted"
    ACCEPTED = "accepted"
    UNDER_REVIEW = "under_review"
    DECISION_PENDING = "decision_pending"
    GRANTED = "granted"
    REFUSED = "refused"
    ISSUING = "issuing"
    DELIVERED = "delivered"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    FORWARDED_UP = "forwarded_up"
    ARCHIVED = "archived"


class Action(StrEnum):
    """What somebody does to a case."""

    SUBMIT = "submit"
    HAND_OVER = "hand_over"
    NOT_ACCEPT = "not_accept"
    REQUEST_CORRECTION = "request_correction"
    CORRECT = "correct"
    ACCEPT = "accept"
    DEEM_ACCEPTED = "deem_accepted"
    GRANT_AT_ONCE = "grant_at_once"
    REFUSE_AT_ONCE = "refuse_at_once"
    ASSIGN = "assign"
    OPEN_PROCEDURE = "open_procedure"
    CLOSE_PROCEDURE = "close_procedure"
    PLAN_SURVEY = "plan_survey"
    RECORD_SURVEY = "record_survey"
    TELL_HEARING_RIGHT = "tell_hearing_right"
    REQUEST_HEARING = "request_hearing"
    RECORD_HEARING_REQUEST = "record_hearing_request"
    ARRANGE_HEARING = "arrange_hearing"
    ASK_RECUSAL = "ask_recusal"
    DECIDE_RECUSAL = "decide_recusal"
    RECORD_HEARING = "record_hearing"
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
    EXTEND = "extend"
    RECOMMEND = "recommend"
    SEND_BACK = "send_back"
    GRANT = "grant"
    REFUSE = "refuse"
    FORWARD_UP = "forward_up"
    WITHDRAW = "withdraw"
    RETURN_CASE = "return_case"
    TERMINATE = "terminate"
    ISSUE = "issue"
    DELIVER = "deliver"
    ARCHIVE = "archive"
    APPLY_AGAIN = "apply_again"


# Accepting and closing: only from the centre's own network addresses, where it names any (S2; domain.md R22).
# A site survey happens elsewhere and is not bound.
BOUND_TO_CENTRE: Final = frozenset(
    {
        Action.ACCEPT,
        Action.NOT_ACCEPT,
        Action.RETURN_CASE,
        Action.TERMINATE,
        Action.GRANT_AT_ONCE,
        Action.REFUSE_AT_ONCE,
        Action.GRANT,
        Action.REFUSE,
    }
)


class Outcome(StrEnum):
    """How a case ended."""

    GRANTED = "granted"
    REFUSED = "refused"
    NOT_ACCEPTED = "not_accepted"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    TERMINATED = "terminated"
    FORWARDED_UP = "forwarded_up"


class Channel(StrEnum):
    """By which door an application came in."""

    ONLINE = "online"
    WINDOW = "window"
    HELPER = "helper"
    KIOSK = "kiosk"


class NonAcceptanceGround(StrEnum):
    """Why an application is refused at the door (Licensing Law art. 32(1) and (2))."""

    LICENCE_NOT_NEEDED = "licence_not_needed"
    OTHER_AGENCY = "other_agency"
    OTHER_LEGAL = "other_legal"


class TerminationGround(StrEnum):
    """Why nothing is left to be decided."""

    APPLICANT_DEAD = "applicant_dead"
    APPLICANT_ENDED = "applicant_ended"
    OBJECT_GONE = "object_gone"
    DUPLICATE = "duplicate"
