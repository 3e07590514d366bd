"""A history made by services and the same history loaded in bulk are the same rows."""

from datetime import date, datetime

import pytest
from django.apps import apps
from django.db import connection, transaction

from oneseal.cases.errors import LetterMissing
from oneseal.cases.proving.opinions import OPINIONS
from oneseal.cases.proving.packages import PACKAGES
from oneseal.cases.selectors.facts import case_heads
from oneseal.evaluation.selectors.ratings import RATER_NAME
from oneseal.foundation.audit.models import Entry
from oneseal.foundation.audit.selectors import chain_faults
from oneseal.foundation.encryption import decrypt
from oneseal.foundation.outbox.services import waiting_count
from oneseal.foundation.proof.ports import Scope, Tally
from oneseal.foundation.timekeeping import BEIJING
from oneseal.identity.models import Agency
from oneseal.papers.models import Paper
from oneseal.papers.services import render_paper
from oneseal.simulation.founding import city_found
from oneseal.simulation.simulating import HistoryTooEarly, Wanted, history_by_services, history_in_bulk

FOUNDED = datetime(2026, 3, 2, 0, 10, tzinfo=BEIJING)
WANTED = Wanted(cases=200, first=date(2026, 3, 2), last=date(2026, 4, 30), seed=7)
# AES-GCM needs a nonce that nobody can foresee, so these columns are compared by what they say.
SECRET = {
    ("cases_case", "party_number"): "case.party_number",
    ("cases_case", "query_code"): "case.query_code",
    ("cases_application", "answers"): "case.answers",
    ("papers_paper", "content"): "paper.content",
    ("identity_person", "id_number"): "person.id_number",
    ("identity_person", "mobile"): "person.mobile",
    ("evaluation_rating", "rater_name"): RATER_NAME,
}
# An account without a usable password carries random bytes in its place; counters of rows go on after a rollback.
NOT_COMPARED = {("identity_account", "password"), ("sequence_counter", "id"), ("outbox_delivery", "id")}


def rows_of_every_table():
    found = {}
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        columns = [field.column for field in model._meta.concrete_fields]
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT {", ".join(f"""{chr(34)}{name}{chr(34)}""" for name in columns)} FROM "{table}"')
            found[table] = sorted(
                repr([said(table, name, value) for name, value in zip(columns, row, strict=True)])
                for row in cursor.fetchall()
            )
    return found


def said(table, column, value):
    if (table, column) in NOT_COMPARED:
        return None
    if (table, column) in SECRET and value is not None:
        return decrypt(value, context=SECRET[table, column])
    return bytes(value) if isinstance(value, memoryview) else value


def rows_after(make):
    found = {}
    with transaction.atomic():
        make(WANTED)
        found = rows_of_every_table()
        assert list(chain_faults("case", case_heads())) == []
        assert [fault for one in (PACKAGES, OPINIONS) for fault in one.check(Scope(FOUNDED), Tally())] == []
        assert waiting_count() == 0
        transaction.set_rollback(True)
    return found


@pytest.fixture(scope="module")
def founded(city_of_this_file):
    return city_of_this_file(lambda *, now: city_found(now=FOUNDED))


@pytest.fixture
def city(settings, founded, db):
    settings.STORAGES = founded


def in_shares(processes):
    return lambda wanted: history_in_bulk(wanted, processes=processes)


def differences(rows, others):
    assert {table: len(found) for table, found in rows.items()} == {
        table: len(found) for table, found in others.items()
    }
    return {
        table: next(pair for pair in zip(found, others[table], strict=True) if pair[0] != pair[1])
        for table, found in rows.items()
        if found != others[table]
    }


@pytest.mark.usefixtures("city")
def test_two_hundred_cases_are_the_same_rows_both_ways_and_in_shares(monkeypatch):
    # A history in memory knows one case at a time: its lots count no loads (docs/adr/0020), and here neither way does.
    monkeypatch.setattr("oneseal.cases.services.drawing._loads", lambda _accounts, _terms: {})
    # What came of a past the rules of supervision find afterwards, in rounds; here neither way lets them look at once.
    monkeypatch.setattr("oneseal.supervision.receivers.case_watch", lambda _case_id, **_told: None)
    by_services = rows_after(history_by_services)

    assert len(by_services["cases_case"]) == WANTED.cases
    assert differences(by_services, rows_after(in_shares(1))) == {}
    assert differences(by_services, rows_after(in_shares(2))) == {}


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("make", [history_by_services, in_shares(1)])
def test_an_agency_that_demands_letters_is_asked_for_them_in_both_ways(make):
    Agency.objects.update(demands_letters=True)

    with pytest.raises(LetterMissing):
        make(Wanted(5, WANTED.first, WANTED.last, seed=1))


@pytest.mark.usefixtures("city")
def test_another_seed_makes_another_history():
    first = rows_after(lambda wanted: history_in_bulk(Wanted(20, wanted.first, wanted.last, seed=1)))
    second = rows_after(lambda wanted: history_in_bulk(Wanted(20, wanted.first, wanted.last, seed=2)))

    assert first["cases_case"] != second["cases_case"]


@pytest.mark.usefixtures("city")
def test_a_paper_of_a_loaded_history_is_told_of_when_somebody_opens_it_first(clock):
    history_in_bulk(Wanted(5, WANTED.first, WANTED.last, seed=3))
    paper = Paper.objects.order_by("id")[0]
    acts = Entry.objects.filter(subject_kind="paper")
    assert (paper.sha256, paper.audit_sequence, acts.count()) == (None, 0, 0)

    digest = render_paper(paper.id, now=clock.now)

    assert acts.get(subject_id=paper.id).after["sha256"] == digest
    assert Paper.objects.get(pk=paper.id).audit_sequence == 1


@pytest.mark.usefixtures("city")
def test_no_history_begins_before_the_city_has_items():
    with pytest.raises(HistoryTooEarly):
        history_in_bulk(Wanted(5, date(2025, 3, 3), date(2025, 4, 1), seed=1))
