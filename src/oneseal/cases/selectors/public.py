"""Follow a case by its number and query code, without an account."""

from __future__ import annotations

import hmac
from uuid import UUID

from oneseal.cases.models import Case
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.selectors.facts import COLUMNS, facts_of
from oneseal.foundation.encryption import blind_index

QUERY_CODE = "case.query_code"


def number_typed(text: str) -> str:
    """Return a number or code as typed or copied, without spaces, marks and the invisible break points of a paper."""
    return "".join(sign for sign in text if sign.isalnum()).upper()


def case_followed(number: str, query_code: str) -> CaseFacts | None:
    """Return the case of a number and its query code, or None for any wrong pair; both take equally long."""
    row = Case.objects.filter(number=number_typed(number)).values(*COLUMNS, "query_code_index").first()
    given = blind_index(number_typed(query_code), context=QUERY_CODE)
    kept = bytes(row["query_code_index"]) if row and row["query_code_index"] else bytes(32)
    fits = hmac.compare_digest(given, kept)
    return facts_of(row) if row and fits else None


def is_code_of(case_id: UUID, told: str) -> bool:
    """Return True when a code told at the window is the query code of a case."""
    kept = Case.objects.filter(pk=case_id).values_list("query_code_index", flat=True).first()
    given = blind_index(number_typed(told), context=QUERY_CODE)
    return hmac.compare_digest(given, bytes(kept) if kept else bytes(32))
