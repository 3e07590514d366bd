"""What supervision keeps."""

from oneseal.supervision.models.finding import Finding
from oneseal.supervision.models.looking import Look
from oneseal.supervision.models.setting import RuleSetting

__all__ = ["Finding", "Look", "RuleSetting"]
