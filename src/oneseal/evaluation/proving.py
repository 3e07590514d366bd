"""Receipt numbers of what the public brought, counted by kind and day."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from oneseal.foundation.sequences.ports import Series

_USED: Final = """
    SELECT 'city' AS issuer, {counter} AS kind, substring(number from '^[A-Z]{{2}}([0-9]{{8}})') AS period,
           substring(number from '^[A-Z]{{2}}[0-9]{{8}}([0-9]{{4,}})$')::int AS serial, number
    FROM evaluation_matter WHERE kind {which} 'complaint'
"""
# Complaints go on counting in the series they had before the other kinds came.
SERIES: Final = (
    Series("evaluation", _("投诉编号"), "complaint", _USED.format(counter="'complaint'", which="=")),
    Series("evaluation.matters", _("来件编号"), "matter.%", _USED.format(counter="'matter.' || kind", which="<>")),
)
