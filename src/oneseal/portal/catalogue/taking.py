"""How long an item really took others, in words."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from django.core.cache import cache
from django.utils.translation import gettext as _

from oneseal.cases.selectors import Taken, working_days_taken
from oneseal.foundation.language import is_english

KEPT_SECONDS: Final = 3600


def taken_in_words(item_id: UUID, *, on: date) -> str:
    """Return how long the cases of the past year took; a figure is kept for an hour. It says so where there are few."""
    key = f"taken:{item_id}:{on:%Y%m%d}"
    kept = cache.get(key)
    if kept is None:
        kept = (working_days_taken(item_id, on=on),)
        cache.set(key, kept, KEPT_SECONDS)
    return _said(kept[0])


def _said(taken: Taken | None) -> str:
    if taken is None:
        return _("近一年办结的件数太少，不作统计。")
    told = {"cases": taken.cases, "half": taken.half, "most": taken.most}
    figures = _("近一年办结%(cases)s件：一半在%(half)s个工作日内、九成在%(most)s个工作日内作出了决定。")
    meaning = _("从提交算起，等待补正等停钟的时间也算在内。")
    return f"{figures % told}{' ' if is_english() else ''}{meaning}"
