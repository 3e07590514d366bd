"""Whoever registers is compared with the registry in charge; a registry that fails holds no registration up."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from oneseal.exchange.models import PartyCheck
from oneseal.exchange.selectors import registered_answers
from oneseal.exchange.services import registered_check
from oneseal.foundation.outside.models import OutsideCall
from oneseal.foundation.outside.services import OutsideNoAnswer, forget_failures
from oneseal.foundation.timekeeping import now
from oneseal.identity.selectors import parties_for, person_of
from oneseal.simulation import world as demo
from oneseal.simulation.outside.faults import Fault
from tests.apps.traces import told
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city", "clock")]


def jobs():
    rows = ProcrastinateJob.objects.filter(status="todo", task_name="exchange.check_registered").order_by("id")
    return list(rows.values_list("args", flat=True))


def known():
    """Register the applicant whom the demo's registries know."""
    row = demo.city()["applicant"]
    return world.person(name=row["name"], id_number=row["id_number"])


def check(actor):
    return registered_check(person_of(actor).id, kind="person", now=now())


def answer_for(party):
    return registered_answers([party])[party.id]


def test_whoever_registers_is_asked_about_by_a_job_once_he_is_registered(outside):
    actor = world.person()
    world.deliver_events()

    assert jobs() == [{"party_id": str(person_of(actor).id), "kind": "person"}]
    assert answer_for(person_of(actor)).checked_at is None


def test_an_organisation_is_asked_about_when_somebody_joins_it_first(outside):
    actor, party_id = world.applicant()
    world.organisation(actor)
    world.deliver_events()

    assert [job for job in jobs() if job["kind"] == "organisation"] == [
        {"party_id": str(party_id), "kind": "organisation"}
    ]


def test_the_registry_says_whether_name_and_number_belong_together(outside):
    actor = known()

    assert check(actor) == "matches"
    assert check(actor) == "matches"

    assert PartyCheck.objects.get().registry == "population"
    assert answer_for(person_of(actor)).checked_at == now()


def test_an_organisation_that_the_register_does_not_know_is_told_so(outside):
    actor, party_id = world.applicant()

    assert registered_check(party_id, kind="organisation", now=now()) == "unknown"

    assert answer_for(parties_for(actor)[1]).verdict == "unknown"


@pytest.mark.parametrize("fault", [Fault.DOWN, Fault.WRONG], ids=["down", "wrong"])
def test_a_registry_that_fails_holds_no_registration_up_and_is_asked_again(outside, fault):
    outside.faults.set("population", fault)
    actor = known()
    world.deliver_events()

    with pytest.raises(OutsideNoAnswer):
        check(actor)
    assert answer_for(person_of(actor)).verdict == "not_checked"

    outside.faults.set("population", Fault.NONE)
    forget_failures()
    assert check(actor) == "matches"


def test_where_no_registry_is_connected_nobody_is_asked(settings):
    settings.ONESEAL_OUTSIDE = {}
    actor = world.person()
    world.deliver_events()

    assert jobs() == []
    assert not answer_for(person_of(actor)).is_connected


def test_neither_event_nor_job_nor_record_of_the_call_holds_name_or_number(outside):
    actor = known()
    world.deliver_events()
    check(actor)

    person = person_of(actor)
    kept = str([told("identity.party_registered"), jobs(), OutsideCall.objects.values().get()])
    assert person.number not in kept
    assert person.name not in kept


def test_of_people_with_whom_nobody_signs_in_no_registry_is_asked(outside):
    world.person(password=None)
    world.deliver_events()

    assert jobs() == []
