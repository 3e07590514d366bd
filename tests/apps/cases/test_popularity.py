"""What is applied for most: counted from what was handed in, and not told while it is too little."""

import pytest

from oneseal.cases.selectors import items_most_filed, popularity
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def cases():
    return [world.submitted_case(), world.started_case()]


def test_only_what_was_handed_in_counts(cases, monkeypatch):
    monkeypatch.setattr(popularity, "FEWEST", 1)
    monkeypatch.setattr(popularity, "FEWEST_OF_ITEM", 1)

    assert items_most_filed(5) == [(world.city().item_id, 1)]


def test_too_few_applications_are_not_told(cases):
    assert items_most_filed(5) == []


def test_an_item_with_too_few_is_left_out(cases, monkeypatch):
    monkeypatch.setattr(popularity, "FEWEST", 1)

    assert items_most_filed(5) == []


def test_the_archive_is_not_read(cases, monkeypatch, django_assert_num_queries):
    world.submitted_case()
    monkeypatch.setattr(popularity, "NEWEST", 1)
    monkeypatch.setattr(popularity, "FEWEST", 1)
    monkeypatch.setattr(popularity, "FEWEST_OF_ITEM", 1)

    with django_assert_num_queries(1):
        found = items_most_filed(5)

    assert found == [(world.city().item_id, 1)]
