"""The library of articles: found, read, and who rests on what; all of it is public."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from oneseal.catalog.errors import LawNotFound
from oneseal.catalog.models import Article, Citation, ItemVersion, Law
from oneseal.catalog.policies import can_keep_ledgers
from oneseal.catalog.rules.codes import CODE_LISTS
from oneseal.catalog.rules.elements import ITEM_ELEMENT
from oneseal.catalog.selectors.items import in_force
from oneseal.identity.selectors import first_agency
from oneseal.kernel.access import Actor

LAWS_ON_A_PAGE: Final = 50
WORDS_AT_MOST: Final = 100
STATES: Final = ("", "in_force", "ending", "ended")


@dataclass(frozen=True, slots=True)
class LawRow:
    """One edition of a law in the list; `state` is in_force, ending (a day ahead) or ended."""

    id: UUID
    name: str
    number: str
    level: str
    level_en: str
    in_force_on: date | None
    ends_on: date | None
    ending: str
    ending_basis: str
    articles: int
    state: str


@dataclass(frozen=True, slots=True)
class LawPage:
    """One page of the list; `next_start` 0: there is no other page."""

    rows: tuple[LawRow, ...]
    total: int
    next_start: int


@dataclass(frozen=True, slots=True)
class RestingItem:
    """An item whose version in force, or a later one, rests on an article, with the elements that do."""

    item_id: UUID
    version_id: UUID
    name: str
    number: int
    agency_id: UUID
    agency_name: str
    effective_on: date | None
    elements: tuple[str, ...]
    elements_en: tuple[str, ...]
    places: int


@dataclass(frozen=True, slots=True)
class ArticleShown:
    """An article with its words (empty: not read), where they were read, and the items that rest on it."""

    id: UUID
    article: str
    text: str
    read_at: str
    url: str
    ends_on: date | None
    items: tuple[RestingItem, ...]


@dataclass(frozen=True, slots=True)
class LawShown:
    """A law with its articles, and every item that rests on any of them."""

    law: LawRow
    articles: tuple[ArticleShown, ...]
    affected: tuple[RestingItem, ...]


def may_keep_ledgers(actor: Actor | None) -> bool:
    """Return True when the actor keeps what holds for every item of the city."""
    return can_keep_ledgers(actor, first_agency().id)


def laws_found(words: str, *, on: date, state: str = "", start: int = 0) -> LawPage:
    """Return the laws whose name, number or cited words contain what was looked for, by name."""
    rows = _laws(on, state)
    said = words.strip()[:WORDS_AT_MOST]
    if said:
        within = Article.objects.filter(Q(article=said) | Q(text__contains=said)).values("law_id")
        rows = rows.filter(Q(name__icontains=said) | Q(number__icontains=said) | Q(id__in=within))
    total = rows.count()
    page = rows.annotate(article_count=Count("articles")).order_by("name", "number", "id")
    shown = tuple(_row(law, law.article_count, on) for law in page[start : start + LAWS_ON_A_PAGE])
    return LawPage(shown, total, start + LAWS_ON_A_PAGE if start + LAWS_ON_A_PAGE < total else 0)


def _laws(on: date, state: str) -> QuerySet[Law]:
    rows = Law.objects.all()
    if state == "in_force":
        return rows.filter(ends_on=None)
    if state == "ending":
        return rows.filter(ends_on__gt=on)
    return rows.filter(ends_on__lte=on) if state == "ended" else rows


def _row(law: Law, articles: int, on: date) -> LawRow:
    level = next((code for code in CODE_LISTS["document_level"] if code.code == law.level), None)
    return LawRow(
        id=law.id, name=law.name, number=law.number, level=level.chinese if level else law.level,
        level_en=level.english if level else law.level, in_force_on=law.in_force_on, ends_on=law.ends_on,
        ending=law.ending, ending_basis=law.ending_basis, articles=articles, state=_state(law.ends_on, on),
    )  # fmt: skip


def _state(ends_on: date | None, on: date) -> str:
    if ends_on is None:
        return "in_force"
    return "ended" if ends_on <= on else "ending"


def law_shown(law_id: UUID, *, on: date) -> LawShown:
    """Return a law with its articles and who rests on them on a day or later.

    Raises:
        LawNotFound.
    """
    law = Law.objects.filter(pk=law_id).first()
    if law is None:
        raise LawNotFound("no such law")
    articles = list(law.articles.order_by("place", "article", "id"))
    cited = list(_citations(law_id, on))
    by_article: dict[UUID, list[Citation]] = {}
    for citation in cited:
        by_article.setdefault(citation.article_id, []).append(citation)
    shown = tuple(
        ArticleShown(row.id, row.article, row.text, row.read_at, row.url, row.ends_on,
                     _items(by_article.get(row.id, ())))
        for row in articles
    )  # fmt: skip
    return LawShown(_row(law, len(articles), on), shown, _items(_ending(cited, articles)))


def _ending(cited: list[Citation], articles: list[Article]) -> list[Citation]:
    """Return the citations that an ending touches: of the articles that end, or of all where none is named."""
    ended = {row.id for row in articles if row.ends_on is not None}
    return [citation for citation in cited if not ended or citation.article_id in ended]


def _citations(law_id: UUID, on: date) -> QuerySet[Citation]:
    """Return the citations of a law by the versions in force on a day, and by those that come later."""
    rows = Citation.objects.filter(article__law_id=law_id)
    items = rows.values("version__item_id")
    newest = ItemVersion.objects.filter(in_force(on), item_id__in=items)
    current = newest.order_by("item_id", "-effective_on", "-number").distinct("item_id").values("id")
    rows = rows.filter(Q(version__in=current) | Q(version__effective_on__gt=on))
    names = ("version__name", "version__number", "version__effective_on", "version__item__agency__name")
    rows = rows.select_related("version__item__agency").only(
        "article_id", "element", "path", "version__item__agency_id", *names
    )
    return rows.order_by("version__item__agency__name", "version__name", "version__number", "id")


def _items(cited: Iterable[Citation]) -> tuple[RestingItem, ...]:
    grouped: dict[UUID, list[Citation]] = {}
    for citation in cited:
        grouped.setdefault(citation.version_id, []).append(citation)
    return tuple(_item(rows) for rows in grouped.values())


def _item(rows: list[Citation]) -> RestingItem:
    version = rows[0].version
    keys = list(dict.fromkeys(row.element for row in rows))
    known = [ITEM_ELEMENT[key] for key in keys if key in ITEM_ELEMENT]
    return RestingItem(
        item_id=version.item_id, version_id=version.id, name=version.name, number=version.number,
        agency_id=version.item.agency_id, agency_name=version.item.agency.name, effective_on=version.effective_on,
        elements=tuple(element.chinese for element in known), elements_en=tuple(element.english for element in known),
        places=len(rows),
    )  # fmt: skip
