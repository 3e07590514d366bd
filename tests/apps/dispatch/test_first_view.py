"""The first look at an electronic result is its delivery (domain H.5; APL 44), once, and to its applicant alone."""

import pytest

from oneseal.cases.models import Delivery
from oneseal.cases.selectors import State
from oneseal.dispatch.rules import Destination, Way
from oneseal.dispatch.services import ChoiceTold, result_viewed, way_choose
from oneseal.foundation.audit.models import Entry
from oneseal.foundation.timekeeping import now
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city", "clock")]


def choose(case, way):
    told = ChoiceTold(way, has_consented=True, destination=Destination("张三", "13000000000", "演示路1号"))
    way_choose(case_id=case.id, told=told, actor=case.applicant, now=now())


def view(case, kind="licence", actor=None):
    return result_viewed(facts=case.facts, paper_kind=kind, actor=actor or case.applicant, now=now())


def test_the_first_look_delivers_and_the_second_changes_nothing():
    case = world.issuing_case()
    choose(case, Way.ELECTRONIC)

    assert view(case)
    before = Entry.objects.count()
    assert not view(case)

    delivery = Delivery.objects.get(case_id=case.id)
    assert (delivery.way, delivery.received_by, delivery.delivered_by) == (
        "electronic", case.applicant.name, None,
    )  # fmt: skip
    assert case.facts.state is State.DELIVERED
    assert Entry.objects.count() == before


def test_the_trace_says_whose_look_it_was():
    case = world.issuing_case()
    choose(case, Way.ELECTRONIC)

    view(case)

    act = Entry.objects.get(subject_id=case.id, verb="cases.deliver")
    assert act.actor_kind == "system"
    assert act.after["seen_by"] == str(case.applicant.account_id)


def test_two_looks_at_once_make_one_delivery():
    case = world.issuing_case()
    choose(case, Way.ELECTRONIC)
    seen_before = case.facts

    view(case)
    result_viewed(facts=seen_before, paper_kind="licence", actor=case.applicant, now=now())

    assert Delivery.objects.filter(case_id=case.id).count() == 1


def test_a_refusal_is_delivered_on_the_screen_only_to_whom_chose_it():
    case = world.refused_case()
    world.deliver_events()
    assert not view(case, "refusal_decision")
    assert case.facts.state is State.REFUSED

    choose(case, Way.ELECTRONIC)

    assert view(case, "refusal_decision")
    assert case.facts.state is State.DELIVERED


@pytest.mark.parametrize("way", [Way.WINDOW, Way.EXPRESS])
def test_who_wants_paper_is_not_served_by_looking(way):
    case = world.issuing_case()
    choose(case, way)

    assert not view(case)
    assert case.facts.state is State.ISSUING


def test_what_the_application_form_says_counts_until_something_else_is_chosen():
    """The shipped form asks for the way, and this applicant ticked the window."""
    case = world.issuing_case()

    assert not view(case)


@pytest.mark.parametrize("kind", ["acceptance_notice", "receipt", "delivery_receipt"])
def test_a_paper_that_is_no_result_delivers_nothing(kind):
    case = world.issuing_case()
    choose(case, Way.ELECTRONIC)

    assert not view(case, kind)


def test_staff_and_strangers_who_look_deliver_nothing():
    case = world.issuing_case()
    choose(case, Way.ELECTRONIC)

    assert not view(case, actor=world.staff("issue_clerk"))
    assert not view(case, actor=world.applicant()[0])


def test_a_look_before_the_licence_is_made_is_no_delivery():
    case = world.granted_case()
    choose(case, Way.ELECTRONIC)

    assert not view(case, "grant_decision")
    assert case.facts.state is State.GRANTED
