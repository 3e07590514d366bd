"""A department entrusts receiving and handing out to a centre, and ends it (A92)."""

from datetime import date, timedelta

import pytest

from oneseal.foundation.timekeeping import now, today
from oneseal.identity.errors import CentreNotFound, EntrustmentNotFound, EntrustmentWrong, NotAllowed
from oneseal.identity.selectors import entrusted_to, entrustment_of, entrustments_of, is_entrusted
from oneseal.identity.services import entrustment_end, entrustment_make
from oneseal.identity.services.entrusting import EntrustmentTold
from oneseal.kernel.access import Standing
from tests.apps.traces import refused, verbs
from tests.factories import centre, world

pytestmark = pytest.mark.django_db


def make(*, by=None, **changed):
    told = {"centre_id": centre.found(), "basis": "委托收件协议（演示）", "from_on": date(2026, 1, 1), **changed}
    return entrustment_make(told=EntrustmentTold(**told), actor=by or world.staff(world.ADMINISTRATOR), now=now())


def test_an_entrustment_is_seen_by_department_and_centre_and_by_nobody_else(city):
    kept = make()

    for administrator in (world.staff(world.ADMINISTRATOR), centre.administrator()):
        (line,) = entrustments_of(administrator, most=10)
        assert (line.id, line.centre, line.basis) == (kept, centre.NAME, "委托收件协议（演示）")
    assert entrustments_of(world.staff("intake_clerk"), most=10) == []
    assert entrustment_of(world.staff("intake_clerk"), kept) is None
    assert verbs(city.agency_id)[-1] == "identity.entrustment_made"


def test_it_covers_the_items_that_it_names_from_its_first_day_to_its_last(city):
    make(item_ids=(city.item_id,), from_on=today(), until_on=today() + timedelta(3))
    asked = {"department_id": city.agency_id, "centre_id": centre.found()}

    assert is_entrusted(city.item_id, on=today(), **asked)
    assert is_entrusted(city.item_id, on=today() + timedelta(3), **asked)
    assert not is_entrusted(city.item_id, on=today() + timedelta(4), **asked)
    assert not is_entrusted(city.item_id, on=today() - timedelta(1), **asked)
    assert not is_entrusted(world.uuid4(), on=today(), **asked)
    assert entrusted_to(city.agency_id, on=today()) == []


def test_an_entrustment_ends_once_and_stays_to_be_seen(city):
    kept = make()

    entrustment_end(entrustment_id=kept, reason="职责调整", actor=world.staff(world.ADMINISTRATOR), now=now())

    line = entrustment_of(centre.administrator(), kept)
    assert (line.ended_reason, line.entrusted.standing(today())) == ("职责调整", Standing.REVOKED)
    assert entrusted_to(centre.found(), on=today()) == []
    assert verbs(city.agency_id)[-1] == "identity.entrustment_ended"
    with refused(EntrustmentNotFound):
        entrustment_end(entrustment_id=kept, reason="再一次", actor=world.staff(world.ADMINISTRATOR), now=now())


def test_the_centre_cannot_end_what_the_department_entrusted(city):
    kept = make()

    with refused(EntrustmentNotFound):
        entrustment_end(entrustment_id=kept, reason="不想收", actor=centre.administrator(), now=now())


@pytest.mark.parametrize(
    ("refusal", "changed"),
    [
        pytest.param(EntrustmentWrong, {"basis": " "}, id="without-a-paper"),
        pytest.param(EntrustmentWrong, {"until_on": date(2025, 12, 31)}, id="wrong-order"),
        pytest.param(CentreNotFound, {"centre_id": world.uuid4()}, id="no-such-centre"),
    ],
)
def test_what_cannot_be_entrusted_is_refused(city, refusal, changed):
    centre.found()

    with refused(refusal):
        make(**changed)


def test_a_centre_has_nothing_to_entrust_and_a_clerk_entrusts_nothing(city):
    centre.found()

    with refused(EntrustmentWrong):
        make(by=centre.administrator())
    with refused(NotAllowed):
        make(by=world.staff("intake_clerk"))
