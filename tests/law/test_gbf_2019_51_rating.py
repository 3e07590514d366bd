"""国办发〔2019〕51号: whoever was served rates the service, once it was given; a bad rating is followed up."""

from dataclasses import replace

from oneseal.evaluation.errors import NotYetDelivered
from oneseal.evaluation.rating_errors import (
    CallBackFirst,
    RatingNotFound,
    RectificationByHandler,
    RectificationByWhoAsked,
)
from oneseal.evaluation.selectors import rating_of_case
from oneseal.evaluation.selectors.ratings import rating_for_actor
from oneseal.evaluation.selectors.rectifications import bad_ratings_open
from oneseal.evaluation.services import RatingTold, case_rate, rectification_move
from oneseal.foundation.timekeeping import now, today
from tests.factories import world
from tests.law.demands import LAW, refused

pytestmark = LAW


def rate(case, grade=1):
    return case_rate(facts=case.facts, told=RatingTold(grade, "很好"), actor=case.applicant, now=now())


def badly_rated():
    """Return (id of the rating, id of its rectification)."""
    rating_id = rate(world.delivered_case(), 5)
    (task,) = bad_ratings_open(today=today())
    return rating_id, task.rectification_id


def step(task, action, *, actor=None):
    actor = actor or world.staff("agency_head")
    rectification_move(rectification_id=task, action=action, text="情况如下。", actor=actor, now=now())


def test_a_case_is_rated_once_its_result_was_handed_over():
    case = world.delivered_case()
    rate(case)

    assert rating_of_case(case.id) is not None


def test_nothing_is_rated_before_its_result():
    case = world.submitted_case()

    with refused(NotYetDelivered):
        rate(case)


def test_a_bad_rating_opens_its_rectification():
    badly_rated()

    assert len(bad_ratings_open(today=today())) == 1


def test_a_named_rater_is_called_back_first():
    _rating, task = badly_rated()

    with refused(CallBackFirst):
        step(task, "verify")


def test_who_handled_the_case_does_not_call_back():
    _rating, task = badly_rated()
    reviewer = world.staff("reviewer")
    handler = replace(reviewer, permissions=reviewer.permissions | {"ratings.handle"})

    with refused(RectificationByHandler):
        step(task, "contact", actor=handler)


def test_who_asked_for_a_review_does_not_decide_on_it():
    _rating, task = badly_rated()
    head = world.staff("agency_head")
    both = replace(head, permissions=head.permissions | {"ratings.supervise"})
    for action in ("contact", "verify", "appeal"):
        step(task, action, actor=both)

    with refused(RectificationByWhoAsked):
        step(task, "uphold", actor=both)


def test_the_rated_does_not_read_a_rating_before_it_is_closed():
    rating, _task = badly_rated()

    with refused(RatingNotFound):
        rating_for_actor(rating, actor=world.staff("reviewer"))
