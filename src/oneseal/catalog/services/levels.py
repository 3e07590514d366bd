"""Place an item in the three levels when it is first published: directory, implementation, handling item."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from oneseal.catalog.errors import HandlingItemsFull, LedgerRowNotFound, LedgerRowUnfit
from oneseal.catalog.models import Directory, Implementation, Item
from oneseal.catalog.policies import can_keep_ledgers
from oneseal.catalog.rules.levels import directory_name, next_serial
from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.identity.policies import require
from oneseal.identity.selectors import first_agency
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id
from oneseal.kernel.numbering import parse_basic_code, parse_implementation_code

NAME_AT_MOST = 1000


def item_placed(item: Item, *, code: str, name: str, now: datetime) -> None:
    """Give an item its implementation and its serial in it; the caller saves the item.

    Whoever comes at the same time waits for the lock on the implementation, so that no serial is given twice.

    Raises:
        HandlingItemsFull: the implementation has its 99 handling items.
    """
    basic = parse_basic_code(parse_implementation_code(code).basic_code)
    directory, _is_new = Directory.objects.get_or_create(
        code=basic.text,
        defaults={"id": new_id(now), "name": directory_name(name), "item_type": basic.item_type, "listed_at": now},
    )
    Implementation.objects.get_or_create(
        code=code, defaults={"id": new_id(now), "agency_id": item.agency_id, "directory": directory, "listed_at": now}
    )
    implementation = Implementation.objects.select_for_update().get(code=code)
    taken = Item.objects.filter(implementation=implementation).values_list("handling_serial", flat=True)
    serial = next_serial(number for number in taken if number)
    if serial is None:
        raise HandlingItemsFull("an implementation has at most 99 handling items", item_code=code)
    item.implementation, item.implementation_code, item.handling_serial = implementation, code, serial


@transaction.atomic
def directory_rename(*, directory_id: UUID, name: str, actor: Actor, now: datetime) -> None:
    """Name an entry of the basic directory as nation or province do.

    Raises:
        LedgerRowNotFound, LedgerRowUnfit, NotAllowed.
    """
    require(allowed=can_keep_ledgers(actor, first_agency().id))
    row = Directory.objects.select_for_update().filter(pk=directory_id).first()
    if row is None:
        raise LedgerRowNotFound("no such entry of the directory")
    told = name.strip()
    if not told or len(told) > NAME_AT_MOST:
        raise LedgerRowUnfit("a name is needed", field="name")
    before, row.name = row.name, told
    row.save(update_fields=["name"])
    act = Act("catalog.directory_renamed", before={"name": before}, after={"code": row.code, "name": told})
    record_now(act, subject=Subject("agency", actor.own_agency), actor=actor, now=now)
