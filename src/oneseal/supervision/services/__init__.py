"""What supervision does."""

from oneseal.supervision.services.exporting import findings_exported
from oneseal.supervision.services.handling import HandlingTold, ProofFile, finding_handle
from oneseal.supervision.services.recording import findings_record
from oneseal.supervision.services.sweeping import answers_sweep
from oneseal.supervision.services.tariffs import tariff_set
from oneseal.supervision.services.watching import Watched, case_watch, round_make

__all__ = [
    "HandlingTold",
    "ProofFile",
    "Watched",
    "answers_sweep",
    "case_watch",
    "finding_handle",
    "findings_exported",
    "findings_record",
    "round_make",
    "tariff_set",
]
