"""Laws, certificates and responsibilities, for everybody."""

import pytest

from oneseal.catalog.models import Law
from oneseal.catalog.selectors import version_terms
from oneseal.catalog.services import CertificateTold, certificate_list, laws_load
from oneseal.catalog.services.lists import CertificateState
from oneseal.foundation.timekeeping import now
from tests.factories import world
from tests.web.portal.conftest import said

pytestmark = pytest.mark.django_db


def test_laws_are_found_and_show_the_items_that_rest_on_them(client, city):
    laws_load(now=now())
    law = Law.objects.get(name="食品经营许可和备案管理办法")

    listed, shown = said(client.get("/laws/?q=现场核查")), said(client.get(f"/laws/{law.id}/"))

    assert law.name in listed
    assert "第十三条" in shown
    assert "食品经营许可（新办）" in shown
    assert "没有找到" in said(client.get("/laws/?q=无此文件"))


def test_the_list_of_certificates_is_empty_until_the_city_publishes_its_own(client, city):
    assert "清单尚未公布" in said(client.get("/certificates/"))
    told = CertificateTold("A-1", "甲证明", CertificateState.KEPT, "某法第一条", "某局")
    certificate_list(told=told, actor=world.staff("item_administrator"), now=now())

    assert "甲证明" in said(client.get("/certificates/?state=kept"))
    assert "清单尚未公布" in said(client.get("/certificates/?state=cancelled"))


def test_the_responsibility_list_is_read_by_agency_and_item(client, city):
    listed, shown = said(client.get("/duties/")), said(client.get(f"/duties/{city.item_id}/"))

    assert "食品经营许可（新办）" in listed
    assert "追责情形" in shown
    assert "尚未公布" in shown
    assert client.get("/duties/00000000-0000-4000-8000-000000000000/").status_code == 404
    assert f"/duties/{city.item_id}/" in client.get(f"/items/{city.item_id}/").content.decode()


def test_the_guide_shows_the_code_of_the_handling_item(client, city):
    code = version_terms(city.version_id).handling_code

    assert len(code) == 33
    assert code in said(client.get(f"/items/{city.item_id}/"))
