"""The one list outside which nothing can be approved: drafted, judged, published, and then frozen."""

import pytest
from django.db import ProgrammingError, connection, transaction

from oneseal.catalog.errors import (
    AlreadyInCatalogue,
    EffectiveTooEarly,
    ElementUnfit,
    ElementUnknown,
    ItemNotFound,
    PublicationRefused,
    VersionFrozen,
)
from oneseal.catalog.models import Item, ItemVersion
from oneseal.catalog.rules.sifting import Sift
from oneseal.catalog.selectors import (
    Wanted,
    catalogue_found,
    item_public,
    items_received,
    version_for_editor,
    version_in_force,
    version_terms,
)
from oneseal.catalog.selectors.sifting import versions_sifted
from oneseal.catalog.services import element_set, elements_set, item_draft_from_reference, item_publish, item_revise
from oneseal.catalog.services.editing import ElementTold
from oneseal.foundation.timekeeping import now, today
from oneseal.foundation.writes import WriteConflict
from oneseal.identity.errors import NotAllowed
from oneseal.kernel.numbering import parse_implementation_code
from tests.apps.traces import acts, refused, verbs
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
EDITOR = "item_administrator"


def editor():
    return world.staff(EDITOR)


def new_draft():
    """Return the id of a second version's draft, ready to be published."""
    return item_revise(item_id=world.city().item_id, actor=editor(), now=now())


def told(version_id, key, text):
    return ElementTold(key, text, version_for_editor(version_id, actor=editor()).revision)


def say(version_id, key, text):
    return element_set(version_id=version_id, told=told(version_id, key, text), actor=editor(), now=now())


def publish(version_id, *, on=None, by=None):
    item_publish(version_id=version_id, effective_on=on or today(), actor=by or editor(), now=now())


# --- drafting ----------------------------------------------------------------------------------


def test_a_published_item_bears_a_checked_implementation_code():
    city = world.city()

    terms = version_terms(city.version_id)

    assert parse_implementation_code(terms.implementation_code).text == terms.implementation_code
    assert terms.implementation_code.startswith(world.AGENCY.uscc)
    assert verbs(city.item_id)[0] == "catalog.item_drafted"
    assert verbs(city.item_id)[-1] == "catalog.item_published"


def test_the_element_that_was_set_says_that_the_city_said_it():
    version_id = new_draft()

    say(version_id, "consult", "0393-1111111（演示）")

    value = ItemVersion.objects.get(pk=version_id).content["elements"]["consult"]
    act = acts(world.city().item_id)[-1]
    assert (value["check_state"], value["source"]) == ("own_wording", "city")
    assert act.verb == "catalog.element_set"
    assert act.after["consult"] == value
    assert act.before["consult"] != value


def test_several_elements_are_set_in_one_act():
    version_id = new_draft()
    several = [told(version_id, "consult", "0393-1111111（演示）"), told(version_id, "station_window", "9号窗口")]

    revision = elements_set(version_id=version_id, told=several, actor=editor(), now=now())

    act = acts(world.city().item_id)[-1]
    assert revision == several[0].revision + 1
    assert list(act.after) == ["consult", "station_window"]


def test_of_several_elements_none_is_set_when_one_does_not_fit():
    version_id = new_draft()
    several = [told(version_id, "consult", "0393-1111111（演示）"), told(version_id, "promise_limit", "十天")]

    with refused(ElementUnfit):
        elements_set(version_id=version_id, told=several, actor=editor(), now=now())

    assert "0393-1111111" not in str(ItemVersion.objects.get(pk=version_id).content["elements"]["consult"])
    assert verbs(world.city().item_id)[-1] == "catalog.item_revised"


def test_an_item_is_drafted_once_per_agency():
    actor = editor()

    with refused(AlreadyInCatalogue):
        item_draft_from_reference(key=world.SHIPPED, actor=actor, now=now())


def test_an_item_that_does_not_ship_cannot_be_drafted():
    actor = editor()

    with refused(ItemNotFound):
        item_draft_from_reference(key="no-such-item", actor=actor, now=now())


@pytest.mark.parametrize("kind", [pytest.param(kind, id=kind) for kind in world.STAFF if kind != EDITOR])
def test_only_the_item_administrator_edits_and_publishes(kind):
    version_id, clerk = new_draft(), world.staff(kind)
    spoken = told(version_id, "consult", "x")

    with refused(NotAllowed):
        item_draft_from_reference(key="x", actor=clerk, now=now())
    with refused(ItemNotFound):
        element_set(version_id=version_id, told=spoken, actor=clerk, now=now())
    with refused(ItemNotFound):
        publish(version_id, by=clerk)
    assert versions_sifted(Sift(), actor=clerk, on=today()) == []


def test_an_element_set_by_somebody_else_in_between_is_not_overwritten():
    version_id = new_draft()
    stale = told(version_id, "consult", "旧的")
    say(version_id, "consult", "新的")

    with refused(WriteConflict):
        element_set(version_id=version_id, told=stale, actor=editor(), now=now())


@pytest.mark.parametrize(
    ("key", "text", "kind"),
    [
        pytest.param("no_such_element", "x", ElementUnknown, id="unknown"),
        pytest.param("legal_basis", "x", ElementUnknown, id="not-for-the-city-to-say-here"),
        pytest.param("promise_limit", "十天", ElementUnfit, id="no-number"),
    ],
)
def test_what_does_not_fit_an_element_is_refused(key, text, kind):
    version_id = new_draft()
    spoken = told(version_id, key, text)

    with refused(kind):
        element_set(version_id=version_id, told=spoken, actor=editor(), now=now())


# --- publishing --------------------------------------------------------------------------------


def test_an_item_without_its_city_s_own_words_is_refused():
    version_id = new_draft()
    say(version_id, "complain", "")

    with refused(PublicationRefused) as caught:
        publish(version_id)
    assert caught.value.facts["count"] >= 1


@pytest.mark.parametrize(
    "days", [pytest.param("300", id="longer-than-the-law"), pytest.param("-3", id="before-it-began")]
)
def test_a_promise_that_no_law_allows_is_refused(days):
    version_id = new_draft()
    say(version_id, "promise_limit", days)

    with refused(PublicationRefused):
        publish(version_id)


def test_a_version_cannot_take_effect_in_the_past(clock):
    version_id = new_draft()
    yesterday = today()
    clock.move(days=1)

    with refused(EffectiveTooEarly):
        publish(version_id, on=yesterday)


def test_a_published_version_is_not_edited_and_not_published_again():
    version_id = world.city().version_id
    spoken = told(version_id, "consult", "x")

    with refused(VersionFrozen):
        element_set(version_id=version_id, told=spoken, actor=editor(), now=now())
    with refused(VersionFrozen):
        publish(version_id)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param("UPDATE catalog_item_version SET name = 'x' WHERE state = 'published'", id="name"),
        pytest.param("UPDATE catalog_item_version SET content = '{}' WHERE state = 'published'", id="content"),
        pytest.param("UPDATE catalog_item_version SET form = '{}' WHERE state = 'published'", id="form"),
        pytest.param("UPDATE catalog_item_version SET state = 'draft' WHERE state = 'published'", id="back-to-draft"),
        pytest.param("UPDATE catalog_item_version SET effective_on = '2020-01-01'", id="date"),
        pytest.param("DELETE FROM catalog_item_version WHERE state = 'published'", id="deleted"),
    ],
)
def test_the_database_itself_freezes_what_is_published(change):
    with (
        pytest.raises(ProgrammingError, match="never changes"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


def test_a_draft_may_still_be_thrown_away():
    version_id = new_draft()

    ItemVersion.objects.filter(pk=version_id).delete()

    assert not ItemVersion.objects.filter(pk=version_id).exists()


def test_revising_twice_gives_the_one_draft_there_is():
    assert new_draft() == new_draft()
    assert ItemVersion.objects.filter(state="draft").count() == 1


def test_a_new_version_counts_from_its_day_and_keeps_code_and_number(clock):
    city = world.city()
    version_id = new_draft()
    say(version_id, "consult", "0393-2222222（演示）")
    clock.move(days=1)

    publish(version_id, on=today() + (today() - world.MORNING.date()))

    assert version_in_force(city.item_id, on=today()) == city.version_id
    clock.move(days=1)
    assert version_in_force(city.item_id, on=today()) == version_id
    assert version_terms(version_id).implementation_code == version_terms(city.version_id).implementation_code
    assert version_terms(version_id).number == 2


def test_a_running_case_keeps_the_version_it_was_filed_under():
    case = world.submitted_case()
    before = case.facts.item_version_id
    publish(new_draft())

    world.services.case_accept(case_id=case.id, press=world.press(world.staff("intake_clerk")))

    assert case.facts.item_version_id == before


# --- reading -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param("", True, id="nothing-typed"),
        pytest.param("食品", True, id="part-of-the-name"),
        pytest.param("经营许可", True, id="two-words"),
        pytest.param("   ", True, id="spaces"),
        pytest.param("婚姻登记", False, id="something-else"),
        pytest.param("'; DROP TABLE x; --", False, id="hostile"),
        pytest.param("%", False, id="wild-card"),
    ],
)
def test_the_public_list_is_searched_in_chinese(words, found):
    assert bool(catalogue_found(Wanted(words=words), on=today()).total) == found


def test_nothing_is_public_before_its_day_and_drafts_never(clock):
    city = world.city()
    draft = new_draft()
    clock.stand_at("2026-03-01 10:00")

    assert items_received(on=today()) == []
    with pytest.raises(ItemNotFound):
        item_public(city.item_id, on=today())
    with pytest.raises(ItemNotFound):
        version_terms(draft)


def test_an_item_that_never_was_is_not_found():
    with pytest.raises(ItemNotFound):
        item_public(world.uuid4(), on=today())
    assert Item.objects.count() == 1
