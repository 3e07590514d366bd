"""Logs of other systems are brought in whole or told why not; own cases are a log without being brought."""

import gzip
import io
import json
from uuid import uuid4

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from oneseal.foundation.audit.models import Entry
from oneseal.foundation.timekeeping import now
from oneseal.kernel.access import Actor, ActorKind
from oneseal.kernel.mining import LogUnreadable, Mapped, corrected
from oneseal.performance.errors import ColumnsMissing, LogEmpty, LogNotFound
from oneseal.performance.models import ColumnMapping, ImportedLog
from oneseal.performance.selectors.logs import log_facts, log_opened, logs_brought
from oneseal.performance.services.importing_logs import Brought, log_bring, log_read, log_remove

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
OPERATOR = Actor.system("test")
HEADS = "号,环节名称,时间\n"
TABLE = HEADS + "A,收件,2026-03-02 09:00\nA,受理,2026-03-03 09:00\n,受理,2026-03-03 09:00\nB,收件,某日\n"
XES = """<?xml version="1.0"?><log><trace><string key="concept:name" value="A"/>
<event><string key="concept:name" value="收件"/><date key="time:timestamp" value="2026-03-02T09:00:00+08:00"/></event>
</trace></log>"""


def supervisor(agency_id, *permissions):
    return Actor(
        account_id=uuid4(), kind=ActorKind.STAFF, name="监察员", agency_id=agency_id,
        permissions=frozenset(permissions or {"audit.read", "cases.read"}),
    )  # fmt: skip


def brought(content, *, actor=OPERATOR, agency_id=None, name="日志"):
    content = content.encode() if isinstance(content, str) else content
    return log_bring(told=Brought(name, content, agency_id), actor=actor, now=now())


def read(log_id, *, actor=OPERATOR, **told):
    mapped = corrected(log_facts(actor, log_id).mapped, told)
    log_read(log_id=log_id, mapped=mapped, actor=actor, now=now())


def verbs():
    return list(Entry.objects.filter(subject_kind="event_log").order_by("sequence").values_list("verb", flat=True))


@pytest.mark.parametrize("content", [XES, gzip.compress(XES.encode())], ids=["plain", "gzip"])
def test_xes_is_read_at_once(content):
    facts = log_facts(OPERATOR, brought(content))

    assert (facts.cases, facts.events, facts.variants, facts.fault_total) == (1, 1, 1, 0)
    assert log_opened(OPERATOR, facts.id).cases == ("A",)
    assert verbs() == ["performance.log_brought"]


def test_a_table_waits_until_its_columns_are_told_and_its_bad_lines_are_named():
    log_id = brought(TABLE)

    assert not log_facts(OPERATOR, log_id).is_read
    with pytest.raises(ColumnsMissing):
        read(log_id)

    read(log_id, case="号")

    facts = log_facts(OPERATOR, log_id)
    assert (facts.cases, facts.events) == (1, 2)
    assert [(fault["line"], fault["reason"]) for fault in facts.faults] == [(4, "no_case"), (5, "moment_unreadable")]
    assert verbs() == ["performance.log_brought", "performance.log_read"]


def test_what_somebody_said_of_columns_is_remembered_for_the_next_table():
    read(brought(TABLE), case="号")

    later = log_facts(OPERATOR, brought(HEADS + "C,收件,2026-03-02\n"))

    assert later.mapped.case == "号"
    assert ColumnMapping.objects.count() == 1


def test_a_workbook_is_a_table():
    book = openpyxl.Workbook()
    for row in (["办件编号", "环节名称", "办理时间"], ["A", "收件", "2026-03-02 09:00"]):
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    log_id = brought(kept.getvalue())
    read(log_id)

    assert (log_facts(OPERATOR, log_id).form, log_facts(OPERATOR, log_id).events) == ("xlsx", 1)


def test_a_table_in_the_old_chinese_encoding_with_semicolons_is_read():
    log_id = brought(TABLE.replace(",", ";").encode("gb18030"))
    read(log_id, case="号")

    assert log_facts(OPERATOR, log_id).events == 2


def test_the_same_file_is_kept_once():
    assert brought(XES) == brought(XES)
    assert ImportedLog.objects.count() == 1
    assert verbs() == ["performance.log_brought"]


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        pytest.param("<log></log>", LogEmpty, id="no-event"),
        pytest.param("<html></html>", LogUnreadable, id="no-log"),
        pytest.param('<!DOCTYPE log [<!ENTITY a "b">]><log/>', LogUnreadable, id="entities"),
        pytest.param(b"PK\x03\x04nothing", LogUnreadable, id="no-workbook"),
        pytest.param(b"\xff\x00\x81\xff", LogUnreadable, id="no-text"),
    ],
)
def test_what_cannot_be_used_leaves_nothing_behind(content, refusal):
    with pytest.raises(refusal):
        brought(content)

    assert not ImportedLog.objects.exists()
    assert verbs() == []


def test_an_agency_sees_its_own_logs_and_those_of_the_city():
    ours, theirs = uuid4(), uuid4()
    actor = supervisor(ours)
    own = brought(XES, actor=actor, agency_id=ours)
    city = brought(XES)
    other = brought(XES, actor=supervisor(theirs), agency_id=theirs)

    assert {facts.id for facts in logs_brought(actor)} == {own, city}
    with pytest.raises(LogNotFound):
        log_facts(actor, other)
    with pytest.raises(LogNotFound):
        log_remove(log_id=city, actor=actor, now=now())


@pytest.mark.parametrize(
    "actor", [supervisor(uuid4(), "cases.read"), Actor(account_id=uuid4(), kind=ActorKind.APPLICANT, name="a")]
)
def test_whoever_does_not_supervise_brings_and_sees_nothing(actor):
    brought(XES)

    assert logs_brought(actor) == []
    with pytest.raises(LogNotFound):
        brought(XES, actor=actor, name="x")


def test_a_log_can_be_deleted_and_the_trace_keeps_that_it_was():
    ours = uuid4()
    actor = supervisor(ours)
    log_id = brought(XES, actor=actor, agency_id=ours)

    log_remove(log_id=log_id, actor=actor, now=now())

    assert not ImportedLog.objects.exists()
    assert verbs() == ["performance.log_brought", "performance.log_removed"]


def test_the_verb_reads_reports_and_remembers(tmp_path, capsys):
    file, report = tmp_path / "log.csv", tmp_path / "faults.json"
    file.write_text(TABLE, "utf-8")

    call_command("import_log", str(file), "--map", "case=号", "--json", "--report", str(report))

    told = json.loads(capsys.readouterr().out)
    assert (told["cases"], told["events"], told["counts"]) == (1, 2, {"no_case": 1, "moment_unreadable": 1})
    assert [fault["line"] for fault in json.loads(report.read_text("utf-8"))] == [4, 5]
    assert str(ImportedLog.objects.get().id) == told["log_id"]


def test_a_trial_writes_nothing_and_shows_the_columns(tmp_path, capsys):
    file = tmp_path / "log.csv"
    file.write_text(TABLE, "utf-8")

    call_command("import_log", str(file), "--map", "case=号", "--dry-run")

    out = capsys.readouterr().out
    assert "办件编号：号" in out
    assert "第4行：没有办件编号" in out
    assert not ImportedLog.objects.exists()


@pytest.mark.parametrize(
    "words",
    [pytest.param([], id="columns-missing"), pytest.param(["--map", "nothing=号"], id="no-such-thing"),
     pytest.param(["--agency", "no-code"], id="no-such-agency")],
)  # fmt: skip
def test_the_verb_refuses_in_words(tmp_path, words):
    file = tmp_path / "log.csv"
    file.write_text(TABLE, "utf-8")

    with pytest.raises(CommandError):
        call_command("import_log", str(file), *words)

    assert not ImportedLog.objects.filter(content__isnull=False).exists()


def test_a_guess_is_no_more_than_what_headings_say():
    assert Mapped().missing == ("case", "activity", "moment")
