"""The nightly proof: a clean city proves clean, results are kept, and no room forgets."""

import json
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import ProgrammingError, connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django import app as jobs
from procrastinate.contrib.django.models import ProcrastinateJob

from oneseal.cases.services.recomputing import dues_recompute
from oneseal.foundation.audit.services import days_close
from oneseal.foundation.files.proving import FILES, NIGHTS
from oneseal.foundation.files.services import store_bytes
from oneseal.foundation.jobs.tasks import prove_nightly
from oneseal.foundation.proof import ports
from oneseal.foundation.proof.errors import ProofUnderWay
from oneseal.foundation.proof.models import FindingRow, Run
from oneseal.foundation.proof.ports import Finding, Proof, Scope, Tally, registered
from oneseal.foundation.proof.selectors import findings_of, last_ended, under_way
from oneseal.foundation.proof.services import run_ask, run_make
from oneseal.foundation.sequences.ports import series_known
from oneseal.foundation.sequences.services import allocate
from oneseal.foundation.timekeeping import now, today
from oneseal.workflow.services import timers_catch_up
from tests.apps.foundation.proving import chains_marked, found, jobs_ran, proved, tampered
from tests.architecture.reference import all_modules
from tests.factories import aside, migrating, procedures, special, world

pytestmark = pytest.mark.django_db

MADE = (
    world.started_case, world.submitted_case, world.correction_pending_case, world.corrected_case,
    world.not_accepted_case, world.accepted_case, world.reviewed_case, world.granted_case, world.refused_case,
    world.issuing_case, world.delivered_case, world.archived_case,
)  # fmt: skip


def test_a_clean_city_proves_clean_and_says_how_much_was_looked_at(house, clock):
    for make in MADE:
        make()
    world.deliver_events()
    chains_marked()

    run = proved()

    assert [row.sentence for row in findings_of(run.id)] == []
    assert run.is_clean
    counts = {title: count for title, count, _faults in run.checked}
    assert len(counts) == len(registered())
    assert counts["办件期限"] == counts["办件环节"] == counts["办件与轨迹"] == len(MADE)
    assert all(counts[title] for title in ("经办轨迹", "每日总摘要", "编号", "文件", "文书", "定时任务", "定时事项"))


def test_a_city_still_proves_clean_when_weeks_have_passed(house, clock):
    for make in MADE:
        make()
    world.deliver_events()

    clock.move(days=20)
    jobs_ran(clock)
    days_close(until=today() - timedelta(days=1), now=now())

    assert {code for code, _subject in found()} == {"timers.overdue"}


def test_twice_as_many_cases_take_not_one_query_more(house, clock):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            assert proved().is_clean
        return len(seen)

    world.delivered_case()
    world.deliver_events()
    proved()  # what the process remembers, such as the terms of a version, is read once
    first = queries()
    for _ in range(3):
        world.delivered_case()
    world.deliver_events()

    assert queries() == first


def test_in_as_many_nights_as_it_says_every_file_is_read_once(house, clock):
    for number in range(60):
        store_bytes(b"file %d" % number, media_type="application/pdf", now=now() - timedelta(days=30))
    read = []

    for night in range(NIGHTS):
        tally = Tally()
        assert list(FILES.check(Scope(now() + timedelta(days=night), every_file=False), tally)) == []
        read.append(tally.checked)

    assert sum(read) == 60
    assert max(read) < 60


def test_only_what_was_done_since_a_day_is_looked_at(house, clock):
    world.accepted_case()
    clock.move(days=1)
    world.submitted_case()
    world.deliver_events()
    jobs_ran(clock)
    days_close(until=today() - timedelta(days=1), now=now())

    run = proved(since=today())

    counts = {title: count for title, count, _faults in run.checked}
    assert run.is_clean
    assert counts["办件期限"] == 1


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(aside.extended_case, id="extended"),
        pytest.param(aside.paused_case, id="stopped"),
        pytest.param(aside.withdrawn_case, id="withdrawn"),
        pytest.param(aside.terminated_case, id="terminated"),
        pytest.param(aside.granted_at_once_case, id="granted-on-the-spot"),
        pytest.param(aside.forwarded_case, id="forwarded"),
        pytest.param(special.suspended_case, id="suspended"),
        pytest.param(special.resumed_case, id="resumed"),
        pytest.param(special.pre_review_case, id="looked-at-beforehand"),
        pytest.param(special.voided_case, id="voided"),
        pytest.param(special.supplied_case, id="tolerated-and-brought"),
        pytest.param(special.granted_on_commitment_case, id="granted-on-a-commitment"),
        pytest.param(procedures.told_case, id="several-were-told-of-a-hearing"),
        pytest.param(procedures.arranged_case, id="several-were-told-when-it-is-held"),
        pytest.param(migrating.migrated_case, id="migrated-to-another-process"),
    ],
)
def test_what_goes_beside_the_usual_way_proves_clean(house, clock, make):
    make()
    world.deliver_events()

    assert found() == []


def test_a_stopped_clock_proves_clean_on_every_day_whose_night_recomputed_it(house, clock):
    case = aside.paused_case()
    world.deliver_events()
    for _ in range(3):
        clock.move(days=1)
        dues_recompute(tell=now)
        jobs_ran(clock)
        days_close(until=today() - timedelta(days=1), now=now())
        assert found() == []

    tampered("UPDATE cases_case SET due_on = due_on + 1 WHERE id = %s", [case.id])

    assert found() == [("clocks.due", case.facts.number)]


def test_a_pause_ended_and_a_clock_that_law_started_prove_clean(house, clock):
    paused = aside.paused_case()
    silent = world.submitted_case()
    world.deliver_events()
    clock.move(days=9)
    timers_catch_up(tell=now)
    aside.close_procedure(paused, paused.facts.open_procedures[0].id)
    dues_recompute(tell=now)
    world.deliver_events()
    jobs_ran(clock)
    days_close(until=today() - timedelta(days=1), now=now())

    assert silent.facts.state == "under_review"
    assert found() == []


# --- the run and its history ---------------------------------------------------------------------


def test_a_proof_that_breaks_off_is_named_and_stops_no_other(house, clock, monkeypatch):
    def broken(_scope, _tally):
        raise ValueError("a proof with a fault")
        yield

    monkeypatch.setitem(ports._proofs, "aaa.broken", Proof("aaa.broken", "broken", broken, {}))

    run = proved()

    assert [(row.code, row.subject, row.found) for row in findings_of(run.id)] == [
        ("proof.stopped", "aaa.broken", "ValueError")
    ]
    assert len(run.checked) == len(registered())


def test_a_thousand_findings_are_kept_and_all_are_counted(house, clock, monkeypatch):
    def many(_scope, _tally):
        for number in range(1500):
            yield Finding("aaa.many", subject=str(number))

    monkeypatch.setitem(ports._proofs, "aaa.many", Proof("aaa.many", "many", many, {}))

    run = proved()

    assert run.findings == 1500
    assert FindingRow.objects.filter(run_id=run.id).count() == 1000


def test_one_proof_waits_for_the_other_and_none_for_one_that_no_worker_begins(house, clock):
    run_ask(by="first", now=now())
    with pytest.raises(ProofUnderWay):
        run_ask(by="second", now=now())
    assert under_way(now=now()).asked_by == "first"

    clock.move(hours=2)

    assert under_way(now=now()) is None
    assert run_make(run_ask(by="second", now=now()), tell=now).ended_at == now()


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("UPDATE proof_run SET findings = 0", id="a-run-altered"),
        pytest.param("DELETE FROM proof_run", id="a-run-deleted"),
        pytest.param("UPDATE proof_finding SET subject = ''", id="a-finding-altered"),
        pytest.param("DELETE FROM proof_finding", id="a-finding-deleted"),
        pytest.param("DELETE FROM audit_mark", id="a-mark-deleted"),
        pytest.param("UPDATE audit_mark SET sequence = sequence - 1", id="a-mark-set-back"),
    ],
)
def test_what_a_proof_found_can_neither_be_altered_nor_deleted(house, clock, statement):
    case = world.submitted_case()
    chains_marked()
    tampered("UPDATE cases_case SET awaiting = 'x' WHERE id = %s", [case.id])
    assert proved().findings

    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match=r"never changed|only ever moved on"):
        cursor.execute(statement)


def test_the_command_names_what_is_wrong_and_ends_with_1(house, clock, capsys):
    case = world.submitted_case()
    world.deliver_events()
    call_command("prove")
    assert "The records are whole." in capsys.readouterr().out
    tampered("UPDATE cases_case SET due_on = due_on + 1 WHERE id = %s", [case.id])
    clock.move(minutes=1)

    with pytest.raises(SystemExit) as ended:
        call_command("prove", "--json")

    told = json.loads(capsys.readouterr().out)
    assert ended.value.code == 1
    assert not told["clean"]
    assert [(row["code"], row["subject"]) for row in told["findings"]] == [("clocks.due", case.facts.number)]
    assert last_ended().findings == 1


def test_the_nightly_job_proves_and_leaves_its_result(house, clock):
    prove_nightly(int(now().timestamp()))

    run = Run.objects.get()
    assert (run.asked_by, run.findings, run.ended_at) == ("", 0, now())


def test_a_proof_that_comes_late_lets_the_other_jobs_go_first(house, clock):
    prove_nightly(int((now() - timedelta(hours=3)).timestamp()))

    assert not Run.objects.exists()
    job = ProcrastinateJob.objects.get(task_name="proof.nightly")
    prove_nightly(**job.args)
    assert Run.objects.get().ended_at == now()


def test_a_run_that_was_killed_goes_on_behind_the_proofs_it_has_made(house, clock, monkeypatch):
    def killed(_scope, _tally):
        raise KeyboardInterrupt
        yield

    def one(_scope, _tally):
        yield Finding("aaa.first", subject="one")

    monkeypatch.setitem(ports._proofs, "aaa.first", Proof("aaa.first", "first", one, {}))
    monkeypatch.setitem(ports._proofs, "aab.killed", Proof("aab.killed", "killed", killed, {}))
    with pytest.raises(KeyboardInterrupt):
        prove_nightly(int(now().timestamp()))
    assert under_way(now=now()) is None
    monkeypatch.delitem(ports._proofs, "aab.killed")

    prove_nightly(int(now().timestamp()))

    run = Run.objects.get()
    assert (run.findings, run.ended_at) == (1, now())
    assert [row.subject for row in findings_of(run.id)] == ["one"]


# --- no room forgets -----------------------------------------------------------------------------

# Rooms whose tables are not proved: what counts of them is in the chains of their subjects, and those are.
PROVED_BY_THEIR_CHAINS = {
    "oneseal.credit", "oneseal.dispatch", "oneseal.exchange", "oneseal.identity",
    "oneseal.payments", "oneseal.performance", "oneseal.foundation.notify", "oneseal.foundation.outside",
    "oneseal.foundation.proof", "oneseal.foundation.readlog", "oneseal.foundation.views_kept",
}  # fmt: skip


def test_every_room_with_tables_is_proved_or_says_why_not():
    proving = {proof.check.__module__.split(".proving")[0] for proof in registered()}
    proving |= {f"oneseal.{series.name}" for series in series_known()}
    rooms = {
        config.name
        for config in apps.get_app_configs()
        if config.name.startswith("oneseal.") and [*config.get_models()]
    }

    assert rooms - proving == PROVED_BY_THEIR_CHAINS


def test_a_counter_no_room_answers_for_is_named(house, clock):
    allocate(issuer="city", kind="something_new", period="2026")

    assert found() == [("numbers.unproved", "something_new")]


def test_every_finding_has_a_sentence_that_says_what_was_expected_and_found():
    for proof in registered():
        assert proof.sentences
        for code, text in proof.sentences.items():
            told = {"subject": "S", "expected": "E", "found": "F", "at": "A", "nights": "N", "count": "C"}
            assert str(text) % told != str(text) or "never" in code, code


def test_every_periodic_job_leaves_a_sign_under_its_own_name():
    all_modules()
    for periodic in jobs.periodic_registry.periodic_tasks.values():
        source = periodic.task.func.__code__
        assert "beat" in source.co_names, periodic.task.name
