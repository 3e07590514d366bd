from oneseal.evaluation.models.complaint import Complaint
from oneseal.evaluation.models.inviting import Pad, RatingLink, WindowVisit
from oneseal.evaluation.models.rating import Rating, RatingMark
from oneseal.evaluation.models.rectification import RatingChoice, Rectification, RectificationStep

__all__ = [
    "Complaint",
    "Pad",
    "Rating",
    "RatingChoice",
    "RatingLink",
    "RatingMark",
    "Rectification",
    "RectificationStep",
    "WindowVisit",
]
