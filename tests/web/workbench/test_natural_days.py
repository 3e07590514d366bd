"""A limit in natural days is told in days wherever a light is shown: twenty days are not twenty working days."""

import csv
import io

import pytest
from django.test import Client

from oneseal.cases import services
from oneseal.cases.selectors import clock_of
from oneseal.foundation.timekeeping import now
from oneseal.kernel.clock import Unit
from tests.factories import aside, world
from tests.web.portal.conftest import said, sign_in
from tests.web.workbench.conftest import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted(city, clock):
    """Return a case of the day before, of an item on the spot whose law counts natural days."""
    aside.republish(**aside.AT_ONCE, stat_limit=20, stat_limit_unit="ND")
    case = world.submitted_case()
    clock.move(days=1)
    return case


def accept(case):
    services.case_accept(case_id=case.id, press=world.press(world.staff("intake_clerk")))


def test_the_desk_tells_natural_days_before_and_after_acceptance(desk, submitted):
    preview = desk("intake_clerk").get(address(submitted, "accept")).content.decode()
    accept(submitted)

    left = clock_of(submitted.facts, now=now())
    page, rows = (desk("reviewer").get(place).content.decode() for place in (address(submitted), "/workbench/"))
    assert left.unit is Unit.NATURAL_DAY
    assert f"共{left.remaining}日（自然日）" in preview
    for shown in (page, rows):
        assert f"还剩{left.remaining}日" in shown
        assert f"还剩{left.remaining}个工作日" not in shown


def test_the_table_of_cases_has_no_natural_days_among_its_working_days(desk, submitted):
    accept(submitted)

    answer = desk("reviewer").get("/workbench/cases/export.csv")
    content = b"".join(answer.streaming_content).decode("utf-8-sig")

    (row,) = csv.DictReader(io.StringIO(content))
    assert row["剩余工作日"] == f"{clock_of(submitted.facts, now=now()).remaining}日（自然日）"


def test_the_applicant_reads_natural_days_too(submitted):
    accept(submitted)
    client = Client()
    sign_in(client, submitted.applicant)

    for place in ("/my/", f"/my/cases/{submitted.id}/"):
        text = said(client.get(place))
        assert f"还剩{clock_of(submitted.facts, now=now()).remaining}日" in text
        assert "还剩20个工作日" not in text
