"""Licensing Law art. 49 and 50: a change or renewal starts from the licence held, in time."""

from datetime import timedelta

from oneseal.cases.errors import LicenceNotHeld, RenewalTooEarly, RenewalTooLate
from oneseal.cases.services import case_accept, missing_of
from oneseal.foundation.timekeeping import today
from oneseal.workflow.services import timers_fire
from tests.apps.licences.test_versions import granted, held, sibling, started
from tests.apps.traces import paper_kinds
from tests.factories import world
from tests.law.demands import LAW, by, refused

pytestmark = LAW


def test_49_a_change_is_asked_for_by_who_holds_the_licence():
    item_id = sibling("change")
    _licence, case = held()

    with refused(LicenceNotHeld):
        started(item_id, case, None)


def test_49_a_changed_licence_takes_the_place_of_the_old_one_and_ends_with_it():
    item_id = sibling("change")
    old, case = held()
    new = granted(item_id, case, old.id)

    old.refresh_from_db()
    assert (old.state, new.replaces_id) == ("superseded", old.id)
    assert new.valid_until_on == old.valid_until_on


def test_50_a_renewal_is_not_asked_for_once_the_licence_has_ended(clock):
    item_id = sibling("renewal")
    licence, case = held()
    clock.stand_at(f"{licence.valid_until_on + timedelta(days=1)} 10:00")

    with refused(RenewalTooLate):
        started(item_id, case, licence.id)


def test_50_a_renewal_is_not_asked_for_before_its_window(clock):
    item_id = sibling("renewal")
    licence, case = held()
    clock.stand_at(f"{licence.valid_until_on - timedelta(days=121)} 10:00")

    with refused(RenewalTooEarly):
        started(item_id, case, licence.id)


def test_50_thirty_days_before_the_end_a_renewal_is_taken(clock):
    item_id = sibling("renewal")
    licence, case = held()
    clock.stand_at(f"{licence.valid_until_on - timedelta(days=30)} 10:00")

    assert started(item_id, case, licence.id).facts.base_licence_id == licence.id


def test_50_what_nobody_decided_before_the_licence_ended_is_renewed(clock):
    item_id = sibling("renewal")
    licence, case = held()
    clock.stand_at(f"{licence.valid_until_on - timedelta(days=60)} 10:00")
    later = started(item_id, case, licence.id)
    world.save(later, **world.ANSWERS)
    for key, _name in missing_of(later.facts, today=today()).materials:
        world.attach(later, key)
    world.submit(later)
    case_accept(case_id=later.id, press=by("intake_clerk"))

    timers_fire(now=clock.stand_at(f"{licence.valid_until_on + timedelta(days=1)} 00:00"))

    assert later.facts.outcome == "granted"
    assert paper_kinds(later.id)[-1] == "deemed_renewal_notice"
