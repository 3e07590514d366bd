"""Fill the demo city's lists beside its items: certificates that the law asks for, duties of one item."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from oneseal.catalog.selectors import version_for_editor
from oneseal.catalog.selectors.ledgers import duty_for_editor
from oneseal.catalog.services import (
    CertificateTold,
    DutyTold,
    certificate_list,
    duty_set,
    laws_load,
    licence_types_load,
)
from oneseal.catalog.services.lists import CertificateState
from oneseal.identity.selectors import agencies_all
from oneseal.kernel.access import Actor
from oneseal.simulation import world


def ledgers_fill(version_id: UUID, *, actor: Actor, now: datetime) -> None:
    """List what the city keeps for all, and write the duties of the item of a version."""
    laws_load(now=now)
    licence_types_load(now=now)
    _certificates_list(actor, now)
    _duties_set(version_id, actor, now)


def _certificates_list(actor: Actor, now: datetime) -> None:
    names = dict(agencies_all().values_list("uscc", "name"))
    for row in world.ledgers()["certificates"]:
        told = CertificateTold(
            number=row["number"], name=row["name"], state=CertificateState.KEPT,
            basis=f"《{row['law']}》{row['article']}：{row['quote']}",
            demanding_unit=names[world.items()[row["item"]]["agency"]], issuing_unit=row["issuing_unit"],
        )  # fmt: skip
        certificate_list(told=told, actor=actor, now=now)


def _duties_set(version_id: UUID, actor: Actor, now: datetime) -> None:
    told = world.ledgers()["duties"]
    item_id = version_for_editor(version_id, actor=actor).item_id
    for step, row in told["steps"].items():
        known = duty_for_editor(item_id, step, actor=actor)
        basis = "\n".join(filter(None, (known.basis, f"《{told['law']}》{row['article']}")))
        duty = DutyTold(step, known.duty, known.post, "；\n".join(row["accountability"]), basis, known.revision)
        duty_set(item_id=item_id, told=duty, actor=actor, now=now)
