"""Two days of the catalogue compared: what is counted at publication, and what the database makes of it."""

import importlib
import io
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import connection
from openpyxl import load_workbook

from oneseal.catalog.models import ItemVersion, VersionFigures
from oneseal.catalog.rules.reform import figures_of, percent
from oneseal.catalog.selectors import version_for_editor
from oneseal.catalog.selectors.board import Places, board_items, compared_of, reform_board
from oneseal.catalog.selectors.board.sheets import board_csv, board_xlsx, sheets_of
from oneseal.catalog.selectors.reform import DRILLED, Compared, effective_days, items_behind, reform
from oneseal.catalog.services import elements_set, item_publish, item_revise
from oneseal.catalog.services.editing import ElementTold
from oneseal.catalog.services.entries import ListTold, entry_remove
from oneseal.catalog.services.intermediaries import intermediary_list
from oneseal.catalog.services.lists import IntermediaryState, Told
from oneseal.foundation.timekeeping import now, today
from tests.factories import life, shipped, world

pytestmark = [pytest.mark.django_db]
PLACES = Places("/reform/", "/reform/items/", "/intermediaries/")
CITY_SAYS = {**world.CITY_SAYS, "basic_code": "410123001000"}


@pytest.fixture
def reformed(city, clock):
    """Return the days before and after a reform: one item has a step less, another one is new."""
    eve = today()
    clock.move(days=7)
    editor = world.staff("item_administrator")
    draft = item_revise(item_id=city.item_id, actor=editor, now=now())
    told = [ElementTold("promise_limit", "5", 0), ElementTold("two_step", "是", 0), ElementTold("station", "否", 0)]
    revision = elements_set(version_id=draft, told=told, actor=editor, now=now())
    content = version_for_editor(draft, actor=editor).content
    place = next(index for index, step in enumerate(content.steps) if step.key == "receive")
    revision = entry_remove(told=ListTold(draft, "flow", revision), place=place, actor=editor, now=now())
    item_publish(version_id=draft, effective_on=today(), actor=editor, now=now())
    shipped.published("public-place-hygiene-licence", CITY_SAYS)
    return Compared(eve, today())


def test_a_publication_writes_the_figures_of_its_version(city):
    figures = VersionFigures.objects.get(version_id=city.version_id)
    content = version_for_editor(city.version_id, actor=world.staff("item_administrator")).content

    assert (figures.item_id, figures.agency_id, figures.number) == (city.item_id, city.agency_id, 1)
    assert figures.steps == len(content.steps)
    assert figures.materials == len(content.materials)
    assert figures.promise_days == content.number("promise_limit")
    assert figures.stationed is True


def test_what_was_published_before_is_counted_alike_by_the_migration(city):
    kinds = {"identity-card": "07", "vocational-training-school": "01", "legal-aid": "05"}
    for key, kind in kinds.items():  # natural days, months, on the spot
        shipped.published(key, {**world.CITY_SAYS, "basic_code": f"41{kind}090{len(key):02}000"})
    written = list(VersionFigures.objects.order_by("version_id").values())
    VersionFigures.objects.all().delete()

    migration = importlib.import_module("oneseal.catalog.migrations.0008_then_count_what_is_published")
    with connection.cursor() as cursor:
        cursor.execute(migration.COUNT)

    assert len(written) == ItemVersion.objects.filter(state="published").count() > 3
    assert list(VersionFigures.objects.order_by("version_id").values()) == written


def test_two_days_are_compared_by_the_database(reformed):
    found = reform(reformed)
    figures = figures_of(found.whole)

    assert (found.whole.items_before, found.whole.items_now) == (1, 2)
    assert (found.whole.added, found.whole.changed, found.whole.ended, found.whole.paired) == (1, 1, 0, 1)
    assert found.whole.steps_before - found.whole.steps_now == 1
    assert figures["two_step"].value == Decimal("0.5")
    assert figures["two_step"].value_before == 0
    assert figures["stationed"].value == Decimal("0.5")
    assert figures["stationed"].value_before == 1
    assert set(found.by_type) == {"01"}
    assert list(found.by_agency.values()) == [found.whole]


def test_a_day_before_everything_has_no_rates(city):
    long_ago = date(2020, 1, 1)

    figures = figures_of(reform(Compared(long_ago, long_ago)).whole)

    assert figures["added"].value == 0
    assert figures["steps"].value is None
    assert percent(figures["stationed"].value) is None


def test_the_same_day_twice_shows_no_change(reformed):
    sums = reform(Compared(reformed.last, reformed.last)).whole

    assert (sums.added, sums.changed, sums.ended) == (0, 0, 0)
    assert sums.steps_before == sums.steps_now > 0


def test_an_item_that_is_not_in_use_on_a_day_is_no_longer_carried_out(reformed, city):
    life.adjust("abolish")

    sums = reform(reformed).whole
    board = reform_board(reformed, today=today(), places=PLACES)

    assert (sums.ended, sums.items_now, sums.paired) == (1, 1, 0)
    assert board.adjustments == [{"name": "取消", "items": 1, "documents": 1}]


def test_another_department_has_nothing_of_it(reformed):
    nobody = Compared(reformed.first, reformed.last, UUID(int=7))

    assert reform(nobody).whole.items_now == 0
    assert items_behind("in_force", nobody) == ([], False)


@pytest.mark.parametrize("figure", DRILLED)
def test_each_figure_leads_to_as_many_items_as_it_counts(reformed, figure):
    rows, has_more = items_behind(figure, reformed)
    sums = reform(reformed).whole
    counted = {
        "in_force": sums.items_now, "speed_up": sums.limits_now, "promise_mean": sums.limits_now,
        "statutory_mean": sums.limits_now, "steps": 1, "materials": 0, "certificates": 0,
    }  # fmt: skip
    expected = counted.get(figure, getattr(sums, f"{figure}_now", getattr(sums, figure, None)))

    assert not has_more
    if figure != "days":
        assert len(rows) == expected


def test_the_items_behind_a_cut_show_both_days(reformed, city):
    ((row,), _more) = items_behind("steps", reformed)

    assert row.item_id == city.item_id
    assert (row.number_before, row.number_now) == (1, 2)
    assert int(row.before) - int(row.now) == 1


def test_an_unknown_figure_has_no_items(reformed):
    assert items_behind("x; drop table catalog_item", reformed) == ([], False)
    assert board_items({"figure": "nothing"}, reformed) is None


def test_the_days_of_a_reform_are_offered(reformed):
    assert effective_days(until=reformed.last) == [reformed.last]
    assert effective_days(until=reformed.last - timedelta(days=1)) == []


@pytest.mark.parametrize(
    ("told", "first", "last"),
    [
        pytest.param({}, date(2025, 12, 31), date(2026, 3, 4), id="this-year"),
        pytest.param({"from": "nonsense", "to": ""}, date(2025, 12, 31), date(2026, 3, 4), id="nonsense-is-this-year"),
        pytest.param({"from": "2026-03-01", "to": "2026-02-01"}, date(2026, 2, 1), date(2026, 3, 1), id="put-in-order"),
    ],
)
def test_the_address_says_which_days(told, first, last):
    compared = compared_of({**told, "department": "nobody"}, today=date(2026, 3, 4))

    assert compared == Compared(first, last, None)


def test_the_board_is_given_away_as_a_workbook_and_a_text(reformed):
    board = reform_board(reformed, today=today(), places=PLACES)
    book = load_workbook(io.BytesIO(board_xlsx(board)))
    text = board_csv(board).decode("utf-8-sig")

    assert book.sheetnames == [sheet.name for sheet in sheets_of(board)]
    assert book.worksheets[1][2][0].value == "新增事项"
    assert "办理环节精减" in text
    assert len({len(sheet.head) for sheet in sheets_of(board)}) > 1
    assert all(len(row) == len(sheet.head) for sheet in sheets_of(board) for row in sheet.rows)


def test_what_was_cleaned_of_the_list_is_a_figure_that_leads_to_its_rows(reformed):
    told = Told(state=IntermediaryState.CLEANED, document="某号", state_reason="没有依据")
    intermediary_list(
        number="Z-1", name="甲", told=told, effective_on=reformed.last, actor=world.staff("item_administrator"),
        now=now(),
    )  # fmt: skip

    board = reform_board(reformed, today=today(), places=PLACES)

    keys = [figure.key for figure in board.figures]
    figure = board.figures[keys.index("intermediaries_cleaned")]
    assert keys[keys.index("intermediaries_cleaned") - 1] == "certificates"
    assert figure.value == "1"
    assert figure.url == f"/intermediaries/?from={reformed.first}&to={reformed.last}"
    assert "中介服务清理,,1" in board_csv(board).decode("utf-8-sig")


def test_the_board_asks_the_database_the_same_number_of_times_however_many_items(
    reformed, django_assert_max_num_queries
):
    with django_assert_max_num_queries(15):
        reform_board(reformed, today=today(), places=PLACES)
