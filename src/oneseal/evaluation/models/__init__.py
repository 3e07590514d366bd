from oneseal.evaluation.models.complaint import Complaint
from oneseal.evaluation.models.rating import Rating

__all__ = ["Complaint", "Rating"]
