"""Which logins belong to people whom a case is about: by their own login, and by the citizen number of staff."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final
from uuid import UUID

from django.db.models import Q

from oneseal.foundation.encryption import blind_index
from oneseal.identity.models import Organisation, Person, StaffNumber
from oneseal.identity.selectors.parties import ID_NUMBER
from oneseal.kernel.access import Actor

STAFF_NUMBER: Final = "staff.citizen_number"


def logins_of_people(
    party_id: UUID | None, *, filed_by: UUID | None = None, numbers: Collection[str] = ()
) -> frozenset[UUID]:
    """Return the logins of an applicant, of who acts for him, of who filed for him, and of people named by number.

    A member of staff is found by the login he applies with, and by the citizen number that his agency stated; one
    whose number nobody stated cannot be compared. An organisation is one under its credit code, whatever its entry;
    that a mandate is over does not make somebody a stranger to it.
    """
    indexes = {blind_index(number, context=ID_NUMBER) for number in numbers}
    named = Q(id_number_index__in=indexes)
    if party_id is not None:
        named |= _named_by(party_id)
    if filed_by is not None:
        named |= Q(account_id=filed_by)
    people = list(Person.objects.filter(named).only("account_id", "id_number_index").order_by("id"))
    indexes |= {bytes(person.id_number_index) for person in people}
    staff = StaffNumber.objects.filter(number_index__in=indexes).order_by("account_id")
    own = {person.account_id for person in people if person.account_id is not None}
    return frozenset(own | set(staff.values_list("account_id", flat=True)))


def _named_by(party_id: UUID) -> Q:
    codes = Organisation.objects.filter(pk=party_id).values("uscc")
    return Q(pk=party_id) | Q(mandates__principal_id=party_id) | Q(mandates__organisation__uscc__in=codes)


def staff_numbers_masked(actor: Actor, accounts: Collection[UUID]) -> dict[UUID, str]:
    """Return the masked citizen numbers of staff of the actor's agency, by login; without those nobody stated."""
    rows = StaffNumber.objects.filter(account_id__in=accounts, account__holdings__post__agency_id=actor.own_agency)
    return dict(rows.order_by("account_id").values_list("account_id", "masked"))
