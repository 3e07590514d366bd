"""At the desk: post a result, see its waybill and its way, post again what came back or keep it."""

import pytest

from oneseal.dispatch.models import Parcel
from oneseal.dispatch.selectors import Destination, Way, dispatch_of
from oneseal.dispatch.services import ChoiceTold, parcel_ask, way_choose
from oneseal.foundation.timekeeping import now
from oneseal.simulation.outside.post import PostOffice
from tests.apps.exchange.conftest import outside
from tests.factories import world
from tests.web.workbench.conftest import Desk, address

pytestmark = pytest.mark.django_db
__all__ = ["outside"]


@pytest.fixture
def case(city, outside):
    """Return a case whose licence waits to be posted."""
    found = world.issuing_case()
    told = ChoiceTold(Way.EXPRESS, has_consented=True, destination=Destination("张三", "13000000000", "演示路1号"))
    way_choose(case_id=found.id, told=told, actor=found.applicant, now=now())
    return found


def post(desk, case, act="parcel"):
    return desk.client.post(address(case, act), follow=True)


def test_a_clerk_posts_a_result_once_and_its_waybill_shows(case):
    desk = Desk("issue_clerk")
    assert "演示路1号" in desk.get(address(case)).content.decode()

    post(desk, case)
    post(desk, case)
    parcel = Parcel.objects.get()
    parcel_ask(parcel.id, now=now())

    page = desk.get(address(case)).content.decode()
    assert Parcel.objects.get().waybill in page
    assert "交邮政寄递</button>" not in page


def test_what_came_back_is_kept_for_pick_up(case, clock, tmp_path):
    desk, office = Desk("issue_clerk"), PostOffice.at(tmp_path / "outside-post.jsonl")
    post(desk, case)
    parcel_ask(Parcel.objects.get().id, now=now())
    clock.move(minutes=5)
    for kind in ("accepted", "returned"):
        assert office.advance(Parcel.objects.get().waybill, kind)
    parcel_ask(Parcel.objects.get().id, now=now())
    assert "重新寄递" in desk.get(address(case)).content.decode()

    post(desk, case, "parcel/to-window")

    assert dispatch_of(case.facts).way is Way.WINDOW


def test_who_does_not_deliver_sees_neither_address_nor_button(case):
    page = Desk("reviewer").get(address(case), part="way").content.decode()

    assert "邮政寄递" in page
    assert "演示路1号" not in page
    assert "交邮政寄递" not in page
    assert Desk("reviewer").client.post(address(case, "parcel")).status_code == 404


def test_the_page_of_a_posted_case_costs_few_queries(case, django_assert_max_num_queries):
    desk = Desk("issue_clerk")
    post(desk, case)
    desk.get(address(case))

    with django_assert_max_num_queries(18):
        desk.get(address(case))
