"""The list of intermediary services for everybody: searched, given away, and named in the guide of an item."""

import csv
import io
from dataclasses import replace

import pytest

from oneseal.catalog.selectors import version_for_editor
from oneseal.catalog.services import CertificateTold, certificate_list, element_set, item_publish, item_revise
from oneseal.catalog.services.editing import ElementTold
from oneseal.catalog.services.intermediaries import Moved, intermediary_list, intermediary_move
from oneseal.catalog.services.lists import CertificateState, IntermediaryState, Payer, Told
from oneseal.foundation.timekeeping import now, today
from tests.factories import world
from tests.web.portal.conftest import said

pytestmark = pytest.mark.django_db
TELLS = Told(trade="检验检测", law="某法", article="第一条", payer=Payer.APPLICANT)


def editor():
    return world.staff("item_administrator")


def enter(number, name, told=TELLS):
    return intermediary_list(number=number, name=name, told=told, effective_on=today(), actor=editor(), now=now())


def clean(service_id):
    moved = Moved(IntermediaryState.CLEANED, "某政发〔2016〕1号", None, "第一批", "没有依据", today())
    intermediary_move(service_id=service_id, moved=moved, seen=1, actor=editor(), now=now())


def test_the_list_says_that_no_item_may_ask_until_the_city_lists_services(client, city):
    assert "清单里没有中介服务" in said(client.get("/intermediaries/"))
    enter("Z-1", "食品安全检测")
    clean(enter("Z-2", "房屋测绘", replace(TELLS, law="", article="")))

    whole, kept = said(client.get("/intermediaries/")), said(client.get("/intermediaries/?state=kept"))

    assert "《某法》第一条" in whole
    assert "某政发〔2016〕1号（第一批）" in whole
    assert "尚未查明" in whole
    assert "房屋测绘" not in kept
    assert "食品安全检测" in said(client.get("/intermediaries/?q=检验"))
    assert "没有找到" in said(client.get("/intermediaries/?q=评估"))


def test_the_lists_are_given_away_as_a_table_and_as_json(client, city):
    enter("Z-1", "=食品安全检测")
    told = CertificateTold("A-1", "甲证明", CertificateState.KEPT, "某法第一条", "某局")
    certificate_list(told=told, actor=editor(), now=now())

    table = client.get("/intermediaries/?as=csv").content.decode("utf-8-sig")
    rows = client.get("/intermediaries/?as=json").json()
    certificates = client.get("/certificates/?as=json").json()

    assert next(csv.DictReader(io.StringIO(table)))["name"] == "'=食品安全检测"
    assert [(row["number"], row["payer"], row["document"]) for row in rows["intermediaries"]] == [
        ("Z-1", "applicant", "")
    ]
    assert [row["name"] for row in certificates["certificates"]] == ["甲证明"]
    assert "=食品安全检测" in said(client.get("/intermediaries/?as=pdf"))


def test_certificates_are_searched_like_the_services(client, city):
    told = CertificateTold("A-1", "甲证明", CertificateState.KEPT, "某法第一条", "某局")
    certificate_list(told=told, actor=editor(), now=now())

    assert "甲证明" in said(client.get("/certificates/?q=某局"))
    assert "没有找到" in said(client.get("/certificates/?q=乙"))


def test_the_guide_names_the_service_its_basis_and_who_pays_until_it_is_cleaned(client, city):
    service_id = enter("Z-1", "食品安全检测")
    draft = item_revise(item_id=city.item_id, actor=editor(), now=now())
    revision = version_for_editor(draft, actor=editor()).revision
    told = ElementTold("intermediary", "食品安全检测", revision)
    element_set(version_id=draft, told=told, actor=editor(), now=now())
    item_publish(version_id=draft, effective_on=today(), actor=editor(), now=now())

    before = said(client.get(f"/items/{city.item_id}/"))
    clean(service_id)
    after = said(client.get(f"/items/{city.item_id}/"))

    assert "需要的中介服务" in before
    assert "《某法》第一条" in before
    assert "申请人" in before
    assert "不得再要求您提供" not in before
    assert "不得再要求您提供" in after


def test_the_guide_of_an_item_without_a_service_says_nothing_of_any(client, city):
    assert "需要的中介服务" not in said(client.get(f"/items/{city.item_id}/"))
