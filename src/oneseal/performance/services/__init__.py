from oneseal.performance.services.refreshing import facts_rebuild, facts_refresh

__all__ = ["facts_rebuild", "facts_refresh"]
