"""The minutes of a hearing as they were signed: a scan beside the record (T14p; APL 48(5))."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings

from oneseal.cases import policies
from oneseal.cases.errors import CaseNotFound
from oneseal.cases.models import MinutesScan
from oneseal.cases.procedure_errors import NoMinutesToSign
from oneseal.cases.rules.states import Action
from oneseal.cases.selectors.facts import case_facts
from oneseal.cases.selectors.procedures import hearings_held
from oneseal.cases.services.moving import Press, begin, complete, once
from oneseal.foundation.files.services import FileFacts, store_upload
from oneseal.foundation.writes import Insert
from oneseal.identity.policies import require
from oneseal.kernel.ids import new_id


def minutes_attach(*, case_id: UUID, file_name: str, chunks: Iterable[bytes], press: Press) -> None:
    """Keep a scan of the signed minutes of the hearing that was held, with its hash; the same file is kept once.

    The bytes are stored before the transaction: a connection lost on the way leaves no row.

    Raises:
        NoMinutesToSign, NoSuchMove, NotAllowed, and what `store_upload` raises.
    """
    facts, action = case_facts(case_id), Action.ATTACH_MINUTES
    if not policies.can_see(press.actor, facts):  # before a stranger fills the disk
        raise CaseNotFound("not the actor's case")
    require(allowed=policies.can_act(press.actor, action, facts))
    stored = store_upload(chunks, limit=settings.ONESEAL_UPLOAD_LIMIT_BYTES, now=press.now)
    once(press, case_id=case_id, action=action, work=lambda: _attach(case_id, stored, file_name, press=press))


def _attach(case_id: UUID, stored: FileFacts, file_name: str, *, press: Press) -> None:
    change = begin(case_id, Action.ATTACH_MINUTES, press)
    held = hearings_held(change.facts)
    if not held:
        raise NoMinutesToSign("no hearing was held")
    if MinutesScan.objects.filter(hearing_id=held[-1].id, sha256=stored.sha256).exists():
        return
    row = {
        "id": new_id(press.now), "case_id": case_id, "hearing_id": held[-1].id, "sha256": stored.sha256,
        "file_name": file_name[-200:], "media_type": stored.media_type, "size": stored.size,
        "attached_at": press.now, "attached_by": press.actor.account_id,
    }  # fmt: skip
    change.writes.append(Insert("cases_minutes_scan", [row]))
    change.after |= {"file": file_name[-200:], "sha256": stored.sha256}
    complete(change)
