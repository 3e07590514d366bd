"""Import items of another catalogue in the browser: hand in, look, confirm, complete."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from oneseal.catalog.models import ListedItem, ListingRun
from oneseal.catalog.rules.listing import COLUMNS
from oneseal.catalog.services import listing_runs
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.models import PostHolding
from tests.factories import world
from tests.shared_table import GUANGAN, needs_guangan

pytestmark = pytest.mark.django_db
SOURCE = "示例目录（2026年3月取得）"
CODE = "511Z07001006-511602000000-000-11511301008778183N-1-00"
ROWS = [
    f"区经信局,未分类,技术改造备案,{CODE},10,511602000000,11511301008778183N",
    "区人社局,未分类,,,20,511602000000,",
    *(f"区人社局,未分类,第{n}项,5-{n},20,511602000000,00877836X" for n in range(70)),
]


def hand_in(browser, content=None, source=SOURCE, name="items.csv"):
    file = SimpleUploadedFile(name, content or "\n".join([",".join(COLUMNS), *ROWS]).encode())
    return browser.post("/office/items/import/", {"file": file, "source": source})


def test_a_table_is_looked_at_confirmed_and_listed(editor):
    page = hand_in(editor)
    looked = editor.get(page.url).content.decode()

    assert "还没有写入任何内容" in looked
    assert "没有写明事项名称" in looked
    assert not ListedItem.objects.exists()

    done = editor.post(f"{page.url}confirm/", follow=True).content.decode()

    assert "导入完成" in done
    assert ListedItem.objects.count() == 71
    assert "items.csv" in editor.get("/office/items/import/").content.decode()


def test_the_faults_are_filtered_by_kind_and_turned_page_by_page(editor):
    url = hand_in(editor).url

    first = editor.get(url).content.decode()
    rest = editor.get(f"{url}?from=50").content.decode()
    only = editor.get(f"{url}?code=name_missing").content.decode()

    total = int(re.search(r"(\d+)个问题", first)[1])
    assert first.count('data-label="行号"') == 50
    assert rest.count('data-label="行号"') == min(50, total - 50)
    assert only.count('data-label="行号"') == 1
    assert "没有导入这一行" in only


@pytest.mark.parametrize("place", ["-1", "x", "９", "9" * 40])
def test_a_page_that_is_not_there_is_the_first_or_an_empty_one(editor, place):
    assert editor.get(f"{hand_in(editor).url}?from={place}").status_code == 200


def test_the_report_holds_every_fault(editor):
    url = hand_in(editor).url

    response = editor.get(f"{url}report.csv")

    assert response["Content-Type"].startswith("text/csv")
    assert len(response.content.decode("utf-8-sig").splitlines()) == len(ListingRun.objects.get().faults) + 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"<html>", "文件内容是一个网页", id="web-page"),
        pytest.param(b"\xff\xff\xff\x80", "文件的编码无法识别", id="no-text"),
        pytest.param("甲,乙\n1,2".encode(), "第一行应当有", id="other-columns"),
    ],
)
def test_a_bad_file_is_answered_with_a_clear_sentence_and_nothing_typed_is_lost(editor, content, sentence):
    response = hand_in(editor, content=content)
    page = response.content.decode()

    assert response.status_code == 422
    assert sentence in page
    assert SOURCE in page
    assert not ListingRun.objects.exists()


def test_what_is_missing_is_asked_for(editor):
    response = editor.post("/office/items/import/", {"source": ""})

    assert response.status_code == 422
    assert "请填写资料来源。" in response.content.decode()


def test_a_listed_item_is_found_and_completed(editor):
    editor.post(f"{hand_in(editor).url}confirm/")
    listed = ListedItem.objects.get(source_code=CODE)

    assert "技术改造备案" in editor.get("/office/items/listed/?q=技术改造").content.decode()
    page = editor.get(f"/office/items/listed/{listed.id}/").content.decode()
    assert "这不是实施编码" in page
    assert "511Z07001006" in page

    response = editor.post(f"/office/items/listed/{listed.id}/complete/", {"template": ""}, follow=True)

    assert "技术改造备案" in response.content.decode()
    assert "待填写" in response.content.decode()
    assert "已与本机关的事项对应" in editor.get(f"/office/items/listed/{listed.id}/").content.decode()
    again = editor.post(f"/office/items/listed/{listed.id}/complete/", {"template": ""})
    assert again.status_code == 409


def test_a_search_without_a_hit_leads_to_the_import(editor):
    assert "没有找到" in editor.get("/office/items/listed/?q=挖掘机").content.decode()


def test_a_template_that_does_not_ship_is_refused(editor):
    editor.post(f"{hand_in(editor).url}confirm/")
    listed = ListedItem.objects.first()

    assert editor.post(f"/office/items/listed/{listed.id}/complete/", {"template": "none"}).status_code == 422


def test_nobody_else_imports(admin, editor, sign_in):
    url = hand_in(editor).url
    clerk = sign_in("reviewer") if "reviewer" in world.STAFF else admin

    for address in ("/office/items/import/", url, f"{url}report.csv", "/office/items/listed/"):
        assert clerk.get(address).status_code == 404


def test_an_import_whose_editor_lost_his_post_says_so_and_a_colleague_goes_on(editor, sign_in, monkeypatch):
    monkeypatch.setattr(listing_runs, "AT_ONCE_BYTES", 0)
    url = hand_in(editor).url
    run_id = ListingRun.objects.get().id
    listing_runs.listing_work(run_id=run_id, now=now())
    editor.post(f"{url}confirm/")
    world.appoint("item_administrator", username="colleague")
    colleague = sign_in("colleague")
    lost = world.staff("item_administrator")
    PostHolding.objects.filter(account_id=lost.account_id).update(until_on=today())
    listing_runs.listing_work(run_id=run_id, now=now())

    page = colleague.get(url).content.decode()
    listed = colleague.get("/office/items/import/").content.decode()
    done = colleague.post(f"{url}continue/", follow=True).content.decode()

    assert f"导入已停止：{lost.name}没有编辑权限" in page
    assert "有权限的人可以继续" in page
    assert "every 2s" not in page
    assert "已停止" in listed
    assert "every 2s" in done
    listing_runs.listing_work(run_id=run_id, now=now())
    assert "导入完成" in colleague.get(url).content.decode()
    assert colleague.post(f"{url}continue/").status_code == 409


@needs_guangan
def test_a_real_catalogue_is_turned_page_by_page_and_every_item_is_seen_once(editor):
    done = editor.post(f"{hand_in(editor, content=GUANGAN.read_bytes()).url}confirm/", follow=True).content.decode()
    listed = set(map(str, ListedItem.objects.values_list("id", flat=True)))

    seen, address, pages = [], "/office/items/listed/", 0
    while address and pages < len(listed):
        page = editor.get(address).content.decode()
        seen += re.findall(r"/office/items/listed/([0-9a-f-]{36})/", page)
        following = re.search(r'href="(\?[^"]*after=[^"]*)"', page)
        address, pages = (f"/office/items/listed/{unescape(following[1])}" if following else ""), pages + 1

    assert "导入完成" in done
    assert len(listed) > 500
    assert pages > 5
    assert len(seen) == len(set(seen))
    assert set(seen) == listed
