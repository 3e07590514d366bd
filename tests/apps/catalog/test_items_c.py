"""Twenty-four items that ship: each is drafted, told by its city, published, and its form can be filled in."""

import json
from datetime import date

import pytest
from django.conf import settings

from oneseal.catalog.models import ItemVersion
from oneseal.catalog.selectors import reference_items
from oneseal.kernel.formlogic import clean, validate
from oneseal.kernel.formlogic.definition import FieldType
from oneseal.licences.rules.face import face_values
from tests.factories.shipped import form_of, published

DEMO = settings.BASE_DIR / "fixtures/demo"
CITY = json.loads((DEMO / "items-c.json").read_text("utf-8"))
DAY = date(2026, 3, 4)
EXAMPLES = {
    FieldType.TEXT: "某某",
    FieldType.LONG_TEXT: "某某情况",
    FieldType.CITIZEN_ID: "11010519491231002X",
    FieldType.USCC: "91310116052958608G",
    FieldType.MOBILE: "13800138000",
    FieldType.DATE: "2026-03-02",
    FieldType.NUMBER: "1",
    FieldType.ADDRESS: "某省某市某县某路1号",
    FieldType.PERSON_NAME: "林小满",
    FieldType.CONSENT: "on",
}
LICENCES = ("land-planning-permit", "works-planning-permit", "company-registration")
each_item = pytest.mark.parametrize("key", [pytest.param(key, id=key) for key in CITY])


def _example(field, last):
    """Return an answer to ``field``: of a choice the first option, or the last one."""
    if field.type not in (FieldType.CHOICE, FieldType.MULTI_CHOICE):
        return EXAMPLES[field.type]
    value = field.options[-1 if last else 0].value
    return [value] if field.type is FieldType.MULTI_CHOICE else value


def _answers(form, *, last=False):
    return {field.key: _example(field, last) for field in form.fields}


def test_the_city_speaks_for_items_that_ship_through_agencies_that_it_has():
    bureau = json.loads((DEMO / "city.json").read_text("utf-8"))["agency"]
    others = json.loads((DEMO / "agencies.json").read_text("utf-8"))["others"]
    names = {bureau["uscc"]: bureau["name"]} | {row["facts"]["uscc"]: row["facts"]["name"] for row in others}

    assert set(CITY) <= set(reference_items())
    for row in CITY.values():
        assert row["elements"]["handling_org"].startswith(names[row["agency"]])


@each_item
@pytest.mark.django_db
@pytest.mark.usefixtures("city")
def test_the_item_is_published_with_what_its_city_says(key):
    terms = published(key, CITY[key]["elements"])

    assert ItemVersion.objects.get(item__key=key).state == "published"
    assert CITY[key]["elements"]["basic_code"] in terms.implementation_code
    assert terms.content.text("handling_org") == CITY[key]["elements"]["handling_org"]


@each_item
@pytest.mark.parametrize("last", [pytest.param(False, id="first-options"), pytest.param(True, id="last-options")])
def test_whatever_is_chosen_the_form_can_be_filled_in(key, last):
    form = form_of(key)

    assert validate(form, clean(form, _answers(form, last=last)), today=DAY) == []


@pytest.mark.parametrize("key", [pytest.param(key, id=key) for key in LICENCES])
@pytest.mark.django_db
@pytest.mark.usefixtures("city")
def test_the_face_of_the_licence_is_made_from_the_answers(key):
    terms = published(key, CITY[key]["elements"])
    told = terms.answers_in_words(clean(terms.form, _answers(terms.form)))

    face = face_values(terms.content.texts("licence_fields"), answers=told, holder="持证人")

    assert set(dict(face)) == set(terms.content.texts("licence_fields"))
    assert set(terms.content.texts("licence_fixed_fields")) <= {field.label for field in terms.form.fields}
