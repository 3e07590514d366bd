"""Take the list away in the browser, change it, hand it in, look, confirm; fetch the file with its faults marked."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from oneseal.catalog.models import ItemVersion, ListingRun
from oneseal.catalog.services.listing_runs import listing_work
from oneseal.foundation.timekeeping import now
from oneseal.kernel.ids import new_id

pytestmark = pytest.mark.django_db
KEY = "food-business-licence-new"


def body(response):
    return b"".join(response.streaming_content)


def hand_in(browser, content, name):
    file = SimpleUploadedFile(name, content)
    response = browser.post("/office/items/import/", {"file": file, "source": "年度修订"})
    assert response.status_code == 302, response.content.decode()
    run = ListingRun.objects.get()
    listing_work(run_id=run.id, now=now())
    return response.url


@pytest.fixture
def book(editor):
    response = editor.get("/office/items/export/?take=1&kind=xlsx")
    assert response["Content-Disposition"].startswith("attachment")
    return openpyxl.load_workbook(io.BytesIO(body(response)))


def cell(book, title, column):
    page = book[title]
    return next(page.cell(row=2, column=head.column) for head in page[1] if head.value == column)


def saved(book):
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_the_list_is_taken_away_changed_and_brought_back(editor, book):
    cell(book, "事项", "事项简介").value = "一句新的话"

    url = hand_in(editor, saved(book), "list.xlsx")
    looked = editor.get(url).content.decode()

    assert "修改1项" in looked
    assert "一句新的话" in looked
    assert ItemVersion.objects.count() == 1

    done = editor.post(f"{url}confirm/", follow=True).content.decode()

    assert "1个事项已写成草稿" in done
    draft = ItemVersion.objects.get(number=2)
    assert (draft.state, draft.content["elements"]["purpose"]["value"]) == ("draft", "一句新的话")


def test_an_unchanged_list_has_nothing_to_confirm(editor, book):
    page = editor.get(hand_in(editor, saved(book), "list.xlsx")).content.decode()

    assert "没有可以导入的内容" in page
    assert "确认导入" not in page


def test_a_faulty_cell_is_told_and_marked_in_a_copy_of_the_file(editor, book):
    cell(book, "事项", "法定办结时限").value = "二十"
    url = hand_in(editor, saved(book), "list.xlsx")

    page = editor.get(url).content.decode()
    marked = editor.get(f"{url}files/marked/")

    assert "事项·法定办结时限" in page
    assert "不能导入1项" in page
    assert "应当是整数" in cell(openpyxl.load_workbook(io.BytesIO(marked.content)), "事项", "法定办结时限").comment.text


def test_a_list_in_json_has_no_marked_copy(editor):
    content = body(editor.get("/office/items/export/?take=1&kind=json"))

    assert editor.get(f"{hand_in(editor, content, 'list.json')}files/marked/").status_code == 404


def test_the_national_tables_say_beforehand_what_does_not_fit(editor):
    page = editor.get("/office/items/export/?kind=national").content.decode()

    assert "国家交换表装不下" in page
    assert "up_task_general_basic" in page


def test_an_export_that_would_lose_something_is_refused_with_a_sentence(editor):
    version = ItemVersion(**ItemVersion.objects.values().get())
    version.pk, version.number, version.state = new_id(now()), 2, "draft"
    version.content["elements"]["purpose"]["value"] = "长" * 40_000
    version.effective_on = version.published_at = version.published_by = None
    version.save(force_insert=True)

    response = editor.get("/office/items/export/?take=1&kind=xlsx")

    assert response.status_code == 409
    assert "请改用 JSON 格式" in response.content.decode()


@pytest.mark.parametrize("address", ["/office/items/export/", "/office/items/export/?take=1&kind=json"])
def test_others_do_not_take_the_list_away(admin, address):
    assert admin.get(address).status_code in {403, 404}
