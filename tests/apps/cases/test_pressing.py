"""One press, sent twice: done once, in the words it first came with, by the one who pressed."""

from dataclasses import replace

import pytest

from oneseal.cases import services
from oneseal.cases.press_errors import PressedOtherwise
from oneseal.cases.selectors import opinions_of
from oneseal.cases.services.deciding import OpinionTold
from oneseal.foundation.timekeeping import now
from oneseal.kernel.lifecycle import NoSuchMove
from tests.apps.traces import paper_kinds, refused, verbs
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def test_the_same_press_twice_gives_the_same_number_and_one_receipt():
    case = world.filled_case()
    key = world.uuid4()

    first = world.submit(case, key)
    second = world.submit(case, key)

    assert first == second
    assert first.number
    assert paper_kinds(case.id) == ["receipt"]
    assert verbs(case.id) == ["cases.submit"]


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


def test_the_same_press_of_another_person_is_no_repetition():
    case = world.submitted_case()
    first, second = world.staff("intake_clerk"), world.appoint("intake_clerk")
    press = world.press(first)
    services.case_accept(case_id=case.id, press=press)

    with refused(NoSuchMove):
        services.case_accept(case_id=case.id, press=services.Press(second, now(), press.key))


def test_a_key_used_for_another_act_is_no_repetition():
    case = world.reviewed_case()
    press = world.press(world.staff("approver"))
    services.case_send_back(case_id=case.id, reason="请补充现场核查结论。", press=press)

    with refused(NoSuchMove, action="grant"):
        services.case_grant(case_id=case.id, text="", press=press)
