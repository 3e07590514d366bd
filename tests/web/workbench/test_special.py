"""The pages without a paper: a look beforehand, a request to void, and what each says when it cannot be done."""

import pytest

from tests.factories import special, world
from tests.web.workbench.conftest import address

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("make", "kind", "act", "told", "state", "said"),
    [
        pytest.param(
            world.submitted_case, "intake_clerk", "pre-review", {}, "pre_review", "已开始预审", id="begin-pre-review"
        ),
        pytest.param(
            special.pre_review_case, "intake_clerk", "pre-review/result", {"verdict": "ready", "finding": ""},
            "submitted", "预审结论已记录", id="end-pre-review",
        ),
        pytest.param(
            world.submitted_case, "chief_window", "void/request",
            {"ground": "entered_twice", "reason": "与另一件重复。"}, "submitted", "作废申请已提交", id="request-void",
        ),
    ],
)  # fmt: skip
def test_an_act_without_a_paper_is_done_and_said(desk, make, kind, act, told, state, said):
    case = make()
    assert desk(kind).get(address(case, act)).status_code == 200
    answer = desk(kind).act(address(case, act), **told)

    assert answer.status_code == 302, answer.content.decode()
    assert case.facts.state == state
    where, _, done = answer["Location"].partition("?done=")
    assert said in desk(kind).get(where, done=done).content.decode()


def test_a_request_to_void_is_shown_to_whoever_confirms_it_and_can_be_declined(desk):
    case = world.submitted_case()
    special.ask_void(case)
    page = desk("supervisor").get(address(case, "void/decline")).content.decode()

    assert "同一申请登记了两次" in page
    assert "与另一件重复登记。" in page
    answer = desk("supervisor").act(address(case, "void/decline"), reason="不是重复登记。")
    assert answer.status_code == 302
    assert case.facts.void_request_id is None


@pytest.mark.parametrize(
    ("act", "told", "said"),
    [
        pytest.param("void/decline", {"reason": " "}, "请写明不同意的理由", id="no-reason"),
    ],
)
def test_what_is_missing_is_said_at_its_field(desk, act, told, said):
    case = world.submitted_case()
    special.ask_void(case)
    answer = desk("supervisor").post(address(case, act), step="confirm", **told)

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_law_without_its_document_is_asked_for_at_the_field(desk):
    case = world.accepted_case()
    told = {"ground": "court_order", "reason": "法院裁定。", "law": "《中华人民共和国民事诉讼法》", "document": ""}
    answer = desk("approver").post(address(case, "suspend"), step="preview", **told)

    assert answer.status_code == 422
    assert "请同时写明法律条款和文书文号" in answer.content.decode()


def test_what_is_not_ready_says_why_at_its_field(desk):
    case = special.pre_review_case()
    answer = desk("intake_clerk").post(
        address(case, "pre-review/result"), step="confirm", verdict="not_ready", finding=""
    )

    assert answer.status_code == 422
    assert case.facts.state == "pre_review"
