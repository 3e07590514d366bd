from oneseal.performance.rules.months import Stage
from oneseal.performance.rules.sums import Period, Sums

__all__ = ["Period", "Stage", "Sums"]
