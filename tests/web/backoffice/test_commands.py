"""The commands that the launcher calls."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from oneseal.backoffice.installation.checks import ENGLISH, MEND, checks
from oneseal.backoffice.installation.wording import FOUND, NAMES
from oneseal.backoffice.installation.wording import MEND as MEND_IN_WORDS
from oneseal.cases.models import Case
from oneseal.foundation.timekeeping import now
from oneseal.identity.services import setup_code
from tests.factories import world


def said(*command):
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


@pytest.mark.usefixtures("city")
def test_the_doctor_tells_name_state_detail_and_mend_of_each_check():
    found = json.loads(said("doctor_checks", "--json"))

    assert {tuple(row) for row in found} == {("name", "ok", "detail", "mend")}
    by_name = {row["name"]: row for row in found}
    assert not by_name["Worker"]["ok"]
    assert "Start" in by_name["Worker"]["mend"]
    assert by_name["File storage"] == {
        "name": "File storage", "ok": True, "detail": "a probe was written, read and deleted", "mend": "",
    }  # fmt: skip


@pytest.mark.usefixtures("city")
def test_the_doctor_sees_a_missing_year(monkeypatch):
    monkeypatch.setattr("oneseal.backoffice.installation.checks.calendar_years", lambda: [2025])

    by_name = {check.name: check for check in checks(now=now())}

    assert by_name["Holidays"].detail == "missing for 2026"


@pytest.mark.usefixtures("city")
def test_the_doctor_sees_an_altered_trace():
    case = world.accepted_case()
    Case.objects.filter(pk=case.id).update(audit_head=bytes(32))

    for in_full in (False, True):
        by_name = {check.name: check for check in checks(now=now(), in_full=in_full)}
        assert not by_name["Audit chains"].ok
        assert str(case.id) in by_name["Audit chains"].detail


def test_every_sentence_of_the_doctor_has_its_words_on_the_page():
    assert FOUND.keys() == ENGLISH.keys()
    assert MEND_IN_WORDS.keys() == MEND.keys() == NAMES.keys()


@pytest.mark.usefixtures("city")
def test_preparing_a_prepared_installation_changes_nothing():
    said("load_reference")

    assert said("prepare", "--no-simulate").splitlines() == [
        "tables are up to date",
        "holiday notices are up to date",
        "articles of law are up to date",
        "types of licences are up to date",
        "divisions are up to date",
        "revisions of divisions are up to date",
        "successors of divisions are up to date",
    ]


@pytest.mark.usefixtures("empty_house", "clock")
def test_an_empty_installation_tells_where_and_how_to_set_it_up():
    (row,) = json.loads(said("demo_accounts", "--json"))

    assert row["role"] == "first run"
    assert row["url"].endswith("/office/setup/")
    assert setup_code() in row["password"]


@pytest.mark.usefixtures("city")
def test_a_real_city_has_no_demo_accounts():
    assert json.loads(said("demo_accounts", "--json")) == []
