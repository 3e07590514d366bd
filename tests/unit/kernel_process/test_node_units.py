"""A node's limit may count working days, natural days or office hours; what was said before stays as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oneseal.kernel.clock import Unit
from oneseal.kernel.process import (
    Node,
    ProcessUnreadable,
    definition_of,
    longest,
    parse_process,
    process_faults,
    process_mapping,
    process_sha256,
)
from tests.unit.kernel_process.processes import BOUNDS, row

HOURS = replace(BOUNDS, shortest_day=8 * 60)


def codes(rows, bounds=HOURS):
    return [fault.code.removeprefix("process.") for fault in process_faults(definition_of(rows), bounds)]


def test_a_process_of_working_days_is_spelled_as_ever_and_keeps_its_digest():
    process = definition_of([row("look", limit=3)])

    told = process_mapping(process)["nodes"][1]

    assert told == {"key": "look", "kind": "task", "name": "LOOK", "permission": "cases.review", "limit": 3}
    assert parse_process(process_mapping(process)).node("look").unit is Unit.WORKING_DAY


@pytest.mark.parametrize("unit", [Unit.NATURAL_DAY, Unit.OFFICE_HOUR])
def test_a_unit_and_a_body_are_read_back_and_change_the_digest(unit):
    process = definition_of([row("look", limit=3, unit=unit, body="市生态环境局")])

    assert parse_process(process_mapping(process)) == process
    assert process_sha256(process) != process_sha256(definition_of([row("look", limit=3)]))


@pytest.mark.parametrize("unit", ["fortnight", 3, None])
def test_a_unit_that_is_none_is_unreadable(unit):
    told = process_mapping(definition_of([row("look")]))
    told["nodes"][1]["unit"] = unit

    with pytest.raises(ProcessUnreadable):
        parse_process(told)


@pytest.mark.parametrize(
    ("changed", "bounds", "found"),
    [
        pytest.param({"unit": Unit.NATURAL_DAY}, HOURS, [], id="natural-days"),
        pytest.param({"unit": Unit.OFFICE_HOUR}, HOURS, [], id="office-hours"),
        pytest.param({"unit": Unit.MONTH}, HOURS, ["unit_unfit"], id="months"),
        pytest.param({"unit": Unit.HOUR}, HOURS, ["unit_unfit"], id="hours-round-the-clock"),
        pytest.param({"unit": Unit.OFFICE_HOUR}, BOUNDS, ["office_hours_missing"], id="nobody-said-when-offices-open"),
        pytest.param({"limit": 36_501}, HOURS, ["limit_too_long"], id="a-hundred-years"),
        pytest.param({"body": "市公安局"}, HOURS, ["body_unknown"], id="a-body-the-item-does-not-name"),
        pytest.param({"body": "市公安局"}, replace(HOURS, bodies=("市公安局",)), [], id="a-body-the-item-names"),
        pytest.param({"limit": 16, "unit": Unit.NATURAL_DAY}, HOURS, ["longer_than_promise"], id="too-many-days"),
        pytest.param({"limit": 121, "unit": Unit.OFFICE_HOUR}, HOURS, ["longer_than_promise"], id="too-many-hours"),
        pytest.param({"limit": 120, "unit": Unit.OFFICE_HOUR}, HOURS, [], id="fifteen-days-of-eight-hours"),
    ],
)
def test_a_limit_is_judged_when_it_is_published(changed, bounds, found):
    assert codes([row("look", **changed)], bounds) == found


def test_hours_of_one_node_after_another_fill_a_day_and_a_day_after_them_begins_anew():
    table = [
        row("a", limit=4, unit=Unit.OFFICE_HOUR), row("b", "a", limit=4, unit=Unit.OFFICE_HOUR),
        row("c", "b", limit=1), row("d", "c", limit=1, unit=Unit.OFFICE_HOUR),
    ]  # fmt: skip

    assert longest(definition_of(table), shortest_day=8 * 60) == (3, ("a", "b", "c", "d"))


def test_a_node_without_a_limit_has_no_term():
    assert Node("look", untimed_reason="等检测报告", unit=Unit.NATURAL_DAY).term is None
