"""The chain of hashes: whatever is changed, left out or cut off is found."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from oneseal.foundation.audit.chain import GENESIS, HASHED, Head, digest_of, first_fault
from oneseal.foundation.timekeeping import BEIJING

START = datetime(2026, 3, 4, 10, 0, tzinfo=BEIJING)


def chain_of(length):
    rows, previous = [], GENESIS
    for number in range(1, length + 1):
        row = {
            "chain": "case:x", "sequence": number, "occurred_at": START + timedelta(hours=number),
            "verb": "cases.accept", "subject_kind": "case", "subject_id": UUID(int=1), "actor_kind": "staff",
            "actor_id": UUID(int=2), "actor_name": "张三", "post_title": "受理员", "agency_id": UUID(int=3),
            "address": "127.0.0.1", "basis": "《行政许可法》第三十二条", "before": {"state": "submitted"},
            "after": {"state": "accepted"},
        }  # fmt: skip
        digest = digest_of(row, previous)
        rows.append({**row, "previous": previous, "digest": digest})
        previous = digest
    return rows, Head(length, previous)


@pytest.mark.parametrize("length", [pytest.param(n, id=f"{n}-rows") for n in (0, 1, 5)])
def test_a_whole_chain_has_no_fault(length):
    rows, head = chain_of(length)

    assert first_fault(rows, head) is None


OTHER = {
    "chain": "case:y", "sequence": 9, "occurred_at": START, "verb": "cases.refuse", "subject_kind": "licence",
    "subject_id": UUID(int=9), "actor_kind": "system", "actor_id": None, "actor_name": "李四", "post_title": "",
    "agency_id": None, "address": "", "basis": "", "before": {}, "after": {"state": "refused"},
}  # fmt: skip


@pytest.mark.parametrize("column", [pytest.param(name, id=name) for name in HASHED])
def test_a_change_of_any_column_is_found(column):
    rows, head = chain_of(5)
    rows[2] = {**rows[2], column: OTHER[column]}

    assert first_fault(rows, head) in {"row 3 was altered", "row 3 is missing"}


def test_a_change_that_was_hashed_anew_is_found_at_the_next_row():
    rows, head = chain_of(5)
    forged = {**rows[2], "actor_name": "李四"}
    rows[2] = {**forged, "digest": digest_of(forged, rows[1]["digest"])}

    assert first_fault(rows, head) == "row 4 was altered"


@pytest.mark.parametrize("number", [pytest.param(n, id=f"row-{n}") for n in (1, 3)])
def test_a_row_taken_out_is_found(number):
    rows, head = chain_of(5)
    del rows[number - 1]

    assert first_fault(rows, head) == f"row {number} is missing"


def test_an_end_cut_off_is_found_by_the_head():
    rows, head = chain_of(5)

    assert first_fault(rows[:4], head) == "the chain ends at row 4, its head says 5"


def test_a_row_added_behind_the_head_is_found():
    rows, _ = chain_of(6)
    _, head = chain_of(5)

    assert first_fault(rows, head) == "the chain ends at row 6, its head says 5"


def test_a_head_of_another_chain_is_found():
    rows, head = chain_of(5)

    assert first_fault(rows, replace(head, digest=GENESIS)) == "the chain ends at row 5, its head says 5"


def test_two_rows_that_changed_places_are_found():
    rows, head = chain_of(5)
    rows[1], rows[2] = rows[2], rows[1]

    assert first_fault(rows, head) == "row 2 is missing"


def test_the_same_instant_in_another_zone_has_the_same_digest():
    row = chain_of(1)[0][0]
    elsewhere = {**row, "occurred_at": row["occurred_at"].astimezone(UTC)}

    assert digest_of(elsewhere, GENESIS) == row["digest"]


def test_the_order_of_keys_in_a_value_does_not_matter():
    row = {**chain_of(1)[0][0], "after": {"a": 1, "b": 2}}

    assert digest_of(row, GENESIS) == digest_of({**row, "after": {"b": 2, "a": 1}}, GENESIS)
