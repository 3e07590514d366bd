"""Whoever opens a page that shows somebody's application leaves a note of it, whichever page it is."""

from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from oneseal.cases.models import Case
from oneseal.foundation.readlog.models import Reading
from oneseal.foundation.timekeeping import now, today
from oneseal.payments import services
from oneseal.payments.models import PaymentFinding
from tests.apps.payments.conftest import outside  # noqa: F401 - a fixture
from tests.factories import paying, special, world
from tests.factories import procedures as make
from tests.web.workbench.conftest import address
from tests.web.workbench.test_receiving import received

pytestmark = pytest.mark.django_db


def noted(open_page):
    """Return what a visit leaves in the read log: kind, subject, whose; a failed page leaves nothing to compare."""
    before = set(Reading.objects.values_list("id", flat=True))
    answer = open_page()
    assert answer.status_code == 200, answer.content.decode()
    rows = Reading.objects.exclude(id__in=before).order_by("id")
    return [(row.kind, row.subject_id, row.party_id) for row in rows]


# --- the window ----------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["", "materials/", "notice/"])
def test_who_opens_what_he_fills_in_at_the_window_has_read_it(desk, part):
    clerk = desk("intake_clerk")
    place = received(clerk)
    case = Case.objects.get()

    assert noted(lambda: clerk.get(place + part)) == [("case", case.id, case.party_id)]


def test_the_list_of_what_was_begun_at_the_window_notes_each_of_them_in_one_statement(desk):
    clerk = desk("intake_clerk")
    received(clerk)
    received(clerk)

    with CaptureQueriesContext(connection) as seen:
        found = noted(lambda: clerk.get("/workbench/receive/"))

    assert sorted(found) == sorted(("case", case.id, case.party_id) for case in Case.objects.order_by("id"))
    assert sum('INSERT INTO "readlog_reading"' in query["sql"] for query in seen) == 1


def test_a_window_where_nothing_was_begun_writes_nothing(desk):
    assert noted(lambda: desk("intake_clerk").get("/workbench/receive/")) == []


def test_what_is_sent_in_from_a_page_is_no_further_look(desk):
    clerk = desk("intake_clerk")
    place = received(clerk)
    before = Reading.objects.count()

    assert clerk.post("/workbench/receive/", checked=[]).status_code == 422
    assert clerk.post(f"{place}submit/").status_code == 422

    assert Reading.objects.count() == before


def test_the_receipt_the_correction_and_the_supply_are_read_as_well(desk):
    clerk = desk("intake_clerk")
    corrected, supplied = world.correction_pending_case(), special.tolerant_case()

    for case, part in ((corrected, "correct"), (supplied, "supply")):
        found = noted(lambda case=case, part=part: clerk.get(f"/workbench/receive/{case.id}/{part}/"))
        assert found == [("case", case.id, case.facts.party_id)]

    taken = world.submitted_case()
    Case.objects.filter(pk=taken.id).update(channel="window", account_id=world.staff("intake_clerk").account_id)
    found = noted(lambda: clerk.get(f"/workbench/receive/{taken.id}/receipt/"))
    assert found == [("case", taken.id, taken.facts.party_id)]


# --- minutes -------------------------------------------------------------------------------------


def test_the_page_of_the_signed_minutes_and_that_of_a_meeting_s_minutes_are_noted(desk, clock):
    met = world.accepted_case()
    make.plan_meeting(met)
    heard = make.heard_case(clock)
    reviewer = desk("reviewer")

    for case, page in ((heard, "signed-minutes"), (met, "meeting-minutes"), (met, "meeting")):
        found = noted(lambda case=case, page=page: reviewer.get(address(case, f"procedures/{page}")))
        assert found == [("case", case.id, case.facts.party_id)]


# --- payments ------------------------------------------------------------------------------------


@pytest.fixture
def charged(city, outside):  # noqa: F811 - the fixture
    return paying.charged_case()


def payment_of(case):
    return ("payment", case.id, case.facts.party_id)


def test_the_page_of_a_payment_at_the_window_is_noted(desk, charged):
    page = f"{address(charged)}payments/counter/?fee={quote(paying.NAME)}"

    assert noted(lambda: desk("intake_clerk").get(page)) == [payment_of(charged)]


def test_the_pages_of_a_refund_are_noted(desk, charged):
    order = paying.paid(charged)
    place = f"/workbench/payments/{order.id}/refund/"
    assert noted(lambda: desk("intake_clerk").get(place)) == [payment_of(charged)]
    services.refund_ask(order_id=order.id, reason="多收。", actor=world.staff("intake_clerk"), now=now())

    for part in ("allow/", "decline/"):
        assert noted(lambda part=part: desk("agency_head").get(place + part)) == [payment_of(charged)]


def test_a_difference_is_noted_for_the_case_it_belongs_to_and_for_nobody_where_there_is_none(desk, charged):
    missed = paying.placed(charged)
    paying.pay(missed)
    services.day_reconcile(today(), now=now())
    finding = PaymentFinding.objects.get()
    page = f"/workbench/payments/findings/{finding.id}/handle/"

    assert noted(lambda: desk("intake_clerk").get(page)) == [payment_of(charged)]
    PaymentFinding.objects.update(order=None)
    assert noted(lambda: desk("intake_clerk").get(page)) == []


def test_a_day_notes_each_case_once_in_one_statement(desk, charged):
    order = paying.paid(charged)
    services.refund_ask(order_id=order.id, reason="多收。", actor=world.staff("intake_clerk"), now=now())
    other, missed = world.reviewed_case(), world.reviewed_case()
    paying.at_window(other, receipt="0000123457")
    paying.pay(paying.placed(missed))
    services.day_reconcile(today(), now=now())
    supervisor = desk("supervisor")

    with CaptureQueriesContext(connection) as seen:
        found = noted(lambda: supervisor.get("/workbench/payments/"))

    assert sorted(found) == sorted(map(payment_of, (charged, other, missed)))
    assert sum('INSERT INTO "readlog_reading"' in query["sql"] for query in seen) == 1
    assert noted(lambda: supervisor.get("/workbench/payments/", day="2026-03-01")) == [payment_of(charged)]


def test_a_supervisor_and_the_applicant_read_that_a_payment_was_looked_at(desk, charged, client):
    paying.paid(charged)
    desk("supervisor").get("/workbench/payments/")

    rows = desk("supervisor").get("/workbench/readings/").context["rows"]
    assert (rows[0]["what"], rows[0]["purpose"]) == ("缴费记录", charged.facts.number)
    client.force_login(world.Account.objects.get(pk=charged.applicant.account_id))
    assert client.get("/my/data/").context["readings"][0]["what"] == "缴费记录"
