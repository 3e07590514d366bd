"""The pages of the acts beside the usual way: look at the paper, confirm, see what is said."""

import pytest

from oneseal.foundation.timekeeping import now, today
from oneseal.licences.models import Licence
from oneseal.licences.selectors import licence_of_case
from oneseal.papers.selectors import papers_of
from tests.factories import aside, special, world
from tests.web.workbench.conftest import address, previews_in

pytestmark = pytest.mark.django_db
TENDER = {"kind": "tender", "planned_days": "10", "people": "主持人甲\n记录员乙", "purpose": ""}
STANDSTILL = {"ground": "other_matter_first", "reason": "用地手续尚未办结。", "law": "", "document": ""}
FORWARD = {"verdict": "grant", "text": "材料齐全，建议准予。"}


def immediate():
    aside.republish(**aside.AT_ONCE)
    return world.submitted_case()


def first_examined():
    aside.upper_agency()
    aside.republish(first_examination=True, deciding_body=aside.UPPER)
    return world.reviewed_case()


def void_asked():
    case = world.submitted_case()
    special.ask_void(case)
    return case


ACTS = [
    pytest.param(immediate, "chief_window", "grant-at-once", {"text": ""}, "granted", "grant_decision", id="grant"),
    pytest.param(
        immediate, "chief_window", "refuse-at-once", {"text": "不符合条件。"}, "refused", "refusal_decision",
        id="refuse",
    ),
    pytest.param(
        world.accepted_case, "agency_head", "extend", {"days": "3", "reason": "需要论证。"}, "under_review",
        "extension_notice", id="extend",
    ),
    pytest.param(
        world.accepted_case, "reviewer", "procedure", TENDER, "under_review", "procedure_notice", id="procedure"
    ),
    pytest.param(
        world.accepted_case, "approver", "suspend", STANDSTILL, "suspended", "suspension_notice", id="suspend"
    ),
    pytest.param(
        special.suspended_case, "approver", "resume", {"reason": "用地手续已经办结。"}, "under_review",
        "resumption_notice", id="resume",
    ),
    pytest.param(void_asked, "supervisor", "void", {}, "voided", "void_statement", id="void"),
    pytest.param(
        first_examined, "approver", "forward-up", FORWARD, "forwarded_up", "first_examination_opinion", id="forward"
    ),
]  # fmt: skip


@pytest.mark.parametrize(("make", "kind", "act", "told", "state", "paper"), ACTS)
def test_an_act_is_previewed_then_confirmed_and_said(desk, make, kind, act, told, state, paper):
    case = make()
    before = case.facts.version
    seen = desk(kind).post(address(case, act), step="preview", **told)

    assert seen.status_code == 200, seen.content.decode()
    assert previews_in(seen)
    assert case.facts.version == before
    answer = desk(kind).act(address(case, act), **told)

    assert answer.status_code == 302, answer.content.decode()
    assert case.facts.state == state
    assert paper in [row.kind for row in papers_of(case.id, for_public=False)]
    assert desk(kind).get(answer["Location"].split("?")[0], done=act.replace("-", "_")).status_code == 200


@pytest.mark.parametrize(("make", "kind", "act", "told", "state", "paper"), ACTS)
def test_whoever_has_another_post_does_not_find_the_page(desk, make, kind, act, told, state, paper):
    case = make()

    assert desk("archivist").get(address(case, act)).status_code == 404
    assert desk("archivist").post(address(case, act), step="confirm", **told).status_code == 404


@pytest.mark.parametrize(
    ("make", "kind", "act", "told", "said"),
    [
        pytest.param(
            world.accepted_case, "agency_head", "extend", {"days": "9", "reason": "需要论证。"}, "最多延长5日",
            id="extend",
        ),
        pytest.param(
            world.accepted_case, "reviewer", "procedure", {**TENDER, "planned_days": "30"}, "最多20个工作日",
            id="procedure",
        ),
    ],
)  # fmt: skip
def test_a_refusal_says_what_the_law_allows_at_its_field(desk, make, kind, act, told, said):
    case = make()

    answer = desk(kind).post(address(case, act), step="preview", **told)

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_the_result_of_a_procedure_is_recorded_and_shown_in_the_way(desk):
    case = aside.paused_case()
    told = {
        "procedure": str(case.facts.open_procedures[0].id), "result_on": today().isoformat(), "text": "听证笔录已签字。"
    }  # fmt: skip

    answer = desk("reviewer").act(address(case, "procedure/result"), **told)

    assert answer.status_code == 302, answer.content.decode()
    page = desk("reviewer").get(address(case), part="way").content.decode()
    assert "听证笔录已签字。" in page


def test_a_survey_is_planned_by_two_and_recorded(desk):
    aside.republish(more_steps=[aside.SURVEY_STEP])
    case = world.accepted_case()
    two = [str(world.staff("reviewer").account_id), str(world.appoint("reviewer").account_id)]
    reviewer = desk("reviewer")

    assert reviewer.act(
        address(case, "survey"), held_on=today().isoformat(), surveyors=two, purpose=""
    ).status_code == 302  # fmt: skip
    told = {"procedure": str(case.facts.open_procedures[0].id), "result_on": today().isoformat(), "text": "一致。"}
    assert reviewer.act(address(case, "survey/result"), **told).status_code == 302


def test_a_check_of_substance_without_a_second_examiner_is_refused_at_its_field(desk):
    case = world.accepted_case()
    told = {"verdict": "grant", "text": "符合。", "second": "", "is_substantive": "on"}

    answer = desk("reviewer").post(address(case, "review"), step="preview", **told)

    assert answer.status_code == 422
    assert "第二名审查人员" in answer.content.decode()


def test_the_right_agency_is_offered_from_the_citys_agencies(desk):
    aside.upper_agency()
    case = world.submitted_case()

    page = desk("intake_clerk").get(address(case, "not-accept")).content.decode()

    assert f'<option value="{aside.UPPER}">' in page


def test_the_linked_case_above_is_no_page_of_the_agency_below(desk):
    case = aside.forwarded_case()
    upper = aside.upper_case(case)

    assert desk("approver").get(address(upper)).status_code == 404
    assert desk("upper_reviewer").get(address(case)).status_code == 404
    assert desk("upper_reviewer").get(address(upper)).status_code == 200


def test_a_two_step_item_tells_both_persons_their_part(desk):
    aside.republish(two_step=True)
    case = world.accepted_case()

    assert "一审一核：您是审查人" in desk("reviewer").get(address(case)).content.decode()
    world.recommend(case)
    assert "一审一核：您是核准人" in desk("approver").get(address(case)).content.decode()


def test_a_licence_that_was_replaced_is_shown_as_replaced_and_not_as_valid_or_revoked(desk):
    licence = licence_of_case(world.licensed_case().id)
    Licence.objects.filter(pk=licence.id).update(state="superseded", superseded_at=now())

    for page in ("/workbench/licences/", f"/workbench/licences/{licence.id}/"):
        words = desk("reviewer").get(page).content.decode()
        assert "已换新版" in words
        assert "已撤销" not in words


def test_what_was_not_finished_on_its_day_is_accepted_and_no_more_decided_on_the_spot(desk, clock):
    case = immediate()
    where, chief = address(case, "grant-at-once"), desk("chief_window")
    assert chief.get(where).status_code == 200
    clock.move(days=1)

    assert chief.get(where).status_code == 302
    assert "从此按承诺件办理" in chief.get(address(case)).content.decode()
    assert "从此按承诺件办理" in chief.get(address(case, "accept")).content.decode()
    answer = chief.post(where, step="preview", text="")
    assert answer.status_code == 409
    assert "请先受理" in answer.content.decode()
