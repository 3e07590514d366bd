"""Lists of a draft edited in place, by several people and in several lists at once: nothing that was typed is lost."""

import pytest

from oneseal.catalog.models import ItemVersion
from tests.web.backoffice.test_item_desk import PASSING, draft, marks, press, row_words

__all__ = ["draft"]
pytestmark = pytest.mark.django_db


def content_of(version_id):
    return ItemVersion.objects.get(pk=version_id).content


def last_place(version_id, key="flow"):
    return len(content_of(version_id)["elements"][key]["value"]) - 1


def test_a_row_that_a_colleague_removed_is_told_where_it_was_opened(editor, draft):
    place = last_place(draft) + 1

    response = editor.get(f"/office/items/{draft}/rows/flow/{place}/", **PASSING)

    assert response.status_code == 409
    assert response["HX-Retarget"] == "#autosave"
    assert "它可能刚刚被移动或者删除" in response.content.decode()


def test_what_was_typed_into_a_row_that_is_gone_is_kept_and_told_at_that_row(editor, draft):
    place = last_place(draft)
    mark = marks(editor, draft, "flow")[place]
    mine = row_words(editor, draft, "flow", place, name="我写的", mark=mark)
    press(editor, draft, f"flow/{place}/remove/", {"mark": mark})

    response = press(editor, draft, f"flow/{place}/", mine)

    page = response.content.decode()
    assert response.status_code == 409
    assert "HX-Retarget" not in response
    told = page.partition(f'id="refused-flow-{place}"')[2]
    assert "您填写的内容还在，没有保存。" in told
    assert "用我的内容替换" not in told


def test_a_draft_that_is_gone_is_told_in_the_note(editor, draft):
    nobody = "00000000-0000-7000-8000-000000000000"

    for path in ("flow/new/", "flow/0/", "flow/undo/"):
        assert press(editor, nobody, path).status_code == 409


def test_no_note_promises_a_save_that_nothing_does(editor, draft):
    page = editor.get(f"/office/items/{draft}/").content.decode()

    assert "连接恢复后会再保存" not in page
    assert "请稍后再按“保存”" in page
