"""A second press of one button: silent with the same words, refused with others, which are never dropped unsaid."""

from dataclasses import replace

import pytest

from oneseal.cases import services
from oneseal.cases.press_errors import PressedOtherwise
from oneseal.cases.selectors import opinions_of
from oneseal.cases.services.deciding import OpinionTold
from tests.apps.traces import refused
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def test_the_same_press_with_other_words_is_refused_and_the_first_words_stand():
    case = world.accepted_case()
    press = replace(world.press(world.staff("reviewer")), told="digest of the first words")

    def recommend(text, press):
        services.case_recommend(case_id=case.id, told=OpinionTold("grant", text), press=press)

    recommend("符合条件。", press)
    recommend("符合条件。", press)
    with refused(PressedOtherwise):
        recommend("现场另有问题。", replace(press, told="digest of other words"))

    assert [row.text for row in opinions_of(case.facts)] == ["符合条件。"]
