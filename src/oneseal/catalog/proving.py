"""Types of licences, counted by agency when an item is first published."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from oneseal.foundation.sequences.ports import Series

SERIES: Final = Series(
    "catalog",
    _("证照类型序号"),
    "licence_type",
    """
    SELECT agency_id::text AS issuer, 'licence_type' AS kind, 'all' AS period, licence_type_serial::int AS serial,
           coalesce(implementation_code, id::text) AS number
    FROM catalog_item WHERE implementation_code IS NOT NULL
    """,
)
