"""The seal register: one approval seal in force per agency, the one before sealed up (S0 封存)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.encryption import encrypt
from oneseal.identity.policies import require
from oneseal.identity.selectors import agency_by_id
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id
from oneseal.papers.models import Seal
from oneseal.papers.policies import can_manage_seals

SEAL_KEY = "seal.key"


@dataclass(frozen=True, slots=True)
class SealFacts:
    """A seal to bring into force: its name, its registered code (13 or 14 digits, or empty), why."""

    name: str = "行政审批专用章"
    code: str = ""
    reason: str = ""


@transaction.atomic
def seal_enable(*, facts: SealFacts, actor: Actor, now: datetime) -> UUID:
    """Bring a new approval seal into force and seal up the one before it; return its id.

    The certificate is self-signed and says so; a city with a certificate authority imports its own.
    """
    require(allowed=can_manage_seals(actor))
    agency = agency_by_id(actor.own_agency)
    from oneseal.papers.typesetting.signing import make_self_signed  # brings the library of signatures

    key, certificate = make_self_signed(agency.name, now)
    seal_id = new_id(now)
    # The trace comes first: the lock on its chain lets two who enable a seal at once go one after the other.
    act = Act("papers.seal_enabled", after={"seal": str(seal_id), "name": facts.name, "code": facts.code})
    record_now(act, subject=Subject("agency", agency.id), actor=actor, now=now)
    Seal.objects.filter(agency_id=agency.id, sealed_up_at=None).update(
        sealed_up_at=now, sealed_up_reason=facts.reason or "启用新印章"
    )
    Seal.objects.create(
        id=seal_id, agency_id=agency.id, name=facts.name, code=facts.code, in_force_from=now,
        certificate=certificate.decode(), key=encrypt(key.decode(), context=SEAL_KEY),
    )  # fmt: skip
    return seal_id
