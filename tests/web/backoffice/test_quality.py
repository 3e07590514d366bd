"""The quality of the catalogue in the back office: departments, items, every point that was lost, the table."""

import csv
from io import StringIO
from uuid import uuid4

import pytest

from oneseal.catalog.models import ListedItem, Quality
from oneseal.catalog.rules.listing import COLUMNS
from oneseal.catalog.services import listing_import
from oneseal.foundation.timekeeping import now
from oneseal.kernel.access import Actor

pytestmark = pytest.mark.django_db
NAME = "社会保障卡补换"


@pytest.fixture
def listed(city):
    rows = [",".join(COLUMNS), f"区人社局,未分类,{NAME},5-2,20,511602000000,"]
    listing_import(content="\n".join(rows).encode(), source="示例目录", actor=Actor.system("test"), now=now())
    return ListedItem.objects.get(name=NAME)


def test_departments_lead_to_items_and_items_to_each_point_lost(editor, city, listed):
    page = editor.get("/office/quality/").content.decode()
    department = editor.get(f"/office/quality/departments/agency-{city.agency_id}/").content.decode()
    explained = editor.get(f"/office/quality/items/{city.version_id}/").content.decode()

    assert f"/office/quality/departments/agency-{city.agency_id}/" in page
    assert f"/office/quality/departments/listed-{listed.department_id}/" in page
    assert f"/office/quality/items/{city.version_id}/" in department
    assert "中央业务指导部门代码" in explained
    assert str(Quality.objects.get(pk=city.version_id).score) in explained


def test_what_a_listing_does_not_say_is_told_as_absent(editor, listed):
    items = editor.get(f"/office/quality/departments/listed-{listed.department_id}/").content.decode()
    explained = editor.get(f"/office/quality/listed/{listed.id}/").content.decode()

    assert f"/office/quality/listed/{listed.id}/" in items
    assert "没有列出" in explained
    assert f"/office/items/listed/{listed.id}/" in explained


def test_the_table_holds_every_item_and_no_formula(editor, listed):
    ListedItem.objects.filter(pk=listed.id).update(name="=1+1")
    text = b"".join(editor.get("/office/quality/quality.csv").streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text)))

    assert rows[0] == ["部门", "事项名称", "编码", "质量分", "状态"]
    assert [row[1] for row in rows[1:]] == ["食品经营许可（新办）", "'=1+1"]
    assert {row[4] for row in rows[1:]} == {"已发布", "仅供查询"}


def test_a_version_of_before_is_told_as_not_scored(editor, city):
    Quality.objects.all().delete()

    assert "还没有分数" in editor.get("/office/quality/").content.decode()
    assert editor.get(f"/office/quality/items/{city.version_id}/").status_code == 404


@pytest.mark.parametrize("path", ["departments/agency-x/", "departments/x/", f"listed/{uuid4()}/", f"items/{uuid4()}/"])
def test_what_is_not_there_is_not_found(editor, path):
    assert editor.get(f"/office/quality/{path}").status_code == 404


def test_the_pages_speak_english(editor, city, listed):
    editor.cookies["oneseal_language"] = "en"
    pages = [
        editor.get(f"/office/quality/{path}").content.decode()
        for path in ("", f"items/{city.version_id}/", f"listed/{listed.id}/")
    ]

    assert "Quality" in pages[0]
    assert "not listed" in pages[2]
