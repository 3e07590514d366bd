"""Numbers of findings, counted by the day on which they were found."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from oneseal.foundation.sequences.ports import Series

SERIES: Final = Series(
    "supervision",
    _("监察发现编号"),
    "finding",
    """
    SELECT 'city' AS issuer, 'finding' AS kind, substring(number from '^JC([0-9]{8})-') AS period,
           substring(number from '^JC[0-9]{8}-([0-9]{4,})$')::int AS serial, number
    FROM supervision_finding
    """,
)
