"""The plumbing: one write set in one round trip, bytes by address, numbers, encryption at rest."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from oneseal.foundation.audit.models import Chain, DailyRoot, Entry
from oneseal.foundation.audit.selectors import chain_faults, kept_heads, root_faults
from oneseal.foundation.audit.services import Act, Subject, day_close, days_close, record_now
from oneseal.foundation.files.models import StoredFile
from oneseal.foundation.files.services import open_file, path_of, store_bytes
from oneseal.foundation.jobs.services import beat, is_alive
from oneseal.foundation.sequences.models import Counter
from oneseal.foundation.sequences.services import allocate
from oneseal.foundation.timekeeping import now, today
from oneseal.foundation.writes import Insert, Update, WriteConflict, flush
from oneseal.kernel.access import Actor
from oneseal.workflow.models import LedgerEntry
from tests.apps.traces import everything
from tests.factories import world

pytestmark = [pytest.mark.django_db]
COUNTER = {"issuer": "a", "kind": "k", "period": "2026", "value": 1}


def counters():
    return list(Counter.objects.filter(kind="k").order_by("issuer").values_list("issuer", "value"))


# --- write sets --------------------------------------------------------------------------------


def test_a_write_set_goes_out_in_one_statement():
    Counter.objects.create(**COUNTER)

    with CaptureQueriesContext(connection) as seen:
        flush(
            Update("sequence_counter", {"issuer": "a"}, {"value": 2}),
            Insert("sequence_counter", [{**COUNTER, "issuer": "b"}]),
            Insert("sequence_counter", [{**COUNTER, "issuer": "c"}]),
        )

    assert len(seen) == 1
    assert counters() == [("a", 2), ("b", 1), ("c", 1)]


@pytest.mark.parametrize(
    "where",
    [pytest.param({"issuer": "nobody"}, id="row-gone"), pytest.param({"issuer": "a", "value": 9}, id="row-changed")],
)
def test_a_row_that_is_not_as_it_was_seen_stops_the_whole_set(where):
    Counter.objects.create(**COUNTER)

    with pytest.raises(WriteConflict), transaction.atomic():
        flush(Update("sequence_counter", where, {"value": 2}), Insert("sequence_counter", [{**COUNTER, "issuer": "b"}]))

    assert counters() == [("a", 1)]


def test_values_of_every_kind_arrive_as_they_left():
    entry_id = world.uuid4()
    row = {
        "id": entry_id, "chain": "x:1", "sequence": 1, "occurred_at": world.MORNING, "verb": "x.y",
        "subject_kind": "x", "subject_id": entry_id, "actor_kind": "system", "actor_id": None, "actor_name": "张'三%s",
        "post_title": "", "agency_id": None, "address": "", "basis": "", "before": {"a": [1, None, "中"]}, "after": {},
        "previous": bytes(32), "digest": bytes(range(32)),
    }  # fmt: skip

    flush(Insert("audit_entry", [row]))

    kept = Entry.objects.get(pk=entry_id)
    assert (kept.actor_name, kept.before, bytes(kept.digest)) == ("张'三%s", {"a": [1, None, "中"]}, bytes(range(32)))


# --- audit -------------------------------------------------------------------------------------

SYSTEM = Actor.system("test")


def record(subject_id, verb="x.done", at=None):
    record_now(Act(verb), subject=Subject("x", subject_id), actor=SYSTEM, now=at or now())


@pytest.mark.parametrize(
    "change",
    [
        pytest.param("UPDATE audit_entry SET actor_name = 'x'", id="edited"),
        pytest.param("DELETE FROM audit_entry", id="deleted"),
    ],
)
def test_the_database_itself_refuses_to_change_the_trace(clock, change):
    record(world.uuid4())

    with pytest.raises(ProgrammingError, match="appended"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert Entry.objects.filter(verb="x.done").count() == 1


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(f"{verb} workflow_ledger_entry {rest}", id=verb)
        for verb, rest in (("UPDATE", "SET effect = 'x'"), ("DELETE FROM", ""))
    ],
)
def test_the_database_itself_refuses_to_change_the_clock_ledger(change):
    world.submitted_case()

    with pytest.raises(ProgrammingError, match="appended"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert LedgerEntry.objects.exists()


def test_acts_on_one_subject_form_a_whole_chain(clock):
    subject_id = world.uuid4()
    for _ in range(3):
        record(subject_id)

    assert not list(chain_faults("x", kept_heads("x")))
    assert Chain.objects.get(chain=f"x:{subject_id}").sequence == 3


def test_a_superuser_who_forges_the_trace_is_found(clock):
    subject_id = world.uuid4()
    for _ in range(3):
        record(subject_id)

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER USER")
        cursor.execute("UPDATE audit_entry SET verb = 'x.other' WHERE chain LIKE 'x:%' AND sequence = 2")

    assert list(chain_faults("x", kept_heads("x"))) == [f"x:{subject_id}: row 2 was altered"]


def test_a_superuser_who_deletes_a_whole_chain_is_found(clock):
    subject_id = world.uuid4()
    record(subject_id)

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM audit_entry WHERE chain LIKE 'x:%'")

    assert list(chain_faults("x", kept_heads("x"))) == [f"x:{subject_id}: all rows are missing"]


def test_a_day_is_closed_once_and_its_root_follows_from_its_rows(clock, empty_house):
    record(world.uuid4())
    yesterday = today()
    clock.move(days=1)

    first = day_close(day=yesterday, now=now())
    clock.move(days=1)
    second = day_close(day=yesterday, now=now())

    assert first == second
    assert (first.entries, bytes(first.root)) == (1, bytes(second.root))
    assert not list(root_faults())


def test_a_row_slipped_into_a_closed_day_is_found(clock, empty_house):
    record(world.uuid4())
    day = today()
    day_close(day=day, now=clock.move(days=1))

    record(world.uuid4(), at=world.MORNING)

    assert list(root_faults()) == [f"{day}: the day's root does not follow from its rows"]


def test_days_missed_are_closed_in_their_order(clock, empty_house):
    record(world.uuid4())
    first = today()
    clock.move(days=3)
    record(world.uuid4())
    clock.move(days=1)

    closed = days_close(until=today() - timedelta(days=1), now=now())

    assert [day.day for day in closed] == [first.day + n for n in range(4)]
    assert list(DailyRoot.objects.order_by("day").values_list("entries", flat=True)) == [1, 0, 0, 1]
    assert days_close(until=today() - timedelta(days=1), now=now()) == []
    assert not list(root_faults())


def test_nothing_happened_and_nothing_is_closed(clock, empty_house):
    assert days_close(until=today(), now=now()) == []


# --- files, numbers, signs of life -------------------------------------------------------------


def test_bytes_are_kept_once_under_their_address(clock):
    first = store_bytes(b"%PDF-1.7 x", media_type="application/pdf", now=now())
    second = store_bytes(b"%PDF-1.7 x", media_type="application/pdf", now=now())

    assert first == second
    assert StoredFile.objects.count() == 1
    assert path_of(first.sha256) == f"{first.sha256[:2]}/{first.sha256[2:4]}/{first.sha256}"
    with open_file(first.sha256) as kept:
        assert kept.read() == b"%PDF-1.7 x"


def test_bytes_that_nobody_kept_are_not_found():
    with pytest.raises(FileNotFoundError):
        open_file("ab" * 32)


def test_each_series_counts_for_itself():
    numbers = [
        allocate(issuer=issuer, kind=kind, period=period)
        for issuer, kind, period in [
            ("a", "k", "1"),
            ("a", "k", "1"),
            ("b", "k", "1"),
            ("a", "l", "1"),
            ("a", "k", "2"),
        ]
    ]

    assert numbers == [1, 2, 1, 1, 1]


def test_a_number_taken_back_is_given_again():
    @transaction.atomic
    def fails():
        allocate(issuer="a", kind="k", period="1")
        Counter.objects.create(issuer="a", kind="k", period="1", value=1)

    with pytest.raises(IntegrityError):
        fails()

    assert allocate(issuer="a", kind="k", period="1") == 1


def test_a_sign_of_life_grows_old(clock):
    beat("worker", now=now())
    clock.move(seconds=20)

    assert is_alive("worker", now=now(), within=timedelta(seconds=20))
    assert not is_alive("worker", now=now(), within=timedelta(seconds=19))
    assert not is_alive("other", now=now(), within=timedelta(days=1))


# --- encryption at rest ------------------------------------------------------------------------


@pytest.mark.usefixtures("city")
def test_no_personal_number_stands_in_clear_in_any_table():
    number = world.citizen_number(901)
    actor, party_id = world.applicant(id_number=number, mobile="13911112222")
    case = world.Filed(
        world.services.case_start(item_id=world.city().item_id, party_id=party_id, actor=actor, now=now()), actor
    )
    world.save(case, **{**world.ANSWERS, "contact_mobile": "13911112222"})
    for key, _name in world.services.missing_of(case.facts, today=today()).materials:
        world.attach(case, key)
    receipt = world.submit(case)

    tables = dump()

    assert case.facts.party_name in tables  # the dump does see what is in clear
    for secret in (number, "13911112222", receipt.query_code):
        assert secret not in tables, secret
        assert secret.encode().hex() not in tables, secret


def dump():
    """Return every row of every table of ours as text."""
    with connection.cursor() as cursor:
        found = []
        for table in everything():
            cursor.execute(f"SELECT string_agg(t::text, '\n') FROM {table} t")
            found.append(cursor.fetchone()[0] or "")
    return "\n".join(found)
