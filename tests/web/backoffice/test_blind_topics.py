"""For which topics items may be approved in blind mode: the page, the choice, and the gate that follows it."""

import pytest

from oneseal.catalog.errors import BlindTopicsUnfit, PublicationRefused
from oneseal.catalog.models import BlindTopics
from oneseal.catalog.selectors import blind_topics
from oneseal.catalog.services import blind_topics_choose
from oneseal.foundation.timekeeping import now
from oneseal.identity.errors import NotAllowed
from tests.factories import blind, processes, world

pytestmark = pytest.mark.django_db


def test_the_shipped_topic_holds_until_the_city_chooses(admin, city):
    assert blind_topics() == ("工程建设",)

    page = admin.post(
        "/office/blind-topics/", {"topics": "工程建设\n 投资项目 \n工程建设", "reason": "市政府批准"}, follow=True
    ).content.decode()

    assert "已保存。" in page
    assert "市政府批准" in page
    assert blind_topics() == ("工程建设", "投资项目")


def test_a_choice_needs_its_reason_and_its_post(admin, city):
    answer = admin.post("/office/blind-topics/", {"topics": "投资项目", "reason": ""})
    assert answer.status_code == 422
    with pytest.raises(BlindTopicsUnfit):
        blind_topics_choose(topics=["投资项目"], reason=" ", actor=world.staff("system_administrator"), now=now())
    with pytest.raises(NotAllowed):
        blind_topics_choose(topics=["投资项目"], reason="…", actor=world.staff("item_administrator"), now=now())

    assert not BlindTopics.objects.exists()


def test_the_gate_follows_the_choice(city):
    blind_topics_choose(topics=["投资项目"], reason="批准", actor=world.staff("system_administrator"), now=now())

    with pytest.raises(PublicationRefused):
        blind.publish()


@pytest.mark.parametrize(
    "elements",
    [
        pytest.param({"topic_corp": "准营准办"}, id="no-project-construction"),
        pytest.param({"item_type": "20"}, id="a-public-service"),
        pytest.param({"item_type": "05"}, id="a-benefit"),
        pytest.param({"commitment_based": "1"}, id="decided-at-the-window-on-a-commitment"),
    ],
)
def test_what_may_not_be_blind_is_not_published(city, elements):
    with pytest.raises(PublicationRefused):
        blind.publish(**elements)


def test_several_nodes_and_one_drawn_person_do_not_go_together(city):
    processes.publish()

    with pytest.raises(PublicationRefused):
        blind.publish()


def test_the_page_of_the_item_says_so(client, city):
    blind.publish()

    page = client.get(f"/items/{world.city().item_id}/").content.decode()

    assert "审查人员由系统抽取，您不会知道由谁审查、审批" in page
