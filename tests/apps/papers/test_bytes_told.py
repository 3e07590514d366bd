"""What bytes a paper was made with stands in an act of its own chain, so that exchanging them by hand is found."""

import hashlib
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from oneseal.foundation.audit.chain import Head, first_fault
from oneseal.foundation.audit.models import Entry
from oneseal.foundation.files.services import PDF, store_bytes
from oneseal.foundation.timekeeping import now
from oneseal.papers.models import Paper
from oneseal.papers.proving import papers_named
from oneseal.papers.selectors import papers_of
from oneseal.papers.services import made_when_opened, paper_file, render_paper
from tests.apps.foundation.proving import findings, found, made_this_morning, proved, tampered
from tests.apps.traces import acts
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
UNMADE = "UPDATE papers_paper SET sha256 = NULL, size = NULL, rendered_at = NULL"


@pytest.fixture
def house(city, clock):
    """Return a city that was made this morning, whose days are closed."""
    made_this_morning(clock)


@pytest.fixture
def receipt(house):
    """Return the receipt of an application, made; another paper beside it is left as it is."""
    case = world.submitted_case()
    world.accepted_case()
    world.deliver_events()
    return Paper.objects.get(subject_id=case.id, kind="receipt")


def other_bytes(text=b"another receipt"):
    """Keep other bytes as the program keeps files, and return their digest and size."""
    stored = store_bytes(world.PDF + text, media_type=PDF, now=now())
    return stored.sha256, stored.size


def exchanged(paper):
    """Exchange the kept bytes of a paper and everything its row tells of them."""
    digest, size = other_bytes()
    tampered("UPDATE papers_paper SET sha256 = %s, size = %s WHERE id = %s", [digest, size, paper.id])
    return digest


def chain_fault_of(paper_id):
    row = Paper.objects.get(pk=paper_id)
    rows = Entry.objects.filter(chain=f"paper:{paper_id}").order_by("sequence").values()
    return first_fault(rows, Head(row.audit_sequence, bytes(row.audit_head)))


# --- the act --------------------------------------------------------------------------------------


def test_making_a_paper_writes_one_act_with_its_number_digest_and_size(clock):
    case = world.submitted_case()
    (paper,) = papers_of(case.id, for_public=True)
    assert acts(paper.id) == []
    head_before = case.facts.audit_sequence

    pdf = paper_file(paper.id, now=now())
    clock.move(hours=1)
    paper_file(paper.id, now=now())

    (act,) = acts(paper.id)
    assert (act.verb, act.actor_kind, act.subject_kind) == ("papers.made", "system", "paper")
    assert act.after == {"number": paper.number, "sha256": hashlib.sha256(pdf).hexdigest(), "size": len(pdf)}
    assert chain_fault_of(paper.id) is None
    assert case.facts.audit_sequence == head_before  # the case's own chain is not touched


def test_a_paper_of_a_history_whose_bytes_wait_has_no_act_until_somebody_opens_it(house):
    with made_when_opened():
        case = world.submitted_case()
        world.deliver_events()
    (paper,) = papers_of(case.id, for_public=True)
    assert (paper.sha256, acts(paper.id), found()) == (None, [], [])

    render_paper(paper.id, now=now())

    assert len(acts(paper.id)) == 1
    assert found() == []


# --- the proof ------------------------------------------------------------------------------------


def test_bytes_exchanged_together_with_the_digest_on_the_row_are_found(receipt):
    kept = receipt.sha256
    assert found() == []

    digest = exchanged(receipt)

    assert paper_file(receipt.id, now=now()) == world.PDF + b"another receipt"  # the pages would hand it out
    (row,) = findings()
    assert (row.code, row.subject) == ("papers.bytes_exchanged", receipt.number)
    assert row.expected == f"{kept[:12]} ({receipt.size})"
    assert row.found.startswith(digest[:12])


def test_another_size_alone_is_found(receipt):
    tampered("UPDATE papers_paper SET size = size + 1 WHERE id = %s", [receipt.id])

    assert found() == [("papers.bytes_exchanged", receipt.number)]


def test_an_act_that_is_made_to_fit_the_exchange_breaks_its_chain(receipt):
    digest = exchanged(receipt)
    size = Paper.objects.get(pk=receipt.id).size
    tampered(
        """UPDATE audit_entry SET after = after || jsonb_build_object('sha256', %s::text, 'size', %s::int)
           WHERE subject_id = %s""",
        [digest, size, receipt.id],
    )

    assert found() == [("audit.row_altered", receipt.number)]


def test_an_act_that_is_taken_away_is_missed_by_the_head_of_the_paper_and_by_its_bytes(receipt):
    exchanged(receipt)
    tampered("DELETE FROM audit_entry WHERE subject_id = %s", [receipt.id])

    assert found() == [("audit.rows_gone", receipt.number), ("papers.bytes_untold", receipt.number)]


def test_bytes_given_by_hand_to_a_paper_that_was_never_made_are_found(house):
    with made_when_opened():
        case = world.submitted_case()
        world.deliver_events()
    (paper,) = papers_of(case.id, for_public=True)
    digest, size = other_bytes()

    tampered(
        "UPDATE papers_paper SET sha256 = %s, size = %s, rendered_at = issued_at WHERE id = %s",
        [digest, size, paper.id],
    )

    assert found() == [("papers.bytes_untold", paper.number)]


def test_a_paper_whose_bytes_were_forgotten_is_named_until_it_is_made_again(receipt, clock):
    tampered(f"{UNMADE} WHERE id = %s", [receipt.id])
    assert found() == [("papers.bytes_forgotten", receipt.number)]
    clock.move(minutes=5)

    render_paper(receipt.id, now=now())

    assert [act.sequence for act in acts(receipt.id)] == [1, 2]
    assert chain_fault_of(receipt.id) is None
    assert found() == []
    exchanged(receipt)
    assert found() == [("papers.bytes_exchanged", receipt.number)]


def test_a_number_that_is_not_the_one_it_was_made_with_is_found(receipt):
    tampered("UPDATE papers_paper SET number = '濮审收〔2026〕9号' WHERE id = %s", [receipt.id])

    assert ("papers.number_changed", "濮审收〔2026〕9号") in found()


def test_a_paper_is_called_by_its_number(receipt):
    assert papers_named([receipt.id, world.uuid4()]) == {receipt.id: receipt.number}


# --- the upgrade ----------------------------------------------------------------------------------


def upgrade():
    migration = import_module("oneseal.papers.migrations.0005_tell_bytes_kept_before")
    migration.take_up(apps, connection.schema_editor(atomic=False))


def as_before(paper):
    """Leave a paper as an older version did: its bytes are kept and no act tells of them."""
    tampered("DELETE FROM audit_entry WHERE subject_id = %s", [paper.id])
    tampered("UPDATE papers_paper SET audit_sequence = 0, audit_head = NULL WHERE id = %s", [paper.id])


def test_the_upgrade_tells_of_what_is_kept_and_finds_what_is_exchanged_afterwards(receipt):
    as_before(receipt)
    assert found() == [("papers.bytes_untold", receipt.number)]

    upgrade()

    (act,) = acts(receipt.id)
    assert (act.verb, act.actor_name) == ("papers.taken_up", "升级")
    assert act.after == {"number": receipt.number, "sha256": receipt.sha256, "size": receipt.size}
    assert chain_fault_of(receipt.id) is None
    run = proved()
    assert run.is_clean
    assert [note for note in run.notes if "有 1 份文书" in note]
    exchanged(receipt)
    assert found() == [("papers.bytes_exchanged", receipt.number)]


def test_the_upgrade_leaves_what_has_an_act_and_what_has_no_bytes_and_can_be_run_again(house):
    with made_when_opened():
        world.submitted_case()
        world.deliver_events()
    world.accepted_case()
    world.deliver_events()
    before = Entry.objects.count()
    assert Paper.objects.filter(sha256=None).exists()

    upgrade()
    upgrade()

    assert Entry.objects.count() == before
    assert not [note for note in proved().notes if "份文书" in note]


def test_the_upgrade_takes_up_more_papers_than_one_batch_holds(house, monkeypatch):
    for _number in range(3):
        world.submitted_case()
    world.deliver_events()
    kept = list(Paper.objects.exclude(sha256=None).order_by("id"))
    for paper in kept:
        as_before(paper)
    monkeypatch.setattr(import_module("oneseal.papers.migrations.0005_tell_bytes_kept_before"), "BATCH", 2)

    upgrade()

    assert len(kept) > 2
    assert all(chain_fault_of(paper.id) is None for paper in kept)
    assert found() == []
