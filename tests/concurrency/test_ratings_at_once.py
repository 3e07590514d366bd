"""Two ratings of one session at the same moment: one wins."""

import pytest
from django.db import connection

from oneseal.evaluation.errors import AlreadyRated
from oneseal.evaluation.models import Rating
from oneseal.evaluation.services import RatingTold, case_rate
from oneseal.foundation.timekeeping import now
from tests.concurrency.racing import at_once, failures
from tests.factories import world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_city")]
ONCE = "evaluation_once_a_session"


def rate_twice_at_once():
    """Rate one delivered case twice, each on a connection of its own; return what went wrong."""
    case = world.not_accepted_case()
    world.deliver_events()
    world.hand_over(case)
    facts = case.facts
    acts = [
        lambda grade=grade: case_rate(facts=facts, told=RatingTold(grade), actor=case.applicant, now=now())
        for grade in (1, 5)
    ]
    return failures(at_once(*acts))


def test_one_of_two_ratings_of_a_session_wins():
    refused = rate_twice_at_once()

    assert [type(problem) for problem in refused] == [AlreadyRated]
    assert Rating.objects.count() == 1


def test_without_the_constraint_both_stand():
    """The negative control: nothing but the constraint keeps the second one away."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE evaluation_rating DROP CONSTRAINT {ONCE}")
    try:
        assert not rate_twice_at_once()
        assert Rating.objects.count() == 2
    finally:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE evaluation_rating CASCADE")
            cursor.execute(f"ALTER TABLE evaluation_rating ADD CONSTRAINT {ONCE} UNIQUE (case_id, session_id)")
