"""Each first version of a licence takes a number; a later version keeps it."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from oneseal.foundation.sequences.ports import Series

SERIES: Final = Series(
    "licences",
    _("证照标识"),
    "licence.%",
    """
    SELECT split_part(identifier, '.', 7) AS issuer, 'licence.' || split_part(identifier, '.', 6) AS kind,
           substring(split_part(identifier, '.', 8) from '^([0-9]{4})[0-9]{6,}$') AS period,
           substring(split_part(identifier, '.', 8) from '^[0-9]{4}([0-9]{6,})$')::int AS serial, identifier AS number
    FROM licences_licence WHERE split_part(identifier, '.', 9) = '001'
    """,
)
