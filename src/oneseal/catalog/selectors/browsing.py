"""The catalogue as the public walks through it: what can be applied for first, then what is only listed.

Each figure is counted by the very filter of the list it opens. Pages go on from a key, so that the
thousandth costs what the first does.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from oneseal.catalog.errors import ItemNotFound
from oneseal.catalog.models import ItemVersion, ListedItem
from oneseal.catalog.rules.applicants import NATURAL_PERSON
from oneseal.catalog.rules.codes import CODE_LISTS
from oneseal.catalog.rules.kinds import NOT_APPLIED_FOR, is_applied_for
from oneseal.catalog.selectors.items import in_force, words_of
from oneseal.catalog.selectors.terms import UNITS
from oneseal.kernel.clock import Term

PAGE: Final = 24
ONLINE, POWER, LISTED = "online", "power", "listed"
PERSON, ORGANISATION = "person", "organisation"
_ELEMENT: Final = "content__elements__{}__value"
_TOPICS: Final = ("topic_person", "topic_corp")
_SHOWN: Final = ("name_en", "purpose", "purpose_en", "promise_limit", "promise_limit_unit", "visit_count", "fee_flag")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to; an empty text narrows nothing.

    `department` is `agency-ID` or `listed-ID`; `reach` is "online", "power" (nobody applies) or "listed";
    `kind` is an item type.
    """

    words: str = ""
    audience: str = ""
    reach: str = ""
    department: str = ""
    kind: str = ""
    topic: str = ""
    main_item: str = ""


@dataclass(frozen=True, slots=True)
class FoundItem:
    """One item in a list; for one that is only listed, everything but name, department and type is unknown."""

    id: UUID
    is_listed: bool
    name: str
    name_en: str
    purpose: str
    purpose_en: str
    department: str
    kind: str
    code: str
    promised: Term | None
    visit_count: int | None
    has_fee: bool | None

    @property
    def is_applied_for(self) -> bool:
        """Return whether somebody applies for such an item."""
        return is_applied_for(self.kind)


@dataclass(frozen=True, slots=True)
class FoundPage:
    """One page of a list, and the key from which the next goes on (empty: this was the last)."""

    rows: tuple[FoundItem, ...]
    next_key: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """A department or theme with the number of items in it."""

    key: str
    name: str
    name_en: str
    count: int

    @property
    def is_listed(self) -> bool:
        """Return whether this is a department that only another catalogue names."""
        return self.key.startswith("listed-")


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


# --- the two halves of the catalogue --------------------------------------------------------------


def _published(wanted: Wanted, on: date) -> QuerySet[ItemVersion]:
    newest = ItemVersion.objects.filter(in_force(on)).order_by("item_id", "-effective_on", "-number")
    rows = ItemVersion.objects.filter(pk__in=Subquery(newest.distinct("item_id").values("pk")))
    if wanted.reach == LISTED or wanted.main_item or wanted.department.startswith("listed-"):
        return rows.none()
    if wanted.department:
        rows = rows.filter(item__agency_id=_id_in(wanted.department, "agency-"))
    if wanted.kind:
        rows = rows.filter(**{_ELEMENT.format("item_type"): wanted.kind})
    powers = Q(**{_ELEMENT.format("item_type") + "__in": NOT_APPLIED_FOR})
    if wanted.reach == ONLINE or wanted.audience:
        rows = rows.exclude(powers)
    elif wanted.reach == POWER:
        rows = rows.filter(powers)
    if wanted.audience == PERSON:
        rows = rows.filter(**{_ELEMENT.format("service_object") + "__contains": NATURAL_PERSON})
    elif wanted.audience == ORGANISATION:
        rows = rows.exclude(**{_ELEMENT.format("service_object"): [NATURAL_PERSON]})
    if wanted.topic:
        rows = rows.filter(_any_topic(wanted.topic))
    return rows.filter(_said(wanted.words, "item__agency__name", "item__implementation_code"))


def _any_topic(topic: str) -> Q:
    return Q(**{_ELEMENT.format(_TOPICS[0]) + "__contains": topic}) | Q(
        **{_ELEMENT.format(_TOPICS[1]) + "__contains": topic}
    )


def _listed(wanted: Wanted, on: date) -> QuerySet[ListedItem]:
    """Return listed items; one that was completed is found as the published item it became."""
    published = ItemVersion.objects.filter(in_force(on), item_id=OuterRef("completed_as_id"))
    rows = ListedItem.objects.filter(Q(completed_as=None) | ~Exists(published))
    if wanted.reach in {ONLINE, POWER} or wanted.audience or wanted.topic or wanted.department.startswith("agency-"):
        return rows.none()
    if wanted.department:
        rows = rows.filter(department_id=_id_in(wanted.department, "listed-"))
    if wanted.kind:
        rows = rows.filter(item_type=wanted.kind)
    if wanted.main_item:
        rows = rows.filter(main_item=wanted.main_item)
    return rows.filter(_said(wanted.words, "department__name", "source_code"))


def _said(words: str, department: str, code: str) -> Q:
    """Return the condition of a search: all its words in the text, or the phrase in a name, or the start of a code."""
    phrase = words.strip()
    if not phrase:
        return Q()
    query = SearchQuery(words_of(phrase), config="simple", search_type="plain")
    return (
        Q(search=query)
        | Q(name__icontains=phrase)
        | Q(**{f"{department}__contains": phrase})
        | Q(**{f"{code}__startswith": phrase.upper()})
    )


def _id_in(key: str, prefix: str) -> UUID:
    try:
        return UUID(key.removeprefix(prefix))
    except ValueError as problem:
        raise ItemNotFound("no such department") from problem


# --- lists ----------------------------------------------------------------------------------------


def catalogue_page(wanted: Wanted, *, on: date, after: str = "") -> FoundPage:
    """Return one page of the catalogue, by name, from the key of the page before on."""
    place = _place(after)
    keyed: list[tuple[_Place, FoundItem]] = []
    if not place.is_listed:
        keyed += _published_rows(_beyond(_published(wanted, on), place)[: PAGE + 1])
        place = _Place(is_listed=True)
    if len(keyed) <= PAGE:
        keyed += _listed_rows(_beyond(_listed(wanted, on), place)[: PAGE + 1 - len(keyed)])
    next_key = _key(keyed[PAGE - 1][0]) if len(keyed) > PAGE else ""
    return FoundPage(tuple(row for _at, row in keyed[:PAGE]), next_key)


@dataclass(frozen=True, slots=True)
class _Place:
    """A place in the list: the half of the catalogue, and the last row that was shown."""

    is_listed: bool = False
    name: str = ""
    row_id: str = ""


def _key(place: _Place) -> str:
    told = json.dumps([place.is_listed, place.name, place.row_id], ensure_ascii=False)
    return urlsafe_b64encode(told.encode()).decode().rstrip("=")


def _place(key: str) -> _Place:
    """Return the place a key names; a key that was tampered with begins anew."""
    if not key:
        return _Place()
    try:
        is_listed, name, row_id = json.loads(urlsafe_b64decode(key + "=" * (-len(key) % 4)))
        return _Place(bool(is_listed), str(name).replace("\0", ""), str(UUID(str(row_id))))
    except (ValueError, TypeError):
        return _Place()


def _beyond(rows: QuerySet[Any], place: _Place) -> QuerySet[Any]:
    ordered = rows.order_by("name", "id")
    if not place.row_id:
        return ordered
    # The first condition alone lets the index find the place.
    return ordered.filter(name__gte=place.name).exclude(name=place.name, id__lte=place.row_id)


def _published_rows(rows: QuerySet[ItemVersion]) -> Iterator[tuple[_Place, FoundItem]]:
    shown = {name: _ELEMENT.format(name) for name in (*_SHOWN, "item_type")}
    names = ("id", "item_id", "name", "item__agency__name", "item__implementation_code", *shown.values())
    for row in rows.values(*names):
        value = {name: row[path] for name, path in shown.items()}
        yield _Place(is_listed=False, name=row["name"], row_id=str(row["id"])), FoundItem(
            id=row["item_id"], is_listed=False, name=row["name"], name_en=value["name_en"] or "",
            purpose=value["purpose"] or "", purpose_en=value["purpose_en"] or "",
            department=row["item__agency__name"], kind=value["item_type"] or "",
            code=row["item__implementation_code"] or "", promised=_promised(value),
            visit_count=value["visit_count"], has_fee=value["fee_flag"],
        )  # fmt: skip


def _promised(value: dict[str, Any]) -> Term | None:
    length, unit = value["promise_limit"], UNITS.get(value["promise_limit_unit"])
    return None if length is None or unit is None else Term(length, unit)


def _listed_rows(rows: QuerySet[ListedItem]) -> Iterator[tuple[_Place, FoundItem]]:
    names = ("id", "name", "department__name", "item_type", "source_code")
    for row in rows.values(*names):
        yield _Place(is_listed=True, name=row["name"], row_id=str(row["id"])), FoundItem(
            id=row["id"], is_listed=True, name=row["name"], name_en="", purpose="", purpose_en="",
            department=row["department__name"], kind=row["item_type"], code=row["source_code"], promised=None,
            visit_count=None, has_fee=None,
        )  # fmt: skip


def catalogue_total(wanted: Wanted, *, on: date) -> int:
    """Return how many items the list has over all its pages."""
    return _published(wanted, on).count() + _listed(wanted, on).count()


def catalogue_reach(wanted: Wanted, *, on: date) -> dict[str, int]:
    """Return how many items of a list can be applied for, how many are powers, and how many are only listed."""
    free = {reach: replace(wanted, reach=reach) for reach in (ONLINE, POWER, LISTED)}
    published = _published(replace(wanted, reach=""), on).count()
    powers = 0 if wanted.audience else _published(free[POWER], on).count()
    return {ONLINE: published - powers, POWER: powers, LISTED: _listed(free[LISTED], on).count()}


# --- shelves --------------------------------------------------------------------------------------


def audience_counts(*, on: date) -> dict[str, int]:
    """Return how many items serve persons and organisations; of listed items nobody has said whom they serve."""
    return {name: _published(Wanted(audience=name), on).count() for name in (PERSON, ORGANISATION)}


def department_shelves(*, on: date) -> list[Shelf]:
    """Return agencies of the city with published items, then departments that another catalogue names."""
    agencies = (
        _published(Wanted(), on).values("item__agency_id", "item__agency__name").annotate(total=Count("pk")).order_by(
            "item__agency__name"
        )
    )  # fmt: skip
    listed = (
        _listed(Wanted(), on).values("department_id", "department__name").annotate(total=Count("pk")).order_by(
            "-total", "department__name"
        )
    )  # fmt: skip
    shelves = [
        Shelf(f"agency-{row['item__agency_id']}", row["item__agency__name"], "", row["total"]) for row in agencies
    ]
    return shelves + [
        Shelf(f"listed-{row['department_id']}", row["department__name"], "", row["total"]) for row in listed
    ]


def department_named(key: str, *, on: date) -> Shelf:
    """Return a department with the number of its items.

    Raises:
        ItemNotFound: no department with items has this key.
    """
    found = next((shelf for shelf in department_shelves(on=on) if shelf.key == key), None)
    if found is None:
        raise ItemNotFound("no such department")
    return found


def kind_shelves(*, on: date) -> list[Shelf]:
    """Return the types of item that occur, with the number of items of each."""
    counted: dict[str, int] = {}
    published = _ELEMENT.format("item_type")
    for kind, total in _published(Wanted(), on).values_list(published).annotate(Count("pk")).order_by():
        counted[kind or ""] = counted.get(kind or "", 0) + total
    for kind, total in _listed(Wanted(), on).values_list("item_type").annotate(Count("pk")).order_by():
        counted[kind] = counted.get(kind, 0) + total
    codes = CODE_LISTS["item_type"]
    return [Shelf(code.code, code.chinese, code.english, counted[code.code]) for code in codes if code.code in counted]


def topic_shelves(*, on: date) -> list[Shelf]:
    """Return the topics that published items name, with the number of items of each."""
    counted: dict[str, set[UUID]] = {}
    names = [_ELEMENT.format(name) for name in _TOPICS]
    for row in _published(Wanted(), on).values("item_id", *names):
        for topic in {topic for name in names for topic in row[name] or ()}:
            counted.setdefault(topic, set()).add(row["item_id"])
    return [Shelf(topic, topic, "", len(items)) for topic, items in sorted(counted.items())]


def main_item_shelves(*, on: date) -> list[Shelf]:
    """Return the main items that hold several listed ones, the largest first."""
    rows = (
        _listed(Wanted(), on).exclude(main_item="").values_list("main_item").annotate(total=Count("pk")).order_by(
            "-total", "main_item"
        )
    )  # fmt: skip
    return [Shelf(name, name, "", total) for name, total in rows]


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
