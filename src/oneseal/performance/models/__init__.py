from oneseal.performance.models.facts import CaseFact, DayFigures, Watermark

__all__ = ["CaseFact", "DayFigures", "Watermark"]
