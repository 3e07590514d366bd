"""How a case is called, and which numbers cases have taken."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from oneseal.cases.models import Case
from oneseal.foundation.sequences.ports import Series


def cases_named(case_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return the numbers of cases; a draft has none."""
    rows = Case.objects.filter(pk__in=case_ids, number__isnull=False)
    return {case_id: str(number) for case_id, number in rows.values_list("id", "number")}


SERIES: Final = Series(
    "cases",
    _("办件编号"),
    "case",
    """
    SELECT left(number, 31) AS issuer, 'case' AS kind, substring(number from 32 for 8) AS period,
           substring(number from '^.{39}([0-9]{4})$')::int AS serial, number
    FROM cases_case WHERE number IS NOT NULL
    """,
)
