"""Bars on applying again (APL art. 78, 79): when they come, how long they last, and what they stop."""

from datetime import date

import pytest

from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.cases.errors import BarNotFound, Barred, ReasonMissing, SamePerson
from oneseal.cases.models import Bar
from oneseal.cases.rules.barring import BarGround, barred_until
from oneseal.cases.rules.states import NonAcceptanceGround
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.errors import NotAllowed
from oneseal.licences.rules.states import RevocationGround
from oneseal.licences.selectors import licence_of_case
from oneseal.licences.services.revoking import Revocation, licence_revoke
from tests.apps.traces import acts, refused
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


@pytest.mark.parametrize(
    ("ground", "decided_on", "until"),
    [
        pytest.param(BarGround.FALSE_APPLICATION, date(2026, 3, 4), date(2027, 3, 4), id="one-year"),
        pytest.param(BarGround.FALSE_APPLICATION, date(2024, 2, 29), date(2025, 2, 28), id="from-a-leap-day"),
        pytest.param(BarGround.FRAUDULENT_LICENCE, date(2026, 3, 4), date(2029, 3, 4), id="three-years"),
    ],
)
def test_a_bar_ends_on_the_day_of_the_same_number(ground, decided_on, until):
    assert barred_until(ground, decided_on=decided_on) == until


def refuse(case, falsehood):
    services.case_refuse(
        case_id=case.id, text="检验报告系伪造。", falsehood=falsehood, press=world.press(world.staff("approver"))
    )


def again(case):
    """Start another application of the same applicant for the same item."""
    city = world.city()
    return services.case_start(item_id=city.item_id, party_id=case.facts.party_id, actor=case.applicant, now=now())


def test_false_materials_where_safety_is_touched_bar_the_applicant_for_a_year(clock):
    case = world.reviewed_case()
    refuse(case, services.Falsehood(touches_safety=True))
    bar = Bar.objects.get(case_id=case.id)

    assert (bar.until_on.year, acts(case.id)[-1].after["barred_until"]) == (today().year + 1, bar.until_on.isoformat())
    with refused(Barred, until=bar.until_on, basis="《行政许可法》第七十八条"):
        again(case)
    clock.move(days=366)
    assert again(case)


def test_false_materials_elsewhere_bring_a_warning_and_no_bar():
    case = world.reviewed_case()
    refuse(case, services.Falsehood(touches_safety=False))

    assert acts(case.id)[-1].after["false_materials"] is True
    assert not Bar.objects.exists()
    assert again(case)


def test_false_materials_seen_at_the_door_bar_too():
    case = world.submitted_case()
    world.refuse_at_the_door(case, ground=NonAcceptanceGround.FALSE_MATERIALS, touches_safety=True)

    with refused(Barred):
        again(case)


def test_a_bar_that_came_meanwhile_stops_a_draft_at_its_submission():
    draft = world.filled_case()
    other = world.reviewed_case()
    refuse(other, services.Falsehood(touches_safety=True))
    Bar.objects.update(party_number_index=cases.party_index_of(draft.id))

    with refused(Barred):
        world.submit(draft)


@pytest.mark.parametrize(
    ("ground", "touches_safety", "bars"),
    [
        pytest.param(RevocationGround.FRAUD_OR_BRIBERY, True, 1, id="fraud-where-safety-is-touched"),
        pytest.param(RevocationGround.FRAUD_OR_BRIBERY, False, 0, id="fraud-elsewhere"),
        pytest.param(RevocationGround.BEYOND_POWER, True, 0, id="the-agencys-own-fault"),
    ],
)
def test_a_licence_got_by_fraud_bars_its_holder_for_three_years(ground, touches_safety, bars):
    case = world.licensed_case()
    licence = licence_of_case(case.id)
    told = Revocation(ground, "查明的事实。", touches_safety=touches_safety)
    licence_revoke(licence_id=licence.id, revocation=told, actor=world.staff("approver"), now=now())

    assert [bar.until_on.year for bar in Bar.objects.all()] == [today().year + 3] * bars


def test_a_bar_is_lifted_by_the_supervisor_with_a_reason():
    case = world.reviewed_case()
    refuse(case, services.Falsehood(touches_safety=True))
    supervisor = world.staff("supervisor")
    (bar,) = cases.bars_of(supervisor)
    with refused(NotAllowed):
        services.bar_lift(bar_id=bar.id, reason="复议撤销。", actor=world.staff("approver"), now=now())
    with refused(ReasonMissing):
        services.bar_lift(bar_id=bar.id, reason=" ", actor=supervisor, now=now())
    Bar.objects.update(recorded_by=supervisor.account_id)  # as who stood in for the approver then
    with refused(SamePerson):
        services.bar_lift(bar_id=bar.id, reason="决定被行政复议撤销。", actor=supervisor, now=now())
    Bar.objects.update(recorded_by=None)
    services.bar_lift(bar_id=bar.id, reason="决定被行政复议撤销。", actor=supervisor, now=now())

    assert again(case)
    with refused(BarNotFound):
        services.bar_lift(bar_id=bar.id, reason="再次。", actor=supervisor, now=now())
