"""Who reads, does and is named what in blind mode, as tables."""

from dataclasses import dataclass, fields
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneseal.cases.rules.blindness import (
    NAMED,
    PRESSED_PARTS,
    PUBLIC_PARTS,
    STAFF_PARTS,
    UNNAMED,
    Barrier,
    barrier,
    file_name_covered,
    is_covered,
    is_kept_from,
    unnamed,
)
from oneseal.cases.rules.secrets import Secrets
from oneseal.cases.rules.states import Action, State
from oneseal.identity.rules.posts import POST_KINDS
from oneseal.kernel.access import Actor, ActorKind
from oneseal.papers.rules.numbers import INTERNAL
from oneseal.papers.typesetting.contents import Content, DeliveryReceipt
from tests.unit.cases.facts import AGENCY, AN_INSTANT, case_facts

MINE, OTHER, CLERK = UUID(int=21), UUID(int=22), UUID(int=23)
BLIND = {"is_blind": True, "assignee_id": MINE, "acceptor_id": CLERK, "account_id": UUID(int=24)}


def staff(post, account=OTHER, **more):
    return Actor(
        account_id=account, kind=ActorKind.STAFF, name="夏侯审甲", post_title=POST_KINDS[post].title, agency_id=AGENCY,
        permissions=more.pop("permissions", POST_KINDS[post].permissions), **more,
    )  # fmt: skip


COVERED = {
    "reviewer", "approver", "agency_head", "government_head", "item_administrator", "system_administrator",
    "department_reviewer", "legal_reviewer", "catalogue_administrator",
}  # fmt: skip


@pytest.mark.parametrize("post", POST_KINDS)
def test_whoever_neither_meets_applicants_nor_supervises_reads_a_case_covered(post):
    assert is_covered(staff(post), case_facts(**BLIND)) is (post in COVERED)
    assert not is_covered(staff(post), case_facts(**{**BLIND, "is_blind": False}))


@pytest.mark.parametrize("state", State)
def test_the_cover_lasts_until_the_examination_has_ended(state):
    under_way = {"submitted", "pre_review", "correction_pending", "accepted", "under_review", "suspended",
                 "decision_pending", "draft"}  # fmt: skip

    assert is_covered(staff("approver"), case_facts(state=state, **BLIND)) is (state.value in under_way)


@pytest.mark.parametrize(
    ("permissions", "covered"),
    [
        pytest.param({"cases.review", "audit.read"}, True, id="who-examines-and-supervises-reads-covered"),
        pytest.param({"cases.decide", "cases.deliver"}, True, id="who-decides-and-issues-reads-covered"),
        pytest.param({"cases.review", "cases.accept"}, False, id="who-accepts-may-not-examine-and-reads-clear"),
        pytest.param({"cases.read"}, True, id="who-only-reads-reads-covered"),
    ],
)
def test_posts_of_a_city_are_judged_by_what_they_may_do(permissions, covered):
    assert is_covered(staff("reviewer", permissions=frozenset(permissions)), case_facts(**BLIND)) is covered


@pytest.mark.parametrize(
    ("actor", "kept"),
    [
        pytest.param(staff("reviewer", MINE), False, id="to-whom-it-fell"),
        pytest.param(staff("reviewer"), True, id="to-whom-it-did-not-fall"),
        pytest.param(staff("reviewer", stands_in_for=MINE), False, id="who-stands-in-for-him"),
        pytest.param(staff("approver"), False, id="approver"),
        pytest.param(staff("intake_clerk"), False, id="clerk"),
        pytest.param(
            staff("reviewer", permissions=frozenset({"cases.review", "cases.decide"})), False, id="decides-too"
        ),
    ],
)
def test_an_examiner_is_kept_from_what_did_not_fall_to_him(actor, kept):
    assert is_kept_from(actor, case_facts(**BLIND)) is kept
    assert not is_kept_from(actor, case_facts(**{**BLIND, "is_blind": False}))


@pytest.mark.parametrize(
    ("actor", "action", "found"),
    [
        pytest.param(staff("reviewer", MINE), Action.RECOMMEND, None, id="his-own"),
        pytest.param(staff("reviewer"), Action.RECOMMEND, Barrier.DRAWN_TO_ANOTHER, id="anothers"),
        pytest.param(staff("reviewer"), Action.PLAN_SURVEY, Barrier.DRAWN_TO_ANOTHER, id="a-procedure-of-anothers"),
        pytest.param(staff("reviewer", CLERK, stands_in_for=MINE), Action.RECOMMEND, Barrier.INTAKE, id="accepted-it"),
        pytest.param(staff("approver", CLERK), Action.GRANT, Barrier.INTAKE, id="accepted-it-and-would-decide"),
        pytest.param(staff("approver", UUID(int=24)), Action.GRANT, Barrier.INTAKE, id="filed-it-and-would-decide"),
        pytest.param(staff("approver"), Action.GRANT, None, id="decides"),
        pytest.param(staff("chief_window"), Action.GRANT_AT_ONCE, Barrier.INTAKE, id="nobody-decides-at-a-window"),
        pytest.param(staff("intake_clerk", CLERK), Action.REQUEST_CORRECTION, None, id="intake-takes-in"),
        pytest.param(staff("agency_head"), Action.EXTEND, None, id="the-head-extends"),
    ],
)
def test_what_is_kept_apart(actor, action, found):
    assert barrier(actor, action, case_facts(**BLIND)) is found
    assert barrier(actor, action, case_facts(**{**BLIND, "is_blind": False})) is None


# --- words ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    name: str
    more: dict
    count: int = 0


def test_a_whole_name_goes_before_its_part_and_nothing_else_is_touched():
    secrets = Secrets.of(["独孤", "独孤营造有限公司", " ", "甲"], cover="＊")

    row = secrets.out_of(Line("独孤营造有限公司（独孤）甲", {"a": ["独孤", 3, None]}, 7))

    assert row == Line("＊（＊）甲", {"a": ["＊", 3, None]}, 7)


signs = st.sampled_from("甲乙丙丁 1")


@given(st.lists(st.text(signs, min_size=2, max_size=4), max_size=5), st.text(signs, max_size=40))
def test_no_secret_is_left_in_any_text(words, text):
    cleaned = Secrets.of(words, cover="＊").out_of(text)

    assert not [word for word in words if len(word.strip()) > 1 and word.strip() in cleaned]


@pytest.mark.parametrize(
    ("name", "covered"),
    [
        pytest.param("独孤的清单.pdf", "材料文件3.pdf", id="its-ending-stays"),
        pytest.param("独孤", "材料文件3", id="no-ending"),
        pytest.param("清单.独孤", "材料文件3", id="an-ending-that-is-a-name"),
    ],
)
def test_a_file_is_called_by_its_place(name, covered):
    assert file_name_covered(3, name) == covered


# --- papers --------------------------------------------------------------------------------------------------------


def contents(kind=Content):
    for heir in kind.__subclasses__():
        yield heir
        yield from contents(heir)


# Parts of papers for applicants that bear somebody's name, and who it is where it is nobody of the agency.
PEOPLE = ("_by", "people", "chair", "testers", "reviewers", "experts")
NOT_STAFF = {
    ("delivery_receipt", "received_by"), ("hearing_request", "requested_by"), ("hearing_waiver", "waived_by"),
    ("statement_record", "stated_by"),
    ("expert_review_notice", "experts"), ("recusal_decision", "asked_by"),
    ("take_away_notice", "decided_by"), ("licence_suspension_notice", "decided_by"),
    ("licence", "signed_by"), ("extension_notice", "extended_by"),
}  # fmt: skip


# Orders of supervision go to the unit, papers of the desk for complaints to whoever wrote: neither is of a case.
NOT_OF_A_CASE = {"urge_order", "correction_order", "accountability_referral", "appeal_decision", "matter_extension"}


def test_every_part_of_a_paper_that_names_somebody_is_hidden_or_has_its_article():
    hidden = {(kind, part) for kind, parts in (*STAFF_PARTS.items(), *PRESSED_PARTS.items()) for part in parts}
    known = hidden | {(row.kind, row.part) for row in NAMED} | NOT_STAFF
    found = {
        (kind.kind, part.name)
        for kind in contents()
        if getattr(kind, "kind", "") and kind.kind not in {*INTERNAL, *NOT_OF_A_CASE}
        for part in fields(kind)
        if part.name.endswith(PEOPLE) and part.type in {"str", "str | None", str, str | None, tuple[str, ...]}
    }

    assert found - known == set()
    assert all(row.basis.startswith("《行政许可法》") for row in NAMED)
    assert not {(row.kind, row.part) for row in NAMED} & hidden


def test_every_part_that_is_hidden_exists():
    by_kind = {kind.kind: {part.name for part in fields(kind)} for kind in contents() if getattr(kind, "kind", "")}

    for table in (STAFF_PARTS, PRESSED_PARTS, PUBLIC_PARTS):
        for kind, parts in table.items():
            assert set(parts) <= by_kind[kind], kind
    assert all(row.part in by_kind[row.kind] for row in NAMED)


def test_a_paper_bears_the_post_of_whoever_pressed_and_a_plain_word_for_others():
    told = DeliveryReceipt(
        identifier="1", agency_name="局", issued_at=AN_INSTANT, case_number="N", item_name="许可", recipient="独孤",
        papers=(), way="窗口", delivered_by=("夏侯审甲", "尉迟审批"),
    )  # fmt: skip

    made = unnamed(told, "delivery_receipt", actor=staff("issue_clerk"))

    assert made.delivered_by == ("出件窗口人员", "工作人员")
    assert made.recipient == "独孤"
    assert "不公开" in UNNAMED
