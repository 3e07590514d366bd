"""The quality of what is published and of what is only listed: scored, explained, by department."""

import json
from decimal import Decimal
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command

from oneseal.catalog.errors import ItemNotFound
from oneseal.catalog.models import ListedItem, Quality
from oneseal.catalog.rules.listing import COLUMNS
from oneseal.catalog.selectors.quality import (
    department_qualities,
    item_qualities,
    listed_average,
    listed_item_quality,
    quality_table,
    version_quality,
)
from oneseal.catalog.services import listing_import
from oneseal.catalog.services.quality import quality_rebuild
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.access import Actor
from tests.shared_table import GUANGAN, needs_guangan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
SOURCE = "示例目录"
ROWS = [
    "区经信局,未分类,技术改造备案,511Z07001006-511602000000-000-11511301008778183N-1-00,10,511602000000,11511301008778183N",
    "区经信局,未分类,其他材料核对,5-1,20,511602000000,",
    "区人社局,未分类,社会保障卡补换,5-2,20,511602000000,",
]


def listed(rows=ROWS):
    content = "\n".join([",".join(COLUMNS), *rows]).encode()
    listing_import(content=content, source=SOURCE, actor=Actor.system("test"), now=now())


def test_what_is_published_is_scored_and_the_score_is_explained(city):
    found = version_quality(city.version_id)

    assert found.score == Quality.objects.get(pk=city.version_id).score
    assert found.score == (100 * (1 - found.lost / found.weight)).quantize(Decimal("0.1"))
    assert {row.why for row in found.shortfalls} <= {"unknown", "warn", "absent"}
    assert [row.lost for row in found.shortfalls] == sorted((row.lost for row in found.shortfalls), reverse=True)


def test_a_warning_is_explained_in_its_sentence(city):
    warned = [row for row in version_quality(city.version_id).shortfalls if row.why == "warn"]

    assert warned
    assert all("%(" not in sentence and "原文" in sentence for row in warned for sentence in row.sentences)


def test_scoring_anew_gives_the_same_and_finds_what_was_never_scored(city):
    before = Quality.objects.get(pk=city.version_id).score
    Quality.objects.all().delete()
    unscored = department_qualities(on=today())[0]

    total = quality_rebuild(now=now())

    assert (unscored.unscored, unscored.average) == (1, None)
    assert total == 1
    assert Quality.objects.get(pk=city.version_id).score == before


def test_departments_of_listings_stand_beside_agencies_and_add_up(city):
    listed()
    rows = department_qualities(on=today())
    own = [row for row in rows if not row.is_listed]
    others = {row.name: row for row in rows if row.is_listed}
    each = {row.name: listed_item_quality(row.id).score for row in ListedItem.objects.all()}

    assert [row.items for row in own] == [1]
    assert own[0].average == Quality.objects.get(pk=city.version_id).score
    assert {name: row.items for name, row in others.items()} == {"区经信局": 2, "区人社局": 1}
    assert others["区人社局"].average == each["社会保障卡补换"]
    assert others["区经信局"].lowest == each["其他材料核对"]
    assert listed_average(rows) is not None


def test_a_catch_all_in_the_name_of_a_listed_item_costs_its_name():
    listed()
    vague = listed_item_quality(ListedItem.objects.get(name="其他材料核对").id)
    name = next(row for row in vague.shortfalls if row.key == "name")

    assert (name.why, name.lost) == ("stop", Decimal(6))
    assert "其他材料" in name.sentences[0]
    assert {row.why for row in vague.shortfalls if row.key != "name"} == {"absent"}


def test_the_items_of_a_department_come_page_by_page(city):
    listed([f"区人社局,未分类,第{n}件,5-{n},20,511602000000," for n in range(120)])
    key = next(row.key for row in department_qualities(on=today()) if row.is_listed)

    first, has_more = item_qualities(key, on=today())
    last, has_rest = item_qualities(key, on=today(), start=100)

    assert (len(first), has_more, len(last), has_rest) == (50, True, 20, False)
    own, _more = item_qualities(f"agency-{city.agency_id}", on=today())
    assert [row.id for row in own] == [city.version_id]


@pytest.mark.parametrize("key", ["agency-x", "x", ""])
def test_no_department_has_no_items(key):
    with pytest.raises(ItemNotFound):
        item_qualities(key, on=today())
    with pytest.raises(ItemNotFound):
        version_quality(uuid4())
    with pytest.raises(ItemNotFound):
        listed_item_quality(uuid4())


def test_the_table_names_every_item_once():
    listed()
    rows = list(quality_table(on=today()))

    assert len(rows) == 4
    assert {row[4] for row in rows} == {"published", "listed"}


def test_the_departments_cost_the_same_however_many_items_are_listed(django_assert_max_num_queries):
    listed([f"区人社局,未分类,第{n}件,5-{n},20,511602000000," for n in range(300)])

    with django_assert_max_num_queries(2):
        department_qualities(on=today())


def told(*arguments):
    out = StringIO()
    call_command("catalogue_quality", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_tells_departments_and_scores_anew():
    listed()
    text = told("--rebuild")
    data = json.loads(told("--json"))

    assert "重新计算了1个已发布的版本" in text
    assert "仅供查询的3个事项平均" in text
    assert data["rebuilt"] is None
    assert {row["name"] for row in data["departments"]} >= {"区经信局", "区人社局"}


@needs_guangan
def test_the_imported_catalogue_is_scored_for_what_it_lists():
    listing_import(content=GUANGAN.read_bytes(), source=SOURCE, actor=Actor.system("test"), now=now())
    rows = [row for row in department_qualities(on=today()) if row.is_listed]

    assert sum(row.items for row in rows) == 594
    assert Decimal(4) < listed_average(rows) < Decimal(12)
