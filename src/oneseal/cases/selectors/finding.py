"""Find cases by what somebody says of them: a number, its end, a name, or exactly a citizen number."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from oneseal.cases.models import Case
from oneseal.cases.rules.clock import clock_face
from oneseal.cases.selectors.cover import PARTY_NUMBER, row_read_by, uncovered_for
from oneseal.cases.selectors.facts import COLUMNS, facts_of
from oneseal.cases.selectors.filtering import Scope, cases_visible, said_or_numbered
from oneseal.cases.selectors.lights import light_preset
from oneseal.cases.selectors.lists import CaseRow
from oneseal.foundation.encryption import blind_index
from oneseal.kernel.access import Actor
from oneseal.workflow.selectors import calendar

FOUND_AT_MOST: Final = 10


def cases_found(actor: Actor, words: str, *, now: datetime, most: int = FOUND_AT_MOST) -> list[CaseRow]:
    """Return the actor's cases by full number, end of number, applicant's name or item, newest first."""
    found = cases_visible(actor, Scope.AGENCY).filter(said_or_numbered(words, actor=actor))
    return _rows(found, actor=actor, now=now, most=most)


def cases_of_number(actor: Actor, number: str, *, now: datetime, most: int = FOUND_AT_MOST) -> list[CaseRow]:
    """Return the actor's cases whose applicant has exactly this citizen number or credit code, newest first."""
    index = blind_index(number, context=PARTY_NUMBER)
    cases = cases_visible(actor, Scope.AGENCY).filter(uncovered_for(actor), party_number_index=index)
    return _rows(cases, actor=actor, now=now, most=most)


def _rows(cases: QuerySet[Case], *, actor: Actor, now: datetime, most: int) -> list[CaseRow]:
    days = calendar()
    found = [row_read_by(actor, facts_of(row)) for row in cases.order_by("-id").values(*COLUMNS)[:most]]
    return [CaseRow(facts, clock_face(facts, calendar=days, now=now, preset=light_preset())) for facts in found]
