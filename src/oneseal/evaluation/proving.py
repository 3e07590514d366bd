"""Receipt numbers of complaints, counted by day."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from oneseal.foundation.sequences.ports import Series

SERIES: Final = Series(
    "evaluation",
    _("投诉编号"),
    "complaint",
    """
    SELECT 'city' AS issuer, 'complaint' AS kind, substring(number from '^TS([0-9]{8})') AS period,
           substring(number from '^TS[0-9]{8}([0-9]{4,})$')::int AS serial, number
    FROM evaluation_complaint
    """,
)
