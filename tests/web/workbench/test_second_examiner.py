"""The second examiner at his desk: his inbox, the record, the confirmation with its paper, the objection."""

import pytest

from tests.apps.traces import paper_kinds
from tests.factories import world
from tests.web.workbench.conftest import Desk, address, previews_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(city):
    world.appoint("reviewer", username="second-examiner")
    return Desk("second-examiner")


def examined(desk):
    """Return a case whose substance two examiners checked, told on the page of the first."""
    case = world.accepted_case()
    told = {
        "verdict": "grant", "text": "现场与材料一致。", "is_substantive": "on",
        "second": str(world.actor_named("second-examiner").account_id),
    }  # fmt: skip
    desk("reviewer").act(address(case, "review"), **told)
    return case


def said(answer):
    return answer.content.decode()


def test_who_ticks_a_check_of_substance_names_a_second(desk, second):
    case = world.accepted_case()

    answer = desk("reviewer").post(
        address(case, "review"), step="preview", verdict="grant", text="核实过。", is_substantive="on", second=""
    )

    assert answer.status_code == 422
    assert "请选择第二名审查人员" in said(answer)


def test_it_stands_in_his_inbox_and_he_confirms_the_record(desk, second):
    case = examined(desk)
    assert str(case.id) in said(second.get("/workbench/"))
    assert str(case.id) not in said(desk("approver").get("/workbench/"))
    assert "第二名审查人员确认" in said(second.get("/workbench/"))

    page = second.get(address(case, "confirm-review"))
    assert "现场与材料一致。" in said(page)
    shown = second.post(address(case, "confirm-review"), step="preview", note="")
    assert len(previews_in(shown)) == 1
    answer = second.act(address(case, "confirm-review"), note="已当面核对。")

    assert answer.status_code == 302
    assert "审查记录已确认" in said(second.get(answer["Location"]))
    assert "review_confirmation" in paper_kinds(case.id)
    assert str(case.id) in said(desk("approver").get("/workbench/"))
    assert "第二名审查人员已确认" in said(desk("approver").get(address(case, "grant")))


def test_the_approver_is_told_whom_the_decision_waits_for(desk, second):
    case = examined(desk)

    answer = desk("approver").post(address(case, "grant"), step="preview", text="")

    assert answer.status_code == 409
    assert "还没有确认审查记录" in said(answer)


def test_he_objects_with_words(desk, second):
    case = examined(desk)

    assert second.post(address(case, "object-review"), step="confirm", reason="").status_code == 422
    answer = second.post(address(case, "object-review"), step="confirm", reason="面积不符。")

    assert answer.status_code == 302
    assert case.facts.state == "under_review"
    assert "面积不符。" in said(desk("reviewer").get(address(case), part="way"))


def test_another_examiner_is_not_offered_it(desk, second):
    case = examined(desk)

    page = said(desk("reviewer").get(address(case)))

    assert "确认审查记录" not in page
    assert desk("reviewer").get(address(case, "confirm-review")).status_code == 302
