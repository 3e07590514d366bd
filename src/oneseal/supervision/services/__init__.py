"""What supervision does."""

from oneseal.supervision.rules.facts import Window
from oneseal.supervision.services.exporting import findings_exported
from oneseal.supervision.services.following import board_follow
from oneseal.supervision.services.handling import HandlingTold, ProofFile, finding_handle
from oneseal.supervision.services.recording import findings_record
from oneseal.supervision.services.setting import Wanted, setting_confirm, setting_decline, setting_propose, setting_try
from oneseal.supervision.services.sweeping import answers_sweep
from oneseal.supervision.services.tariffs import tariff_set
from oneseal.supervision.services.trying import MOST_DAYS, Trial
from oneseal.supervision.services.watching import Watched, case_watch, round_make

__all__ = [
    "MOST_DAYS",
    "HandlingTold",
    "ProofFile",
    "Trial",
    "Wanted",
    "Watched",
    "Window",
    "answers_sweep",
    "board_follow",
    "case_watch",
    "finding_handle",
    "findings_exported",
    "findings_record",
    "round_make",
    "setting_confirm",
    "setting_decline",
    "setting_propose",
    "setting_try",
    "tariff_set",
]
