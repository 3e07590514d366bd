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
from oneseal.identity.selectors import entries_at_window, person_of
from oneseal.identity.services import organisation_at_window_register, person_at_window_register
from oneseal.identity.services.meeting import OrganisationMet, PersonMet
from oneseal.kernel.numbering import parse_licence_identifier
from oneseal.licences.models import Licence
from oneseal.licences.rules.states import RevocationGround
from oneseal.licences.selectors import Verdict, licence_of_case, licence_verified
from oneseal.licences.services import Revocation, licence_revoke
from tests.apps.traces import refused, verbs
from tests.factories import world

OTHER_USCC = "91310112000000108U"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def sibling(service_kind, **says):
    """Publish an item that renews or changes the licences of the city's item, and return its id."""
    base = ItemVersion.objects.get(pk=world.city().version_id)
    item = Item.objects.create(
        id=world.uuid4(), agency_id=base.item.agency_id, key=f"{base.item.key}-{service_kind}", created_at=now()
    )
    told = base.content["elements"]
    changed = {
        "service_kind": service_kind, "base_item": base.item.key, "renewal_lead_days": 30,
        "basic_code": "410131002000", **says,
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


def test_a_renewal_runs_from_its_decision_where_the_law_says_so(clock):
    item_id = sibling("renewal", renewal_runs_from="decision")  # Food Licence Measures art. 36
    old, case = held()
    clock.stand_at(f"{old.valid_until_on - timedelta(days=60)} 10:00")

    new = granted(item_id, case, old.id)

    decided_on = new.issued_on
    assert new.valid_until_on == date(decided_on.year + 5, decided_on.month, decided_on.day) - timedelta(days=1)


def test_a_renewal_opens_on_the_day_the_items_law_says(clock):
    item_id = sibling("renewal", renewal_opens_days=150, renewal_days_unit="ND")
    licence, case = held()
    clock.stand_at(f"{licence.valid_until_on - timedelta(days=151)} 10:00")
    with refused(RenewalTooEarly):
        started(item_id, case, licence.id)

    clock.stand_at(f"{licence.valid_until_on - timedelta(days=150)} 10:00")

    assert started(item_id, case, licence.id).facts.base_licence_id == licence.id


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

    found = cases.licences_to_renew(terms, holder_ids=[case.facts.party_id], today=today())

    assert licence.id in {row.id for row in found}
    assert all(row.holder_id == case.facts.party_id for row in found)
    assert cases.licences_to_renew(terms, holder_ids=[case.facts.party_id], today=date(2040, 1, 1)) == ()


# --- at a window -------------------------------------------------------------------------------


def met(uscc=world.USCC):
    told = OrganisationMet(uscc, "演示餐饮有限公司", "张三", "演示路2号")
    return organisation_at_window_register(told=told, actor=world.staff("intake_clerk"), now=now())


def found_at_window(item_id, party_id):
    holders = entries_at_window(world.staff("intake_clerk"), party_id)
    return cases.licences_to_renew(item_public(item_id, on=today()), holder_ids=holders, today=today())


def started_at_window(item_id, party_id, licence_id):
    clerk = world.staff("intake_clerk")
    case_id = services.case_start_at_window(
        item_id=item_id, party_id=party_id, checked="核对营业执照原件", actor=clerk, now=now(),
        base_licence_id=licence_id,
    )  # fmt: skip
    return world.Filed(case_id, clerk)


def test_a_window_finds_what_the_same_organisation_obtained_from_home():
    item_id = sibling("change")
    licence, case = held()
    party_id = met()

    assert party_id != case.facts.party_id
    assert [row.id for row in found_at_window(item_id, party_id)] == [licence.id]


def test_the_change_at_the_window_is_its_holders_who_follows_it_at_home():
    item_id = sibling("change")
    licence, case = held()
    party_id = met()

    later = started_at_window(item_id, party_id, licence.id)

    assert (later.facts.party_id, later.facts.base_licence_id) == (licence.holder_id, licence.id)
    world.save(later, **world.ANSWERS, contact_mobile="13800000001")
    for key, _name in services.missing_of(later.facts, today=today()).materials:
        world.attach(later, key)
    world.submit(later)
    assert cases.case_for_actor(later.id, actor=case.applicant).number
    assert verbs(party_id)[-1] == "cases.start_at_window"


def test_a_window_finds_nothing_of_another_organisation():
    item_id = sibling("change")
    licence, _case = held()
    stranger = met(OTHER_USCC)

    assert found_at_window(item_id, stranger) == ()
    with refused(LicenceNotHeld):
        started_at_window(item_id, stranger, licence.id)


def test_who_told_of_an_organisation_at_home_does_not_find_what_others_of_that_code_hold():
    item_id = sibling("change")
    licence, case = held()
    somebody, told_id = world.applicant()

    assert told_id != case.facts.party_id
    assert entries_at_window(somebody, told_id) == ()
    with refused(LicenceNotHeld):
        services.case_start(item_id=item_id, party_id=told_id, actor=somebody, now=now(), base_licence_id=licence.id)


def test_a_person_has_one_entry_at_home_and_at_the_window():
    somebody, _organisation = world.applicant()
    person = person_of(somebody)
    told = PersonMet(person.name, person.number, person.mobile)
    clerk = world.staff("intake_clerk")

    party_id = person_at_window_register(told=told, actor=clerk, now=now())

    assert entries_at_window(clerk, party_id) == (person.id,)
