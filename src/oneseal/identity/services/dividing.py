"""The table of divisions: loaded whole from a source, added to by the city."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction

from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.identity import policies
from oneseal.identity.errors import DivisionWrong
from oneseal.identity.models import Division
from oneseal.identity.rules.divisions import arranged, level_of, parent_of
from oneseal.kernel.access import Actor

_BATCH = 5000


@transaction.atomic
def divisions_load(*, names: Mapping[str, str], source: str) -> int:
    """Bring the table in line with a source (code to name) and return how many rows were written.

    Rows of another edition that the source no longer names stay, for what was issued under them; the city's own
    rows and what it said of validity and successors are never touched.
    """
    rows = list(arranged(names))
    kept = dict(Division.objects.order_by("code").values_list("code", "name"))
    own = set(Division.objects.filter(source="").order_by("code").values_list("code", flat=True))
    changed = [row for row in rows if row.code not in own and kept.get(row.code) != row.name]
    if not changed:
        return 0
    with connection.cursor() as cursor:
        for start in range(0, len(changed), _BATCH):
            part = changed[start : start + _BATCH]
            cursor.execute(
                "INSERT INTO identity_division (code, name, level, parent_id, source)"
                " SELECT code, name, level, nullif(parent, ''), %s"
                " FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[]) AS told (code, name, level, parent)"
                " ON CONFLICT (code) DO UPDATE SET name = excluded.name, parent_id = excluded.parent_id,"
                " source = excluded.source",
                [
                    source, [row.code for row in part], [row.name for row in part],
                    [row.level.value for row in part], [row.parent for row in part],
                ],
            )  # fmt: skip
    return len(changed)


@dataclass(frozen=True, slots=True)
class DivisionTold:
    """A division as the city tells it; None: unknown."""

    code: str
    name: str
    valid_from: date | None = None
    valid_until: date | None = None
    successor: str = ""


@transaction.atomic
def division_keep(*, told: DivisionTold, actor: Actor, now: datetime) -> None:
    """Add a division of the city's own, or say since when, until when and by what a division was followed.

    Raises:
        NotAllowed. DivisionWrong: no code, unknown successor, or dates in the wrong order.
    """
    policies.require(allowed=policies.can_manage_identity(actor))
    level = level_of(told.code)
    follows = Division.objects.filter(code=told.successor).first() if told.successor else None
    in_order = told.valid_from is None or told.valid_until is None or told.valid_from <= told.valid_until
    if level is None or (told.successor and follows is None) or told.successor == told.code or not in_order:
        raise DivisionWrong("no code, no such successor, or dates in the wrong order")
    known = set(Division.objects.filter(code__startswith=told.code[:2]).order_by("code").values_list("code", flat=True))
    row = Division.objects.select_for_update(of=("self",)).filter(code=told.code).first()
    before = {"name": row.name, "until": str(row.valid_until or "")} if row else {}
    if row is None:
        row = Division(code=told.code, level=level, parent_id=parent_of(told.code, known) or None, name=told.name)
    elif not row.source:
        row.name = told.name
    row.valid_from, row.valid_until, row.successor = told.valid_from, told.valid_until, follows
    row.save()
    after = {
        "code": row.code, "name": row.name, "from": str(row.valid_from or ""), "until": str(row.valid_until or ""),
        "successor": told.successor,
    }  # fmt: skip
    act = Act("identity.division_kept", before=before, after=after)
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)
