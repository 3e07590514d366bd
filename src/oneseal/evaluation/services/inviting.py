"""Open what can be rated: a visit when a step at a window ends, a link with a code, a screen at a window."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from oneseal.cases.selectors import case_facts
from oneseal.evaluation.models import Pad, RatingLink
from oneseal.evaluation.policies import can_bind_pads
from oneseal.evaluation.rating_errors import PadUnknown
from oneseal.evaluation.rules.grades import Channel
from oneseal.evaluation.selectors.inviting import LINK_CODE, PAD_KEY, pads_of
from oneseal.evaluation.selectors.parameters import rating_rules
from oneseal.foundation.audit.selectors import entries_of
from oneseal.foundation.audit.services import Act, Subject, record
from oneseal.foundation.encryption import blind_index, encrypt
from oneseal.foundation.writes import Insert, Update, Write, flush, row_of, store
from oneseal.identity.policies import require
from oneseal.identity.selectors import window_of_account
from oneseal.kernel.access import Actor, ActorKind
from oneseal.kernel.ids import new_id

SUBMIT: Final = "cases.submit"
DELIVER: Final = "cases.deliver"
_BYTES: Final = 18  # 144 bits, which nobody guesses


def link_make(case_id: UUID, *, now: datetime) -> tuple[str, datetime]:
    """Make a code by which a delivered case is rated once, to be sent to its applicant; return it and its end."""
    row, code = _link(case_id, visit_id=None, channel=Channel.SMS, now=now)
    flush(Insert("evaluation_rating_link", [row]))
    return code, row["expires_at"]


def _link(case_id: UUID, *, visit_id: UUID | None, channel: Channel, now: datetime) -> tuple[dict[str, Any], str]:
    code = secrets.token_urlsafe(_BYTES)
    row = RatingLink(
        id=new_id(now), case_id=case_id, visit_id=visit_id, channel=channel.value,
        code=encrypt(code, context=LINK_CODE), code_index=blind_index(code, context=LINK_CODE), made_at=now,
        expires_at=now + timedelta(days=rating_rules().link_days),
    )  # fmt: skip
    return dict(row_of(row).rows[0]), code


def visit_open(*, case_id: UUID, verb: str, now: datetime) -> UUID | None:
    """Open the visit that a step at a window was (一次一评), with a code for the visitor's own telephone.

    The end of the step opens it, whoever took it: no clerk chooses which visit is rated. None where the step was not
    taken at a window with a screen, or nobody stood before it (an electronic or posted delivery).
    """
    if store() is not None or not Pad.objects.filter(revoked_at=None).exists():
        return None
    act = entries_of(case_id).filter(verb=verb).last()
    if act is None or act.actor_kind != ActorKind.STAFF or act.actor_id is None:
        return None
    if verb == DELIVER and act.after.get("way") != "window":
        return None
    window_id = window_of_account(act.actor_id)
    if window_id is None or not Pad.objects.filter(window_id=window_id, revoked_at=None).exists():
        return None
    return _opened(case_id, window_id, act.actor_id, step=verb.partition(".")[2], now=now)


def _opened(case_id: UUID, window_id: UUID, clerk_id: UUID, *, step: str, now: datetime) -> UUID:
    visit_id, until = new_id(now), now + timedelta(minutes=rating_rules().visit_minutes)
    row = {
        "id": visit_id, "case_id": case_facts(case_id).id, "window_id": window_id, "clerk_id": clerk_id,
        "step": step, "opened_at": now, "expires_at": until,
    }  # fmt: skip
    link, _code = _link(case_id, visit_id=visit_id, channel=Channel.QR, now=now)
    flush(Insert("evaluation_window_visit", [row]), Insert("evaluation_rating_link", [link]))
    return visit_id


@transaction.atomic
def pad_bind(*, window_id: UUID, actor: Actor, now: datetime) -> str:
    """Bind a screen to a window and return the key of its address, shown once; the one before works no more.

    Raises:
        NotAllowed, PadUnknown: not a window of the actor's agency.
    """
    _require_window(window_id, actor)
    key = secrets.token_urlsafe(_BYTES)
    row = Pad(
        id=new_id(now), window_id=window_id, key_index=blind_index(key, context=PAD_KEY), bound_at=now,
        bound_by=actor.own_account,
    )  # fmt: skip
    subject = Subject("window", window_id)
    flush(*_revoked(window_id, now=now), *record(Act("evaluation.pad_bound"), subject=subject, actor=actor, now=now))
    flush(row_of(row))
    return key


@transaction.atomic
def pad_unbind(*, window_id: UUID, actor: Actor, now: datetime) -> None:
    """Take the screen of a window out of use; a second press changes nothing.

    Raises:
        NotAllowed, PadUnknown: not a window of the actor's agency.
    """
    _require_window(window_id, actor)
    revoked = _revoked(window_id, now=now)
    if revoked:
        flush(
            *revoked, *record(Act("evaluation.pad_unbound"), subject=Subject("window", window_id), actor=actor, now=now)
        )


def _require_window(window_id: UUID, actor: Actor) -> None:
    require(allowed=can_bind_pads(actor))
    if all(row.window_id != window_id for row in pads_of(actor)):
        raise PadUnknown("not a window of this agency")


def _revoked(window_id: UUID, *, now: datetime) -> list[Write]:
    rows = Pad.objects.select_for_update().filter(window_id=window_id, revoked_at=None)
    return [Update("evaluation_pad", {"id": row.id}, {"revoked_at": now}) for row in rows]
