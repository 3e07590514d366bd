"""Renewal and change: from a licence that is held, to its next version."""

from datetime import date, timedelta

import pytest

from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.cases.errors import LicenceNotHeld, RenewalTooEarly, RenewalTooLate
from oneseal.catalog.models import Item, ItemVersion
from oneseal.catalog.selectors import item_public
from oneseal.catalog.services import item_publish
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.numbering import parse_licence_identifier
from oneseal.licences.models import Licence
from oneseal.licences.rules.states import RevocationGround
from oneseal.licences.selectors import Verdict, licence_of_case, licence_verified
from oneseal.licences.services import Revocation, licence_revoke
from tests.apps.traces import refused, verbs
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def sibling(service_kind):
    """Publish an item that renews or changes the licences of the city's item, and return its id."""
    base = ItemVersion.objects.get(pk=world.city().version_id)
    item = Item.objects.create(
        id=world.uuid4(), agency_id=base.item.agency_id, key=f"{base.item.key}-{service_kind}", created_at=now()
    )
    told = base.content["elements"]
    changed = {
        "service_kind": service_kind, "base_item": base.item.key, "renewal_lead_days": 30,
        "basic_code": "410131002000",
    }  # fmt: skip
    for key, value in changed.items():
        told[key] = {"check_state": "own_wording", "source": "gbt-39046", "value": value}
    draft = ItemVersion.objects.create(
        id=world.uuid4(), item=item, number=1, state="draft", name=base.name, content=base.content, form=base.form,
        created_at=now(),
    )  # fmt: skip
    item_publish(version_id=draft.id, effective_on=today(), actor=world.staff("item_administrator"), now=now())
    return item.id


def held():
    """Return a licence, and its case."""
    case = world.licensed_case()
    return licence_of_case(case.id), case


def started(item_id, case, licence_id):
    case_id = services.case_start(
        item_id=item_id, party_id=case.facts.party_id, actor=case.applicant, now=now(), base_licence_id=licence_id
    )
    return world.Filed(case_id, case.applicant)


def granted(item_id, case, licence_id):
    """Bring a renewal or change to its grant, and make its licence."""
    later = started(item_id, case, licence_id)
    world.save(later, **world.ANSWERS)
    for key, _name in services.missing_of(later.facts, today=today()).materials:
        world.attach(later, key)
    world.submit(later)
    services.case_accept(case_id=later.id, press=world.press(world.staff("intake_clerk")))
    world.recommend(later)
    services.case_grant(case_id=later.id, text="", press=world.press(world.staff("approver")))
    world.deliver_events(without=world.MAKES_BYTES)
    return licence_of_case(later.id)


def test_a_renewal_is_the_next_version_and_goes_on_from_the_day_the_old_one_ends(clock):
    item_id = sibling("renewal")
    old, case = held()
    clock.stand_at(f"{old.valid_until_on - timedelta(days=60)} 10:00")

    new = granted(item_id, case, old.id)

    old.refresh_from_db()
    before, after = parse_licence_identifier(old.identifier), parse_licence_identifier(new.identifier)
    assert (after.serial, after.version) == (before.serial, before.version + 1)
    assert new.number == old.number
    assert new.valid_until_on.year == old.valid_until_on.year + 5
    assert (old.state, new.state, new.replaces_id) == ("superseded", "valid", old.id)
    assert verbs(old.id)[-1] == "licences.superseded"


def test_a_change_keeps_the_day_on_which_the_licence_ends():
    item_id = sibling("change")
    old, case = held()

    new = granted(item_id, case, old.id)

    assert new.valid_until_on == old.valid_until_on
    assert new.number == old.number


def test_whoever_verifies_the_old_version_is_shown_the_newest():
    item_id = sibling("change")
    old, case = held()
    second = granted(item_id, case, old.id)
    third = granted(item_id, case, second.id)

    found = licence_verified(old.identifier, today=today())

    assert (found.verdict, found.newest.id) == (Verdict.SUPERSEDED, third.id)
    assert licence_verified(third.identifier, today=today()).verdict is Verdict.VALID


def test_only_a_held_valid_licence_of_the_item_is_where_it_starts():
    item_id = sibling("change")
    licence, case = held()
    other, _its_case = held()

    for wrong in (None, world.uuid4(), other.id):
        if wrong == other.id:
            Licence.objects.filter(pk=other.id).update(holder_id=world.uuid4())
        with refused(LicenceNotHeld):
            started(item_id, case, wrong)

    revocation = Revocation(RevocationGround.OTHER_LAWFUL, "事实清楚。")
    approver = world.staff("approver")
    licence_revoke(licence_id=licence.id, revocation=revocation, actor=approver, now=now())
    with refused(LicenceNotHeld):
        started(item_id, case, licence.id)


@pytest.mark.parametrize(
    ("days_before_the_end", "kind"),
    [pytest.param(121, RenewalTooEarly, id="too-early"), pytest.param(-1, RenewalTooLate, id="too-late")],
)
def test_a_renewal_is_asked_for_in_its_window(days_before_the_end, kind, clock):
    item_id = sibling("renewal")
    licence, case = held()
    clock.stand_at(f"{licence.valid_until_on - timedelta(days=days_before_the_end)} 10:00")

    with refused(kind):
        started(item_id, case, licence.id)


def test_the_licences_to_choose_from_are_the_partys_own_and_valid():
    item_id = sibling("change")
    licence, case = held()
    held()
    terms = item_public(item_id, on=today())

    found = cases.licences_to_renew(terms, party_id=case.facts.party_id, today=today())

    assert licence.id in {row.id for row in found}
    assert all(row.holder_id == case.facts.party_id for row in found)
    assert cases.licences_to_renew(terms, party_id=case.facts.party_id, today=date(2040, 1, 1)) == ()
