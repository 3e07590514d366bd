"""A draft is reviewed by different people before it is published; each remark is answered and settled."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from oneseal.catalog.errors import (
    DocumentMissing,
    ItemNotFound,
    OwnWork,
    PublicationRefused,
    ReasonUntold,
    RemarksOpen,
    RemarkUnfit,
    ReviewNotFound,
    ReviewNotPassed,
    ReviewsUnfit,
    VersionInReview,
)
from oneseal.catalog.models import Adjustment, ItemVersion, ReviewStep
from oneseal.catalog.selectors import review_for, reviews_for, reviews_wanted
from oneseal.catalog.services import (
    draft_hand_in,
    draft_pass,
    draft_return,
    draft_take_back,
    element_set,
    item_publish,
    remark_answer,
    remark_make,
    remark_settle,
    reviews_choose,
)
from oneseal.catalog.services.editing import ElementTold
from oneseal.foundation.audit.selectors import entries_of
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.errors import NotAllowed
from oneseal.kernel.lifecycle import NoSuchMove
from tests.factories import life, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def editor():
    return world.staff("item_administrator")


def hand_in(version_id, by=None):
    return draft_hand_in(version_id=version_id, note="", actor=by or editor(), now=now())


def clear(version_id, by):
    return draft_pass(version_id=version_id, note="可以。", actor=by, now=now())


def publish(version_id, document=life.DOCUMENT):
    item_publish(version_id=version_id, effective_on=today(), actor=editor(), now=now(), document=document)


def handed_in(*stages, **told):
    """Return a draft that was handed in for reviews."""
    life.want(*stages)
    version_id = life.revised(**(told or {"purpose": "新的目的。"}))
    hand_in(version_id)
    return version_id


def test_until_the_city_chooses_nothing_is_reviewed_and_a_document_may_be_missing():
    assert reviews_wanted() == ()

    publish(life.revised(purpose="新的目的。"), document=None)

    assert not Adjustment.objects.exists()


def test_a_draft_goes_from_department_to_legal_office_to_the_citys_office_and_is_published_by_its_document():
    version_id = handed_in(*life.ALL)

    stages = [
        clear(version_id, life.reviewer("department_reviewer")),
        clear(version_id, life.reviewer("legal_reviewer")),
        clear(version_id, life.governor()),
    ]
    publish(version_id)

    assert stages == ["legal", "office", "ready"]
    row = Adjustment.objects.get()
    assert (row.kind, row.document_number, row.items.get().version_id) == ("change", life.DOCUMENT.number, version_id)
    steps = ReviewStep.objects.order_by("made_at").values_list("action", "made_by_name")
    assert [action for action, _name in steps] == [
        "hand_in", "clear_department", "clear_legal", "clear_office", "publish",
    ]  # fmt: skip
    moved = [act for act in entries_of(world.city().item_id) if act.verb == "catalog.review_moved"]
    assert [act.after["stage"] for act in moved] == ["department", "legal", "office", "ready", "published"]
    assert all("《优化营商环境条例》" in act.basis for act in moved)


def test_what_is_not_passed_is_not_published():
    version_id = handed_in("legal")

    with pytest.raises(ReviewNotPassed):
        publish(version_id)

    clear(version_id, life.reviewer("legal_reviewer"))
    with pytest.raises(DocumentMissing):
        publish(version_id, document=None)
    with pytest.raises(DocumentMissing):
        publish(version_id, document=replace(life.DOCUMENT, basis=" "))


def test_a_draft_that_nobody_handed_in_is_not_published_once_reviews_are_wanted():
    life.want("department")

    with pytest.raises(ReviewNotPassed):
        publish(life.revised(purpose="新的目的。"))


def test_under_review_nothing_changes_until_it_comes_back():
    version_id = handed_in("department")
    told = ElementTold("purpose", "改一下。", ItemVersion.objects.get(pk=version_id).revision)

    with pytest.raises(VersionInReview):
        element_set(version_id=version_id, told=told, actor=editor(), now=now())

    draft_take_back(version_id=version_id, actor=editor(), now=now())
    element_set(version_id=version_id, told=told, actor=editor(), now=now())


def test_who_wrote_does_not_review_whatever_posts_he_holds():
    version_id = handed_in("department", "legal")
    both = replace(editor(), permissions=editor().permissions | {"catalog.review_department"})

    with pytest.raises(OwnWork):
        clear(version_id, both)
    with pytest.raises(OwnWork):
        remark_make(version_id=version_id, element="purpose", text="？", actor=both, now=now())


def test_who_passed_it_at_one_stage_does_not_pass_it_at_the_next():
    version_id = handed_in("department", "legal")
    first = life.reviewer("department_reviewer")
    clear(version_id, first)

    with pytest.raises(OwnWork):
        clear(version_id, replace(first, permissions=frozenset({"catalog.review_legal"})))
    assert clear(version_id, life.reviewer("legal_reviewer")) == "ready"


def test_a_draft_waits_for_one_stage_at_a_time():
    version_id = handed_in("department", "legal")

    with pytest.raises(ReviewNotFound):
        clear(version_id, life.reviewer("legal_reviewer"))
    with pytest.raises(ReviewNotFound):
        clear(version_id, life.county_clerk("department_reviewer"))
    with pytest.raises(NoSuchMove):
        hand_in(version_id)


def test_who_returns_says_why_and_the_editor_goes_on():
    version_id = handed_in("department")
    by = life.reviewer("department_reviewer")

    with pytest.raises(ReasonUntold):
        draft_return(version_id=version_id, note=" ", actor=by, now=now())
    draft_return(version_id=version_id, note="目的写得不清楚。", actor=by, now=now())

    told = ElementTold("purpose", "写清楚的目的。", ItemVersion.objects.get(pk=version_id).revision)
    element_set(version_id=version_id, told=told, actor=editor(), now=now())
    assert hand_in(version_id) == "department"
    assert clear(version_id, by) == "ready"


def test_a_remark_is_answered_and_settled_before_the_draft_goes_on():
    version_id = handed_in("department", "legal")
    by = life.reviewer("department_reviewer")
    remark_id = remark_make(version_id=version_id, element="purpose", text="依据是什么？", actor=by, now=now())

    with pytest.raises(RemarksOpen):
        clear(version_id, by)
    remark_answer(remark_id=remark_id, answer="见第一条。", actor=editor(), now=now())
    remark_settle(remark_id=remark_id, actor=by, now=now())

    assert clear(version_id, by) == "legal"
    (remark,) = review_for(version_id, actor=editor()).remarks
    assert (remark.answer, remark.settled_by_name, remark.stage) == ("见第一条。", by.name, "department")
    with pytest.raises(RemarkUnfit):
        remark_answer(remark_id=remark_id, answer="又一次。", actor=editor(), now=now())


@pytest.mark.parametrize(
    ("element", "text"),
    [pytest.param("purpose", " ", id="no-words"), pytest.param("nothing", "？", id="no-such-element")],
)
def test_a_remark_has_words_and_an_element(element, text):
    version_id = handed_in("department")

    with pytest.raises(RemarkUnfit):
        remark_make(
            version_id=version_id, element=element, text=text, actor=life.reviewer("department_reviewer"), now=now()
        )


def test_a_draft_with_faults_is_not_handed_in():
    life.want("department")

    with pytest.raises(PublicationRefused):
        hand_in(life.revised(consult=""))


def test_the_desk_shows_each_his_own():
    version_id = handed_in("department", "office")

    own = reviews_for(life.reviewer("department_reviewer"))
    assert [(row.version_id, row.is_mine) for row in own] == [(version_id, True)]
    assert [row.is_mine for row in reviews_for(life.governor())] == [False]
    assert reviews_for(life.county_clerk("department_reviewer")) == []
    assert reviews_for(world.staff("intake_clerk")) == []
    with pytest.raises(ReviewNotFound):
        review_for(version_id, actor=life.county_clerk("department_reviewer"))


def test_a_choice_needs_its_reason_and_its_post():
    with pytest.raises(ReviewsUnfit):
        reviews_choose(stages=["legal"], reason=" ", actor=life.governor(), now=now())
    with pytest.raises(NotAllowed):
        reviews_choose(stages=["legal"], reason="批准", actor=editor(), now=now())
    reviews_choose(stages=["legal"], reason="批准", actor=world.staff("system_administrator"), now=now())
    assert reviews_wanted() == ("legal",)


def test_another_agencys_draft_is_not_handed_in():
    with pytest.raises(ItemNotFound):
        hand_in(life.revised(purpose="新的。"), by=life.county_clerk("item_administrator"))


@pytest.mark.parametrize("change", ["UPDATE catalog_review_step SET note = 'x'", "DELETE FROM catalog_review_step"])
def test_the_steps_of_a_review_are_appended_only(change):
    from django.db import connection

    handed_in("department")

    with pytest.raises(DatabaseError, match="appended"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
