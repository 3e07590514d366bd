"""Who may apply: the kinds of applicants that an item names (GB/T 39046-2020 A.4)."""

import pytest

from oneseal.catalog.rules.applicants import serves


@pytest.mark.parametrize(
    ("objects", "person", "organisation"),
    [
        pytest.param(("1",), True, False, id="natural-persons-only"),
        pytest.param(("2", "3", "6"), False, True, id="organisations-only"),
        pytest.param(("1", "2"), True, True, id="both"),
        pytest.param((), True, True, id="unknown-excludes-nobody"),
    ],
)
def test_an_item_is_applied_for_by_those_whom_it_names(objects, person, organisation):
    assert serves(objects, "person") is person
    assert serves(objects, "organisation") is organisation
