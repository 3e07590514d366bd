"""The words of a case's life (domain specification B.3)."""

from enum import StrEnum


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
    ARCHIVED = "archived"


class Action(StrEnum):
    """What somebody does to a case."""

    SUBMIT = "submit"
    NOT_ACCEPT = "not_accept"
    REQUEST_CORRECTION = "request_correction"
    CORRECT = "correct"
    ACCEPT = "accept"
    ASSIGN = "assign"
    RECOMMEND = "recommend"
    SEND_BACK = "send_back"
    GRANT = "grant"
    REFUSE = "refuse"
    ISSUE = "issue"
    DELIVER = "deliver"
    ARCHIVE = "archive"


class Outcome(StrEnum):
    """How a case ended."""

    GRANTED = "granted"
    REFUSED = "refused"
    NOT_ACCEPTED = "not_accepted"


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
