"""The demo city was rated with every grade, and its bad ratings stand in several states."""

import pytest

from oneseal.evaluation.models import Rating, Rectification
from oneseal.foundation.timekeeping import now
from oneseal.simulation.past import demo_past_make
from oneseal.simulation.rating import STORIES, demo_ratings_make
from oneseal.simulation.services import demo_city_build


@pytest.mark.usefixtures("empty_house", "clock")
def test_the_demo_city_shows_every_grade_and_most_states():
    demo_city_build(now=now())
    demo_past_make(now=now())

    assert demo_ratings_make(now=now()) == len(STORIES)

    assert set(Rating.objects.values_list("grade", flat=True)) == {1, 2, 3, 4, 5}
    states = set(Rectification.objects.values_list("state", flat=True))
    assert states >= {"opened", "contacted", "verified", "explained", "appealed", "answered", "closed"}
    assert Rating.objects.filter(counts=False).count() == 1
    for task in Rectification.objects.all():
        taken = [step.taken_at for step in task.steps.all()]
        assert taken == sorted(taken)
        assert all(at <= now() for at in taken)
