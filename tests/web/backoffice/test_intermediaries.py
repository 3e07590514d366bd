"""The list of intermediary services, as the item administrator keeps it and the editor of an item chooses from it."""

import re
from datetime import timedelta

import pytest

from oneseal.catalog.models import IntermediaryService, IntermediaryVersion
from oneseal.foundation.timekeeping import today
from tests.factories import world

pytestmark = pytest.mark.django_db
SERVICE = {
    "number": "Z-1", "name": "食品安全检测", "trade": "检验检测", "law": "某法", "article": "第一条",
    "payer": "applicant", "provider": "", "state": "kept", "document": "", "document_on": "", "batch": "",
    "state_reason": "", "tie": "", "tied_body": "", "tied_agency": "", "tie_document": "",
}  # fmt: skip
CLEANS = {"document": "某政发〔2016〕1号", "document_on": "2016-03-01", "batch": "第一批", "state_reason": "没有依据"}


def text_of(response):
    return response.content.decode()


def entered(editor, **changed):
    editor.post("/office/intermediaries/new/", {**SERVICE, "effective_on": today().isoformat(), **changed})
    return IntermediaryService.objects.get(number=changed.get("number", "Z-1"))


def move(editor, service, way, *, seen=1, on=None, **changed):
    said = {**CLEANS, "seen": seen, "effective_on": (on or today()).isoformat(), **changed}
    return editor.post(f"/office/intermediaries/{service.id}/{way}/", said, follow=True)


def draft_of(editor):
    editor.post(f"/office/items/{world.city().version_id}/revise/")
    return re.search(r'href="/office/items/([0-9a-f-]{36})/"', text_of(editor.get("/office/items/")))[1]


def test_an_empty_list_says_what_to_do(editor):
    page = text_of(editor.get("/office/intermediaries/"))

    assert "清单里没有中介服务" in page
    assert "清单里没有这样的中介服务" in text_of(editor.get("/office/intermediaries/?q=测绘"))
    assert page.count('href="/office/intermediaries/new/"') == 2


def test_a_service_is_entered_and_what_nobody_said_is_unknown(editor):
    service = entered(editor)

    page = text_of(editor.get(f"/office/intermediaries/{service.id}/"))

    assert "《某法》第一条" in page
    assert "申请人" in page
    assert page.count("尚未查明") == 2
    assert "食品安全检测" in text_of(editor.get("/office/intermediaries/?q=检验"))
    assert "食品安全检测" not in text_of(editor.get("/office/intermediaries/?q=测绘"))


def test_a_service_is_cleaned_by_a_document_and_kept_after_all(editor):
    service = entered(editor)
    lacking = move(editor, service, "clean", state_reason="")
    assert lacking.status_code == 422

    cleaned = text_of(move(editor, service, "clean"))

    assert "某政发〔2016〕1号（2016-03-01 · 第一批）" in cleaned
    assert "食品安全检测" in text_of(editor.get("/office/intermediaries/?state=cleaned"))
    assert "恢复保留" in text_of(move(editor, service, "keep", seen=2))
    assert [row.state for row in IntermediaryVersion.objects.order_by("number")] == ["kept", "cleaned", "kept"]


def test_a_change_becomes_a_version_and_one_made_over_another_is_refused(editor):
    service = entered(editor)
    said = {**SERVICE, "seen": 1, "payer": "agency", "effective_on": today().isoformat()}
    address = f"/office/intermediaries/{service.id}/edit/"

    page = text_of(editor.post(address, said, follow=True))

    assert "审批机关" in page
    assert editor.post(address, said).status_code == 409
    assert IntermediaryVersion.objects.count() == 2


def test_what_comes_later_stands_apart_and_what_was_cleaned_between_two_days_is_listed(editor):
    service = entered(editor, effective_on=(today() - timedelta(days=9)).isoformat())
    entered(editor, number="Z-2", name="房屋测绘", effective_on=(today() + timedelta(days=9)).isoformat())
    move(editor, service, "clean", on=today() - timedelta(days=3))
    days = f"from={today() - timedelta(days=5)}&to={today()}"

    between = text_of(editor.get(f"/office/intermediaries/?{days}"))

    assert "以后才列入清单的" in text_of(editor.get("/office/intermediaries/"))
    assert "清理了1项中介服务" in between
    assert "房屋测绘" not in between
    assert f"/office/intermediaries/?{days}".replace("&", "&amp;") in text_of(editor.get(f"/office/reform/?{days}"))


def test_the_editor_of_an_item_chooses_from_the_list_and_reads_what_stops_him(editor):
    service, draft = entered(editor), draft_of(editor)

    page = text_of(editor.get(f"/office/items/{draft}/"))
    material = text_of(editor.get(f"/office/items/{draft}/entries/materials/1/"))
    move(editor, service, "clean")

    assert 'value="食品安全检测"' in page
    assert '<option value="Z-1">' in material
    assert 'value="食品安全检测"' not in text_of(editor.get(f"/office/items/{draft}/"))
