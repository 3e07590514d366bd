"""What supervision keeps."""

from oneseal.supervision.models.finding import Finding
from oneseal.supervision.models.looking import Look
from oneseal.supervision.models.running import BoardMark, RunningCase
from oneseal.supervision.models.setting import RuleSetting

__all__ = ["BoardMark", "Finding", "Look", "RuleSetting", "RunningCase"]
