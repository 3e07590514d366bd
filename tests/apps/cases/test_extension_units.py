"""An extension counts in its own unit, wherever it is counted, told or proved (APL 42(1); C.3)."""

from datetime import timedelta

import pytest

from oneseal.cases import selectors as cases
from oneseal.cases.proving.clocks import clocks
from oneseal.catalog.models import ItemVersion
from oneseal.foundation.proof.ports import Scope, Tally
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.clock import Unit
from oneseal.workflow.selectors import calendar
from tests.apps.cases.test_clocks import words_of
from tests.factories import aside, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def extended(*, law, unit, of_item):
    """Return a case whose item has such a law and names such an extension, extended by five."""
    held = ItemVersion.objects.get(pk=world.city().version_id).content["elements"]["special_procedures"]["value"]
    named = [{**way, "unit": of_item, "max_days": 30} for way in held if way["kind"] == "extension" and of_item]
    aside.republish(
        stat_limit=law, stat_limit_unit=unit,
        special_procedures=[*(way for way in held if way["kind"] != "extension"), *named],
    )  # fmt: skip
    case = world.accepted_case()
    aside.extend(case, 5)
    return case


@pytest.mark.parametrize(
    ("law", "unit", "of_item", "words", "limit"),
    [
        pytest.param(3, "M", "", "延长5个工作日", "3个月另加5个工作日", id="months-and-the-licensing-law"),
        pytest.param(20, "ND", "WD", "延长5个工作日", "20日另加5个工作日", id="natural-days-and-working-days"),
        pytest.param(60, "ND", "ND", "延长5日", "65日", id="natural-days-and-natural-days"),
        pytest.param(20, "WD", "WD", "延长5个工作日", "25个工作日", id="working-days"),
    ],
)
def test_an_extension_is_counted_told_and_proved_in_its_own_unit(law, unit, of_item, words, limit):
    case = extended(law=law, unit=unit, of_item=of_item)
    facts = case.facts

    by_law = cases.derivation_for_page(facts, on=today(), promised=False)
    assert (by_law.due_on, by_law.extended_by.length) == (facts.statutory_due_on, 5)
    assert by_law.extended_by.unit is (Unit.NATURAL_DAY if of_item == "ND" else Unit.WORKING_DAY)
    assert facts.statutory_due_on < today() + timedelta(100 + 14)
    assert facts.due_on <= facts.statutory_due_on
    told = words_of(case, "extension_notice")
    assert words in told
    assert limit in told
    assert [finding.code for finding in clocks(Scope(now()), Tally())] == []
    admin = world.staff(world.ADMINISTRATOR)
    assert cases.dues_moved_count(calendar=calendar(), today=today(), actor=admin).moved == 0
