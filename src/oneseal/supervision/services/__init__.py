"""What supervision does."""

from oneseal.supervision.services.exporting import findings_exported
from oneseal.supervision.services.handling import HandlingTold, ProofFile, finding_handle
from oneseal.supervision.services.recording import findings_record
from oneseal.supervision.services.sweeping import answers_sweep
from oneseal.supervision.services.tariffs import tariff_set

__all__ = [
    "HandlingTold",
    "ProofFile",
    "answers_sweep",
    "finding_handle",
    "findings_exported",
    "findings_record",
    "tariff_set",
]
