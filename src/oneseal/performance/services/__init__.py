from oneseal.performance.services.appealing import appeal_decide, appeal_file
from oneseal.performance.services.indexing import (
    index_adjust,
    index_compute_again,
    index_draft,
    index_open,
    index_publish,
)
from oneseal.performance.services.refreshing import facts_forget, facts_rebuild, facts_refresh
from oneseal.performance.services.weighing import panel_score, weights_adopt

__all__ = [
    "appeal_decide",
    "appeal_file",
    "facts_forget",
    "facts_rebuild",
    "facts_refresh",
    "index_adjust",
    "index_compute_again",
    "index_draft",
    "index_open",
    "index_publish",
    "panel_score",
    "weights_adopt",
]
