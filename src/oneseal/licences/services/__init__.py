from oneseal.licences.services.cancelling import Cancellation, Reissue, licence_cancel, licence_reissue
from oneseal.licences.services.issuing import licence_issue
from oneseal.licences.services.penalising import (
    Penalty,
    Recall,
    licence_recall,
    licence_resume,
    licence_suspend,
    licence_take_away,
)
from oneseal.licences.services.requesting import licence_ask, licence_request_decline
from oneseal.licences.services.revoking import Revocation, licence_revoke
from oneseal.licences.services.timing import REMINDER, TERM_OVER, licence_timers_catch_up, remind, term_over

__all__ = [
    "REMINDER",
    "TERM_OVER",
    "Cancellation",
    "Penalty",
    "Recall",
    "Reissue",
    "Revocation",
    "licence_ask",
    "licence_cancel",
    "licence_issue",
    "licence_recall",
    "licence_reissue",
    "licence_request_decline",
    "licence_resume",
    "licence_revoke",
    "licence_suspend",
    "licence_take_away",
    "licence_timers_catch_up",
    "remind",
    "term_over",
]
