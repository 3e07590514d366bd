"""How good the catalogue is: by department, by item, and element by element; the same for agencies and for listings.

Of a listed item only a few columns can be known, so that all listed items of a department with the same columns have
the same score: they are counted by one grouped query, however many there are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, Final
from uuid import UUID

from django.db.models import Avg, Case, CharField, Count, F, Min, Q, QuerySet, Subquery, Value, When

from oneseal.catalog.errors import ItemNotFound
from oneseal.catalog.models import Item, ItemVersion, ListedItem
from oneseal.catalog.models import Quality as QualityRow
from oneseal.catalog.rules.elements import ITEM_ELEMENT
from oneseal.catalog.rules.gates.fault import Fault
from oneseal.catalog.rules.gates.vague_words import VAGUE_WORDS
from oneseal.catalog.rules.gates.wording import wording
from oneseal.catalog.rules.quality import Lost, Quality, Shortfall, content_listed, quality_of
from oneseal.catalog.selectors.editor import fault_sentence
from oneseal.catalog.selectors.items import in_force

PAGE: Final = 50
_TENTH: Final = Decimal("0.1")
_VAGUE: Final = "|".join(f"(?:{word.pattern})" for word in VAGUE_WORDS)


@dataclass(frozen=True, slots=True)
class DepartmentQuality:
    """One department: how many items it has, and their scores; None: none of them is scored yet."""

    key: str
    name: str
    is_listed: bool
    items: int
    unscored: int
    average: Decimal | None
    lowest: Decimal | None


@dataclass(frozen=True, slots=True)
class ItemQuality:
    """One item in the list of a department; a score of None is one that was not computed yet."""

    id: UUID
    is_listed: bool
    name: str
    score: Decimal | None


@dataclass(frozen=True, slots=True)
class ExplainedShortfall:
    """One element that lost something: how much of how much, why, and the sentences of what was found."""

    key: str
    label: str
    label_en: str
    why: str
    weight: int
    lost: Decimal
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExplainedQuality:
    """The score of one item down to its findings; `version_id` None: an item that another catalogue lists."""

    name: str
    department: str
    department_key: str
    version_id: UUID | None
    score: Decimal
    asked: int
    weight: int
    shortfalls: tuple[ExplainedShortfall, ...]

    @property
    def lost(self) -> Decimal:
        """Return the sum of what was lost."""
        return sum((row.lost for row in self.shortfalls), Decimal(0))


# --- by department -------------------------------------------------------------------------------


def department_qualities(*, on: date) -> list[DepartmentQuality]:
    """Return every agency with published items, then every department that only another catalogue names."""
    return [*_agencies(on), *_listed_departments(on)]


def _newest(on: date) -> QuerySet[ItemVersion]:
    newest = ItemVersion.objects.filter(in_force(on)).order_by("item_id", "-effective_on", "-number")
    return ItemVersion.objects.filter(pk__in=Subquery(newest.distinct("item_id").values("pk")))


def _agencies(on: date) -> list[DepartmentQuality]:
    rows = (
        _newest(on)
        .values("item__agency_id", "item__agency__name")
        .annotate(
            items=Count("pk"),
            unscored=Count("pk", filter=Q(quality__isnull=True)),
            average=Avg("quality__score"),
            lowest=Min("quality__score"),
        )
        .order_by("item__agency__name")
    )
    return [
        DepartmentQuality(
            f"agency-{row['item__agency_id']}", row["item__agency__name"], is_listed=False, items=row["items"],
            unscored=row["unscored"], average=_rounded(row["average"]), lowest=row["lowest"],
        )
        for row in rows
    ]  # fmt: skip


def _rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(_TENTH, rounding=ROUND_HALF_UP)


@dataclass(slots=True)
class _Sum:
    """The listed items of one department, added up."""

    name: str
    items: int = 0
    points: Decimal = Decimal(0)
    lowest: Decimal = Decimal(100)

    def add(self, score: Decimal, total: int) -> None:
        self.items, self.points = self.items + total, self.points + score * total
        self.lowest = min(self.lowest, score)


def _open_listed(on: date) -> QuerySet[ListedItem]:
    """Return the listed items that were not completed as an item in force."""
    done = ItemVersion.objects.filter(in_force(on)).values("item_id")
    return ListedItem.objects.exclude(completed_as__in=done)


def _listed_departments(on: date) -> list[DepartmentQuality]:
    vague = Case(When(name__regex=_VAGUE, then=F("name")), default=Value("名称"), output_field=CharField())
    rows = (
        _open_listed(on)
        .annotate(told=vague, has_code=~Q(source_code=""), has_basic=Q(parts__has_key="basic") & ~Q(parts__basic=""))
        .values("department_id", "department__name", "item_type", "has_code", "has_basic", "told")
        .annotate(total=Count("pk"))
        .order_by()
    )
    sums: dict[UUID, _Sum] = {}
    scores: dict[tuple[Any, ...], Decimal] = {}
    for row in rows:
        kind = (row["told"], row["item_type"], row["has_code"], row["has_basic"])
        if kind not in scores:
            code, basic = ("x" if row["has_code"] else ""), ("x" if row["has_basic"] else "")
            scores[kind] = _listed_score(_known(row["told"], row["item_type"], code=code, basic=basic))
        found = sums.setdefault(row["department_id"], _Sum(row["department__name"]))
        found.add(scores[kind], row["total"])
    return [
        DepartmentQuality(
            f"listed-{key}", one.name, is_listed=True, items=one.items, unscored=0,
            average=_rounded(one.points / one.items), lowest=one.lowest,
        )
        for key, one in sorted(sums.items(), key=lambda pair: pair[1].name)
    ]  # fmt: skip


def _known(name: str, item_type: str, *, code: str, basic: str) -> dict[str, str]:
    """Return the elements that a listing fills; the department is the body that exercises the item."""
    return {
        "name": name, "item_type": item_type, "impl_body": "x", "local_impl_code": code, "local_basic_code": basic,
    }  # fmt: skip


def _listed_quality(known: dict[str, str]) -> Quality:
    content = content_listed(known)
    return quality_of(content, wording(content))


def _listed_score(known: dict[str, str]) -> Decimal:
    return _listed_quality(known).score


# --- by item -------------------------------------------------------------------------------------


def item_qualities(key: str, *, on: date, start: int = 0) -> tuple[list[ItemQuality], bool]:
    """Return a page of a department's items, the worst first for agencies, and whether there are more.

    Raises:
        ItemNotFound: no such department.
    """
    kind, _mark, told = key.partition("-")
    try:
        department = UUID(told)
    except ValueError as problem:
        raise ItemNotFound("no such department") from problem
    found = _of_agency(department, on, start) if kind == "agency" else _of_listing(department, on, start)
    return found[:PAGE], len(found) > PAGE


def _of_agency(agency_id: UUID, on: date, start: int) -> list[ItemQuality]:
    rows = _newest(on).filter(item__agency_id=agency_id).order_by(F("quality__score").asc(nulls_first=True), "name")
    values = rows.values_list("id", "name", "quality__score")[start : start + PAGE + 1]
    return [ItemQuality(version, False, name, score) for version, name, score in values]


def _of_listing(department_id: UUID, on: date, start: int) -> list[ItemQuality]:
    rows = _open_listed(on).filter(department_id=department_id).order_by("name", "id")[start : start + PAGE + 1]
    return [ItemQuality(row.id, True, row.name, _listed_score(_known_of(row))) for row in rows]


def _known_of(row: ListedItem) -> dict[str, str]:
    return _known(row.name, row.item_type, code=row.source_code, basic=str(row.parts.get("basic", "")))


# --- element by element --------------------------------------------------------------------------


def version_quality(version_id: UUID) -> ExplainedQuality:
    """Return the score of a published version, explained.

    Raises:
        ItemNotFound: no such version, or one that was not scored yet.
    """
    row = QualityRow.objects.select_related("version__item__agency").filter(pk=version_id).first()
    if row is None:
        raise ItemNotFound("not scored")
    item: Item = row.version.item
    kept = (
        Shortfall(
            one["element"], Lost(one["why"]), one["weight"], Fraction(one["lost"]),
            tuple(Fault(fault["path"], fault["code"], fault["facts"]) for fault in one["faults"]),
        )
        for one in row.shortfalls
    )  # fmt: skip
    return ExplainedQuality(
        row.version.name, item.agency.name, f"agency-{item.agency_id}", version_id, row.score, row.asked, row.weight,
        _explained(kept),
    )  # fmt: skip


def listed_item_quality(listed_id: UUID) -> ExplainedQuality:
    """Return the score of a listed item, explained: every element that is not listed is told as absent.

    Raises:
        ItemNotFound: no such listed item.
    """
    row = ListedItem.objects.select_related("department").filter(pk=listed_id).first()
    if row is None:
        raise ItemNotFound("no such listed item")
    found = _listed_quality(_known_of(row))
    return ExplainedQuality(
        row.name, row.department.name, f"listed-{row.department_id}", None, found.score, found.asked, found.weight,
        _explained(found.shortfalls),
    )  # fmt: skip


def _explained(rows: Iterable[Shortfall]) -> tuple[ExplainedShortfall, ...]:
    """Return the shortfalls in words, those that lost most first; of one weight in the order of the registry."""
    ordered = sorted(rows, key=lambda row: -row.lost)
    return tuple(
        ExplainedShortfall(
            row.element, ITEM_ELEMENT[row.element].chinese, ITEM_ELEMENT[row.element].english, row.why.value,
            row.weight, _decimal(row.lost), tuple(dict.fromkeys(fault_sentence(fault) for fault in row.faults)),
        )
        for row in ordered
    )  # fmt: skip


def _decimal(part: Fraction) -> Decimal:
    return (Decimal(part.numerator) / part.denominator).quantize(Decimal("0.01"))


# --- the table to take away ----------------------------------------------------------------------


def quality_table(*, on: date) -> Iterable[tuple[str, ...]]:
    """Yield the table of all items with their scores, agencies first; texts as they are."""
    versions = _newest(on).order_by("item__agency__name", "name")
    for agency, name, code, score in versions.values_list(
        "item__agency__name", "name", "item__implementation_code", "quality__score"
    ):
        # A version of before scores were kept has no row, whatever the type of the column says.
        yield agency, name, code or "", str(score or ""), "published"
    for row in _open_listed(on).select_related("department").order_by("department__name", "name", "id").iterator():
        yield row.department.name, row.name, row.source_code, str(_listed_score(_known_of(row))), "listed"


def listed_average(rows: Iterable[DepartmentQuality]) -> Decimal | None:
    """Return the mean score of all items that are only listed, of the rows of departments; None: there are none."""
    listed = [row for row in rows if row.is_listed and row.average is not None]
    total = sum(row.items for row in listed)
    points = sum(((row.average or Decimal(0)) * row.items for row in listed), Decimal(0))
    return _rounded(points / total) if total else None
