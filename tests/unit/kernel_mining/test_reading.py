"""Logs are read as they are: nothing is dropped silently, nothing harmful is unpacked or followed."""

import gzip

import pytest

from oneseal.kernel.mining import (
    Event,
    LogBuilder,
    LogUnreadable,
    Mapped,
    Reason,
    corrected,
    guessed,
    moment_read,
    ocel_written,
    opened,
    packed,
    read_table,
    read_xes,
    variants,
    xes_written,
)
from tests.unit.kernel_mining.logs import at, log_of

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0">\n'


def event(name="受理", time="2026-03-02T09:00:00+08:00", more=""):
    told = f'<string key="concept:name" value="{name}"/>' if name else ""
    told += f'<date key="time:timestamp" value="{time}"/>' if time else ""
    return f"<event>{told}{more}</event>\n"


def trace(*events, name="A-1", more=""):
    told = f'<string key="concept:name" value="{name}"/>' if name else ""
    return f"<trace>{told}{more}\n{''.join(events)}</trace>\n"


def read(*traces, head=HEAD):
    return read_xes([(head + "".join(traces) + "</log>").encode()])


def test_a_log_keeps_its_cases_events_people_and_attributes():
    reading = read(
        trace(
            event("收件", more='<string key="org:resource" value="甲"/><string key="房间" value="3"/>'),
            event("受理", "2026-03-03T09:00:00Z"),
            more='<string key="channel" value="窗口"/>',
        )
    )
    log = reading.log

    assert (log.cases, log.events, log.people[log.person[0]]) == (("A-1",), 2, "甲")
    assert [log.name(each) for each in log.activity] == ["收件", "受理"]
    assert log.case_words("channel") == {0: "窗口"}
    assert log.words[log.event_columns["房间"].values[0]] == "3"
    assert log.instant(1).isoformat() == "2026-03-03T09:00:00+00:00"
    assert reading.faults.total == 0


def test_blocks_may_end_anywhere():
    whole = (HEAD + trace(event("收件"), event("受理")) + "</log>").encode()
    log = read_xes(whole[place : place + 7] for place in range(0, len(whole), 7)).log

    assert [log.name(each) for each in log.activity] == ["收件", "受理"]


def test_two_traces_of_one_name_are_one_case():
    log = read(trace(event("a")), trace(event("x"), name="B"), trace(event("b"))).log

    assert log.cases == ("A-1", "B")
    assert [[log.name(a) for a in log.activity[b:e]] for b, e in log.spans()] == [["a", "b"], ["x"]]


def test_attributes_inside_attributes_are_counted_not_lost_in_silence():
    more = '<string key="k" value="v"><int key="inner" value="1"/></string>'
    reading = read(trace(event(more=more)))

    assert reading.notes.nested == 1
    assert "inner" not in reading.log.event_columns


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        pytest.param(event(name=""), Reason.NO_ACTIVITY, id="nobody-says-what-was-done"),
        pytest.param(event(time=""), Reason.NO_MOMENT, id="nobody-says-when"),
        pytest.param(event(time="31.02.2026"), Reason.MOMENT_UNREADABLE, id="no-such-day"),
    ],
)
def test_an_event_that_cannot_be_used_is_told_by_its_line(broken, reason):
    reading = read(trace(event(), broken))

    assert [(fault.line, fault.reason) for fault in reading.faults.listed] == [(5, reason)]
    assert reading.log.events == 1


def test_the_events_of_a_trace_without_a_name_are_told_each():
    reading = read(trace(event(), event(), name=""), trace(event()))

    assert reading.faults.counted == {Reason.NO_CASE: 2}
    assert reading.log.cases == ("A-1",)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b'<!DOCTYPE log [<!ENTITY a "b">]><log/>', "entities", id="entities-of-its-own"),
        pytest.param(b'<!DOCTYPE log SYSTEM "http://a.example/x.dtd"><log/>', "entities", id="a-paper-outside"),
        pytest.param(b"<log><trace></log>", "malformed", id="no-xml"),
        pytest.param(b"<log><trace><string value='x'/></trace></log>", "malformed", id="no-key"),
        pytest.param(b"<html/>", "no_log", id="something-else"),
        pytest.param(b"", "malformed", id="nothing"),
        pytest.param(gzip.compress(b"<log>" + b" " * 40_000_000), "bomb", id="a-bomb"),
        pytest.param(gzip.compress(b"<log/>")[:-9], "damaged", id="cut-off"),
    ],
)
def test_what_is_no_log_or_does_harm_is_refused(content, reason):
    with pytest.raises(LogUnreadable) as refused:
        read_xes([content])

    assert refused.value.facts["reason"] == reason


def test_a_log_comes_back_from_xes_as_it_was_written():
    log = log_of("abc", "acb", people="xyz")
    again = read_xes(part.encode() for part in xes_written(log)).log

    assert (again.activities, again.people, again.cases) == (log.activities, log.people, log.cases)
    assert (again.activity, again.moment, again.person, again.bounds) == (
        log.activity, log.moment, log.person, log.bounds,
    )  # fmt: skip


def test_a_packed_log_is_opened_as_it_was():
    log = read(trace(event(more='<string key="房间" value="3"/>'), more='<string key="channel" value="窗口"/>')).log

    assert opened(packed(log)) == log


def test_a_written_log_quotes_what_could_be_markup():
    builder = LogBuilder()
    builder.add(Event('<a&"b">', "<受理>", at(0)))
    again = read_xes(part.encode() for part in xes_written(builder.log())).log

    assert (again.cases, again.activities[1]) == (('<a&"b">',), "<受理>")


def test_ocel_names_cases_and_people_as_objects():
    import json

    told = json.loads("".join(ocel_written(log_of("ab", people="xy"))))

    assert [(each["id"], each["type"]) for each in told["objects"]] == [
        ("case:c0", "case"), ("person:x", "person"), ("person:y", "person"),
    ]  # fmt: skip
    assert told["events"][1]["relationships"] == [
        {"objectId": "case:c0", "qualifier": "case"}, {"objectId": "person:y", "qualifier": "by"},
    ]  # fmt: skip
    assert told["events"][0]["time"] == "2026-03-02T01:00:00.000Z"


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        pytest.param("2026-03-02T09:00:00+08:00", at(0), id="with-a-zone"),
        pytest.param("2026-03-02 09:00:00", at(0), id="without-a-zone-it-is-beijing"),
        pytest.param("2026/3/2 9:00", at(0), id="as-spreadsheets-write"),
        pytest.param("2026年3月2日 09:00:00", at(0), id="as-people-write"),
        pytest.param("2026-03-02T09:00:00.0000000+08:00", at(0), id="finer-than-microseconds"),
        pytest.param("2026-03-02", at(-9), id="a-day-begins-at-midnight"),
        pytest.param("02/03/2026", None, id="day-or-month-first-nobody-knows"),
        pytest.param("2026-13-02", None, id="no-such-month"),
        pytest.param("昨天", None, id="no-moment"),
    ],
)
def test_moments_are_read_as_files_write_them(text, instant):
    assert moment_read(text) == instant


TABLE = [
    (1, ["办件编号", "环节名称", "办理时间", "经办人", "case:渠道"]),
    (2, ["A", "受理", "2026-03-03 09:00", "甲", "窗口"]),
    (3, ["A", "收件", "2026-03-02 09:00", "乙", ""]),
    (4, ["", "收件", "2026-03-02 09:00", "乙", ""]),
    (5, ["B", "收件", "某日", "乙", ""]),
    (6, ["B"]),
    (7, ["", "", "", "", ""]),
]


def test_columns_are_guessed_by_their_headings():
    assert guessed(TABLE[0][1]) == Mapped("办件编号", "环节名称", "办理时间", "经办人", "", ("case:渠道",))


def test_a_guess_is_corrected_and_says_what_is_missing():
    guess = guessed(["号", "环节", "时间"])

    assert guess.missing == ("case",)
    assert corrected(guess, {"case": "号"}).missing == ()


def test_a_column_is_never_taken_twice():
    found = guessed(["case", "time", "event"])

    assert (found.case, found.activity, found.moment) == ("case", "event", "time")


def test_rows_of_a_table_become_cases_in_the_order_of_time_and_bad_ones_are_told():
    reading = read_table(TABLE, guessed(TABLE[0][1]))
    log = reading.log

    assert [log.name(each) for each in log.activity] == ["收件", "受理"]
    assert log.case_words("渠道") == {0: "窗口"}
    assert [(fault.line, fault.reason) for fault in reading.faults.listed] == [
        (4, Reason.NO_CASE), (5, Reason.MOMENT_UNREADABLE), (6, Reason.TOO_SHORT),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "reason"),
    [pytest.param([], "empty", id="no-rows"), pytest.param([(1, ["a", "b", "c"])], "no_column", id="no-column")],
)
def test_a_table_that_is_no_log_is_refused(rows, reason):
    with pytest.raises(LogUnreadable) as refused:
        read_table(rows, Mapped("号", "环节", "时间"))

    assert refused.value.facts["reason"] == reason


def test_events_of_one_moment_keep_the_order_of_the_file():
    rows = [(1, ["case", "event", "time"]), *((n, ["A", name, "2026-03-02"]) for n, name in enumerate("cab", 2))]

    assert len(variants(read_table(rows, guessed(rows[0][1])).log)) == 1
    assert [*read_table(rows, guessed(rows[0][1])).log.activities[1:]] == ["c", "a", "b"]
