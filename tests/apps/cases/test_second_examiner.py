"""Who is named as the second examiner confirms the record by his own login before anything is decided (APL 34(3))."""

import pytest

from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.cases.errors import ReasonMissing, SecondExaminerMissing, SecondUnconfirmed
from oneseal.cases.models import Opinion
from oneseal.cases.rules.states import Action
from oneseal.cases.selectors import CaseFilter, Scope
from oneseal.cases.services.deciding import OpinionTold
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.errors import NotAllowed
from oneseal.kernel.lifecycle import NoSuchMove
from tests.apps.cases.test_hearings import text_of
from tests.apps.traces import chain_is_whole, paper_kinds, refused, verbs
from tests.factories import aside, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


@pytest.fixture
def second(city):
    return world.appoint("reviewer")


def recommend(case, second=None, **told):
    told = OpinionTold("grant", "现场与材料一致。", second and second.account_id, **told)
    services.case_recommend(case_id=case.id, told=told, press=world.press(world.staff("reviewer")))


def examined_by_two(second):
    case = world.accepted_case()
    recommend(case, second, is_substantive=True)
    return case


def confirm(case, by, note=""):
    services.review_confirm(case_id=case.id, note=note, press=world.press(by))


def object_to(case, by, reason="面积与现场不符。"):
    services.review_object(case_id=case.id, reason=reason, press=world.press(by))


def grant(case):
    services.case_grant(case_id=case.id, text="同意。", press=world.press(world.staff("approver")))


def inbox(actor):
    return [row.facts.id for row in cases.cases_listed(actor, CaseFilter(scope=Scope.INBOX), now=now()).rows]


@pytest.mark.parametrize(
    ("two_examiners", "is_substantive", "is_owed"),
    [
        pytest.param(False, False, False, id="nothing-asks-for-two"),
        pytest.param(False, True, True, id="substance-was-checked"),
        pytest.param(True, False, True, id="the-item-wants-two-in-any-case"),
        pytest.param(True, True, True, id="both"),
    ],
)
def test_when_a_second_examiner_is_owed(two_examiners, is_substantive, is_owed):
    aside.republish(two_examiners=two_examiners)
    case = world.accepted_case()

    if is_owed:
        with refused(SecondExaminerMissing):
            recommend(case, is_substantive=is_substantive)
    else:
        recommend(case, is_substantive=is_substantive)
        assert case.facts.state == "decision_pending"


def test_nothing_is_decided_before_he_has_confirmed(second):
    case = examined_by_two(second)

    with refused(SecondUnconfirmed, name=second.name):
        grant(case)
    with refused(SecondUnconfirmed):
        services.case_refuse(case_id=case.id, text="不符合。", press=world.press(world.staff("approver")))
    confirm(case, second)
    grant(case)

    assert case.facts.state == "granted"


def test_his_inbox_alone_shows_it_until_he_has_confirmed(second):
    third = world.appoint("reviewer")
    case = examined_by_two(second)

    assert inbox(second) == [case.id]
    assert inbox(third) == []
    assert inbox(world.staff("reviewer")) == []
    assert inbox(world.staff("approver")) == []
    confirm(case, second)

    assert inbox(second) == []
    assert inbox(world.staff("approver")) == [case.id]


def test_a_confirmation_is_kept_with_its_paper_and_in_the_trace(second):
    case = examined_by_two(second)

    confirm(case, second, "已当面核对。")

    row = Opinion.objects.get(case_id=case.id, step="review")
    assert (row.second_verdict, row.second_text, row.second_at) == (
        "confirmed", "已当面核对。", case.facts.second_confirmed_at,
    )  # fmt: skip
    assert paper_kinds(case.id)[-1] == "review_confirmation"
    said = text_of(case, "review_confirmation")
    assert (said["examiner"], said["opinion"], said["note"]) == (row.author_name, "现场与材料一致。", "已当面核对。")
    assert verbs(case.id)[-1] == "cases.confirm_review"
    assert Action.CONFIRM_REVIEW not in cases.actions_open(case.facts, actor=second, today=today())
    assert chain_is_whole(case)


def test_an_objection_sends_the_case_back_with_its_words(second):
    case = examined_by_two(second)
    with refused(ReasonMissing):
        object_to(case, second, " ")

    object_to(case, second)

    assert (case.facts.state, case.facts.awaiting) == ("under_review", "cases.review")
    assert Opinion.objects.get(case_id=case.id, step="review").second_text == "面积与现场不符。"
    recommend(case, second, is_substantive=True)
    with refused(SecondUnconfirmed):
        grant(case)
    confirm(case, second)
    grant(case)


@pytest.mark.parametrize("kind", ["reviewer", "approver", "agency_head"])
def test_nobody_confirms_for_him(second, kind):
    case, third = examined_by_two(second), world.appoint("reviewer")

    with refused(NotAllowed):
        confirm(case, world.staff(kind))
    with refused(NotAllowed):
        object_to(case, third)


def test_the_approver_may_send_it_back_when_the_second_is_not_there(second):
    case = examined_by_two(second)
    services.case_send_back(case_id=case.id, reason="换一名审查人员。", press=world.press(world.staff("approver")))

    with refused(NoSuchMove):
        confirm(case, second)
    recommend(case, world.appoint("reviewer"), is_substantive=True)
    with refused(NotAllowed):
        confirm(case, second)


def test_what_one_examined_alone_waits_for_the_approver_at_once():
    case = world.reviewed_case()

    assert case.facts.awaiting == "cases.decide"
    assert not case.facts.awaits_second_examiner
