"""The agency's own items as a list that is narrowed and paged: one statement a page, no item read whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Coalesce

from oneseal.catalog.models import ItemVersion, Review
from oneseal.catalog.models import Quality as QualityRow
from oneseal.catalog.policies import can_edit
from oneseal.catalog.rules.elements import ITEM_ELEMENT
from oneseal.catalog.rules.kinds import NOT_APPLIED_FOR, applies, is_applied_for
from oneseal.catalog.rules.reviewing import Stage
from oneseal.catalog.rules.sifting import QUALITIES, UNSCORED, Sift
from oneseal.catalog.rules.standing import InUse
from oneseal.catalog.selectors.gate import Ledgers, gate_ledgers
from oneseal.catalog.selectors.standing import bars_on
from oneseal.catalog.selectors.versions import versions_newest
from oneseal.kernel.access import Actor
from oneseal.workflow.selectors import calendar

PAGE: Final = 50
_AT_REVIEW: Final = tuple(stage for stage in Stage if stage not in {Stage.DRAFT, Stage.PUBLISHED})


@dataclass(frozen=True, slots=True)
class SiftedItem:
    """One item by its newest version; `stops` None: not judged (published), or judged before the draft last changed.

    `quality` is the score of its newest published version; None: none was computed. `standing` is empty where nothing
    was published yet.
    """

    id: UUID
    item_id: UUID
    number: int
    state: str
    name: str
    implementation_code: str
    kind: str
    office: str
    effective_on: date | None
    quality: Decimal | None
    standing: str
    is_in_review: bool
    stops: int | None
    warns: int | None

    @property
    def is_draft(self) -> bool:
        """Return whether the newest version is a draft."""
        return self.state == ItemVersion.DRAFT


@dataclass(frozen=True, slots=True)
class SiftedPage:
    """One page of the list: its rows, how many there are over all pages, and the drafts that are to be judged anew.

    `ledgers` is what drafts are judged by on the day; None: there is no draft on the page, and nobody asked.
    """

    rows: tuple[SiftedItem, ...]
    total: int
    stale: tuple[UUID, ...]
    ledgers: Ledgers | None = None


def judged_by(ledgers: Ledgers) -> str:
    """Return a digest of everything beside a draft that the gates look at; the day is part of it."""
    told = (
        ledgers.on, ledgers.ended, ledgers.cancelled, sorted(ledgers.registry.names), sorted(ledgers.registry.codes),
        ledgers.topics, calendar().has_office_hours, calendar().shortest_office_day,
    )  # fmt: skip
    return hashlib.sha256(repr(told).encode()).hexdigest()


def items_sifted(sift: Sift, *, actor: Actor, on: date, start: int = 0) -> SiftedPage:
    """Return a page of the items of the actor's agency, by name."""
    if not can_edit(actor, actor.agency_id):
        return SiftedPage((), 0, ())
    found = _sifted(sift, actor, on)
    shown = list(found.values(*_COLUMNS)[start : start + PAGE])
    ledgers = gate_ledgers(on) if any(row["state"] == ItemVersion.DRAFT for row in shown) else None
    mark = judged_by(ledgers) if ledgers else ""
    known = {row["id"] for row in shown if _is_judged(row, mark)}
    stale = [row["id"] for row in shown if row["state"] == ItemVersion.DRAFT and row["id"] not in known]
    # A page that is not full tells how many there are by itself.
    total = start + len(shown) if 0 < len(shown) < PAGE else found.count()
    rows = tuple(_row(row, is_known=row["id"] in known) for row in shown)
    return SiftedPage(rows, total, tuple(stale), ledgers)


def _is_judged(row: dict[str, Any], mark: str) -> bool:
    return (row["draft_gate__revision"], row["draft_gate__judged_by"]) == (row["revision"], mark)


def versions_sifted(sift: Sift, *, actor: Actor, on: date) -> list[tuple[UUID, UUID]]:
    """Return (item, newest version) of every item that matches, in the order of the list."""
    if not can_edit(actor, actor.agency_id):
        return []
    return list(_sifted(sift, actor, on).values_list("item_id", "id"))


def items_counted(sift: Sift, *, actor: Actor, on: date) -> int:
    """Return how many items match."""
    return _sifted(sift, actor, on).count() if can_edit(actor, actor.agency_id) else 0


def offices_of(actor: Actor) -> list[str]:
    """Return the handling offices (承办机构) that the items of the actor's agency name, by name."""
    if not can_edit(actor, actor.agency_id):
        return []
    named = _newest(actor.own_agency).annotate(office=_text("handling_org")).exclude(office="")
    return list(named.order_by("office").values_list("office", flat=True).distinct())


def sources_shared(sift: Sift, *, actor: Actor, on: date) -> list[tuple[str, str]]:
    """Return (document, article) of every source that matching items have on file, by name."""
    if not can_edit(actor, actor.agency_id):
        return []
    found: set[tuple[str, str]] = set()
    for sources in _sifted(sift, actor, on).order_by().values_list("content__sources", flat=True):
        found |= {(row["document"], row.get("article", "")) for key, row in (sources or {}).items() if key != "city"}
    return sorted(found)


_COLUMNS: Final = (
    "id", "item_id", "number", "state", "revision", "name", "item__implementation_code", "kind", "office",
    "effective_on", "quality_score", "stood", "has_published", "stage", "draft_gate__revision",
    "draft_gate__judged_by", "draft_gate__stops", "draft_gate__warns",
)  # fmt: skip


def _row(row: dict[str, Any], *, is_known: bool) -> SiftedItem:
    standing = row["stood"] or InUse.IN_USE.value
    return SiftedItem(
        id=row["id"], item_id=row["item_id"], number=row["number"], state=row["state"], name=row["name"],
        implementation_code=row["item__implementation_code"] or "", kind=row["kind"], office=row["office"],
        effective_on=row["effective_on"], quality=row["quality_score"],
        standing=standing if row["has_published"] else "", is_in_review=row["stage"] in _AT_REVIEW,
        stops=row["draft_gate__stops"] if is_known else None, warns=row["draft_gate__warns"] if is_known else None,
    )  # fmt: skip


def _text(key: str) -> Coalesce:
    """Return the text of a simple element of a version; empty where it is unknown."""
    raw = KeyTransform(key, KeyTransform("elements", "content"))
    return Coalesce(KeyTextTransform("value", raw), Value(""), output_field=TextField())


def _newest(agency_id: UUID) -> QuerySet[ItemVersion]:
    return ItemVersion.objects.filter(pk__in=Subquery(versions_newest(agency_id).values("pk")))


def _sifted(sift: Sift, actor: Actor, on: date) -> QuerySet[ItemVersion]:
    """Return the newest version of each item that matches, with what a row shows, in the order of the list."""
    published = ItemVersion.objects.filter(item_id=OuterRef("item_id"), state=ItemVersion.PUBLISHED)
    scores = QualityRow.objects.filter(version__item_id=OuterRef("item_id")).order_by("-version__number")
    rows = _newest(actor.own_agency).annotate(
        kind=_text("item_type"),
        office=_text("handling_org"),
        stage=Subquery(Review.objects.filter(version_id=OuterRef("pk")).order_by("id").values("stage")[:1]),
        quality_score=Subquery(scores.values("score")[:1]),
        # Of an abolition and a suspension the abolition sorts first.
        stood=Subquery(bars_on(on).order_by("standing").values("standing")[:1]),
        has_published=Exists(published),
    )
    return rows.filter(*_conditions(sift)).order_by("name", "item_id")


def _conditions(sift: Sift) -> Iterable[Q]:
    for word in sift.words.split():
        yield Q(name__icontains=word) | Q(item__implementation_code__istartswith=word) | Q(office__icontains=word)
    if sift.kind:
        yield Q(kind=sift.kind)
    if sift.office:
        yield Q(office=sift.office)
    if sift.state:
        yield _STATES[sift.state]
    if sift.standing:
        yield _standing(sift.standing)
    if sift.quality:
        yield _quality(sift.quality)
    if sift.unknown:
        yield _unknown(sift.unknown)


_STATES: Final = {
    "draft": Q(state=ItemVersion.DRAFT) & (Q(stage=None) | ~Q(stage__in=_AT_REVIEW)),
    "review": Q(state=ItemVersion.DRAFT, stage__in=_AT_REVIEW),
    "published": Q(state=ItemVersion.PUBLISHED),
}


def _standing(wanted: str) -> Q:
    if wanted == "new":
        return Q(has_published=False)
    if wanted == InUse.IN_USE.value:
        return Q(has_published=True, stood=None)
    return Q(has_published=True, stood=wanted)


def _quality(wanted: str) -> Q:
    if wanted == UNSCORED:
        return Q(quality_score=None)
    low, high = QUALITIES[wanted]
    return Q(quality_score__gte=low, quality_score__lt=high)


def _unknown(key: str) -> Q:
    """Return the condition that an element which the item's type has is unknown or absent."""
    is_absent = Q(**{f"content__elements__{key}__isnull": True})
    is_unknown = Q(**{f"content__elements__{key}__check_state": "unknown"})
    told = Q(is_absent | is_unknown)
    element = ITEM_ELEMENT[key].key
    for kind in NOT_APPLIED_FOR:
        if not applies(element, kind):
            told &= ~Q(kind=kind)
    applied = any(applies(element, kind) for kind in ("", "01") if is_applied_for(kind))
    return told if applied else told & Q(kind__in=NOT_APPLIED_FOR)
