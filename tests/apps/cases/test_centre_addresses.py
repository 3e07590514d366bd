"""Accepting and closing are done inside the centre (S2 限定审批系统登录IP地址; R22)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from oneseal.cases import services
from oneseal.cases.errors import OutsideCentre
from oneseal.cases.services import Press
from oneseal.foundation.audit.selectors import entries_of
from oneseal.foundation.timekeeping import now
from oneseal.identity.services.places import RangeTold, place_keep
from oneseal.kernel.access import Actor
from tests.factories import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre(city):
    place_keep(told=RangeTold("10.1.0.0/16", "政务服务中心"), actor=world.staff("system_administrator"), now=now())


def press(post, address):
    return Press(replace(world.staff(post), address=address), now(), world.uuid4())


def test_from_elsewhere_nothing_is_accepted_and_the_attempt_is_kept(centre):
    case = world.submitted_case()
    clerk = press("intake_clerk", "203.0.113.7")

    with pytest.raises(OutsideCentre):
        services.case_accept(case_id=case.id, press=clerk)

    assert case.facts.state == "submitted"
    kept = [entry for entry in entries_of(clerk.actor.account_id) if entry.verb == "cases.outside_centre"]
    assert [(entry.after["action"], entry.address) for entry in kept] == [("accept", "203.0.113.7")]


def test_inside_the_centre_the_same_clerk_accepts(centre):
    case = world.submitted_case()

    services.case_accept(case_id=case.id, press=press("intake_clerk", "10.1.2.3"))

    assert case.facts.state == "under_review"


def test_an_address_that_is_none_is_outside(centre):
    case = world.submitted_case()

    with pytest.raises(OutsideCentre):
        services.case_accept(case_id=case.id, press=press("intake_clerk", ""))


def test_a_decision_is_bound_and_an_opinion_is_not(centre):
    case = world.submitted_case()
    services.case_accept(case_id=case.id, press=press("intake_clerk", "10.1.2.3"))
    told = services.deciding.OpinionTold("grant", "符合条件。")
    services.case_recommend(case_id=case.id, told=told, press=press("reviewer", "203.0.113.7"))

    with pytest.raises(OutsideCentre):
        services.case_grant(case_id=case.id, text="同意。", press=press("approver", "203.0.113.7"))

    assert case.facts.state == "decision_pending"


def test_an_applicant_files_from_anywhere(centre):
    assert world.submitted_case().facts.state == "submitted"


def test_a_city_that_names_no_addresses_binds_nobody(city):
    case = world.submitted_case()

    services.case_accept(case_id=case.id, press=press("intake_clerk", "203.0.113.7"))

    assert case.facts.state == "under_review"


def test_the_law_accepts_wherever_the_clerks_are(centre, clock):
    case = world.submitted_case()
    clock.stand_at(f"{case.facts.due_on + timedelta(days=1)} 00:01")

    law = Press(Actor.system("流程引擎"), now(), world.uuid4())
    assert services.case_deem_accepted(case_id=case.id, press=law)

    assert case.facts.state == "under_review"
