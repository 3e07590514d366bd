from oneseal.performance.models.facts import CaseFact, DayFigures, Watermark
from oneseal.performance.models.index import Adjustment, Appeal, IndexLine, IndexMonth, PanelScore, WeightVersion
from oneseal.performance.models.logs import ColumnMapping, ImportedLog

__all__ = [
    "Adjustment",
    "Appeal",
    "CaseFact",
    "ColumnMapping",
    "DayFigures",
    "ImportedLog",
    "IndexLine",
    "IndexMonth",
    "PanelScore",
    "Watermark",
    "WeightVersion",
]
