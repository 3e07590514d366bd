"""Workbooks and archives from outside: whatever their bytes are, they are read soundly or refused."""

import io
import random
import tracemalloc
import zipfile
from contextlib import suppress
from functools import partial

import openpyxl
import pytest

from oneseal.foundation import workbooks
from oneseal.foundation.workbooks import ArchiveRefused, archive_members, archive_names, unpacked_size, workbook_rows

ENTITY = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
SHEET = "xl/worksheets/sheet1.xml"
ROWS = [["事项标识", "事项名称"], ["a", "甲"], ["b", "乙"]]


def book(rows=ROWS, sheets=1):
    made = openpyxl.Workbook()
    for _number in range(sheets - 1):
        made.create_sheet()
    for page in made:
        for row in rows:
            page.append(row)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def packed(members, method=zipfile.ZIP_DEFLATED):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", method) as archive:
        for name, member in members:
            archive.writestr(name, member)
    return kept.getvalue()


def parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(row.filename, archive.read(row)) for row in archive.infolist()]


def with_part(name, member, content=None):
    """Return a workbook with one part more, or one part replaced."""
    return packed([*((one, text) for one, text in parts(content or book()) if one != name), (name, member)])


def of_rows(*rows):
    """Return the markup of a sheet of rows, each (number, text)."""
    cells = (f'<row r="{number}"><c t="inlineStr"><is><t>{text}</t></is></c></row>' for number, text in rows)
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{"".join(cells)}</sheetData></worksheet>'


def reason(content):
    with pytest.raises(ArchiveRefused) as refusal:
        workbook_rows(content)
    return refusal.value.facts["reason"]


def told(content):
    return [list(rows) for rows in workbook_rows(content).values()]


# --- every member is judged -------------------------------------------------------------------------


@pytest.mark.parametrize("name", [".hidden/a.xml", "__MACOSX/a.xml", ".a"])
def test_a_hidden_member_is_counted_left_out_of_an_archive_and_refused_in_a_workbook(name):
    assert reason(with_part(name, "<a/>")) == "hidden"
    assert set(archive_members(packed([("items.csv", "a"), (name, "b")]))) == {"items.csv"}
    with pytest.raises(ArchiveRefused) as refusal:
        archive_members(packed([("items.csv", "a"), (name, b"0" * 30_000_000)]))
    assert refusal.value.facts["reason"] == "bomb"


def noise(size):
    """Return bytes that hardly shrink."""
    return random.Random(7).randbytes(size)


def lying(content, name):
    """Return an archive that says of a member that it is one byte long, in both places where it says so."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = archive.getinfo(name).file_size.to_bytes(4, "little")
    return content.replace(size, (1).to_bytes(4, "little"))


BOUNDS = [
    pytest.param("LARGEST_UNPACKED", 3_000, [("a", noise(2_000)), ("b", noise(2_000))], id="all-together-too-large"),
    pytest.param("MOST_MEMBERS", 2, [("a", b"1"), ("b", b"2"), ("c", b"3")], id="too-many-members"),
    pytest.param("SMALLEST_JUDGED", 9_000, [("a", b"0" * 100_000)], id="grows-beyond-the-ratio"),
    pytest.param("LARGEST_RATIO", 50, [("a", noise(20_000) + b"0" * 2_000_000)], id="grows-a-little-beyond-it"),
]
JUDGES = [archive_members, archive_names, unpacked_size]


@pytest.mark.parametrize("judge", JUDGES)
@pytest.mark.parametrize(("bound", "most", "members"), BOUNDS)
def test_each_bound_refuses_whoever_asks(monkeypatch, judge, bound, most, members):
    content = packed(members)
    judge(content)  # no other bound refuses it
    monkeypatch.setattr(workbooks, bound, most)

    with pytest.raises(ArchiveRefused) as refusal:
        judge(content)

    assert refusal.value.facts["reason"] == "bomb"


@pytest.mark.parametrize("judge", [archive_members, archive_names])
def test_a_member_that_lies_about_its_size_is_refused(judge):
    with pytest.raises(ArchiveRefused) as refusal:
        judge(lying(packed([("a", noise(70_000))]), "a"))

    assert refusal.value.facts["reason"] in {"damaged", "bomb"}


def test_names_are_told_without_holding_the_members(monkeypatch):
    content = packed([(name, noise(3_000_000)) for name in "abcdef"])
    tracemalloc.start()
    try:
        assert archive_names(content) == set("abcdef")
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        archive_members(content)
        _now, of_all = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert most < 3 * 3_000_000 < of_all


def test_hidden_members_count_among_the_most(monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_MEMBERS", 3)
    archive_members(packed([("a", ""), ("b", ""), ("c", "")]))

    with pytest.raises(ArchiveRefused):
        archive_members(packed([("a", ""), ("b", ""), (".c", ""), ("__MACOSX/d", "")]))


def test_a_workbook_with_two_members_of_one_name_is_refused():
    with pytest.warns(UserWarning, match="Duplicate"):
        content = packed([*parts(book()), (SHEET, ENTITY)])

    assert reason(content) == "hidden"
    with pytest.raises(ArchiveRefused):
        archive_members(content)


@pytest.mark.parametrize("name", [SHEET, "xl/worksheets/sheet1.dat", "xl/media/a.png"])
@pytest.mark.parametrize("code", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_entities_are_found_in_a_member_of_any_name_and_any_code(name, code):
    assert reason(with_part(name, ENTITY.encode(code))) == "entities"


# --- gaps and budgets -------------------------------------------------------------------------------


def test_a_formatted_last_row_is_no_bomb_and_rows_keep_their_numbers():
    content = with_part(SHEET, of_rows((1, "头"), (3, "甲"), (1_048_576, "")))

    [rows] = workbook_rows(content).values()

    assert rows.rows == ((1, ["头"]), (3, ["甲"]))


def test_gaps_of_many_sheets_take_no_time(monkeypatch):
    many = book(sheets=60)
    last = of_rows((1_048_576, "x"))
    content = packed([(name, last if "worksheets/" in name else text) for name, text in parts(many)])
    made = []
    monkeypatch.setattr(workbooks, "_text", lambda value, _type: made.append(value) or str(value or ""))

    assert [rows.rows for rows in workbook_rows(content).values()] == [((1_048_576, ["x"]),)] * 60
    assert len(made) == 60


@pytest.mark.parametrize(("most", "bound"), [("MOST_ROWS", 5), ("MOST_CELLS", 11), ("MOST_MARKS", 100)])
def test_one_budget_holds_for_all_sheets(monkeypatch, most, bound):
    content = book(sheets=2)
    assert len(told(content)) == 2
    left = {"MOST_ROWS": 100, "MOST_CELLS": 100, most: bound}
    monkeypatch.setattr(workbooks, "_Budget", partial(workbooks._Budget, left["MOST_ROWS"], left["MOST_CELLS"]))
    monkeypatch.setattr(workbooks, "MOST_MARKS", left.get("MOST_MARKS", 100_000))

    assert reason(content) == "bomb"


@pytest.mark.parametrize(
    ("area", "is_refused"), [("A1:XFD1048576", True), ("A1:A1048576", False), ("A1:E1048576", True)]
)
def test_merged_areas_count_as_the_cells_that_a_marked_copy_makes_of_them(area, is_refused):
    merged = f'<mergeCells><mergeCell ref="{area}"/></mergeCells></worksheet>'
    content = with_part(SHEET, of_rows((1, "x")).replace("</worksheet>", merged))

    if is_refused:
        assert reason(content) == "bomb"
    else:
        assert told(content) == [[["x"]]]


@pytest.mark.parametrize("number", ["0", "-3", "1048577", "99999999999999"])
def test_a_row_that_no_sheet_has_is_refused(number):
    assert reason(with_part(SHEET, of_rows((number, "x")))) == "damaged"


def test_the_size_unpacked_is_told_before_anything_is_read():
    assert unpacked_size(packed([("a", b"0" * 900_000), (".b", b"0" * 50_000)])) == 950_000


# --- damage -----------------------------------------------------------------------------------------


def _flipped(content, place):
    return content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_byte_flipped_anywhere_is_refused_or_does_no_harm(method):
    content = packed(parts(book()), method)
    assert told(content) == [ROWS]
    refused = 0

    for place in range(4, len(content), 3):
        try:
            assert told(_flipped(content, place)) == [ROWS]
        except ArchiveRefused as refusal:
            refused += refusal.facts["reason"] == "damaged"

    assert refused > 100


def test_markup_spoilt_anywhere_is_refused_or_read():
    chance = random.Random(20261128)
    whole = parts(book())
    refused = 0

    for _turn in range(400):
        at = chance.randrange(len(whole))
        name, text = whole[at]
        spoilt = _flipped(text, chance.randrange(len(text)))
        try:
            told(packed([*whole[:at], (name, spoilt), *whole[at + 1 :]]))
        except ArchiveRefused:
            refused += 1

    assert refused > 100


def test_each_way_of_packing_has_its_own_error_and_each_is_caught():
    for method in (zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        content = packed([("items.csv", bytes(range(256)) * 40)], method)
        start = len("items.csv") + 30
        for place in range(start, start + 40):
            with suppress(ArchiveRefused):
                archive_members(_flipped(content, place))
