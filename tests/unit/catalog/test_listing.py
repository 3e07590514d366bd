"""Dirt in a table is told by row; no row is lost and none is guessed."""

from collections import Counter

import pytest

from oneseal.catalog.rules.codes import is_code
from oneseal.catalog.rules.listing import COLUMNS, Done, read_listing
from oneseal.catalog.rules.listing_sentences import COLUMN_NAMES, DONE, FAULTS, REASONS
from oneseal.catalog.rules.tables import TableUnreadable, cleaned
from tests.shared_table import GUANGAN, needs_guangan

HEADER = ",".join(COLUMNS)
CODE = "511Z07001006-511602000000-000-11511301008778183N-1-00"
OTHER = CODE.replace("006", "007")


def row(department="区经信局", main="未分类", name="项目备案", code=CODE, kind="10", area="511602000000",
        body="11511301008778183N"):  # fmt: skip
    return ",".join([department, main, name, code, kind, area, body])


def read(*rows, encoding="utf-8"):
    return read_listing("\n".join([HEADER, *rows]).encode(encoding))


def faults(listing):
    return [(fault.line, fault.column, fault.code, fault.done.value) for fault in listing.faults]


def test_a_clean_row_is_taken_whole():
    listing = read(row())

    assert faults(listing) == []
    [taken] = listing.rows
    assert (taken.name, taken.department, taken.identity) == ("项目备案", "区经信局", CODE)
    assert (taken.item_type, taken.source_type, taken.main_item) == ("10", "10", "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_usual_encoding_reads_the_same(encoding):
    listing = read(row(name="㐂事登记"), encoding=encoding)

    assert [taken.name for taken in listing.rows] == ["㐂事登记"]
    assert listing.encoding == encoding


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        pytest.param(row(name=""), ("name", "name_missing", "refused"), id="no-name"),
        pytest.param(row(name=" \u00a0"), ("name", "name_missing", "refused"), id="blanks-for-a-name"),
        pytest.param(row(department=""), ("department", "department_missing", "refused"), id="no-department"),
        pytest.param(row() + ",surplus", ("", "cells_wrong", "refused"), id="a-cell-too-many"),
        pytest.param("区经信局,项目备案", ("", "cells_wrong", "refused"), id="cells-missing"),
        pytest.param(row(name="长" * 1001), ("name", "too_long", "refused"), id="over-long-name"),
        pytest.param(row(name="备案&amp;amp;登记"), ("name", "markup_removed", "cleaned"), id="entity-coded-twice"),
        pytest.param(row(name="备案<br/>登记"), ("name", "markup_removed", "cleaned"), id="tag"),
        pytest.param(row(name="备\x00案\x85"), ("name", "markup_removed", "cleaned"), id="control-characters"),
        pytest.param(row(name="备\ufffd案"), ("name", "character_lost", "kept"), id="lost-character"),
        pytest.param(row(code=""), ("itemCode", "code_missing", "unknown"), id="no-code"),
        pytest.param(row(code="A-B-C"), ("itemCode", "parts_too_few", "kept"), id="too-few-parts"),
        pytest.param(row(code=f"{CODE}-1"), ("itemCode", "parts_too_many", "kept"), id="too-many-parts"),
        pytest.param(row(body="TE5116020105116050"), ("deptCode", "credit_temporary", "kept"), id="temporary-code"),
        pytest.param("<html><title>502</title></html>", ("", "html_row", "refused"), id="error-page-for-a-row"),
        pytest.param(
            row(code=OTHER, name="另一项", main="别的主题"),
            ("main_item", "several_themes", "refused"),
            id="one-item-in-two-themes",
        ),
        pytest.param(row(code="不详"), ("itemCode", "form_unknown", "kept"), id="no-code-but-words"),
        pytest.param(row(kind="10.0"), ("taskType", "number_mended", "cleaned"), id="number-as-a-fraction"),
        pytest.param(row(kind="77"), ("taskType", "type_unknown", "unknown"), id="unlisted-type"),
        pytest.param(row(kind=""), ("taskType", "type_missing", "unknown"), id="no-type"),
        pytest.param(row(area="5.11602E+11"), ("areaCode", "number_damaged", "kept"), id="area-as-a-power-of-ten"),
        pytest.param(row(area="511602"), ("areaCode", "area_not_twelve_digits", "kept"), id="short-area"),
        pytest.param(row(area=""), ("areaCode", "area_missing", "unknown"), id="no-area"),
        pytest.param(row(body=""), ("deptCode", "department_code_missing", "unknown"), id="no-department-code"),
        pytest.param(row(body="1151130108778239R_5143"), ("deptCode", "body_length", "kept"), id="code-with-a-tail"),
        pytest.param(row(name='"备案'), ("", "quote_open", "cleaned"), id="quotation-mark-never-closed"),
    ],
)
def test_each_kind_of_dirt_is_told_with_its_row_and_what_was_done(given, fault):
    listing = read(row(code=OTHER, name="另一项"), given)

    assert faults(listing) == [(3, *fault)]
    assert listing.rows_in == 2
    assert listing.refused == (fault[2] == Done.REFUSED)


@pytest.mark.parametrize(("code", "found"), [("A-B-C", 3), ("1-2-3-4-5-6-7-8", 8)])
def test_a_code_wrongly_divided_says_how_many_parts_it_has(code, found):
    [fault] = read(row(code=code)).faults

    assert (fault.facts["found"], fault.facts["wanted"]) == (found, 6)


def test_the_columns_may_be_named_in_chinese():
    [item] = read_listing("实施主体,事项名称,事项编码,办公电话\n市场监管局,食品经营许可,5501,不读".encode()).rows

    assert (item.department, item.name, item.code.text) == ("市场监管局", "食品经营许可", "5501")


def test_an_open_quotation_mark_does_not_swallow_the_rows_after_it():
    listing = read(row(name='"备案'), row(code=OTHER, name="下一项"), row(code="", name="再下一项"))

    assert [taken.name for taken in listing.rows] == ["备案", "下一项", "再下一项"]


def test_a_cell_with_a_line_end_in_quotation_marks_is_one_cell():
    listing = read(row(name='"备案\n登记"'), row(code=OTHER, name="下一项"))

    assert [(taken.line, taken.name) for taken in listing.rows] == [(2, "备案 登记"), (4, "下一项")]


def test_a_row_said_twice_is_taken_once_and_two_names_under_one_code_are_two_items():
    listing = read(row(), row(), row(name="另一办理项"))

    assert [taken.name for taken in listing.rows] == ["项目备案", "另一办理项"]
    assert faults(listing) == [(3, "itemCode", "said_twice", "refused"), (4, "itemCode", "code_shared", "kept")]
    assert len({taken.identity for taken in listing.rows}) == 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", "empty", id="nothing"),
        pytest.param(b" \n ", "empty", id="blanks"),
        pytest.param(b"<html><body>502</body></html>", "page", id="error-page"),
        pytest.param(b"\xff\xff\xff\x80", "encoding", id="no-text"),
        pytest.param("编码,部门".encode(), "columns", id="other-columns"),
        pytest.param("部门,实施主体,事项名称".encode(), "columns", id="two-columns-for-one"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_its_reason(content, reason):
    with pytest.raises(TableUnreadable) as problem:
        read_listing(content)

    assert problem.value.facts["reason"] == reason
    assert reason in REASONS


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        pytest.param("&amp;amp;lt;", "<", id="coded-three-times"),
        pytest.param("a\t b\u3000c", "a b c", id="blanks-of-all-kinds"),
        pytest.param("<b>粗</b>体", "粗 体", id="tags"),
        pytest.param("1 < 2", "1 < 2", id="a-sign-that-is-no-tag"),
        pytest.param("\u200b零宽\ufeff", "零宽", id="invisible"),
    ],
)
def test_a_text_is_cleaned(given, plain):
    assert cleaned(given) == plain


@needs_guangan
def test_the_real_table_of_594_items_is_read_without_a_loss():
    listing = read_listing(GUANGAN.read_bytes())

    assert (listing.rows_in, len(listing.rows), listing.refused) == (594, 594, 0)
    assert len({taken.department for taken in listing.rows}) == 30
    assert len({taken.identity for taken in listing.rows}) == 594
    assert all(is_code("item_type", taken.item_type) for taken in listing.rows)
    assert {taken.code.form.value for taken in listing.rows} == {"sectioned"}
    for fault in listing.faults:
        assert fault.code in FAULTS
        assert fault.done.value in DONE
        assert fault.column in COLUMN_NAMES


@needs_guangan
def test_the_dirt_of_the_real_table_is_counted_kind_by_kind():
    listing = read_listing(GUANGAN.read_bytes())

    assert Counter((fault.code, fault.column) for fault in listing.faults) == {
        ("basic_not_twelve", "itemCode"): 422, ("body_length", "deptCode"): 287, ("organisation_code", "deptCode"): 212,
        ("body_length", "itemCode"): 104, ("organisation_code", "itemCode"): 15, ("lower_case", "deptCode"): 13,
        ("credit_temporary", "itemCode"): 7, ("organisation_check", "deptCode"): 1, ("lower_case", "itemCode"): 1,
    }  # fmt: skip
