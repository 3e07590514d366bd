"""The demo's page of outside systems: carry a parcel on, read the mail, switch a fault of either."""

import pytest

from oneseal.simulation.outside.faults import Fault, FaultFile
from oneseal.simulation.outside.mail import Mailbox
from oneseal.simulation.outside.post import PostOffice, waybill_of
from tests.web.simulation.test_demo_pages import built, demo

pytestmark = pytest.mark.django_db
__all__ = ["built", "demo"]
RECEIVER = {"recipient": "张三", "mobile": "13000000000", "address": "演示路1号"}


@pytest.fixture
def office(demo, settings, tmp_path):
    settings.ONESEAL_DATA = tmp_path
    settings.ONESEAL_OUTSIDE_FAULTS, settings.ONESEAL_OUTSIDE_PORT = tmp_path / "faults.json", 8700
    found = PostOffice.at(tmp_path / "outside-post.jsonl")
    found.book({"key": "one", "sender": {"name": "安澜市"}, "receiver": RECEIVER})
    return found


def test_a_visitor_carries_a_parcel_on_step_by_step(client, office):
    waybill = waybill_of("one")
    assert waybill in client.get("/demo/outside/").content.decode()

    for kind in ("accepted", "signed"):
        assert client.post("/demo/outside/", {"parcel": waybill, "kind": kind}).status_code == 302

    assert [row["last"] for row in office.parcels()] == ["signed"]
    assert client.post("/demo/outside/", {"parcel": waybill, "kind": "returned"}).status_code == 404


def test_a_visitor_reads_the_mail_and_stops_its_server(client, office, tmp_path):
    Mailbox.at(tmp_path / "outside-mail.jsonl").take(
        "someone@example.org", b"Message-ID: <1>\r\nSubject: hi\r\n\r\nwords"
    )

    assert "someone@example.org" in client.get("/demo/outside/").content.decode()

    client.post("/demo/outside/", {"system": "mail", "fault": "down"})
    assert FaultFile(tmp_path / "faults.json").of("mail") is Fault.DOWN
