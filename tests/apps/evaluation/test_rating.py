"""Rating a case: once, when the result was handed over, by whom the case belongs to."""

import pytest
from django.db import IntegrityError, transaction

from oneseal.evaluation.errors import AlreadyRated, GradeUnknown, NotYetDelivered
from oneseal.evaluation.models import Rating
from oneseal.evaluation.selectors import rating_of_case
from oneseal.evaluation.services import RatingTold, case_rate
from oneseal.foundation.timekeeping import now
from tests.apps.traces import acts, refused
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def rate(case, grade=1, text=""):
    return case_rate(facts=case.facts, told=RatingTold(grade, text), actor=case.applicant, now=now())


def delivered():
    case = world.not_accepted_case()
    world.deliver_events()
    world.hand_over(case)
    return case


@pytest.mark.parametrize("grade", [pytest.param(grade, id=f"grade-{grade}") for grade in range(1, 6)])
def test_each_of_the_five_grades_is_kept(grade):
    case = delivered()

    rating_id = rate(case, grade, "  很好 ")

    rating = rating_of_case(case.id)
    assert (rating.grade, rating.text, rating.agency_id) == (grade, "很好", case.facts.agency_id)
    assert [act.verb for act in acts(rating_id)] == ["evaluation.rated"]
    assert str(grade) not in str(acts(rating_id)[0].after)


@pytest.mark.parametrize("grade", [pytest.param(grade, id=f"grade-{grade}") for grade in (0, 6, -1)])
def test_there_are_no_other_grades(grade):
    case = delivered()

    with refused(GradeUnknown, grade=grade):
        rate(case, grade)


def test_a_case_is_rated_once():
    case = delivered()
    rate(case)

    with refused(AlreadyRated):
        rate(case, 5)


def test_a_case_is_not_rated_before_its_result():
    case = world.submitted_case()

    with refused(NotYetDelivered):
        rate(case)


def test_a_long_comment_is_kept_to_its_limit():
    case = delivered()

    rate(case, text="好" * 900)

    assert len(rating_of_case(case.id).text) == 500


def test_the_database_knows_five_grades():
    with pytest.raises(IntegrityError, match="evaluation_five_grades"), transaction.atomic():
        Rating.objects.create(
            id=world.uuid4(), case_id=world.uuid4(), session_id=world.uuid4(), agency_id=world.uuid4(), grade=6,
            channel="pc", rated_at=now(),
        )  # fmt: skip
