from oneseal.performance.models.facts import CaseFact, DayFigures, Watermark
from oneseal.performance.models.index import Adjustment, Appeal, IndexLine, IndexMonth, PanelScore, WeightVersion

__all__ = [
    "Adjustment",
    "Appeal",
    "CaseFact",
    "DayFigures",
    "IndexLine",
    "IndexMonth",
    "PanelScore",
    "Watermark",
    "WeightVersion",
]
