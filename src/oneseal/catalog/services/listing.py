"""Bring the table of another catalogue in: looked at first, then written as one set in one transaction."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction

from oneseal.catalog.models import Department, ListedItem
from oneseal.catalog.policies import can_list
from oneseal.catalog.rules.listing import ListedRow, Listing, RowFault
from oneseal.catalog.services.indexing import entries_date, listed_enter
from oneseal.catalog.services.uploads import table_opened
from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.locks import one_at_a_time
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id

Progress = Callable[[int, int], None]
REMIND_EVERY: Final = 250
COMPARED: Final = ("name", "main_item", "source_code", "code_form", "parts", "item_type", "source_type", "area_code",
    "dept_code", "faults")  # fmt: skip
WRITTEN: Final = ("id", "source", "identity", "department_id", *COMPARED, "completed_as_id", "listed_at", "changed_at")
LOCK: Final = 7_390_146


@dataclass(frozen=True, slots=True)
class ListingReport:
    """What an import does, or would do: rows in = created + changed + unchanged + refused, always."""

    source: str
    encoding: str
    is_dry: bool
    rows_in: int
    created: int
    changed: int
    unchanged: int
    refused: int
    absent: int
    departments: int
    faults: tuple[RowFault, ...]

    @property
    def adds_up(self) -> bool:
        """Return whether no row was lost on the way."""
        return self.rows_in == self.created + self.changed + self.unchanged + self.refused

    @property
    def counts(self) -> dict[str, int]:
        """Return the figures by name."""
        names = ("rows_in", "created", "changed", "unchanged", "refused", "absent", "departments")
        return {name: getattr(self, name) for name in names} | {"faults": len(self.faults)}


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which rows are new, which differ from what is listed, and how many do not."""

    created: list[ListedRow]
    changed: list[tuple[UUID, ListedRow]]
    unchanged: int
    absent: int


def listing_look(*, content: bytes, source: str, actor: Actor) -> ListingReport:
    """Return what an import would do; nothing is written.

    Raises:
        TableUnreadable, NotAllowed.
    """
    require(allowed=can_list(actor))
    listing = table_opened(content)
    return _report(listing, _plan(listing, source), source=source, is_dry=True)


@transaction.atomic
def listing_import(
    *, content: bytes, source: str, actor: Actor, now: datetime, progress: Progress | None = None
) -> ListingReport:
    """List every readable row of a table; a second import of the same table changes nothing.

    One transaction: a process killed at any moment leaves the catalogue as it was.

    Raises:
        TableUnreadable, NotAllowed.
    """
    require(allowed=can_list(actor))
    listing = table_opened(content)
    one_at_a_time(LOCK)
    plan = _plan(listing, source)
    report = _report(listing, plan, source=source, is_dry=False)
    departments = _departments(listing.rows, source=source, now=now)
    pairs = [(new_id(now), row) for row in plan.created] + plan.changed
    rows = ((key, row, departments[row.department]) for key, row in pairs)
    _copy(rows, len(pairs), source=source, now=now, progress=progress)
    if pairs:
        listed_enter([key for key, _row in pairs])
        entries_date(None)
        act = Act("catalog.items_listed", after={"source": source, **report.counts})
        record_now(act, subject=Subject("listing", new_id(now)), actor=actor, now=now)
    return report


def _report(listing: Listing, plan: _Plan, *, source: str, is_dry: bool) -> ListingReport:
    return ListingReport(
        source=source, encoding=listing.encoding, is_dry=is_dry, rows_in=listing.rows_in,
        created=len(plan.created), changed=len(plan.changed), unchanged=plan.unchanged, refused=listing.refused,
        absent=plan.absent, departments=len({row.department for row in listing.rows}), faults=listing.faults,
    )  # fmt: skip


def _plan(listing: Listing, source: str) -> _Plan:
    names = ("id", "identity", "department__name", *COMPARED)
    known = {row["identity"]: row for row in ListedItem.objects.filter(source=source).values(*names)}
    created: list[ListedRow] = []
    changed: list[tuple[UUID, ListedRow]] = []
    unchanged = 0
    for row in listing.rows:
        before = known.pop(row.identity, None)
        if before is None:
            created.append(row)
        elif before["department__name"] == row.department and all(
            before[name] == value for name, value in _compared(row).items()
        ):
            unchanged += 1
        else:
            changed.append((before["id"], row))
    return _Plan(created, changed, unchanged, absent=len(known))


def _compared(row: ListedRow) -> dict[str, Any]:
    """Return the columns by which a row counts as changed; the line a fault stands on does not."""
    return {
        "name": row.name, "main_item": row.main_item, "source_code": row.code.text, "code_form": row.code.form.value,
        "parts": dict(row.code.parts), "item_type": row.item_type, "source_type": row.source_type,
        "area_code": row.area_code, "dept_code": row.dept_code,
        "faults": [_fault(fault) for fault in row.faults],
    }  # fmt: skip


def _fault(fault: RowFault) -> dict[str, Any]:
    facts = {name: fact for name, fact in fault.facts.items() if name != "first"}
    return {"column": fault.column, "value": fault.value, "code": fault.code, "done": fault.done.value, "facts": facts}


def _departments(rows: Iterable[ListedRow], *, source: str, now: datetime) -> dict[str, UUID]:
    """Return the id of each department named, with every code the table gives it."""
    codes: dict[str, set[str]] = {}
    for row in rows:
        codes.setdefault(row.department, set()).update({row.dept_code} - {""})
    known = {row.name: row for row in Department.objects.filter(source=source, name__in=codes)}
    for name, department in known.items():
        department.source_codes = sorted(codes[name] | set(department.source_codes))
    made = [
        Department(id=new_id(now), source=source, name=name, source_codes=sorted(codes[name]))
        for name in codes
        if name not in known
    ]
    Department.objects.bulk_update(known.values(), ["source_codes"], batch_size=500)
    Department.objects.bulk_create(made, batch_size=500)
    return {row.name: row.id for row in (*known.values(), *made)}


def _copy(
    rows: Iterable[tuple[UUID, ListedRow, UUID]], total: int, *, source: str, now: datetime, progress: Progress | None
) -> None:
    """Copy rows beside the table and merge them in one statement; what was completed stays completed."""
    columns = ", ".join(WRITTEN)
    updated = ", ".join(f"{name} = excluded.{name}" for name in ("department_id", *COMPARED, "changed_at"))
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE listing_in (LIKE catalog_listed_item) ON COMMIT DROP")
        with cursor.copy(f"COPY listing_in ({columns}) FROM STDIN") as copy:
            for number, (key, row, department) in enumerate(rows, start=1):
                copy.write_row(_values(key, row, department, source=source, now=now))
                if progress and (number % REMIND_EVERY == 0 or number == total):
                    progress(number, total)
        cursor.execute(
            f"INSERT INTO catalog_listed_item ({columns})"  # noqa: S608 - names are ours
            f" SELECT {columns} FROM listing_in"
            f" ON CONFLICT (source, identity) DO UPDATE SET {updated}"
        )
        cursor.execute("DROP TABLE listing_in")


def _values(key: UUID, row: ListedRow, department: UUID, *, source: str, now: datetime) -> tuple[object, ...]:
    compared = {
        name: json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value
        for name, value in _compared(row).items()
    }
    given: Mapping[str, object] = {
        "id": key, "source": source, "identity": row.identity, "department_id": department, **compared,
        "completed_as_id": None, "listed_at": now, "changed_at": now,
    }  # fmt: skip
    return tuple(given[name] for name in WRITTEN)
