"""What supervision does."""

from oneseal.supervision.services.recording import findings_record
from oneseal.supervision.services.watching import Watched, case_watch, round_make

__all__ = ["Watched", "case_watch", "findings_record", "round_make"]
