"""A bad rating is followed up: by whom, until when, and who may read it meanwhile."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from oneseal.cases.selectors import contact_of
from oneseal.evaluation.models import Rating, Rectification
from oneseal.evaluation.rating_errors import (
    NobodyToCall,
    RatingNotFound,
    RectificationByHandler,
    RectificationNoMove,
    RectificationNotFound,
)
from oneseal.evaluation.selectors.figures import By, Period, rating_figures
from oneseal.evaluation.selectors.ratings import rating_for_actor
from oneseal.evaluation.selectors.rectifications import (
    bad_ratings_open,
    rectification_for_actor,
    rectifications_for_actor,
)
from oneseal.evaluation.services import RatingTold, case_rate, rater_reveal, rectification_move
from oneseal.foundation.readlog.models import Reading
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.errors import NotAllowed
from tests.apps.traces import refused, told, verbs
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
ALL = Period(date(2026, 1, 1), date(2026, 12, 31))


def bad(grade=5, **more):
    """Return (case, rectification) of a bad rating."""
    case = world.not_accepted_case()
    world.deliver_events()
    world.hand_over(case)
    rating_id = case_rate(facts=case.facts, told=RatingTold(grade, "等了很久", **more), actor=case.applicant, now=now())
    return case, Rectification.objects.get(rating_id=rating_id)


def step(task, action, *, by="agency_head", text="已经办妥。"):
    rectification_move(rectification_id=task.id, action=action, text=text, actor=world.staff(by), now=now())
    task.refresh_from_db()


def test_a_bad_rating_opens_its_task_with_both_limits():
    _case, task = bad()

    assert (task.state, task.contact_due_on, task.fix_due_on) == ("opened", date(2026, 3, 5), date(2026, 3, 25))
    assert told("evaluation.bad_rating_opened")[-1]["rectification_id"] == str(task.id)


@pytest.mark.parametrize("grade", [pytest.param(grade, id=f"grade-{grade}") for grade in (1, 2, 3)])
def test_a_good_rating_opens_none(grade):
    case = world.delivered_case()
    case_rate(facts=case.facts, told=RatingTold(grade), actor=case.applicant, now=now())

    assert not Rectification.objects.exists()


def test_the_whole_way_is_kept_step_by_step_and_told(clock):
    _case, task = bad()
    for action in ("contact", "verify", "correct", "answer"):
        step(task, action)
        clock.move(minutes=1)
    step(task, "close", text="")

    assert (task.state, task.verdict, task.answer) == ("closed", "corrected", "已经办妥。")
    assert [row.action for row in task.steps.all()] == ["contact", "verify", "correct", "answer", "close"]
    assert verbs(task.id) == ["evaluation.rectified"] * 5
    assert told("evaluation.bad_rating_answered")[-1]["is_named"] is True
    assert told("evaluation.bad_rating_closed")[-1]["verdict"] == "corrected"


def test_an_upheld_appeal_takes_the_rating_out_of_the_figures_and_keeps_it():
    _case, task = bad()
    for action in ("contact", "verify", "appeal"):
        step(task, action)
    (before,) = rating_figures(ALL)

    step(task, "uphold", by="supervisor")

    (after,) = rating_figures(ALL)
    assert (before.counted.grades, after.counted.grades) == ((0, 0, 0, 0, 1), (0, 0, 0, 0, 0))
    assert after.rate is None
    assert Rating.objects.get(pk=task.rating_id).grade == 5


def test_an_appeal_is_not_decided_by_who_handles_it():
    _case, task = bad()
    for action in ("contact", "verify", "appeal"):
        step(task, action)

    with refused(NotAllowed):
        step(task, "uphold", by="agency_head")


@pytest.mark.parametrize("kind", ["intake_clerk", "supervisor", "issue_clerk", "approver"])
def test_other_posts_of_the_agency_do_not_follow_up(kind):
    _case, task = bad()

    with refused(NotAllowed):
        step(task, "contact", by=kind)


def test_who_handled_the_case_neither_calls_nor_sees_it_before_it_is_closed():
    case, task = bad()
    head = world.staff("agency_head")
    Rating.objects.filter(pk=task.rating_id).update(clerk_id=head.account_id)

    with refused(RectificationByHandler):
        step(task, "contact")
    with refused(RectificationByHandler):
        rater_reveal(rectification_id=task.id, actor=head, now=now())
    with refused(RectificationNotFound):
        rectification_for_actor(task.id, actor=head, today=today())
    with refused(RatingNotFound):
        rating_for_actor(task.rating_id, actor=head)
    assert rectifications_for_actor(head, today=today()) == []
    assert case.id == task.case_id


def test_the_clerk_who_was_rated_reads_it_once_it_is_closed_and_never_who_rated():
    _case, task = bad()
    clerk = world.staff("intake_clerk")
    with refused(RatingNotFound):
        rating_for_actor(task.rating_id, actor=clerk)
    for action in ("contact", "verify", "explain", "answer", "close"):
        step(task, action)

    found = rating_for_actor(task.rating_id, actor=clerk)

    assert found.grade == 5
    assert "张三" not in repr(found)
    assert rectification_for_actor(task.id, actor=clerk, today=today()).actions == ()


def test_an_applicant_and_nobody_see_no_rectification():
    case, task = bad()

    for actor in (case.applicant, None):
        with refused(RectificationNotFound):
            rectification_for_actor(task.id, actor=actor, today=today())


def test_who_calls_back_learns_the_name_and_each_look_is_kept():
    case, task = bad()
    head = world.staff("agency_head")

    name, mobile = rater_reveal(rectification_id=task.id, actor=head, now=now())

    assert (name, mobile) == ("张三", contact_of(case.id).mobile)
    look = Reading.objects.get(kind="rating")
    assert (look.actor_id, look.subject_id, look.party_id) == (head.account_id, task.rating_id, case.facts.party_id)


def test_nobody_learns_the_name_of_who_wants_none():
    _case, task = bad(is_anonymous=True)

    with refused(NobodyToCall):
        rater_reveal(rectification_id=task.id, actor=world.staff("agency_head"), now=now())
    with refused(NobodyToCall):
        step(task, "contact")
    step(task, "verify")
    assert task.state == "verified"


def test_after_the_call_the_name_is_closed_again():
    _case, task = bad()
    step(task, "contact")

    with refused(NobodyToCall):
        rater_reveal(rectification_id=task.id, actor=world.staff("agency_head"), now=now())


def test_the_same_press_again_changes_nothing():
    _case, task = bad()
    step(task, "contact")
    step(task, "contact")

    assert task.steps.count() == 1
    with refused(RectificationNoMove):
        step(task, "contact", text="别的话")


def test_the_light_follows_the_limits(clock):
    _case, task = bad()
    head = world.staff("agency_head")
    (line,) = rectifications_for_actor(head, today=today())
    assert (line.due_on, line.days_left, line.light) == (date(2026, 3, 5), 1, "yellow")

    clock.move(days=2)
    (late,) = rectifications_for_actor(head, today=today())
    assert (late.days_left, late.light) == (-1, "red")
    step(task, "contact")
    (fixing,) = rectifications_for_actor(head, today=today())
    assert (fixing.due_on, fixing.light) == (date(2026, 3, 25), "green")
    assert rectifications_for_actor(head, today=today(), shade="red") == []


def test_what_is_open_is_told_to_rooms_above():
    case, task = bad()

    (row,) = bad_ratings_open(today=today() + timedelta(days=5))

    assert (row.case_id, row.rectification_id, row.days_left) == (case.id, task.id, -2)
    assert bad_ratings_open(today=today(), agency_ids=()) == ()


def test_figures_by_agency_and_item_name_what_they_count():
    bad()

    (agency,) = rating_figures(ALL, by=By.AGENCY)
    (item,) = rating_figures(ALL, by=By.ITEM)

    assert (agency.key, agency.counted.bad, agency.answered, str(agency.answered_rate)) == (
        world.city().agency_id, 1, 0, "0.0",
    )  # fmt: skip
    assert (item.key, bool(item.name)) == (world.city().item_id, True)


def test_a_list_asks_few_questions_however_many_there_are(django_assert_max_num_queries):
    for _ in range(3):
        bad()
    supervisor = world.staff("supervisor")
    rectifications_for_actor(supervisor, today=today())

    with django_assert_max_num_queries(6):
        assert len(rectifications_for_actor(supervisor, today=today())) == 3


def test_a_supervisor_of_another_department_sees_no_rating_of_the_city():
    bad()
    supervisor = world.staff("supervisor")

    assert rectifications_for_actor(replace(supervisor, agency_id=uuid4()), today=today())
    assert rectifications_for_actor(replace(supervisor, agency_id=uuid4(), is_central=False), today=today()) == []
