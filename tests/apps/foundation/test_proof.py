"""The nightly proof: a clean city proves clean, and everything that is altered by hand is named."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import ProgrammingError, connection
from procrastinate.contrib.django import app as jobs
from procrastinate.contrib.django.models import ProcrastinateJob

from oneseal.cases.services.recomputing import dues_recompute
from oneseal.foundation.audit.models import Entry
from oneseal.foundation.audit.services import days_close, ends_mark
from oneseal.foundation.jobs.services import beat
from oneseal.foundation.jobs.tasks import prove_nightly
from oneseal.foundation.proof import ports
from oneseal.foundation.proof.errors import ProofUnderWay
from oneseal.foundation.proof.models import FindingRow, Run
from oneseal.foundation.proof.ports import Finding, Proof, registered
from oneseal.foundation.proof.selectors import findings_of, last_ended, under_way
from oneseal.foundation.proof.services import run_ask, run_make
from oneseal.foundation.sequences.ports import series_known
from oneseal.foundation.sequences.services import allocate
from oneseal.foundation.timekeeping import now, today
from oneseal.papers.models import Paper
from oneseal.workflow.services import timers_catch_up
from tests.apps.foundation.proving import found, made_this_morning, proved, sql, tampered, unconstrained
from tests.architecture.reference import all_modules
from tests.factories import aside, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(city, clock):
    """Return a city that was made this very morning, and whose days are closed."""
    made_this_morning(clock)
    return city


def chains_marked():
    ends_mark(since=None, until=now() + timedelta(seconds=1), now=now())


MADE = (
    world.started_case, world.submitted_case, world.correction_pending_case, world.corrected_case,
    world.not_accepted_case, world.accepted_case, world.reviewed_case, world.granted_case, world.refused_case,
    world.issuing_case, world.delivered_case, world.archived_case,
)  # fmt: skip


# --- a clean city ------------------------------------------------------------------------------


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


def jobs_ran(clock):
    for task in jobs.periodic_registry.periodic_tasks.values():
        beat(task.task.name, now=clock.now)


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
        dues_recompute(now=now())
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
    dues_recompute(now=now())
    world.deliver_events()
    jobs_ran(clock)
    days_close(until=today() - timedelta(days=1), now=now())

    assert silent.facts.state == "under_review"
    assert found() == []


# --- altered by hand ---------------------------------------------------------------------------

TAMPERED = [
    pytest.param(
        "UPDATE audit_entry SET actor_name = 'somebody else' WHERE subject_id = %s AND sequence = 2",
        {"audit.row_altered"}, id="an-act-altered",
    ),
    pytest.param(
        """UPDATE audit_entry SET after = after || '{"verdict": "refuse"}' WHERE subject_id = %s AND sequence = 4""",
        {"audit.row_altered"}, id="the-values-of-an-act-altered",
    ),
    pytest.param(
        "DELETE FROM audit_entry WHERE subject_id = %s AND sequence = 3", {"audit.row_missing"},
        id="an-act-taken-out-of-the-middle",
    ),
    pytest.param(
        "DELETE FROM audit_entry WHERE subject_id = %s AND sequence = 4",
        {"audit.head_differs", "audit.cut_off", "traces.state", "traces.paper_untold"}, id="the-last-act-taken-away",
    ),
    pytest.param(
        "DELETE FROM audit_entry WHERE subject_id = %s",
        {"audit.rows_gone", "traces.state", "traces.number", "traces.paper_untold"}, id="every-act-taken-away",
    ),
    pytest.param(
        "UPDATE cases_case SET audit_head = sha256('anything') WHERE id = %s", {"audit.head_differs"},
        id="the-head-altered",
    ),
    pytest.param(
        "UPDATE cases_case SET due_on = due_on + 1 WHERE id = %s", {"clocks.due"}, id="the-due-date-moved",
    ),
    pytest.param(
        "UPDATE cases_case SET statutory_due_on = statutory_due_on - 1 WHERE id = %s", {"clocks.statutory_due"},
        id="the-statutory-due-date-moved",
    ),
    pytest.param(
        "UPDATE cases_case SET due_is_provisional = true WHERE id = %s", {"clocks.provisional"},
        id="the-due-date-called-provisional",
    ),
    pytest.param(
        "UPDATE cases_case SET promised_days = promised_days + 5 WHERE id = %s",
        {"clocks.promised_term", "clocks.due"}, id="the-promise-lengthened",
    ),
    pytest.param(
        "UPDATE cases_case SET extended_days = 3 WHERE id = %s",
        {"clocks.extension", "clocks.due", "clocks.statutory_due"}, id="an-extension-nobody-granted",
    ),
    pytest.param(
        """UPDATE cases_case SET pauses = '[{"start": "2026-03-04", "end": "2026-03-09", "cause": "hearing",
           "basis": "", "stops_statutory": false}]' WHERE id = %s""",
        {"clocks.pauses", "clocks.pause_ends", "clocks.due"}, id="a-pause-nobody-opened",
    ),
    pytest.param(
        """UPDATE workflow_ledger_entry SET "on" = "on" - 1 WHERE subject_id = %s AND effect = 'accepted'""",
        {"clocks.start"}, id="the-ledger-altered",
    ),
    pytest.param(
        "DELETE FROM workflow_ledger_entry WHERE subject_id = %s AND effect = 'accepted'", {"clocks.accepted"},
        id="the-acceptance-taken-out-of-the-ledger",
    ),
    pytest.param(
        "UPDATE cases_case SET clock_from_on = clock_from_on + 1 WHERE id = %s", {"clocks.start", "clocks.due"},
        id="the-day-of-acceptance-moved",
    ),
    pytest.param(
        "UPDATE cases_case SET state = 'under_review' WHERE id = %s", {"traces.state", "steps.unfit"},
        id="the-state-set-back",
    ),
    pytest.param(
        "UPDATE cases_case SET open_task_id = NULL WHERE id = %s", {"steps.pointer"}, id="the-open-step-forgotten",
    ),
    pytest.param(
        "UPDATE cases_case SET awaiting = 'cases.deliver' WHERE id = %s", {"steps.awaiting"},
        id="another-post-waited-for",
    ),
    pytest.param(
        "UPDATE workflow_task SET closed_at = opened_at WHERE subject_id = %s AND closed_at IS NULL",
        {"steps.pointer", "steps.unfit", "steps.awaiting"}, id="the-open-step-closed",
    ),
    pytest.param(
        "DELETE FROM papers_paper WHERE subject_id = %s AND kind = 'acceptance_notice'", {"traces.paper_gone"},
        id="a-paper-taken-away",
    ),
    pytest.param(
        "UPDATE papers_paper SET content_sha256 = repeat('0', 64) WHERE subject_id = %s AND kind = 'receipt'",
        {"traces.paper_differs"}, id="the-digest-of-a-paper-altered",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "codes"), TAMPERED)
def test_what_was_altered_by_hand_is_named_with_the_number_of_its_case(house, clock, statement, codes):
    innocent, case = world.reviewed_case(), world.reviewed_case()
    world.deliver_events()
    chains_marked()

    tampered(statement, [case.id])

    named = found()
    assert {code for code, subject in named if subject == case.facts.number} >= codes
    assert innocent.facts.number not in {subject for _code, subject in named}


def head_cut_with(case, *, rows=1):
    """Cut acts off the end of a case, and set its head back so that the two agree again."""
    kept = Entry.objects.filter(subject_id=case.id).order_by("-sequence")[rows]
    tampered("DELETE FROM audit_entry WHERE subject_id = %s AND sequence > %s", [case.id, kept.sequence])
    tampered(
        "UPDATE cases_case SET audit_sequence = %s, audit_head = %s WHERE id = %s",
        [kept.sequence, bytes(kept.digest), case.id],
    )


def test_a_chain_cut_off_together_with_its_head_is_found_by_its_mark(house, clock):
    case = world.reviewed_case()
    world.deliver_events()
    chains_marked()

    head_cut_with(case)

    told = {row.code: row for row in findings_of(proved().id) if row.subject == case.facts.number}
    assert (told["audit.cut_off"].expected, told["audit.cut_off"].found) == (f"4 ({today()})", "3")
    assert "audit.head_differs" not in told


def test_a_mark_stays_where_a_chain_was_cut_off_although_it_grew_again(house, clock):
    case = world.reviewed_case()
    world.deliver_events()
    chains_marked()
    head_cut_with(case)
    tampered("UPDATE cases_case SET state = 'under_review' WHERE id = %s", [case.id])

    world.recommend(case, verdict="refuse")
    chains_marked()

    assert ("audit.written_anew", case.facts.number) in found()


def test_what_is_too_young_for_a_mark_is_found_by_what_it_left(house, clock):
    case = world.reviewed_case()
    world.deliver_events()

    head_cut_with(case)

    codes = {code for code, subject in found() if subject == case.facts.number}
    assert codes == {"traces.state", "traces.paper_untold"}


def test_a_closed_day_misses_the_rows_that_were_cut_off(house, clock):
    case = world.reviewed_case()
    world.deliver_events()
    day = today()
    clock.move(days=1)
    jobs_ran(clock)
    days_close(until=day, now=now())
    assert found() == []

    head_cut_with(case)

    assert ("audit.root_count", day.isoformat()) in found()


def test_a_root_altered_and_a_day_never_closed_are_named(house, clock):
    closed, left_open = today() - timedelta(days=2), today() - timedelta(days=1)
    tampered("UPDATE audit_daily_root SET root = sha256('anything') WHERE day = %s", [closed])
    tampered("DELETE FROM audit_daily_root WHERE day = %s", [left_open])

    named = found()

    assert ("audit.root_differs", closed.isoformat()) in named
    assert ("audit.day_open", left_open.isoformat()) in named


# --- numbers, papers, files --------------------------------------------------------------------


def test_a_case_that_vanished_leaves_a_hole_in_its_numbers(house, clock):
    first, second = world.submitted_case(), world.submitted_case()
    world.deliver_events()
    gone, code = first.facts.number, first.facts.number[:31]

    tampered("DELETE FROM cases_case WHERE id = %s", [first.id])

    named = {row.code: row for row in findings_of(proved().id)}
    hole = named["numbers.hole"]
    assert (hole.subject, hole.expected, hole.found) == (f"{code} 20260304 case", "1", second.facts.number)
    assert gone not in {row.found for row in named.values()}
    assert {"clocks.stray", "steps.stray", "traces.stray", "traces.stray_paper"} <= named.keys()


def test_the_newest_case_that_vanished_leaves_its_counter_ahead(house, clock):
    case = world.submitted_case()
    world.deliver_events()
    code = case.facts.number[:31]

    tampered("DELETE FROM cases_case WHERE id = %s", [case.id])

    row = next(row for row in findings_of(proved().id) if row.code == "numbers.end")
    assert (row.subject, row.expected, row.found) == (f"{code} 20260304 case", "1", "0")


def test_two_papers_of_one_number_are_named(house, clock):
    first, second = world.submitted_case(), world.submitted_case()
    world.deliver_events()
    kept = Paper.objects.get(subject_id=first.id, kind="receipt").number
    unconstrained("papers_paper", "papers_one_number_per_agency")

    tampered("UPDATE papers_paper SET number = %s WHERE subject_id = %s", [kept, second.id])

    assert ("numbers.repeat", kept) in found()


def test_a_counter_that_was_set_on_is_named(house, clock):
    world.submitted_case()
    world.deliver_events()

    tampered("UPDATE sequence_counter SET value = value + 2 WHERE kind = 'paper.receipt'")

    row = next(row for row in findings_of(proved().id) if row.code == "numbers.end")
    assert (row.subject.split()[-1], row.expected, row.found) == ("paper.receipt", "3", "1")


def test_a_number_that_lost_its_shape_is_named(house, clock):
    case = world.submitted_case()
    world.deliver_events()

    tampered("UPDATE papers_paper SET number = '某字第一号' WHERE subject_id = %s", [case.id])

    assert ("numbers.shape", "某字第一号") in found()


def test_words_exchanged_between_two_papers_are_named(house, clock):
    first, second = world.submitted_case(), world.submitted_case()
    world.deliver_events()

    tampered(
        "UPDATE papers_paper SET content = (SELECT content FROM papers_paper WHERE subject_id = %s)"
        " WHERE subject_id = %s",
        [first.id, second.id],
    )

    number = Paper.objects.get(subject_id=second.id).number
    assert found() == [("papers.words", number)]


def test_words_that_nobody_ever_encrypted_are_named(house, clock):
    case = world.submitted_case()
    world.deliver_events()

    tampered("UPDATE papers_paper SET content = '\\x00' WHERE subject_id = %s", [case.id])

    assert found() == [("papers.words", Paper.objects.get(subject_id=case.id).number)]


def test_a_file_that_was_altered_and_one_that_is_gone_are_named(house, clock, settings):
    world.delivered_case()
    world.deliver_events()
    altered, gone = Paper.objects.exclude(sha256=None).order_by("number").values_list("sha256", flat=True)[:2]
    folder = settings.STORAGES["default"]["OPTIONS"]["location"]

    def path(sha256):
        return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"

    for sha256, write in ((altered, True), (gone, False)):
        file = Path(folder) / path(sha256)
        file.chmod(0o644)
        if write:
            file.write_bytes(b"something else")
        else:
            file.unlink()

    assert found() == [("files.altered", path(altered)), ("files.gone", path(gone))]


def test_an_archive_whose_list_was_altered_or_whose_trace_is_another_is_named(house, clock):
    altered, cut = world.archived_case(), world.archived_case()
    world.deliver_events()

    tampered(
        """UPDATE archives_archive SET manifest = manifest || '{"outcome": "refused"}' WHERE case_id = %s""",
        [altered.id],
    )
    tampered("UPDATE audit_entry SET digest = sha256('anything') WHERE subject_id = %s AND sequence = 8", [cut.id])
    last = Entry.objects.filter(subject_id=cut.id).count()
    assert last == 8

    named = found()
    assert ("archives.list", altered.facts.number) in named
    assert ("archives.trace", cut.facts.number) in named


def test_a_seal_nobody_logged_is_named(house, clock):
    case = world.submitted_case()
    world.deliver_events()
    number = Paper.objects.get(subject_id=case.id).number

    tampered("DELETE FROM papers_seal_use USING papers_paper p WHERE paper_id = p.id AND p.subject_id = %s", [case.id])

    assert found() == [("papers.seal_unlogged", number)]


# --- what should have happened by itself -------------------------------------------------------


def test_an_event_nobody_was_told_of_is_named_after_some_minutes(house, clock):
    world.submitted_case()
    assert found() == []

    clock.move(minutes=6)

    assert {code for code, _subject in found()} == {"outbox.waiting"}


def test_a_timer_that_nobody_fired_is_named_with_its_case_and_instant(house, clock):
    case = world.submitted_case()
    world.deliver_events()
    due_on = case.facts.due_on

    clock.stand_at(f"{due_on} 10:30")
    jobs_ran(clock)
    days_close(until=today() - timedelta(days=1), now=now())

    row = findings_of(proved().id)[0]
    assert (row.code, row.subject) == ("timers.overdue", case.facts.number)
    assert (row.expected, row.found) == (f"{due_on} 09:00", "cases.receipt_due, 0")


def test_a_timer_that_fails_is_named_with_its_failures(house, clock):
    case = world.submitted_case()
    world.deliver_events()
    sql("UPDATE workflow_timer SET failures = 3 WHERE subject_id = %s AND kind = 'cases.receipt_due'", [case.id])

    assert found() == [("timers.failing", case.facts.number)]


def test_a_job_that_was_given_up_is_named(house, clock):
    sql(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, priority, status, attempts, args)"
        " VALUES ('events', 'outbox.deliver', 0, 'failed', 20, '{}')"
    )

    row = findings_of(proved().id)[0]
    assert (row.code, row.subject.split()[0], row.found) == ("jobs.given_up", "outbox.deliver", "20")


def test_a_job_that_never_ran_and_one_that_ran_last_week_are_named(house, clock):
    jobs_ran(clock)
    sql("DELETE FROM jobs_heartbeat WHERE name = 'audit.close_day'")
    clock.move(days=7)
    jobs_ran(clock)
    sql("DELETE FROM jobs_heartbeat WHERE name = 'audit.close_day'")
    beat("outbox.forget", now=now() - timedelta(days=7))

    told = {row.subject: row for row in findings_of(proved().id) if row.proof == "jobs.periodic"}

    assert (told["audit.close_day"].code, told["audit.close_day"].expected) == ("jobs.never_ran", "2026-03-11 00:10")
    assert (told["outbox.forget"].code, told["outbox.forget"].found) == ("jobs.not_run", "2026-03-04 10:01")
    assert told.keys() == {"audit.close_day", "outbox.forget"}


def test_an_installation_of_this_hour_owes_no_job_yet(house, clock):
    assert [row for row in found() if row[0].startswith("jobs.")] == []


# --- the run and its history -------------------------------------------------------------------


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


def test_one_proof_waits_for_the_other_and_a_killed_one_for_nobody(house, clock):
    run_ask(by="first", now=now())
    with pytest.raises(ProofUnderWay):
        run_ask(by="second", now=now())
    assert under_way(now=now()).asked_by == "first"

    clock.move(hours=13)

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


# --- no room forgets ---------------------------------------------------------------------------

# Rooms whose tables are not proved: what counts of them is in the chains of their subjects, and those are.
PROVED_BY_THEIR_CHAINS = {
    "oneseal.credit", "oneseal.dispatch", "oneseal.exchange", "oneseal.identity",
    "oneseal.payments", "oneseal.foundation.notify", "oneseal.foundation.outside", "oneseal.foundation.proof",
    "oneseal.foundation.readlog", "oneseal.foundation.views_kept",
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
            told = {"subject": "S", "expected": "E", "found": "F", "at": "A", "nights": "N"}
            assert str(text) % told != str(text) or "never" in code, code


def test_every_periodic_job_leaves_a_sign_under_its_own_name():
    all_modules()
    for periodic in jobs.periodic_registry.periodic_tasks.values():
        source = periodic.task.func.__code__
        assert "beat" in source.co_names, periodic.task.name
