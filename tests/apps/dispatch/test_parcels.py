"""A result by courier, over the post's real protocol: chosen, ordered, carried, signed for or returned."""

from uuid import uuid4

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from oneseal.cases.errors import CaseNotFound
from oneseal.cases.models import Delivery
from oneseal.cases.selectors import State
from oneseal.dispatch.errors import (
    ConsentMissing,
    CourierNotChosen,
    DestinationIncomplete,
    ParcelNotReturned,
    PostNotConnected,
    ResultNotReady,
    WayClosed,
)
from oneseal.dispatch.models import Choice, Parcel
from oneseal.dispatch.rules import Destination, ParcelState, Way
from oneseal.dispatch.selectors import ASK_EVERY, dispatch_of, parcels_to_ask
from oneseal.dispatch.services import ChoiceTold, parcel_ask, parcel_book, parcel_to_window, way_choose
from oneseal.foundation.audit.models import Entry
from oneseal.foundation.notify.models import Message
from oneseal.foundation.outbox.services import deliver_all
from oneseal.foundation.outside.services import Outcome, OutsideNoAnswer, forget_failures
from oneseal.foundation.timekeeping import now
from oneseal.identity.errors import NotAllowed
from oneseal.papers.selectors import papers_of
from oneseal.simulation.outside.faults import Fault
from tests.factories import aside, world

pytestmark = pytest.mark.django_db
HOME = Destination("张三", "13000000000", "演示路1号")


def choose(case, way=Way.EXPRESS, **changed):
    told = ChoiceTold(**{"way": way, "has_consented": True, "destination": HOME, **changed})
    way_choose(case_id=case.id, told=told, actor=case.applicant, now=now())


def ready():
    """Return a case whose licence waits to be posted."""
    case = world.issuing_case()
    choose(case)
    return case


def book(case):
    return parcel_book(case_id=case.id, actor=world.staff("issue_clerk"), now=now())


def booked(clock):
    """Return a case and its parcel, which has its waybill."""
    case = ready()
    parcel_id = book(case)
    parcel_ask(parcel_id, now=now())
    clock.move(hours=1)
    return case, Parcel.objects.get(pk=parcel_id)


def carry(post_office, parcel, *kinds):
    for kind in kinds:
        assert post_office.advance(parcel.waybill, kind)


def verbs(case):
    rows = Entry.objects.filter(subject_id=case.id, verb__startswith="dispatch.").order_by("sequence")
    return list(rows.values_list("verb", flat=True))


# --- choosing ------------------------------------------------------------------------------------


@pytest.mark.usefixtures("city", "clock")
def test_the_applicant_chooses_the_courier_and_his_address_is_not_kept_in_clear():
    case = world.submitted_case()

    choose(case)

    row = Choice.objects.get(case_id=case.id)
    assert (row.way, row.consented_at) == ("express", now())
    assert "演示路".encode() not in bytes(row.destination)
    assert dispatch_of(case.facts).destination == HOME
    assert verbs(case) == ["dispatch.way_chosen"]
    assert "演示路" not in str(Entry.objects.get(verb="dispatch.way_chosen").__dict__)


@pytest.mark.usefixtures("city", "clock")
@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        pytest.param({"has_consented": False}, ConsentMissing, id="no-consent"),
        pytest.param({"way": Way.ELECTRONIC, "has_consented": False}, ConsentMissing, id="no-consent-to-the-screen"),
        pytest.param({"destination": Destination("张三", "13000000000", " ")}, DestinationIncomplete, id="no-address"),
        pytest.param({"destination": Destination("张三", "130", "演示路1号")}, DestinationIncomplete, id="no-mobile"),
    ],
)
def test_a_choice_that_cannot_be_carried_out_is_refused(changed, refusal):
    case = world.submitted_case()

    with pytest.raises(refusal):
        choose(case, **changed)

    assert not Choice.objects.exists()


@pytest.mark.usefixtures("city", "clock")
def test_another_choice_replaces_the_first_and_forgets_the_address():
    case = world.submitted_case()
    choose(case)

    choose(case, Way.WINDOW, has_consented=False)

    row = Choice.objects.get(case_id=case.id)
    assert (row.way, row.destination, row.consented_at) == ("window", None, None)


@pytest.mark.usefixtures("city", "clock")
def test_somebody_elses_case_is_not_found():
    case = world.submitted_case()
    stranger, _party = world.applicant()

    with pytest.raises(CaseNotFound):
        way_choose(case_id=case.id, told=ChoiceTold(Way.WINDOW), actor=stranger, now=now())


@pytest.mark.usefixtures("city", "clock")
def test_what_was_handed_over_is_not_chosen_any_more():
    case = world.delivered_case()

    with pytest.raises(WayClosed):
        choose(case)


@pytest.mark.usefixtures("city")
def test_where_nothing_was_decided_there_is_no_result_whose_way_could_be_chosen(clock):
    returned, terminated = aside.returned_case(clock), world.submitted_case()
    aside.terminate(terminated)

    for case in (returned, terminated):
        with pytest.raises(WayClosed):
            choose(case)


@pytest.mark.usefixtures("city", "clock")
def test_staff_do_not_choose_for_the_applicant():
    case = world.submitted_case()

    with pytest.raises(WayClosed):
        way_choose(case_id=case.id, told=ChoiceTold(Way.WINDOW), actor=world.staff("issue_clerk"), now=now())


# --- ordering ------------------------------------------------------------------------------------


@pytest.mark.usefixtures("city")
def test_an_ordered_parcel_gets_its_waybill_from_the_post(clock, post_office):
    case, parcel = booked(clock)

    assert parcel.state == "booked"
    assert [row["waybill"] for row in post_office.parcels()] == [parcel.waybill]
    assert post_office.parcels()[0]["address"] == "演示路1号"
    assert verbs(case) == ["dispatch.way_chosen", "dispatch.parcel_ordered", "dispatch.parcel_booked"]


@pytest.mark.usefixtures("city")
def test_a_second_press_and_a_second_order_make_one_parcel_and_one_waybill(clock, post_office):
    case = ready()
    first = book(case)

    second = book(case)
    parcel_ask(first, now=now())
    Parcel.objects.filter(pk=first).update(state="ordered", waybill="")  # as if the answer had been lost
    parcel_ask(first, now=now())

    assert second == first
    assert Parcel.objects.count() == 1
    assert len(post_office.parcels()) == 1
    assert ProcrastinateJob.objects.filter(task_name="dispatch.ask", status="todo").count() == 1


@pytest.mark.usefixtures("city", "clock", "outside")
def test_nothing_is_posted_before_the_result_is_ready():
    case = world.accepted_case()
    choose(case)

    with pytest.raises(ResultNotReady):
        book(case)


@pytest.mark.usefixtures("city", "clock", "outside")
def test_nothing_is_posted_that_the_applicant_wants_otherwise():
    case = world.issuing_case()

    with pytest.raises(CourierNotChosen):
        book(case)


@pytest.mark.usefixtures("city", "clock")
def test_where_no_post_is_connected_the_clerk_is_told_to_send_it_himself():
    case = ready()

    with pytest.raises(PostNotConnected):
        book(case)


@pytest.mark.usefixtures("city", "clock", "outside")
@pytest.mark.parametrize(
    ("who", "refusal"),
    [pytest.param("reviewer", NotAllowed, id="another-post"), pytest.param(None, CaseNotFound, id="a-stranger")],
)
def test_only_posts_that_hand_results_over_post_them(who, refusal):
    case = ready()
    actor = world.staff(who) if who else world.applicant()[0]

    with pytest.raises(refusal):
        parcel_book(case_id=case.id, actor=actor, now=now())


# --- on the way ----------------------------------------------------------------------------------


@pytest.mark.usefixtures("city")
def test_the_way_of_a_parcel_is_kept_as_the_post_tells_it(clock, post_office):
    case, parcel = booked(clock)
    carry(post_office, parcel, "accepted", "in_transit")

    assert parcel_ask(parcel.id, now=now()) is ParcelState.IN_TRANSIT

    found = dispatch_of(case.facts).parcel
    assert [event.kind.value for event in found.events] == ["accepted", "in_transit"]
    assert case.facts.state is State.ISSUING


@pytest.mark.usefixtures("city")
def test_the_signature_is_the_delivery_at_its_own_time(clock, post_office):
    """APL 44: the licence is served when the applicant has it, not when somebody asks."""
    case, parcel = booked(clock)
    carry(post_office, parcel, "accepted", "signed")
    signed_at = now()
    clock.move(days=2)

    assert parcel_ask(parcel.id, now=now()) is ParcelState.SIGNED

    delivery = Delivery.objects.get(case_id=case.id)
    assert (delivery.way, delivery.received_by, delivery.delivered_at) == ("express", "张三", signed_at)
    assert case.facts.state is State.DELIVERED
    assert case.facts.delivered_at == signed_at
    assert "delivery_receipt" in {paper.kind for paper in papers_of(case.id, for_public=False)}
    assert "张三".encode() not in bytes(Parcel.objects.get(pk=parcel.id).signed_by)


@pytest.mark.usefixtures("city")
def test_a_second_answer_about_the_signature_delivers_nothing_again(clock, post_office):
    case, parcel = booked(clock)
    carry(post_office, parcel, "accepted", "signed")
    parcel_ask(parcel.id, now=now())
    before = Entry.objects.count()

    assert parcel_ask(parcel.id, now=now()) is ParcelState.SIGNED

    assert Entry.objects.count() == before
    assert Delivery.objects.filter(case_id=case.id).count() == 1


@pytest.mark.usefixtures("city")
def test_a_signature_after_the_window_handed_it_over_changes_nothing(clock, post_office):
    case, parcel = booked(clock)
    carry(post_office, parcel, "accepted", "signed")
    world.hand_over(case, received_by="李四")

    parcel_ask(parcel.id, now=now())

    assert Delivery.objects.get(case_id=case.id).received_by == "李四"
    assert Parcel.objects.get(pk=parcel.id).state == "signed"


@pytest.mark.usefixtures("city")
def test_a_parcel_on_its_way_cannot_be_chosen_otherwise(clock, post_office):
    case, _parcel = booked(clock)

    with pytest.raises(WayClosed):
        choose(case, Way.WINDOW)


@pytest.mark.usefixtures("city")
def test_a_returned_parcel_is_posted_again(clock, post_office):
    case, parcel = booked(clock)
    carry(post_office, parcel, "accepted", "returned")
    parcel_ask(parcel.id, now=now())
    assert case.facts.state is State.ISSUING

    choose(case, destination=Destination("张三", "13000000000", "演示路2号"))
    again = book(case)
    parcel_ask(again, now=now())

    assert again != parcel.id
    assert [row["address"] for row in post_office.parcels()] == ["演示路2号", "演示路1号"]


def texts_to(case):
    deliver_all(now=now())
    return "\n".join(row.text for row in Message.objects.filter(subject_id=case.id))


@pytest.mark.usefixtures("city")
def test_the_applicant_is_told_the_waybill_and_that_a_parcel_came_back(clock, post_office):
    case, parcel = booked(clock)

    assert f"邮件号{parcel.waybill}" in texts_to(case)

    carry(post_office, parcel, "accepted", "returned")
    parcel_ask(parcel.id, now=now())
    assert "没有投递成功" in texts_to(case)


@pytest.mark.usefixtures("city")
def test_a_returned_parcel_is_kept_for_pick_up(clock, post_office):
    case, parcel = booked(clock)
    clerk = world.staff("issue_clerk")
    with pytest.raises(ParcelNotReturned):
        parcel_to_window(case_id=case.id, actor=clerk, now=now())
    carry(post_office, parcel, "accepted", "returned")
    parcel_ask(parcel.id, now=now())

    parcel_to_window(case_id=case.id, actor=clerk, now=now())
    parcel_to_window(case_id=case.id, actor=clerk, now=now())

    assert dispatch_of(case.facts).way is Way.WINDOW
    assert verbs(case).count("dispatch.kept_for_pick_up") == 1
    world.hand_over(case)
    assert case.facts.state is State.DELIVERED


@pytest.mark.usefixtures("city")
def test_parcels_under_way_are_asked_about_now_and_then_and_ended_ones_no_more(clock, post_office):
    _case, parcel = booked(clock)
    assert parcels_to_ask(now=now()) == [parcel.id]
    parcel_ask(parcel.id, now=now())
    assert parcels_to_ask(now=now()) == []

    clock.stand_at(now() + ASK_EVERY)
    assert parcels_to_ask(now=now()) == [parcel.id]

    carry(post_office, parcel, "accepted", "signed")
    parcel_ask(parcel.id, now=now())
    clock.move(days=1)
    assert parcels_to_ask(now=now()) == []


# --- a failing post never blocks -----------------------------------------------------------------


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        pytest.param(Fault.DOWN, Outcome.UNREACHABLE, id="down"),
        pytest.param(Fault.SLOW, Outcome.TIMED_OUT, id="slow"),
        pytest.param(Fault.WRONG, Outcome.MALFORMED, id="wrong"),
    ],
)
def test_a_failing_post_delays_a_parcel_and_nothing_else(clock, outside, post_office, monkeypatch, fault, outcome):
    monkeypatch.setattr("oneseal.foundation.outside.services.TIMEOUT_SECONDS", 0.3)
    outside.systems["post"].slow_seconds = 0.8
    outside.faults.set("post", fault)
    case = ready()
    parcel_id = book(case)

    with pytest.raises(OutsideNoAnswer) as refused:
        parcel_ask(parcel_id, now=now())
    assert refused.value.outcome is outcome
    assert Parcel.objects.get(pk=parcel_id).state == "ordered"

    outside.faults.set("post", Fault.NONE)
    forget_failures()
    assert parcel_ask(parcel_id, now=now()) is ParcelState.BOOKED
    assert len(post_office.parcels()) == 1


@pytest.mark.usefixtures("city")
def test_a_signature_by_nobody_is_not_believed(clock, outside):
    case, parcel = booked(clock)
    outside.faults.set("post", Fault.WRONG)

    with pytest.raises(OutsideNoAnswer) as refused:
        parcel_ask(parcel.id, now=now())

    assert refused.value.outcome is Outcome.MALFORMED
    assert case.facts.state is State.ISSUING


@pytest.mark.usefixtures("city")
def test_the_window_hands_over_while_the_post_is_down(clock, outside):
    case, _parcel = booked(clock)
    outside.stop("post")

    world.hand_over(case)

    assert case.facts.state is State.DELIVERED


def test_an_unknown_case_has_no_parcel(clock, db):
    with pytest.raises(CaseNotFound):
        parcel_book(case_id=uuid4(), actor=world.applicant()[0], now=now())
