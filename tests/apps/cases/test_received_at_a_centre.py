"""The window of a centre receives for a department, hands over and hands out; nothing else is his (A92)."""

import pytest

from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.cases.errors import CaseNotFound, ItemNotOpen, NotEntrusted
from oneseal.cases.rules.states import State
from oneseal.cases.services import HandOver
from oneseal.foundation.audit.selectors import entries_of
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.errors import NotAllowed
from oneseal.identity.models import Account, PostHolding
from oneseal.identity.selectors import actor_for_account
from oneseal.identity.services import entrustment_end, organisation_at_window_register
from oneseal.identity.services.meeting import OrganisationMet
from oneseal.identity.services.substituting import Away, absence_record, post_take, substitute_appoint
from oneseal.kernel.lifecycle import NoSuchMove
from tests.factories import centre, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def started(by):
    told = OrganisationMet(world.USCC, "演示餐饮有限公司", "张三", "演示路1号一层商铺")
    party_id = organisation_at_window_register(told=told, actor=by, now=now())
    case_id = services.case_start_at_window(
        item_id=world.city().item_id, party_id=party_id, checked="核对营业执照原件", actor=by, now=now()
    )
    return world.Filed(case_id, by)


def received():
    """Receive an application at the centre's window."""
    centre.entrust()
    case = started(centre.clerk())
    world.save(case, **world.ANSWERS, contact_mobile="13800000001")
    for key, _name in services.missing_of(case.facts, today=today()).materials:
        world.attach(case, key)
    world.submit(case)
    return case


def hand_over(case, *, by=None, key=None):
    services.case_hand_over(case_id=case.id, paper="原件2份", press=world.press(by or centre.clerk(), key))


def waiting(actor):
    return [row.facts.id for row in cases.cases_inbox(actor, now=now()).rows]


def seen(actor):
    return [row.facts.id for row in cases.cases_of_agency(actor, now=now()).rows]


def test_what_was_received_waits_at_the_centre_until_it_is_handed_over_to_its_department():
    case = received()
    department = world.staff("intake_clerk")
    assert (waiting(centre.clerk()), waiting(department)) == ([case.id], [])
    due_on = case.facts.due_on

    hand_over(case)

    assert (waiting(centre.clerk()), waiting(department)) == ([], [case.id])
    assert case.facts.due_on == due_on  # the term began when the centre received it (APL 32)
    act = [row for row in entries_of(case.id) if row.verb == "cases.hand_over"][-1]
    assert (act.after["paper"], act.agency_id) == ("原件2份", centre.found())
    services.case_accept(case_id=case.id, press=world.press(department))


def test_it_is_handed_over_once():
    case = received()
    key = world.uuid4()

    hand_over(case, key=key)
    hand_over(case, key=key)

    with pytest.raises(NoSuchMove):
        hand_over(case)


def test_the_law_does_not_wait_for_the_centre_and_neither_does_the_department():
    case = received()

    services.case_accept(case_id=case.id, press=world.press(world.staff("intake_clerk")))

    assert waiting(centre.clerk()) == []
    with pytest.raises(NoSuchMove):
        hand_over(case)


def test_a_substitute_goes_on_with_what_an_absent_clerk_received_and_with_nothing_else_of_him(clock):
    case = received()
    centre.clerk("centre_window_2")
    holding = PostHolding.objects.get(account__username="centre_window")
    colleague = Account.objects.get(username="centre_window_2")
    substitute_appoint(
        holding_id=holding.id, account_id=colleague.pk, ends_on=None, actor=centre.administrator(), now=now()
    )
    assert seen(world.actor_named("centre_window_2")) == []

    away = Away(today(), today(), "leave")
    absence_record(holding_id=holding.id, away=away, actor=centre.administrator(), now=now())
    stand_in = PostHolding.objects.get(account=colleague, stands_in_for=holding)
    post_take(holding_id=stand_in.id, actor=world.actor_named("centre_window_2"), now=now())

    assert waiting(on_duty()) == seen(on_duty()) == [case.id]
    hand_over(case, by=on_duty())
    assert [row for row in entries_of(case.id) if row.verb == "cases.hand_over"][-1].post_title.endswith("（B岗）")

    clock.move(days=1)
    assert seen(on_duty()) == []
    with pytest.raises(CaseNotFound):
        cases.case_for_actor(case.id, actor=on_duty())


def on_duty():
    """Return the colleague as he may act today."""
    return actor_for_account(Account.objects.get(username="centre_window_2").pk, "", today())


def test_the_clerk_sees_what_he_received_and_nothing_else():
    other = world.submitted_case()
    case = received()
    colleague = centre.clerk("centre_window2")

    assert seen(centre.clerk()) == [case.id]
    assert seen(colleague) == []
    assert set(seen(world.staff("intake_clerk"))) == {other.id, case.id}
    for actor, hidden in ((centre.clerk(), other), (colleague, case)):
        with pytest.raises(CaseNotFound):
            cases.case_for_actor(hidden.id, actor=actor)
    assert cases.items_listed(centre.clerk(), "agency") == [case.facts.item_name]


def test_the_clerk_hands_out_the_result_of_what_he_received_and_of_nothing_else():
    other, case = world.issuing_case(), received()
    hand_over(case)
    services.case_accept(case_id=case.id, press=world.press(world.staff("intake_clerk")))
    world.recommend(case)
    services.case_grant(case_id=case.id, text="符合法定条件。", press=world.press(world.staff("approver")))
    world.deliver_events()
    told = HandOver("window", "张三")

    services.case_deliver(case_id=case.id, hand_over=told, press=world.press(centre.clerk()))

    assert case.facts.state is State.DELIVERED
    with pytest.raises(CaseNotFound):
        services.case_deliver(case_id=other.id, hand_over=told, press=world.press(centre.clerk()))


def test_the_clerk_of_the_centre_accepts_and_decides_nothing():
    case = received()

    with pytest.raises(NotAllowed):
        services.case_accept(case_id=case.id, press=world.press(centre.clerk()))
    assert cases.actions_open(case.facts, actor=centre.clerk(), today=today()) == (cases.Action.HAND_OVER,)
    assert cases.Action.HAND_OVER not in cases.actions_open(
        case.facts, actor=world.staff("intake_clerk"), today=today()
    )


def test_nothing_is_received_that_is_not_entrusted_and_what_was_received_is_brought_to_its_end():
    with pytest.raises(NotEntrusted):
        started(centre.clerk())
    kept = centre.entrust()
    case = started(centre.clerk())
    world.save(case, **world.ANSWERS, contact_mobile="13800000001")
    for key, _name in services.missing_of(case.facts, today=today()).materials:
        world.attach(case, key)

    entrustment_end(entrustment_id=kept, reason="职责调整", actor=world.staff(world.ADMINISTRATOR), now=now())
    with pytest.raises(NotEntrusted):
        world.submit(case)

    centre.entrust()
    world.submit(case)
    hand_over(case)
    assert case.facts.handed_over_at is not None


def test_a_clerk_of_another_agency_without_the_post_receives_nothing_of_it():
    world.appoint("intake_clerk")
    centre.entrust()
    supervisor = centre.administrator()

    with pytest.raises((NotAllowed, ItemNotOpen)):
        services.case_start_at_window(
            item_id=world.city().item_id, party_id=world.uuid4(), checked="x", actor=supervisor, now=now()
        )
