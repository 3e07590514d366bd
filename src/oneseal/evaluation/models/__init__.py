from oneseal.evaluation.models.matter import (
    Matter,
    MatterConsultation,
    MatterExtension,
    MatterFile,
    MatterLimit,
    MatterQuestion,
    MatterStep,
)
from oneseal.evaluation.models.rating import Rating

__all__ = [
    "Matter",
    "MatterConsultation",
    "MatterExtension",
    "MatterFile",
    "MatterLimit",
    "MatterQuestion",
    "MatterStep",
    "Rating",
]
