"""Receive a matter by whatever way it came: the portal, a window, the telephone, a letter."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import transaction

from oneseal.cases.selectors import CaseFacts
from oneseal.evaluation.errors import MatterEmpty, MatterNameless, TooManyFiles
from oneseal.evaluation.events import MatterReceived
from oneseal.evaluation.models import Matter
from oneseal.evaluation.policies import can_register
from oneseal.evaluation.rules.matter_limits import Limits, MatterClock, matter_due
from oneseal.evaluation.rules.matters import (
    MAY_BE_NAMELESS,
    NUMBER_WORDS,
    Channel,
    MatterAction,
    MatterKind,
    MatterState,
    first_desk,
)
from oneseal.evaluation.selectors.limits import limits_of
from oneseal.evaluation.selectors.matter_lists import desks
from oneseal.evaluation.selectors.matters import MATTER_CODE, PETITIONER_CONTACT, PETITIONER_NAME
from oneseal.evaluation.services.matter_doing import KIND, LONGEST, PETITIONER, Doing, Move, due_columns, step
from oneseal.evaluation.services.matter_papers import Papered, receipt_paper
from oneseal.evaluation.services.matter_timing import overdue_timer
from oneseal.foundation.audit.services import Act, Subject, record
from oneseal.foundation.encryption import blind_index, encrypt
from oneseal.foundation.files.services import FileFacts, store_upload
from oneseal.foundation.outbox.services import message
from oneseal.foundation.sequences.services import allocate
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Insert, Write, flush, row_of
from oneseal.identity.policies import require
from oneseal.identity.selectors import agencies_all
from oneseal.kernel.access import Actor, ActorKind
from oneseal.kernel.ids import new_id
from oneseal.papers.errors import NoSealInForce
from oneseal.workflow.selectors import calendar

MOST_FILES: Final = 5
_SIGNS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without 0 O 1 I L, which people confuse
_CODE_LENGTH: Final = 8


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it arrives: its name and its bytes in pieces."""

    name: str
    chunks: Iterable[bytes]


@dataclass(frozen=True, slots=True)
class MatterTold:
    """What somebody brings: about which agency, in which words; who he is and how to reach him may be empty."""

    kind: MatterKind
    agency_id: UUID | None
    text: str
    name: str = ""
    contact: str = ""
    wanted_form: str = ""
    item_id: UUID | None = None
    files: Sequence[Upload] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Filed:
    """What whoever brought it keeps: the receipt number, and the code that opens the answer."""

    matter_id: UUID
    number: str
    code: str


@transaction.atomic
def matter_receive(
    *, told: MatterTold, actor: Actor | None, now: datetime, case: CaseFacts | None = None, address: str = ""
) -> Filed:
    """Receive a matter from the portal; `case` is the petitioner's own, which the caller was allowed to load.

    Raises:
        MatterEmpty, MatterNameless, TooManyFiles, and what `store_upload` raises.
    """
    is_applicant = actor is not None and actor.kind is ActorKind.APPLICANT
    account_id = actor.account_id if is_applicant and actor is not None else None
    receiving = _Receiving(told, Channel.PORTAL, now, case=case, account_id=account_id)
    # A trace that names who reported would not shield him; only his own row keeps his login.
    shielded = told.kind is MatterKind.REPORT or not is_applicant or actor is None
    return _received(receiving, Actor(**_nameless(address)) if shielded or actor is None else actor)


def _nameless(address: str) -> dict[str, Any]:
    return {"account_id": None, "kind": ActorKind.APPLICANT, "name": PETITIONER.name, "address": address}


@transaction.atomic
def matter_register(*, told: MatterTold, channel: Channel, actor: Actor, now: datetime) -> Filed:
    """Enter a matter for somebody at a window, on the telephone or from a letter.

    Raises:
        NotAllowed, and what `matter_receive` raises.
    """
    require(allowed=can_register(actor))
    return _received(_Receiving(told, channel, now, received_by=actor.account_id), actor)


@dataclass(frozen=True, slots=True)
class _Receiving:
    told: MatterTold
    channel: Channel
    now: datetime
    case: CaseFacts | None = None
    account_id: UUID | None = None
    received_by: UUID | None = None


def _received(receiving: _Receiving, actor: Actor) -> Filed:
    """Write one matter with its receipt; a report is kept without the name of who enters it in the trace of others."""
    about = _about(receiving)
    files = _stored(receiving)
    limits = limits_of(receiving.told.kind)
    code = "".join(secrets.choice(_SIGNS) for _ in range(_CODE_LENGTH))
    row = _row(receiving, about, limits, code=code)
    doing = Doing(row, actor, receiving.now)
    papers = _receipt(doing, limits, code=code)
    act = Act("evaluation.matter_received", after={"number": row.number, "kind": row.kind, "channel": row.channel})
    move = Move(MatterAction.ACCEPT)
    first = step(row, move, state=MatterState.RECEIVED, actor=actor, now=receiving.now)
    flush(
        row_of(row),
        Insert("evaluation_matter_step", [{**first.rows[0], "action": "receive"}]),
        *_file_rows(row, files, receiving),
        *record(act, subject=Subject(KIND, row.id), actor=actor, now=receiving.now),
        overdue_timer(row.id, row.due_on, now=receiving.now),
        message(MatterReceived(matter_id=row.id, kind=row.kind), receiving.now),
        *papers,
    )
    return Filed(row.id, row.number, code)


def _about(receiving: _Receiving) -> UUID:
    """Return the agency that a matter is about, once its words are there."""
    told, case = receiving.told, receiving.case
    agency_id = case.agency_id if case else told.agency_id
    agency = agencies_all().filter(pk=agency_id).first() if agency_id else None
    if agency is None or not told.text.strip():
        raise MatterEmpty("an agency and words are needed")
    if told.kind not in MAY_BE_NAMELESS and not (told.name.strip() and told.contact.strip()):
        raise MatterNameless("who asks, and how to reach him, is needed")
    return agency.id


def _stored(receiving: _Receiving) -> list[tuple[str, FileFacts]]:
    """Keep the uploads by their content and return them with their names."""
    files = receiving.told.files
    if len(files) > MOST_FILES:
        raise TooManyFiles("too many files", most=MOST_FILES)
    limit = settings.ONESEAL_UPLOAD_LIMIT_BYTES
    return [(one.name[-120:], store_upload(one.chunks, limit=limit, now=receiving.now)) for one in files]


def _file_rows(row: Matter, files: list[tuple[str, FileFacts]], receiving: _Receiving) -> list[Write]:
    rows = [
        {
            "id": new_id(receiving.now), "matter_id": row.id, "sha256": facts.sha256, "name": name,
            "size": facts.size, "media_type": facts.media_type, "added_at": receiving.now,
        }
        for name, facts in files
    ]  # fmt: skip
    return [Insert("evaluation_matter_file", rows)] if rows else []


def _row(receiving: _Receiving, about_id: UUID, limits: Limits, *, code: str) -> Matter:
    told, case, now = receiving.told, receiving.case, receiving.now
    known = desks()
    desk = UUID(first_desk(told.kind, about=str(about_id), desks=tuple(map(str, known))))
    on = beijing_date(now)
    due = matter_due(MatterClock(on, limits.decide), calendar=calendar(), today=on)
    name, contact = told.name.strip()[:100], told.contact.strip()[:100]
    return Matter(
        id=new_id(now), number=_number(told.kind, f"{on:%Y%m%d}"), code_index=blind_index(code, context=MATTER_CODE),
        kind=told.kind.value, channel=receiving.channel.value, about_id=about_id, agency_id=desk, desk_id=desk,
        case_id=case.id if case else None, case_number=(case.number or "") if case else "", item_id=told.item_id,
        account_id=receiving.account_id, name=encrypt(name, context=PETITIONER_NAME),
        contact=encrypt(contact, context=PETITIONER_CONTACT), is_nameless=not name,
        text=told.text.strip()[:LONGEST], wanted_form=told.wanted_form.strip()[:200], received_at=now,
        received_by=receiving.received_by, decide_days=limits.decide, answer_days=limits.answer,
        extend_days=limits.extend, again_days=limits.again, settle_days=limits.settle,
        restarts_on_transfer=limits.restarts_on_transfer,
        **due_columns(due, clock_from=on, clock_days=limits.decide),
    )  # fmt: skip


def _number(kind: MatterKind, day: str) -> str:
    """Return the next number of a kind on a day; complaints go on counting where they always did."""
    counter = "complaint" if kind is MatterKind.COMPLAINT else f"matter.{kind.value}"
    return f"{NUMBER_WORDS[kind]}{day}{allocate(issuer='city', kind=counter, period=day):04d}"


def _receipt(doing: Doing, limits: Limits, *, code: str) -> tuple[Write, ...]:
    """Return the receipt as a paper: for disclosure requests, and for what came to a window, by telephone or letter.

    An agency without a seal receives all the same; the page of the receipt says the same in words.
    """
    row = doing.row
    if row.channel == Channel.PORTAL and row.kind != MatterKind.DISCLOSURE:
        return ()
    answer_by = matter_due(MatterClock(row.clock_from, limits.answer), calendar=calendar(), today=doing.today)
    decide_by = matter_due(MatterClock(row.clock_from, limits.decide), calendar=calendar(), today=doing.today)
    try:
        return receipt_paper(Papered(row, doing.actor, doing.now), code=code, decide_by=decide_by, answer_by=answer_by)
    except NoSealInForce:
        return ()
