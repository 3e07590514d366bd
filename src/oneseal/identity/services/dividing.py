"""The table of divisions: loaded whole from a source, added to by the city."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction

from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.identity import policies
from oneseal.identity.errors import DivisionFollowed, DivisionOver, DivisionWrong
from oneseal.identity.models import Division, DivisionName
from oneseal.identity.rules.divisions import Level, Past, arranged, is_over, level_of, parent_of, pasts_of
from oneseal.identity.selectors.divisions import followers_of
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
class Edition:
    """The table that is loaded as it stands: its date as a revision (YYYYMM), and its codes and names."""

    revision: str
    names: Mapping[str, str]


@transaction.atomic
def divisions_past_load(*, revisions: Mapping[str, Mapping[str, str]], edition: Edition, source: str) -> int:
    """Keep what the revisions of the table say and return how many rows were written.

    Codes that the edition no longer has are added as divisions that are over; the names that codes bore are kept.
    The city's own rows and what it stated are never touched: a revision is kept beside them.
    """
    pasts = pasts_of({**revisions, edition.revision: edition.names})
    kept = _kept()
    missing = {past.code: past.name for past in pasts if past.code not in kept}
    known = {*kept, *missing}
    Division.objects.bulk_create(
        [
            Division(code=row.code, name=row.name, level=row.level, parent_id=parent_of(row.code, known) or None,
                     source=source)
            for row in arranged(missing)
        ],
        batch_size=_BATCH,
    )  # fmt: skip
    kept.update((code, (source, "", "")) for code in missing)
    open_to = [past for past in pasts if kept[past.code][0]]
    changed = [past for past in open_to if kept[past.code][1:] != (past.since, past.gone)]
    _revisions_keep(changed)
    return len({past.code for past in changed} | set(missing)) + _names_keep(open_to)


def _kept() -> dict[str, tuple[str, str, str]]:
    """Return source and revisions of each division down to counties; the city's own have no source."""
    columns = ("code", "source", "named_since", "gone_since")
    rows = Division.objects.exclude(level=Level.TOWNSHIP).order_by("code").values_list(*columns)
    return {code: (source, since, gone) for code, source, since, gone in rows}


def _revisions_keep(pasts: Iterable[Past]) -> None:
    """Keep since which revision each code is named, and since which no longer."""
    told = [(past.code, past.since, past.gone) for past in pasts]
    if not told:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE identity_division SET named_since = told.since, gone_since = told.gone"
            " FROM unnest(%s::text[], %s::text[], %s::text[]) AS told (code, since, gone)"
            " WHERE identity_division.code = told.code",
            [list(column) for column in zip(*told, strict=True)],
        )


def _names_keep(pasts: Iterable[Past]) -> int:
    """Add the former names that are not kept yet."""
    kept = set(DivisionName.objects.order_by("division_id").values_list("division_id", "since"))
    fresh = [
        DivisionName(division_id=past.code, name=former.name, since=former.since, until=former.until)
        for past in pasts
        for former in past.former
        if (past.code, former.since) not in kept
    ]
    DivisionName.objects.bulk_create(fresh, batch_size=_BATCH)
    return len(fresh)


@dataclass(frozen=True, slots=True)
class Succession:
    """What followed a division (codes), in which year's list, by which notice; an empty notice is not known."""

    code: str
    successors: tuple[str, ...]
    year: int
    notice: str


@transaction.atomic
def divisions_succession_load(*, told: Iterable[Succession]) -> int:
    """Keep what followed divisions and return how many rows were written; codes that no table knows are left out."""
    parts = [(row.code, successor, row.year, row.notice) for row in told for successor in row.successors]
    if not parts:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO identity_division_succession AS kept (division_id, successor_id, year, notice)"
            " SELECT told.* FROM unnest(%s::text[], %s::text[], %s::smallint[], %s::text[])"
            " AS told (code, successor, year, notice)"
            " JOIN identity_division old ON old.code = told.code"
            " JOIN identity_division new ON new.code = told.successor"
            " ON CONFLICT (division_id, successor_id) DO UPDATE SET year = excluded.year, notice = excluded.notice"
            " WHERE (kept.year, kept.notice) IS DISTINCT FROM (excluded.year, excluded.notice)",
            [list(column) for column in zip(*parts, strict=True)],
        )
        written: int = cursor.rowcount
    return written


def division_require(code: str, *, on: date) -> None:
    """Refuse a division that is over on a day; one that the table does not know is taken as it is written.

    Raises:
        DivisionOver: with what followed it, where that is known.
    """
    row = Division.objects.filter(code=code).first()
    if row is None or not is_over(valid_until=row.valid_until, gone_since=row.gone_since, on=on):
        return
    followers = followers_of([row]).get(code)
    if not followers:
        raise DivisionOver("the division is over", name=row.name)
    raise DivisionFollowed("the division is over", name=row.name, successor="、".join(map(str, followers)))


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
