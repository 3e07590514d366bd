"""Write event logs for other programs: XES (IEEE 1849) and OCEL 2.0 in JSON, piece by piece."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import quoteattr  # writes only

from oneseal.kernel.mining.log import EventLog, Phase, instant_of

_HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
  <extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
  <classifier name="Activity" keys="concept:name"/>
"""
_TRANSITIONS: Final = {Phase.COMPLETE: "complete", Phase.START: "start", Phase.OTHER: "unknown"}
CASE_TYPE, PERSON_TYPE = "case", "person"


def xes_written(log: EventLog) -> Iterator[str]:
    """Yield a log in XES; what an analysis of ours read comes back the same."""
    columns = {key: (column.tag, log.case_words(key)) for key, column in log.case_columns.items()}
    yield _HEAD
    for case, (begin, end) in enumerate(log.spans()):
        lines = ["  <trace>", "    " + _attribute("string", "concept:name", log.cases[case])]
        lines += ["    " + _attribute(tag, key, words[case]) for key, (tag, words) in columns.items() if case in words]
        for event in range(begin, end):
            lines += ["    <event>", *("      " + line for line in _event(log, event)), "    </event>"]
        yield "\n".join([*lines, "  </trace>", ""])
    yield "</log>\n"


def _attribute(tag: str, key: str, value: str) -> str:
    return f"<{tag} key={quoteattr(key)} value={quoteattr(value)}/>"


def _event(log: EventLog, event: int) -> Iterator[str]:
    yield _attribute("string", "concept:name", log.name(log.activity[event]))
    instant = log.instant(event)
    if instant is not None:
        yield _attribute("date", "time:timestamp", instant.isoformat(timespec="milliseconds"))
    if log.person[event]:
        yield _attribute("string", "org:resource", log.people[log.person[event]])
    yield _attribute("string", "lifecycle:transition", _TRANSITIONS[Phase(log.phase[event])])


def ocel_written(log: EventLog) -> Iterator[str]:
    """Yield a log as OCEL 2.0 in JSON: each case and each person is an object, each event is of its case and person."""
    names = [name for name in log.activities if name]
    keys = list(log.case_columns)
    types = [
        {"name": CASE_TYPE, "attributes": [{"name": key, "type": "string"} for key in keys]},
        {"name": PERSON_TYPE, "attributes": []},
    ]
    yield '{"objectTypes":' + _json(types)
    yield ',"eventTypes":' + _json([{"name": name, "attributes": []} for name in names])
    yield ',"objects":['
    yield ",\n".join(_objects(log, keys))
    yield '],"events":['
    yield ",\n".join(_events(log))
    yield "]}\n"


def _objects(log: EventLog, keys: list[str]) -> Iterator[str]:
    words = {key: log.case_words(key) for key in keys}
    for case, (begin, end) in enumerate(log.spans()):
        first = _time(log.moment[begin]) if begin < end else _time(0)
        told = [{"name": key, "time": first, "value": words[key][case]} for key in keys if case in words[key]]
        yield _json({"id": f"case:{log.cases[case]}", "type": CASE_TYPE, "attributes": told, "relationships": []})
    for person in log.people[1:]:
        yield _json({"id": f"person:{person}", "type": PERSON_TYPE, "attributes": [], "relationships": []})


def _events(log: EventLog) -> Iterator[str]:
    for case, (begin, end) in enumerate(log.spans()):
        for event in range(begin, end):
            of = [{"objectId": f"case:{log.cases[case]}", "qualifier": "case"}]
            if log.person[event]:
                of.append({"objectId": f"person:{log.people[log.person[event]]}", "qualifier": "by"})
            yield _json(
                {
                    "id": f"e{event + 1}", "type": log.name(log.activity[event]), "time": _time(log.moment[event]),
                    "attributes": [], "relationships": of,
                }
            )  # fmt: skip


def _time(moment: int) -> str:
    instant = instant_of(moment)
    return instant.isoformat(timespec="milliseconds").replace("+00:00", "Z") if instant else ""


def _json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
