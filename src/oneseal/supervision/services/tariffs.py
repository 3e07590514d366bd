"""Set the terms of answers and the points, as a new version; the ones before are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Final

from django.db import transaction

from oneseal.foundation.audit.services import Act, Subject, record
from oneseal.foundation.locks import one_at_a_time
from oneseal.foundation.writes import flush, row_of
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id
from oneseal.supervision import policies
from oneseal.supervision.models import TariffVersion
from oneseal.supervision.rules.refusals import TariffUnfit, WordsMissing
from oneseal.supervision.rules.tariffs import Tariff, tariff_checked
from oneseal.supervision.selectors.tariffs import tariff_in_force
from oneseal.supervision.selectors.words import TERMS

_LOCK: Final = 0x7A41FF  # one version follows another


@transaction.atomic
def tariff_set(*, told: Mapping[str, int], reason: str, actor: Actor, now: datetime) -> int:
    """Put terms and points in force for acts and scores from now on, and return their version.

    Findings keep the days they were given. The same values again change nothing.

    Raises:
        NotAllowed, WordsMissing, TariffUnfit.
    """
    require(allowed=policies.can_set_tariff(actor))
    if not reason.strip():
        raise WordsMissing("a change has a reason")
    tariff = _checked(told)
    one_at_a_time(_LOCK)
    before = tariff_in_force()
    if before.tariff == tariff:
        return before.version
    row = TariffVersion(
        id=new_id(now), version=before.version + 1, values=asdict(tariff), reason=reason.strip()[:500], made_at=now,
        made_by=actor.own_account, maker=f"{actor.post_title} {actor.name}".strip(),
    )  # fmt: skip
    act = Act("supervision.tariff_set", before=asdict(before.tariff), after=asdict(tariff))
    flush(row_of(row), *record(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now))
    return row.version


def _checked(told: Mapping[str, int]) -> Tariff:
    try:
        return tariff_checked(told)
    except TariffUnfit as problem:
        named = {**problem.facts, "name": TERMS[problem.facts["name"]]}
        raise TariffUnfit(problem.message, name=named["name"], least=named["least"], most=named["most"]) from problem
