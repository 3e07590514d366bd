"""What a city words in its papers: a draft, seen as a sample, then put in force; the ones before are kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.identity.policies import require
from oneseal.identity.selectors import agency_by_id
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id
from oneseal.papers.errors import WordingChanged, WordingNotFound, WordingSame
from oneseal.papers.models import Wording
from oneseal.papers.policies import can_word_papers
from oneseal.papers.rules.wordings import (
    WORDED_KINDS,
    frozen_slots,
    number_word,
    require_free_word,
    wording_checked,
)
from oneseal.papers.selectors import IN_FORCE, number_words_used
from oneseal.papers.services.issuing import require_drawable
from oneseal.papers.services.previewing import PaperPreview
from oneseal.papers.services.rendering import typesetter
from oneseal.papers.typesetting.samples import sample_of


def wording_sample(kind: str, texts: Mapping[str, str], *, agency_id: UUID, now: datetime) -> PaperPreview:
    """Return a sample of a kind of paper with these texts: invented data, marked, without number and seal.

    Raises:
        GlyphMissing: no installed font draws a character of it.
    """
    content = sample_of(kind, agency_name=agency_by_id(agency_id).name, at=now)
    slots = frozen_slots(kind, texts)
    words = {**content.to_mapping(), "slots": slots, "sample": True}
    setter = typesetter()
    return PaperPreview(kind, slots.get("title", ""), setter.render(kind, words), setter.picture(kind, words))


def digest_of_texts(texts: Mapping[str, str]) -> str:
    """Return what names the texts of a wording, so that what is put in force is what was seen."""
    return hashlib.sha256(json.dumps(texts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@transaction.atomic
def wording_draft(*, kind: str, told: Mapping[str, str], actor: Actor, now: datetime) -> UUID:
    """Keep the draft of a wording, once it is sound and can be set; return its id.

    Raises:
        WordingRefused: a subclass names the text that does not fit. GlyphMissing. NotAllowed. WordingNotFound.
    """
    _require_allowed(kind, actor)
    texts = wording_checked(kind, told)
    require_drawable(texts.values())
    require_free_word(kind, number_word(kind, texts), others=_words_of_others(kind, actor))
    # The trace comes first: the lock on its chain lets two who draft at once go one after the other.
    act = Act("papers.wording_drafted", after={"kind": kind, "texts": texts})
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)
    draft = _draft(kind, actor) or _next_version(kind, texts, actor=actor, now=now)
    draft.slots, draft.made_at, draft.made_by = texts, now, actor.name
    draft.save(force_insert=draft._state.adding)
    return draft.id


@transaction.atomic
def wording_enforce(*, kind: str, seen: str, reason: str, actor: Actor, now: datetime) -> Wording:
    """Put the draft of a wording in force from now on; `seen` is the digest of the texts that were previewed.

    Papers that were issued before keep the wording they were issued with.

    Raises:
        WordingChanged. WordingSame. WordingNotFound. NumberWordTaken. NotAllowed.
    """
    _require_allowed(kind, actor)
    _locked(kind, actor)
    draft = _draft(kind, actor)
    if draft is None:
        raise WordingNotFound("no draft of this wording")
    if digest_of_texts(draft.slots) != seen:
        raise WordingChanged("the draft is not the one that was previewed")
    require_free_word(kind, number_word(kind, draft.slots), others=_words_of_others(kind, actor))
    return _in_force(draft, reason=reason, actor=actor, now=now)


@transaction.atomic
def wording_reset(*, kind: str, reason: str, actor: Actor, now: datetime) -> Wording:
    """Put the default texts of a kind in force again, as a version of their own.

    Raises:
        WordingSame: the defaults are in force. WordingNotFound. NotAllowed.
    """
    _require_allowed(kind, actor)
    _locked(kind, actor)
    Wording.objects.filter(agency_id=actor.own_agency, kind=kind, in_force_from=None).delete()
    return _in_force(_next_version(kind, {}, actor=actor, now=now), reason=reason, actor=actor, now=now)


@transaction.atomic
def wording_discard(*, kind: str, actor: Actor, now: datetime) -> None:
    """Throw away the draft of a wording.

    Raises:
        WordingNotFound. NotAllowed.
    """
    _require_allowed(kind, actor)
    draft = _draft(kind, actor)
    if draft is None:
        raise WordingNotFound("no draft of this wording")
    act = Act("papers.wording_discarded", before={"kind": kind, "texts": draft.slots})
    record_now(act, subject=Subject("agency", draft.agency_id), actor=actor, now=now)
    draft.delete()


def _require_allowed(kind: str, actor: Actor) -> None:
    require(allowed=can_word_papers(actor))
    if kind not in WORDED_KINDS:
        raise WordingNotFound("no such kind of paper")


def _draft(kind: str, actor: Actor) -> Wording | None:
    rows = Wording.objects.select_for_update()
    return rows.filter(agency_id=actor.own_agency, kind=kind, in_force_from=None).first()


def _locked(kind: str, actor: Actor) -> list[Wording]:
    """Lock the agency's wordings, so that two who put a word in force go one after the other."""
    return list(Wording.objects.select_for_update().filter(agency_id=actor.own_agency, in_force_until=None))


def _words_of_others(kind: str, actor: Actor) -> dict[str, str]:
    return {word: other for word, other in number_words_used(actor.own_agency).items() if other != kind}


def _next_version(kind: str, texts: Mapping[str, str], *, actor: Actor, now: datetime) -> Wording:
    newest = Wording.objects.filter(agency_id=actor.own_agency, kind=kind).order_by("-version").first()
    return Wording(
        id=new_id(now), agency_id=actor.own_agency, kind=kind, version=newest.version + 1 if newest else 1,
        slots=dict(texts), made_at=now, made_by=actor.name,
    )  # fmt: skip


def _in_force(wording: Wording, *, reason: str, actor: Actor, now: datetime) -> Wording:
    before = Wording.objects.filter(agency_id=wording.agency_id, kind=wording.kind, **IN_FORCE).first()
    if (before.slots if before else {}) == wording.slots:
        raise WordingSame("nothing differs from what is in force")
    act = Act(
        "papers.wording_enforced", before={"kind": wording.kind, "texts": before.slots if before else {}},
        after={"kind": wording.kind, "version": wording.version, "texts": wording.slots, "reason": reason},
    )  # fmt: skip
    record_now(act, subject=Subject("agency", wording.agency_id), actor=actor, now=now)
    if before is not None:
        Wording.objects.filter(pk=before.pk).update(in_force_until=now)
    wording.in_force_from, wording.enforced_by, wording.reason = now, actor.name, reason
    wording.save(force_insert=wording._state.adding)
    return wording
