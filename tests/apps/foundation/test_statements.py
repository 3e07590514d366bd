"""A query is worded once in a process and then sent prepared; it answers as Django's own would."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from oneseal.foundation.audit.models import Entry
from oneseal.foundation.audit.services import Act, Subject, record_now
from oneseal.foundation.sequences.models import Counter
from oneseal.foundation.statements import Kept
from oneseal.foundation.writes import Insert, flush
from oneseal.kernel.access import Actor
from oneseal.workflow.models import LedgerEntry
from tests.factories import world

pytestmark = [pytest.mark.django_db]
ODD = "5%s of 'it' \\ %%"


def counter(issuer, value=1, kind="k"):
    return {"issuer": issuer, "kind": kind, "period": "2026", "value": value}


def prepared(words):
    """Return how many statements with some words the server keeps for this connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s", [f"%{words}%"])
        return cursor.fetchone()[0]


def test_a_kept_query_answers_for_each_of_its_values():
    flush(Insert("sequence_counter", [counter("a", 1), counter("b", 2), counter("b", 3, kind="l")]))
    kept = Kept(lambda issuer: Counter.objects.filter(issuer=issuer).order_by("value").values_list("value"), issuer=str)

    assert [kept.rows(issuer=name) for name in ("a", "b", "c")] == [[(1,)], [(2,), (3,)], []]
    assert (kept.first(issuer="b"), kept.first(issuer="c")) == ((2,), None)


def test_a_query_is_worded_once_however_often_it_is_asked():
    worded = []

    def made(issuer):
        worded.append(issuer)
        return Counter.objects.filter(issuer=issuer).values_list("value")

    kept = Kept(made, issuer=str)

    for name in ("a", "b", "a"):
        kept.rows(issuer=name)

    assert len(worded) == 1


@pytest.mark.parametrize("text", [pytest.param("a", id="plain"), pytest.param(ODD, id="with-marks-and-quotes")])
def test_constants_and_values_are_told_apart_and_mean_themselves(text):
    flush(Insert("sequence_counter", [counter(text, kind=text), counter(text, 2, kind="other")]))
    kept = Kept(
        lambda issuer: Counter.objects.filter(kind=text, issuer=issuer, period="2026").values_list("value"), issuer=str
    )

    assert kept.rows(issuer=text) == [(1,)]


def test_a_value_may_stand_in_more_than_one_place_and_beside_others():
    subject, other = uuid4(), uuid4()
    rows = [
        {"id": uuid4(), "subject_kind": "x", "subject_id": of, "effect": "received", "on": on, "cause": "", "basis": "",
         "recorded_at": world.MORNING}
        for of, on in ((subject, date(2026, 3, 2)), (subject, date(2026, 3, 3)), (other, date(2026, 3, 2)))
    ]  # fmt: skip
    flush(Insert("workflow_ledger_entry", rows))

    def made(subject_id, on):
        found = LedgerEntry.objects.filter(subject_id=subject_id, on__lte=on)
        return found.filter(on__gte=on).values_list("subject_id", "on")

    assert Kept(made, subject_id=UUID, on=date).rows(on=date(2026, 3, 2), subject_id=subject) == [
        (subject, date(2026, 3, 2))
    ]


def test_columns_arrive_as_django_reads_them():
    subject = uuid4()
    act = Act("x.y", after={"a": [1, None, "中"]})
    record_now(act, subject=Subject("x", subject), actor=Actor.system("test"), now=world.MORNING)

    def made(subject_id):
        return Entry.objects.filter(subject_id=subject_id).values_list("id", "occurred_at", "after", "digest")

    [kept], [read] = Kept(made, subject_id=UUID).rows(subject_id=subject), made(subject)

    assert (*kept[:3], bytes(kept[3])) == (*read[:3], bytes(read[3]))


def test_the_server_keeps_a_write_set_that_comes_again_but_not_one_of_very_many_rows():
    flush(Insert("sequence_counter", [counter("kept")]))
    few = prepared('INSERT INTO "sequence_counter"')
    flush(Insert("sequence_counter", [counter(f"many{number}") for number in range(100)]))

    assert few >= 1
    assert prepared('INSERT INTO "sequence_counter"') == few
    assert Counter.objects.filter(kind="k").count() == 101


def test_an_installation_behind_a_pooler_prepares_nothing(monkeypatch):
    connection.ensure_connection()
    monkeypatch.setattr(connection.connection, "prepare_threshold", None)  # as ONESEAL_PREPARED_STATEMENTS=no sets it
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    connection.connection._prepared.clear()

    flush(Insert("sequence_counter", [counter("a")]))
    kept = Kept(lambda issuer: Counter.objects.filter(issuer=issuer).values_list("value"), issuer=str)

    assert kept.rows(issuer="a") == [(1,)]
    assert prepared('sequence_counter" (') == 0


@pytest.mark.django_db(transaction=True)
def test_rows_are_only_locked_inside_a_transaction():
    locking = Kept(
        lambda issuer: Counter.objects.select_for_update().filter(issuer=issuer).values_list("value"), issuer=str
    )
    with transaction.atomic():
        assert locking.rows(issuer="a") == []

    with pytest.raises(TransactionManagementError):
        locking.rows(issuer="a")
