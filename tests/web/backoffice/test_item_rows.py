"""Lists of a draft edited in place, by several people and in several lists at once: nothing that was typed is lost."""

import re

import pytest

from oneseal.catalog.models import ItemVersion
from tests.web.backoffice.test_item_desk import PASSING, QUESTION, STEP, marks, press, row_words

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
    mine = row_words(editor, draft, "flow", place, name="我写的")
    press(editor, draft, f"flow/{place}/remove/", {"mark": mark})

    response = press(editor, draft, f"flow/{place}/", mine)

    page = response.content.decode()
    assert response.status_code == 409
    assert "HX-Retarget" not in response
    told = page.partition(f'id="refused-row-{mine["form"]}"')[2]
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


def shown_at(page, key, name):
    """Return the place of the row at which an answer keeps an open form; None where it keeps it below its list."""
    own = page.partition(f'id="list-{key}"')[2].partition(f'id="new-{key}"')[0]
    kept = own.partition(f'<form id="open-{name}" hx-preserve></form>')
    assert kept[1]
    found = re.findall(rf'id="(?:fields-{key}-(\d+)|new-{key})"|</table>', kept[0])
    return int(found[-1]) if found[-1] else None


def test_a_press_on_a_list_keeps_a_new_row_that_is_half_filled(editor, draft):
    mark = marks(editor, draft, "flow")[0]

    moved = press(editor, draft, "flow/0/move/", {"to": "down", "mark": mark}).content.decode()
    stale = press(editor, draft, "flow/0/move/", {"to": "down", "mark": mark}).content.decode()
    added = press(editor, draft, "flow/new/", STEP).content.decode()

    assert 'id="new-flow" hx-preserve' in moved
    assert 'id="new-flow" hx-preserve' in stale
    assert 'id="new-flow"></div>' in added


def test_a_row_that_stands_open_goes_with_its_row(editor, draft):
    mine = row_words(editor, draft, "flow", 2)
    told = {"mark": marks(editor, draft, "flow")[0], "open": mine["open"]}

    page = press(editor, draft, "flow/0/remove/", told).content.decode()

    assert shown_at(page, "flow", mine["form"]) == 1
    assert re.search(rf'id="state-{mine["form"]}" value="flow.{mine["form"]}.1.[0-9a-f]+" hx-swap-oob', page)


def test_a_row_that_was_moved_while_it_stood_open_is_saved_where_it_stands_now(editor, draft):
    before = names_of(draft)
    mine = row_words(editor, draft, "flow", 2, name="我写的")
    press(editor, draft, "flow/0/remove/", {"mark": marks(editor, draft, "flow")[0]})

    page = press(editor, draft, "flow/2/", mine).content.decode()

    assert names_of(draft) == [before[1], "我写的", *before[3:]]
    assert shown_at(page, "flow", mine["form"]) == 1


def test_a_row_that_a_colleague_changed_stays_open_below_its_list(editor, draft):
    mine = row_words(editor, draft, "flow", 2)
    press(editor, draft, "flow/2/", {**mine, "name": "同事写的"})
    told = {"mark": marks(editor, draft, "flow")[0], "open": mine["open"], "to": "down"}

    page = press(editor, draft, "flow/0/move/", told).content.decode()

    assert shown_at(page, "flow", mine["form"]) is None
    assert "您填写的内容还在，没有保存。" in page


def test_who_removes_a_row_closes_it(editor, draft):
    mine = row_words(editor, draft, "flow", 0)

    page = press(editor, draft, "flow/0/remove/", {"mark": marks(editor, draft, "flow")[0], "open": mine["open"]})

    assert mine["form"] not in page.content.decode()


def test_what_the_page_says_of_open_rows_is_not_believed(editor, draft):
    told = {"mark": marks(editor, draft, "flow")[0], "to": "down", "open": 'flow."><b>.0.0123456789abcdef'}

    assert "<b>" not in press(editor, draft, "flow/0/move/", told).content.decode()


def names_of(version_id):
    return [row["name"] for row in content_of(version_id)["elements"]["flow"]["value"]]


def mark_told(page, key, place):
    """Return the mark that an answer gives a row of the page anew."""
    found = re.search(rf'id="mark-{key}-{place}" value="([0-9a-f]+)"(?: hx-swap-oob="true")?>', page)
    assert found, (key, place)
    return found[1]


def same_clause(version_id):
    """Return the places of a clause: in the legal basis, and among the sources."""
    source = content_of(version_id)["elements"]["legal_basis"]["value"][0]["source"]
    return 0, sorted(key for key in content_of(version_id)["sources"] if key != "city").index(source)


@pytest.mark.parametrize("key", ["legal_basis", "sources"])
def test_a_save_in_one_list_of_clauses_refreshes_the_other(editor, draft, key):
    basis, source = same_clause(draft)
    here, there = (("legal_basis", basis), ("sources", source))[:: 1 if key == "legal_basis" else -1]
    old = marks(editor, draft, there[0])[there[1]]
    told = row_words(editor, draft, key, here[1], document="另一个名称（演示）")

    page = press(editor, draft, f"{key}/{here[1]}/", told).content.decode()

    mark = mark_told(page, *there)
    assert mark not in {old}
    assert mark == marks(editor, draft, there[0])[there[1]]
    assert f'id="cell-{there[0]}-{there[1]}-1" hx-swap-oob="true">另一个名称（演示）' in page


def test_a_new_clause_brings_both_lists(editor, draft):
    told = {"document": "示例办法（演示）", "article": "第一条", "level": "normative_document", "valid": "on"}

    page = press(editor, draft, "legal_basis/new/", told).content.decode()

    assert '<div class="rows" id="list-sources" hx-swap-oob="true">' in page
    assert page.count("示例办法（演示）") >= 2
    assert 'id="new-sources" hx-preserve' in page


def test_a_list_that_stands_alone_brings_no_other(editor, draft):
    page = press(editor, draft, "faq/new/", QUESTION).content.decode()

    assert page.count('<div class="rows" id="list-') == 1


# --- one clause open in both lists ------------------------------------------------------------------

BOTH = [
    pytest.param("legal_basis", "sources", id="basis-first"),
    pytest.param("sources", "legal_basis", id="source-first"),
]


def opened_twice(browser, version_id, first, second):
    """Return the two forms in which one clause stands open, each with its address."""
    places = dict(zip(("legal_basis", "sources"), same_clause(version_id), strict=True))
    return [(f"{key}/{places[key]}/", row_words(browser, version_id, key, places[key])) for key in (first, second)]


def clause(version_id):
    source = content_of(version_id)["elements"]["legal_basis"]["value"][0]["source"]
    return content_of(version_id)["sources"][source]


def shown_in(page, name):
    """Return what an answer says that a form has been shown."""
    own = page.partition(f'id="seen-row-{name}"')[2].partition("</div>")[0]
    return dict(re.findall(r'name="(seen-\w+|of)" value="([^"]*)"', own))


@pytest.mark.parametrize(("first", "second"), BOTH)
def test_a_clause_that_is_open_in_both_lists_is_saved_in_each(editor, draft, first, second):
    (here, one), (there, two) = opened_twice(editor, draft, first, second)

    saved = press(editor, draft, here, {**one, "document": "另一个名称（演示）", "open": [one["open"], two["open"]]})
    also = press(editor, draft, there, {**two, "number": "演示〔2026〕1号"})

    assert (saved.status_code, also.status_code) == (200, 200)
    assert (clause(draft)["document"], clause(draft)["number"]) == ("另一个名称（演示）", "演示〔2026〕1号")


@pytest.mark.parametrize(("first", "second"), BOTH)
def test_the_same_field_in_both_lists_is_written_over_on_purpose_only(editor, draft, first, second):
    (here, one), (there, two) = opened_twice(editor, draft, first, second)
    press(editor, draft, here, {**one, "document": "同事写的（演示）", "number": "演示〔2026〕1号"})
    mine = {**two, "document": "我写的（演示）"}

    refused = press(editor, draft, there, mine)
    over = re.search(r'name="over" value="([0-9a-f]+)"', refused.content.decode())[1]

    assert refused.status_code == 409
    assert clause(draft)["document"] == "同事写的（演示）"
    assert press(editor, draft, there, {**mine, "over": over}).status_code == 200
    assert (clause(draft)["document"], clause(draft)["number"]) == ("我写的（演示）", "演示〔2026〕1号")


def test_who_goes_on_typing_in_the_second_list_brings_nothing_old_back(editor, draft):
    (here, one), (there, two) = opened_twice(editor, draft, "legal_basis", "sources")
    press(editor, draft, here, {**one, "document": "另一个名称（演示）"})
    page = press(editor, draft, there, {**two, "number": "演示〔2026〕1号"}).content.decode()
    token = re.search(rf'id="state-{two["form"]}" value="([^"]+)"', page)[1]
    two |= {"number": "演示〔2026〕1号", "open": token, **shown_in(page, two["form"])}

    again = press(editor, draft, there, {**two, "number": "演示〔2026〕2号"})
    late = press(editor, draft, there, {**two, "document": "我写的（演示）"})

    assert (again.status_code, late.status_code) == (200, 409)
    assert (clause(draft)["document"], clause(draft)["number"]) == ("另一个名称（演示）", "演示〔2026〕2号")


def test_a_save_in_one_list_renews_the_mark_of_the_form_in_the_other(editor, draft):
    (here, one), (_there, two) = opened_twice(editor, draft, "legal_basis", "sources")
    told = {**one, "document": "另一个名称（演示）", "open": [one["open"], two["open"]]}

    page = press(editor, draft, here, told).content.decode()

    place = same_clause(draft)[1]
    token = re.search(rf'id="state-{two["form"]}" value="([^"]+)" hx-swap-oob', page)[1]
    assert token == f"sources.{two['form']}.{place}.{marks(editor, draft, 'sources')[place]}"


def test_a_clause_that_a_colleague_removed_is_not_written_into_another(editor, draft):
    source = {"document": "示例办法（演示）", "article": "第一条", "level": "normative_document"}
    press(editor, draft, "sources/new/", source)
    place = sorted(key for key in content_of(draft)["sources"] if key != "city").index(
        next(key for key, row in content_of(draft)["sources"].items() if row["document"] == source["document"])
    )
    mine = row_words(editor, draft, "sources", place, number="演示〔2026〕1号")
    press(editor, draft, f"sources/{place}/remove/", {"mark": marks(editor, draft, "sources")[place]})
    before = content_of(draft)

    response = press(editor, draft, f"sources/{place}/", mine)

    assert response.status_code == 409
    assert content_of(draft) == before
