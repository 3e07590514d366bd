"""Penalties, coercion and inspections: published like every item, read by everybody, applied for by nobody."""

import json

import pytest
from django.conf import settings

from oneseal.cases.errors import ItemNotOpen
from oneseal.cases.services import case_start
from oneseal.catalog.errors import ItemNotFound, PublicationRefused
from oneseal.catalog.models import ItemVersion, Quality
from oneseal.catalog.rules.elements import ITEM_ELEMENT
from oneseal.catalog.selectors import Wanted, catalogue_found, items_received, version_for_editor
from oneseal.catalog.selectors.findings import findings_of
from oneseal.catalog.selectors.items import item_public
from oneseal.catalog.selectors.powers import power_public
from oneseal.catalog.services import elements_set, item_draft_from_reference, item_publish
from oneseal.catalog.services.editing import ElementTold
from oneseal.foundation.timekeeping import now, today
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
DEMO = settings.BASE_DIR / "fixtures/demo"
CITY = json.loads((DEMO / "items-d.json").read_text("utf-8"))
each_power = pytest.mark.parametrize("key", [pytest.param(key, id=key) for key in CITY])
PENALTY = "unlicensed-agency-penalty"


def drafted(key, **more):
    editor = world.staff("item_administrator")
    version_id = item_draft_from_reference(key=key, actor=editor, now=now())
    told = [ElementTold(name, text, revision=0) for name, text in {**CITY[key]["elements"], **more}.items()]
    elements_set(version_id=version_id, told=told, actor=editor, now=now())
    return version_id


def published(key):
    version_id = drafted(key)
    item_publish(version_id=version_id, effective_on=today(), actor=world.staff("item_administrator"), now=now())
    return ItemVersion.objects.select_related("item").get(pk=version_id)


@each_power
def test_a_power_is_published_with_what_its_city_says(key):
    version = published(key)
    terms = power_public(version.item_id, on=today())

    assert CITY[key]["elements"]["basic_code"] in terms.implementation_code
    assert version.form == {}
    assert Quality.objects.get(pk=version.id).score > 70


@each_power
def test_nobody_applies_for_a_power(key):
    version = published(key)
    actor, party_id = world.applicant()

    with pytest.raises(ItemNotFound):
        item_public(version.item_id, on=today())
    with pytest.raises((ItemNotFound, ItemNotOpen)):
        case_start(item_id=version.item_id, party_id=party_id, actor=actor, now=now())
    assert version.item_id not in {row.item_id for row in items_received(on=today())}


def test_a_power_is_found_and_counted_apart():
    version = published(PENALTY)
    reach = {one.value: one.count for one in catalogue_found(Wanted(), on=today()).facets if one.facet == "reach"}
    found = catalogue_found(Wanted(reach="power"), on=today())

    assert (reach["online"], reach["power"]) == (1, 1)
    assert [row.id for row in found.rows] == [version.item_id]
    assert not found.rows[0].is_applied_for
    assert version.item_id not in {row.id for row in catalogue_found(Wanted(reach="online"), on=today()).rows}
    assert version.item_id not in {row.id for row in catalogue_found(Wanted(audience="person"), on=today()).rows}


def test_an_item_that_is_applied_for_is_no_power(city):
    with pytest.raises(ItemNotFound):
        power_public(city.item_id, on=today())


def test_a_power_that_names_a_fee_is_stopped():
    version_id = drafted(PENALTY, fee_flag="是")
    facts = version_for_editor(version_id, actor=world.staff("item_administrator"))

    assert ("fee_flag", "catalog.element_of_another_type") in {(one.path, one.code) for one in facts.stops}
    with pytest.raises(PublicationRefused):
        item_publish(version_id=version_id, effective_on=today(), actor=world.staff("item_administrator"), now=now())


def test_the_form_of_a_draft_that_became_a_power_is_not_published():
    version_id = drafted(PENALTY)
    ItemVersion.objects.filter(pk=version_id).update(form=ItemVersion.objects.exclude(form={}).first().form)

    item_publish(version_id=version_id, effective_on=today(), actor=world.staff("item_administrator"), now=now())

    assert ItemVersion.objects.get(pk=version_id).form == {}


def test_what_may_stay_unknown_is_listed_with_its_names():
    facts = version_for_editor(drafted(PENALTY), actor=world.staff("item_administrator"))
    found = findings_of(facts)

    assert (found.stop_count, found.stops) == (0, ())
    assert "central_dept_code" in {row.value for row in found.unknown}
    assert all(row.label == ITEM_ELEMENT[row.value].chinese for row in found.unknown)


def test_the_findings_stand_under_their_elements_and_name_what_to_do():
    facts = version_for_editor(
        drafted(PENALTY, purpose="由有关部门办理，酌情处理。", name_en=""), actor=world.staff("item_administrator")
    )
    found = findings_of(facts)

    assert [(row.key, len(row.sentences)) for row in found.stops] == [("purpose", 2)]
    assert all("写出" in sentence for row in found.stops for sentence in row.sentences)
    assert "name_en" in {row.value for row in found.unknown}
