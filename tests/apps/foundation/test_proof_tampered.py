"""Everything that is altered by hand is named, with what was expected and what was found."""

from datetime import timedelta
from pathlib import Path

import pytest

from oneseal.foundation.audit.models import Entry
from oneseal.foundation.audit.services import days_close
from oneseal.foundation.proof.selectors import findings_of
from oneseal.foundation.timekeeping import now, today
from oneseal.papers.models import Paper
from tests.apps.foundation.proving import chains_marked, found, jobs_ran, proved, tampered, unconstrained
from tests.factories import aside, world

pytestmark = pytest.mark.django_db

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


@pytest.mark.parametrize(
    ("change", "is_named"),
    [
        pytest.param("jsonb_set(pauses, '{0,law_end}', '\"2026-04-09\"')", True, id="a-day-longer-than-the-law"),
        pytest.param("pauses #- '{0,law_end}'", True, id="as-long-as-the-procedure"),
        pytest.param("pauses", False, id="as-it-was"),
    ],
)
def test_how_long_the_law_let_a_procedure_stop_its_clock_is_computed_anew(house, clock, change, is_named):
    case = world.accepted_case()
    procedure_id = aside.open_procedure(case)
    clock.move(days=50)
    aside.close_procedure(case, procedure_id)
    world.deliver_events()
    assert case.facts.pauses[0]["law_end"]

    tampered(f"UPDATE cases_case SET pauses = {change} WHERE id = %s", [case.id])

    assert (("clocks.law_end", case.facts.number) in found()) is is_named


def test_a_procedure_that_ends_with_its_case_stopped_the_clock_of_the_law_no_longer_than_any_other(house, clock):
    case = world.accepted_case()
    aside.open_procedure(case)
    clock.move(days=50)
    aside.withdraw(case)
    world.deliver_events()

    assert case.facts.pauses[0]["law_end"] < case.facts.pauses[0]["end"]
    assert ("clocks.law_end", case.facts.number) not in found()


def test_a_pause_that_is_made_to_stop_the_clock_of_the_law_is_named(house, clock):
    case = aside.paused_case()
    world.deliver_events()

    tampered(
        """UPDATE cases_case SET pauses = jsonb_set(pauses, '{0,stops_statutory}', 'false') WHERE id = %s""", [case.id]
    )

    assert ("clocks.procedure", case.facts.number) in found()


# --- numbers, papers, files ----------------------------------------------------------------------


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
