"""What supervision does."""

from oneseal.supervision.rules.facts import Window
from oneseal.supervision.services.following import board_follow
from oneseal.supervision.services.recording import findings_record
from oneseal.supervision.services.setting import (
    Wanted,
    setting_confirm,
    setting_decline,
    setting_propose,
    setting_try,
)
from oneseal.supervision.services.trying import MOST_DAYS, Trial
from oneseal.supervision.services.watching import Watched, case_watch, round_make

__all__ = [
    "MOST_DAYS",
    "Trial",
    "Wanted",
    "Watched",
    "Window",
    "board_follow",
    "case_watch",
    "findings_record",
    "round_make",
    "setting_confirm",
    "setting_decline",
    "setting_propose",
    "setting_try",
]
