"""How the table of a process changes row by row: plain data in, plain data out, and nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from oneseal.catalog.rules.entries import (
    EntryNotFound,
    EntryTold,
    EntryUnfit,
    Raw,
    Words,
    condition_told,
    condition_words,
    many,
    value_of,
    word,
)
from oneseal.catalog.rules.fields import Control, EntryField
from oneseal.catalog.rules.parsing import PROCESS
from oneseal.kernel.clock import Unit
from oneseal.kernel.formlogic import condition_mapping, parse_condition
from oneseal.kernel.process import NODE_UNITS, Node, Row, definition_of, parse_process, process_mapping, rows_of

LONGEST: Final = 60


ROW_FIELDS: Final = (
    EntryField("name", "环节名称", "Name of the node", Control.TEXT, required=True),
    EntryField("name_en", "环节名称（英文）", "Name of the node in English", Control.TEXT),
    EntryField("permission", "由谁办理", "Done by", Control.CHOICE, required=True),
    EntryField(
        "limit", "时限", "Limit", Control.NUMBER,
        help="按日计算的，从这个环节开始的次日起算；按工作小时计算的，从开始的时刻起算。不计时的，留空并写明理由。",
        help_en="In days it is counted from the day after the node begins, in office hours from the moment itself. "
                "Leave it empty for an untimed node and say why.",
    ),
    EntryField("unit", "时限单位", "Unit of the limit", Control.CHOICE, help="不填写的，按工作日计算。",
               help_en="Working days where nothing is chosen."),
    EntryField("untimed_reason", "不计时的理由", "Why it is untimed", Control.TEXT),
    EntryField(
        "body", "由哪个联办机构办理", "Done by which joint body", Control.CHOICE,
        help="联合、统一、集中办理的，写明由哪个联办机构办理，这个环节的期限就是它的期限。不选表示由本机关办理。",
        help_en="Where several bodies answer together: the body that examines here; the limit of the node is its own. "
                "None: the agency itself.",
    ),
    EntryField(
        "after", "在哪些环节之后", "After which nodes", Control.CONDITION,
        help="都不选表示一受理就开始。在同一环节之后的几个环节同时办理；选了几个的，等它们全部办完才开始。",
        help_en="None: it begins at acceptance. Nodes after the same node run beside each other; one after several "
                "waits for all of them.",
    ),
    EntryField(
        "condition", "只在这些回答时办理", "Only for these answers", Control.CONDITION,
        help="都不选表示每件都办。其他回答的申请跳过这个环节。",
        help_en="None: in every case. An application with other answers skips the node.",
    ),
    EntryField("not_by", "不得与这些环节同一人", "Not by the person of", Control.CONDITION),
)  # fmt: skip
_TYPED: Final = ("name", "name_en", "permission", "limit", "untimed_reason", "body")
_FIELD: Final = {row.name: row for row in ROW_FIELDS}


def table_of(content: Raw) -> tuple[Row, ...] | None:
    """Return the table of a content's process; None for a process that no table says."""
    return rows_of(parse_process(content[PROCESS])) if content.get(PROCESS) else ()


def _rows(content: Raw) -> list[Row]:
    rows = table_of(content)
    if rows is None:
        raise EntryNotFound("this process was imported, and no table says it")
    return list(rows)


def _row_at(rows: Sequence[Row], place: int) -> Row:
    if not 0 <= place < len(rows):
        raise EntryNotFound("no row at this place")
    return rows[place]


def with_row(content: Raw, entry: EntryTold) -> Raw:
    """Return the process with one row changed, or added at the end.

    Raises:
        EntryNotFound, EntryUnfit.
    """
    rows = _rows(content)
    before = None if entry.place is None else _row_at(rows, entry.place)
    place = len(rows) if entry.place is None else entry.place
    above = {row.task.key for row in rows[:place]}
    key = before.task.key if before else _free_key({row.task.key for row in rows})
    rows[place : place + 1] = [_row(entry.words, before, key=key, above=above)]
    return process_mapping(definition_of(rows))


def _row(words: Words, before: Row | None, *, key: str, above: set[str]) -> Row:
    flat = {name: value_of(_FIELD[name], words) for name in _TYPED}
    for name in ("name", "name_en", "untimed_reason"):
        if len(str(flat[name])) > LONGEST:
            raise EntryUnfit("too long for a picture", name=_FIELD[name].chinese, field=name)
    after, not_by = many(words, "after"), many(words, "not_by")
    for name, keys in (("after", after), ("not_by", not_by)):
        if not set(keys) <= above:
            raise EntryUnfit("only nodes above it", name=_FIELD[name].chinese, field=name)
    known = condition_mapping(before.condition) if before and before.condition else None
    told = condition_told(words, "condition", known)
    condition = parse_condition(told) if told is not None else None
    unit = _unit(words) if flat["limit"] is not None else Unit.WORKING_DAY
    return Row(Node(key=key, unit=unit, not_by=tuple(not_by), **flat), tuple(after), condition)  # type: ignore[arg-type]


def _unit(words: Words) -> Unit:
    """Return the unit of the limit; of those that a node may have."""
    told = word(words, "unit") or Unit.WORKING_DAY.value
    unit = next((unit for unit in NODE_UNITS if unit.value == told), None)
    if unit is None:
        raise EntryUnfit("no unit of a node", name=_FIELD["unit"].chinese, field="unit")
    return unit


def _free_key(taken: set[str]) -> str:
    return next(key for number in range(1, len(taken) + 2) if (key := f"node_{number}") not in taken)


def with_row_moved(content: Raw, place: int, *, up: bool) -> Raw:
    """Return the process with one row a place further up or down; at the end of the table it stays.

    Raises:
        EntryNotFound; EntryUnfit: one of the two comes after the other.
    """
    rows = _rows(content)
    row, other = _row_at(rows, place), place - 1 if up else place + 1
    if 0 <= other < len(rows):
        upper, lower = (rows[other], row) if up else (row, rows[other])
        if upper.task.key in {*lower.after, *lower.task.not_by}:
            raise EntryUnfit("it comes after the other", name=_FIELD["after"].chinese, field="after")
        rows[place], rows[other] = rows[other], rows[place]
    return process_mapping(definition_of(rows))


def without_row(content: Raw, place: int) -> Raw | None:
    """Return the process without one row; what came after it comes after what it came after. None: no row is left.

    Raises:
        EntryNotFound.
    """
    rows = _rows(content)
    gone = _row_at(rows, place)
    key = gone.task.key
    left = [
        replace(
            row,
            task=replace(row.task, not_by=tuple(one for one in row.task.not_by if one != key)),
            after=tuple(dict.fromkeys(one for told in row.after for one in (gone.after if told == key else (told,)))),
        )
        for row in rows
        if row is not gone
    ]
    return process_mapping(definition_of(left)) if left else None


def row_words(row: Row) -> dict[str, str | list[str]]:
    """Return a row as it would be told."""
    task = row.task
    told = condition_words(condition_mapping(row.condition)) if row.condition else []
    return {
        "name": task.name, "name_en": task.name_en, "permission": task.permission,
        "limit": "" if task.limit is None else str(task.limit), "untimed_reason": task.untimed_reason,
        "unit": task.unit.value, "body": task.body,
        "after": list(row.after), "condition": told or [], "not_by": list(task.not_by),
    }  # fmt: skip
