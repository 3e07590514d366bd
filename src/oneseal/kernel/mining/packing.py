"""A log as one piece of bytes, to be kept and opened again quickly."""

from __future__ import annotations

import json
import struct
import sys
import zlib
from array import array
from collections.abc import Iterator
from typing import Any, Final

from oneseal.kernel.mining.log import Column, EventLog

FORM: Final = 1
_LENGTH: Final = struct.Struct("<Q")
_LEVEL: Final = 3
_NAMES: Final = ("activities", "people", "cases", "words")
_KEPT: Final = ("case_columns", "event_columns")
_COLUMNS: Final = ("bounds", "activity", "moment", "person", "phase")


def packed(log: EventLog) -> bytes:
    """Return a log as bytes: what it names as JSON, then its columns one after the other."""
    columns = [getattr(log, name) for name in _COLUMNS]
    head: dict[str, Any] = {
        "form": FORM, "activities": log.activities, "people": log.people, "cases": log.cases, "words": log.words,
        "case_columns": {}, "event_columns": {},
    }  # fmt: skip
    for name in _KEPT:
        for key, column in getattr(log, name).items():
            head[name][key] = column.tag
            columns += [column.places, column.values]
    head["columns"] = [(column.typecode, len(column)) for column in columns]
    told = json.dumps(head, ensure_ascii=False).encode()
    return zlib.compress(b"".join([_LENGTH.pack(len(told)), told, *map(_little, columns)]), _LEVEL)


def opened(content: bytes) -> EventLog:
    """Return the log that was packed."""
    whole = zlib.decompress(content)
    (length,) = _LENGTH.unpack_from(whole)
    begin = _LENGTH.size
    head = json.loads(whole[begin : begin + length])
    columns = _columns(memoryview(whole)[begin + length :], head["columns"])
    main = [next(columns) for _name in _COLUMNS]
    kept = [{key: Column(tag, next(columns), next(columns)) for key, tag in head[name].items()} for name in _KEPT]
    bounds, activity, moment, person, phase = main
    activities, people, cases, words = (tuple(head[name]) for name in _NAMES)
    return EventLog(activities, people, cases, bounds, activity, moment, person, phase, words, kept[0], kept[1])


def _columns(content: memoryview, told: list[tuple[str, int]]) -> Iterator[array[int]]:
    place = 0
    for code, count in told:
        column = array(code)
        size = column.itemsize * count
        column.frombytes(content[place : place + size])
        if sys.byteorder == "big":
            column.byteswap()
        place += size
        yield column


def _little(column: array[int]) -> bytes:
    if sys.byteorder == "little":
        return column.tobytes()
    turned = column[:]
    turned.byteswap()
    return turned.tobytes()
