"""Keep the library of articles: load what ships, write who cites what, and say when a law is no longer in force."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from oneseal.catalog.errors import LawNotFound, LedgerRowUnfit
from oneseal.catalog.models import Article, Citation, ItemVersion, Law
from oneseal.catalog.policies import can_keep_ledgers
from oneseal.catalog.rules.laws import Edition, Ending, article_place, cited_places, editions_of, text_hash
from oneseal.catalog.selectors.reference import reference_laws
from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.identity.policies import require
from oneseal.identity.selectors import first_agency
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id

# What the columns hold; a longer word of a document is cut in the library, never in the item.
NAME, ARTICLE, PLACE = 300, 100, 500


@transaction.atomic
def laws_load(*, now: datetime) -> int:
    """Load the articles that ship with the program; return how many were not there before."""
    before = Article.objects.count()
    articles_kept(reference_laws(), now=now)
    return Article.objects.count() - before


def articles_kept(editions: Iterable[Edition], *, now: datetime) -> None:
    """Put laws and articles into the library; what stands there stays as it is."""
    told = list(editions)
    Law.objects.bulk_create([_law(edition, now) for edition in told], ignore_conflicts=True)
    laws = _laws_of(edition.name for edition in told)
    rows = [
        _article(laws[edition.name[:NAME], edition.number[:NAME]], article, now)
        for edition in told
        for article in edition.articles
    ]
    Article.objects.bulk_create(rows, ignore_conflicts=True)


def _laws_of(names: Iterable[str]) -> dict[tuple[str, str], UUID]:
    rows = Law.objects.filter(name__in={name[:NAME] for name in names}).order_by("id")
    return {(name, number): law_id for law_id, name, number in rows.values_list("id", "name", "number")}


def _law(edition: Edition, now: datetime) -> Law:
    return Law(
        id=new_id(now), name=edition.name[:NAME], number=edition.number[:NAME], level=edition.level[:40],
        in_force_on=_day(edition.in_force_on), listed_at=now,
    )  # fmt: skip


def _day(text: str) -> date | None:
    """Return a day; None when it was not read, or is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _article(law_id: UUID, told: Mapping[str, str], now: datetime) -> Article:
    text = told.get("text", "")
    return Article(
        id=new_id(now), law_id=law_id, article=told["article"][:ARTICLE], place=article_place(told["article"]),
        text=text, text_sha256=text_hash(text), read_at=told.get("read_at", "")[:PLACE],
        url=told.get("url", "")[:PLACE],
    )  # fmt: skip


def citations_written(version_id: UUID, content: Mapping[str, Any], *, now: datetime) -> None:
    """Write on which articles every element of a published version rests; a second time changes nothing."""
    editions = editions_of([content])
    articles_kept(editions, now=now)
    articles = _articles_of(editions)
    sources = content["sources"]
    rows = [
        Citation(article_id=articles[found], version_id=version_id, element=place.element, path=place.path)
        for place in cited_places(content)
        if (found := _named(sources.get(place.source))) in articles
    ]
    Citation.objects.bulk_create(rows, ignore_conflicts=True)


def _named(source: Mapping[str, Any] | None) -> tuple[str, str, str, str]:
    told = source or {}
    number = str(told.get("number") or "")
    return (
        str(told.get("document") or "")[:NAME], number[:NAME], str(told.get("article") or "")[:ARTICLE],
        text_hash(told.get("text") or ""),
    )  # fmt: skip


def _articles_of(editions: Collection[Edition]) -> dict[tuple[str, str, str, str], UUID]:
    rows = Article.objects.filter(law__name__in={edition.name[:NAME] for edition in editions}).order_by("id")
    columns = rows.values_list("law__name", "law__number", "article", "text_sha256", "id")
    return {(name, number, article, digest): found for name, number, article, digest, found in columns}


def version_cited(version: ItemVersion, *, now: datetime) -> None:
    """Write the citations of a version that was just published."""
    citations_written(version.id, version.content, now=now)


@dataclass(frozen=True, slots=True)
class EndingTold:
    """From which day a law is no longer in force, why, and by which document; articles: these alone (none: all)."""

    ending: Ending
    ends_on: date
    basis: str
    articles: Sequence[UUID] = ()


@transaction.atomic
def law_end(*, law_id: UUID, told: EndingTold, actor: Actor, now: datetime) -> None:
    """Say from when a law, or some of its articles, is no longer in force; items that cite it are not published then.

    Published versions stay as they are: whoever answers for them finds them in the list of affected items.

    Raises:
        LawNotFound, LedgerRowUnfit, NotAllowed.
    """
    law = _law_for_update(law_id, actor)
    if not told.basis.strip():
        raise LedgerRowUnfit("the document that ends a law is needed", field="basis")
    if told.articles and told.ending is Ending.ABOLISHED:
        raise LedgerRowUnfit("articles are changed; a law is abolished as a whole", field="ending")
    chosen = Article.objects.filter(law=law, pk__in=told.articles)
    if told.articles:
        chosen.update(ends_on=told.ends_on)
        law.ending_basis = told.basis.strip()
    else:
        law.ends_on, law.ending, law.ending_basis = told.ends_on, told.ending.value, told.basis.strip()
    law.save(update_fields=["ends_on", "ending", "ending_basis"])
    after = {"law": law.name, "number": law.number, "ending": told.ending.value, "ends_on": told.ends_on.isoformat(),
             "articles": [row.article for row in chosen.order_by("place")]}  # fmt: skip
    act = Act("catalog.law_ended", basis=told.basis.strip(), after=after)
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)


@transaction.atomic
def law_ending_withdraw(*, law_id: UUID, actor: Actor, now: datetime) -> None:
    """Take back what was said of the end of a law and its articles.

    Raises:
        LawNotFound, NotAllowed.
    """
    law = _law_for_update(law_id, actor)
    ended = Article.objects.filter(law=law).exclude(ends_on=None)
    before = {"law": law.name, "number": law.number, "ending": law.ending,
              "ends_on": law.ends_on.isoformat() if law.ends_on else "",
              "articles": [row.article for row in ended.order_by("place")]}  # fmt: skip
    ended.update(ends_on=None)
    law.ends_on, law.ending, law.ending_basis = None, "", ""
    law.save(update_fields=["ends_on", "ending", "ending_basis"])
    act = Act("catalog.law_ending_withdrawn", before=before)
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)


def _law_for_update(law_id: UUID, actor: Actor) -> Law:
    require(allowed=can_keep_ledgers(actor, first_agency().id))
    law = Law.objects.select_for_update().filter(pk=law_id).first()
    if law is None:
        raise LawNotFound("no such law")
    return law
