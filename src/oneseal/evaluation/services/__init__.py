from oneseal.evaluation.services.complaining import ComplaintTold, Filed, complaint_answer, complaint_file
from oneseal.evaluation.services.rating import RatingTold, case_rate

__all__ = ["ComplaintTold", "Filed", "RatingTold", "case_rate", "complaint_answer", "complaint_file"]
