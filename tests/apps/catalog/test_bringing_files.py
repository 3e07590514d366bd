"""What a file of the list is, before anything is believed of it: its size, its sheets, its age, its owner."""

import csv
import io
import zipfile

import openpyxl
import pytest

from oneseal.catalog.models import ListingRun
from oneseal.catalog.services.listing_runs import TableTold, listing_start, listing_work
from oneseal.foundation.timekeeping import now
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
PUBLISHED = "food-business-licence-new"


@pytest.fixture
def editor():
    return world.staff("item_administrator")


def start(content, actor, name="list.xlsx"):
    return listing_start(told=TableTold(content, name, "修改"), actor=actor, now=now())


def table(*rows):
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def book(**sheets):
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        page = made.create_sheet(title)
        for row in rows:
            page.append(row)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def packed(members):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return kept.getvalue()


# --- what is read at once ---------------------------------------------------------------------------


def test_a_small_file_that_unpacks_to_much_waits_for_the_worker(editor):
    content = book(事项=[["item", "name"], *(["a", f"第{number}项"] for number in range(15_000))], 空=[["x"]])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert sum(row.file_size for row in archive.infolist()) > 1024 * 1024
    assert len(content) < 1024 * 1024

    run_id = start(content, editor)
    assert ListingRun.objects.get(pk=run_id).state == ListingRun.WAITING

    listing_work(run_id=run_id, now=now())
    assert ListingRun.objects.get(pk=run_id).state == ListingRun.LOOKED_AT
