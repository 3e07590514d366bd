"""A lot proves clean, and whatever was altered in it, in its case or in its trace is named."""

import pytest

from oneseal.cases.models import Drawing
from tests.apps.foundation.proving import found, tampered
from tests.factories import blind, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


@pytest.fixture
def case():
    """Return a case in blind mode that fell to an examiner, and was drawn again."""
    blind.publish()
    blind.examiners(3)
    case = blind.accepted_case()
    blind.draw_again(case)
    world.deliver_events()
    return case


def test_a_case_that_was_drawn_twice_proves_clean(case):
    assert Drawing.objects.filter(case_id=case.id).count() == 2
    assert found() == []


@pytest.mark.parametrize(
    ("statement", "codes"),
    [
        pytest.param(
            "DELETE FROM cases_drawing WHERE case_id = %s", {"drawings.gone"}, id="every-lot-taken-away",
        ),
        pytest.param(
            "UPDATE cases_drawing SET candidates = '[]' WHERE case_id = %s AND ground <> 'accepted'",
            {"drawings.altered", "drawings.differs"}, id="nobody-was-there",
        ),
        pytest.param(
            "UPDATE cases_drawing SET ground = 'recused' WHERE case_id = %s AND ground <> 'accepted'",
            {"drawings.altered"}, id="another-ground",
        ),
        pytest.param(
            "UPDATE cases_case SET assignee_id = gen_random_uuid() WHERE id = %s", {"drawings.assignee"},
            id="another-examiner",
        ),
        pytest.param(
            "UPDATE cases_case SET is_blind = false WHERE id = %s", {"drawings.stray"}, id="the-cover-taken-off",
        ),
    ],
)  # fmt: skip
def test_what_was_altered_by_hand_is_named(case, statement, codes):
    tampered(statement, [case.id])

    assert {code for code, subject in found() if subject == case.facts.number} == codes
