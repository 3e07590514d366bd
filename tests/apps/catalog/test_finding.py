"""Finding: by words, aliases, sound, parts, codes; ranked by where it was hit; dated; made anew by one command."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from oneseal.catalog.models import Entry, ItemVersion, ListedItem
from oneseal.catalog.rules.listing import COLUMNS
from oneseal.catalog.selectors import HitKind, How, Wanted, catalogue_found
from oneseal.catalog.services import item_publish, item_revise, listed_item_complete, listing_import
from oneseal.catalog.services.indexing import entries_rebuild
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.access import Actor
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def city(clock):
    return world.city()


@pytest.fixture
def listed(city):
    """List two items of another catalogue; neither says anything of food."""
    names = ("养犬登记办理", "机动车驾驶证遗失补证")
    rows = [
        f"区公安局,未分类,{name},511Z0700{number:04d}-511602000000-000-11511301008778183N-1-00,1,511602000000,00877836X"
        for number, name in enumerate(names)
    ]
    content = "\n".join([",".join(COLUMNS), *rows]).encode()
    listing_import(content=content, source="示例目录", actor=Actor.system("test"), now=now())
    return ListedItem.objects.order_by("name")


def found(words="", **narrowed):
    return catalogue_found(Wanted(words=words, **narrowed), on=today())


def names(words="", **narrowed):
    return [row.name for row in found(words, **narrowed).rows]


@pytest.mark.parametrize(
    ("words", "how"),
    [
        pytest.param("食品经营许可", How.WORDS, id="name"),
        pytest.param("开餐馆", How.WORDS, id="alias"),
        pytest.param("shipin", How.SOUND, id="syllables"),
        pytest.param("shi pin jing ying", How.SOUND, id="syllables-apart"),
        pytest.param("spjy", How.SOUND, id="initials"),
        pytest.param("SPJYXK", How.SOUND, id="initials-in-capitals"),
        pytest.param("jingying", How.SOUND, id="syllables-from-the-middle"),
        pytest.param("食品京营", How.SOUND, id="homophone"),
        pytest.param("品经营许", How.SOUND, id="part-of-words"),
        pytest.param("操作流程", How.WORDS, id="material"),
        pytest.param("food business", How.WORDS, id="english-name"),
    ],
)
def test_an_item_is_found_by(city, listed, words, how):
    result = found(words)

    assert result.rows[0].id == city.item_id
    assert result.how is how
    assert not any(row.is_listed for row in result.rows)


@pytest.mark.parametrize("words", ["挖掘机", "xyzq", "狗", "'", "\\", "%", "_", ":*", "火:*", "'' | ''", "（）", "!&|"])
def test_what_is_not_there_is_not_found_and_no_sign_breaks_the_question(city, words):
    assert not found(words).rows


def test_the_code_is_found_from_its_beginning_in_either_case(city):
    code = ItemVersion.objects.get(item_id=city.item_id).item.implementation_code

    for told in (code, code[:12], code.lower()):
        assert [row.id for row in found(told).rows] == [city.item_id]
        assert found(told).how is How.CODE


def test_an_alias_material_or_question_that_was_hit_is_shown(city):
    assert found("开餐馆").rows[0].hit.kind is HitKind.ALIAS
    assert found("操作流程").rows[0].hit.kind is HitKind.MATERIAL
    assert "操作流程" in found("操作流程").rows[0].hit.text
    assert found("食品经营许可").rows[0].hit is None


def test_where_nothing_holds_all_the_words_the_nearest_are_proposed(city):
    result = found("食品火箭")

    assert result.total == 0
    assert [row.id for row in result.near] == [city.item_id]


def test_what_is_hit_by_name_stands_before_what_is_hit_by_a_material(city, listed):
    """操作流程 stands in a material of the published item, and here in the name of a listed one."""
    word = "操作流程"
    row = listed[0]
    ListedItem.objects.filter(pk=row.pk).update(name=f"{word}登记")
    entries_rebuild()

    assert [one.id for one in found(word).rows][:2] == [row.pk, city.item_id]


def test_a_version_is_found_from_the_day_it_holds_until_the_next_one_does(city):
    entry = Entry.objects.get(item_id=city.item_id)
    before = entry.from_on - timedelta(days=1)

    assert entry.until_on.year == 9999
    assert not catalogue_found(Wanted(), on=before).rows
    assert catalogue_found(Wanted(), on=entry.from_on).total == 1


def test_the_next_version_takes_over_on_its_first_day(city):
    starts_on = today() + timedelta(days=30)
    actor = world.staff("item_administrator")
    version = item_revise(item_id=city.item_id, actor=actor, now=now())
    item_publish(version_id=version, effective_on=starts_on, actor=actor, now=now())

    old, new = Entry.objects.filter(item_id=city.item_id).order_by("from_on")
    assert (old.until_on, new.from_on) == (starts_on, starts_on)
    for on in (today(), starts_on - timedelta(days=1), starts_on):
        assert catalogue_found(Wanted(), on=on).total == 1


def test_what_was_completed_is_found_as_the_item_it_became_only(city, listed):
    actor = world.staff("item_administrator")
    listed_item_complete(listed_id=listed[0].id, template="food-business-licence-new", actor=actor, now=now())

    assert not names("养犬登记")
    assert names("驾驶证遗失")


def test_reindexing_changes_nothing_and_mends_everything(city, listed):
    def kept():
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_jsonb(entry) FROM catalog_entry AS entry ORDER BY id")
            return cursor.fetchall()

    before = kept()
    call_command("reindex", stdout=StringIO())
    assert kept() == before

    Entry.objects.all().delete()
    call_command("reindex", stdout=StringIO())
    assert kept() == before


def test_a_facet_counts_what_its_list_holds(city, listed):
    whole = found()

    assert whole.total == 3
    for one in whole.facets:
        assert found(**{one.facet: one.value}).total == one.count, one


def test_narrowings_combine(city, listed):
    assert found(reach="listed", kind="01").total == 2
    assert found("驾驶证", reach="listed").total == 1
    assert found("驾驶证", reach="online").total == 0


# A list without a search is counted by a question of its own, once until something changes.
@pytest.mark.parametrize(("words", "most"), [("", 2), ("食品", 1), ("spjy", 1), ("食品京营", 2), ("挖掘机", 3)])
def test_a_search_asks_few_questions(city, listed, django_assert_max_num_queries, words, most):
    with django_assert_max_num_queries(most):
        found(words)
