from oneseal.performance.models.facts import CaseFact, DayFigures, Watermark
from oneseal.performance.models.logs import ColumnMapping, ImportedLog

__all__ = ["CaseFact", "ColumnMapping", "DayFigures", "ImportedLog", "Watermark"]
