from oneseal.evaluation.models.inviting import Pad, RatingLink, WindowVisit
from oneseal.evaluation.models.matter import (
    Matter,
    MatterConsultation,
    MatterExtension,
    MatterFile,
    MatterLimit,
    MatterQuestion,
    MatterStep,
)
from oneseal.evaluation.models.rating import Rating, RatingMark
from oneseal.evaluation.models.rectification import RatingChoice, Rectification, RectificationStep

__all__ = [
    "Matter",
    "MatterConsultation",
    "MatterExtension",
    "MatterFile",
    "MatterLimit",
    "MatterQuestion",
    "MatterStep",
    "Pad",
    "Rating",
    "RatingChoice",
    "RatingLink",
    "RatingMark",
    "Rectification",
    "RectificationStep",
    "WindowVisit",
]
