"""The shelves of the catalogue as the public walks through it, each counted by the very filter of the list it opens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Func, Q, QuerySet, TextField

from oneseal.catalog.errors import ItemNotFound
from oneseal.catalog.models import Entry, ItemVersion, ListedItem
from oneseal.catalog.rules.codes import CODE_LISTS, TOPICS_IN_ENGLISH
from oneseal.catalog.rules.findable import ORGANISATION, PERSON
from oneseal.catalog.selectors.finding import entries_state
from oneseal.catalog.selectors.items import in_force
from oneseal.catalog.selectors.standing import in_use


@dataclass(frozen=True, slots=True)
class Shelf:
    """A department, theme, life event or letter with the number of items in it."""

    key: str
    name: str
    name_en: str
    count: int

    @property
    def is_listed(self) -> bool:
        """Return whether this is a department that only another catalogue names."""
        return self.key.startswith("listed-")


@dataclass(frozen=True, slots=True)
class Shelves:
    """Every way into the catalogue with what lies at its end; `topics` by audience, under "" those of everybody."""

    person: int
    organisation: int
    listed: int
    departments: tuple[Shelf, ...]
    kinds: tuple[Shelf, ...]
    events: tuple[Shelf, ...]
    topics: Mapping[str, tuple[Shelf, ...]]
    letters: tuple[Shelf, ...]
    main_items: tuple[Shelf, ...]


@dataclass(frozen=True, slots=True)
class ListedPublic:
    """An item that is only listed, as the public reads it; an empty text is unknown."""

    id: UUID
    name: str
    main_item: str
    department: str
    department_key: str
    kind: str
    source: str
    source_code: str
    item_id: UUID | None


def _entries(on: date) -> QuerySet[Entry]:
    """Return everything that is found on a day."""
    return Entry.objects.filter(in_use(on), from_on__lte=on, until_on__gt=on).order_by()


def _counted(rows: QuerySet[Entry], **named: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - Django's expressions
    return list(rows.values(**named).annotate(total=Count("pk")).order_by())


def _each_of(column: str) -> Func:
    return Func(F(column), function="unnest", output_field=TextField())


def catalogue_shelves(*, on: date) -> Shelves:
    """Return every shelf of the catalogue on a day; counted again only when what is found has changed."""
    return _shelves(entries_state(), on)


@lru_cache(maxsize=4)  # a day and the next, before and after a change
def _shelves(_state: tuple[int, int], on: date) -> Shelves:
    told = _entries(on).aggregate(
        person=Count("pk", filter=Q(audiences__contains=[PERSON])),
        organisation=Count("pk", filter=Q(audiences__contains=[ORGANISATION])),
        listed=Count("pk", filter=Q(is_listed=True)),
    )
    return Shelves(
        **told, departments=_departments(on), kinds=_coded("item_type", _counted(_entries(on), value=F("item_type"))),
        events=_coded("life_event", _counted(_entries(on), value=_each_of("life_events"))),
        topics={audience: _topics(on, audience) for audience in ("", PERSON, ORGANISATION)}, letters=_letters(on),
        main_items=_main_items(on),
    )  # fmt: skip


def _departments(on: date) -> tuple[Shelf, ...]:
    """Return agencies of the city with published items, then departments that another catalogue names."""
    rows = _counted(_entries(on), key=F("department_key"), label=F("department"), is_far=F("is_listed"))
    rows.sort(key=lambda row: (row["is_far"], -row["total"] if row["is_far"] else 0, row["label"]))
    return tuple(Shelf(row["key"], row["label"], "", row["total"]) for row in rows)


def department_named(key: str, *, on: date) -> Shelf:
    """Return a department with the number of its items.

    Raises:
        ItemNotFound: no department with items has this key.
    """
    found = _counted(_entries(on).filter(department_key=key.replace("\0", "")), label=F("department"))
    if not found:
        raise ItemNotFound("no such department")
    return Shelf(key, found[0]["label"], "", found[0]["total"])


def _coded(code_list: str, rows: list[dict[str, Any]]) -> tuple[Shelf, ...]:
    """Return the codes that occur in the order of their list, life events thus in the order of a life."""
    total = {row["value"]: row["total"] for row in rows}
    codes = CODE_LISTS[code_list]
    return tuple(Shelf(code.code, code.chinese, code.english, total[code.code]) for code in codes if code.code in total)


def _topics(on: date, audience: str) -> tuple[Shelf, ...]:
    """Return the topics that published items name (of those that serve an audience), the largest first."""
    rows = _entries(on).filter(audiences__contains=[audience]) if audience else _entries(on)
    counted = _counted(rows, value=_each_of("topics"))
    counted.sort(key=lambda row: (-row["total"], row["value"]))
    return tuple(
        Shelf(row["value"], row["value"], TOPICS_IN_ENGLISH.get(row["value"], ""), row["total"]) for row in counted
    )


def _letters(on: date) -> tuple[Shelf, ...]:
    """Return the letters with which the sound of names begins, with the number of items of each."""
    rows = sorted(_counted(_entries(on), first=F("letter")), key=lambda row: (not row["first"].isalpha(), row["first"]))
    return tuple(Shelf(row["first"], row["first"], row["first"], row["total"]) for row in rows)


def _main_items(on: date) -> tuple[Shelf, ...]:
    """Return the main items that hold several listed ones, the largest first."""
    rows = _counted(_entries(on).exclude(main_item=""), value=F("main_item"))
    rows.sort(key=lambda row: (-row["total"], row["value"]))
    return tuple(Shelf(row["value"], row["value"], "", row["total"]) for row in rows)


def kind_names() -> Mapping[str, tuple[str, str]]:
    """Return the Chinese and English name of each type of item."""
    return {code.code: (code.chinese, code.english) for code in CODE_LISTS["item_type"]}


def listed_public(listed_id: UUID, *, on: date) -> ListedPublic:
    """Return a listed item; `item_id` names the published item it was completed as.

    Raises:
        ItemNotFound: no such listed item.
    """
    row = ListedItem.objects.select_related("department").filter(pk=listed_id).first()
    if row is None:
        raise ItemNotFound("no such listed item")
    became = row.completed_as_id
    is_open = became is not None and ItemVersion.objects.filter(in_force(on), item_id=became).exists()
    return ListedPublic(
        id=row.id, name=row.name, main_item=row.main_item, department=row.department.name,
        department_key=f"listed-{row.department_id}", kind=row.item_type, source=row.source,
        source_code=row.source_code, item_id=became if is_open else None,
    )  # fmt: skip
