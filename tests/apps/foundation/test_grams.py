"""A text is found by any part of it, and through an index."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oneseal.cases.models import Case
from oneseal.cases.selectors.filtering import number_ends, said_of_case
from oneseal.foundation.grams import any_contains, grams_of
from oneseal.licences.models import Licence
from tests.factories import world

pytestmark = pytest.mark.django_db
SIGNS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=12)


def text_grams(text):
    with connection.cursor() as cursor:
        cursor.execute("SELECT text_grams(%s)", [text])
        return cursor.fetchone()[0]


def explained(rows):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    return rows.explain()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(before=SIGNS, words=SIGNS, after=SIGNS)
def test_a_text_holds_every_gram_of_every_part_of_it(before, words, after):
    assert set(grams_of(words)) <= set(text_grams(before + words + after))


def test_ascii_letters_count_alike_and_a_text_that_lacks_a_pair_is_not_found():
    assert set(grams_of("ABc")) <= set(text_grams("xabC"))
    assert not set(grams_of("许食")) <= set(text_grams("食品经营许可"))


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize(
    ("words", "finds"), [("食品", True), ("食", True), ("营许", True), ("品食", False), ("%", False)]
)
def test_a_case_is_found_by_any_part_of_its_item(words, finds):
    world.submitted_case()

    assert Case.objects.filter(said_of_case(words)).exists() is finds


@pytest.mark.usefixtures("city")
def test_a_case_is_found_by_the_end_of_its_number():
    world.submitted_case()
    number = Case.objects.exclude(number=None).get().number

    assert Case.objects.filter(number_ends(number[-5:])).exists()
    assert not Case.objects.filter(number_ends("_" + number[-4:])).exists()


@pytest.mark.parametrize(
    ("rows", "index"),
    [
        (lambda: Case.objects.filter(said_of_case("食品")), "cases_by_words"),
        (lambda: Case.objects.filter(number_ends("0001")), "cases_by_number_end"),
        (lambda: Licence.objects.filter(any_contains(("number", "holder_name"), "食品")), "licences_by_words"),
    ],
)
def test_each_search_has_its_index(rows, index):
    assert index in explained(rows())
