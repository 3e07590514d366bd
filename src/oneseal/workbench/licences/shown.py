"""What pages show of one licence."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from oneseal.foundation.http.access import SignedInRequest
from oneseal.foundation.timekeeping import BEIJING, today
from oneseal.kernel.access import Actor
from oneseal.licences.selectors import Licence, licence_for_actor, licence_verified
from oneseal.licences.selectors.history import LifeEvent, life_of
from oneseal.licences.services.wording import CANCELLATION, HAPPENED, RECALL, REISSUE, STANDINGS
from oneseal.workbench.cases.reading import Read, note_reading_of_licence
from oneseal.workbench.licences.forms import WORDS

_GROUNDS: Final = {
    "revoke": WORDS, "recall": RECALL, "cancel": CANCELLATION, "reissue": REISSUE,
}  # fmt: skip


def badge_of(standing: str) -> dict[str, Any]:
    """Return the badge of how a licence stands."""
    label, kind = STANDINGS[standing]
    return {"label": label, "kind": kind}


def licence_opened(request: SignedInRequest, licence_id: UUID) -> Licence:
    """Return a licence that the actor may see; note that he opened it, unless he sends something in from its page."""
    row = licence_for_actor(licence_id, actor=request.actor)
    if request.method != "POST":
        note_reading_of_licence(Read.LICENCE, row.id, row, actor=request.actor)
    return row


def licence_shown(row: Licence, actor: Actor) -> dict[str, Any]:
    """Return what every page of one licence shows of it; the actor was allowed to load it."""
    verified = licence_verified(row.identifier, today=today())
    life = life_of(row.id, actor=actor)
    return {
        "licence": row,
        "verdict": verified.verdict.value,
        "badge": badge_of(verified.verdict.value),
        "newest_url": reverse("workbench:licence", args=[verified.newest.id]) if verified.newest else "",
        "entries": [
            {"label": _("持证人"), "value": row.holder_name},
            {"label": _("证照编号"), "value": row.number},
            {"label": _("电子证照标识"), "value": row.identifier},
            {"label": _("发证机关"), "value": row.agency.name},
            {"label": _("发证日期"), "value": row.issued_on.isoformat()},
            {
                "label": _("有效期至"),
                "value": row.valid_until_on.isoformat() if row.valid_until_on else _("未载明"),
            },
        ],
        "face": [{"label": label, "value": value} for label, value in row.fields],
        "licence_url": reverse("workbench:licence", args=[row.id]),
        "paper_url": reverse("workbench:paper", args=[row.paper_id]),
        "pages": [reverse("workbench:paper_page", args=[row.paper_id, 1])],
        "case_url": reverse("workbench:case", args=[row.case_id]),
        "revocation_url": row.revocation_paper_id and reverse("workbench:paper", args=[row.revocation_paper_id]),
        "revoked_at": row.revoked_at and row.revoked_at.astimezone(BEIJING),
        "ground": WORDS.get(row.revocation_ground, ""),
        "history": [_event(event) for event in life.events],
        "requests": [
            {"request": one, "word": HAPPENED[f"asked_{one.kind}"], "ground": REISSUE.get(one.ground, "")}
            for one in life.requests
        ],
    }


def _event(event: LifeEvent) -> dict[str, Any]:
    ground = _GROUNDS.get(event.kind, {}).get(event.ground, "")
    penalty = [event.details[key] for key in ("decided_by", "number") if key in event.details]
    texts = [str(text) for text in (ground, *penalty, event.reason) if text]
    return {
        "title": HAPPENED[event.kind],
        "on": event.on,
        "who": event.who,
        "texts": texts,
        "papers": [{"title": title, "url": reverse("workbench:paper", args=[one])} for title, one in event.papers],
    }
