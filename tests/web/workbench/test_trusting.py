"""The pages where an applicant is taken at his word: accept, grant, return, bring at the window, check, repair."""

import pytest

from oneseal.credit.selectors import breaches_of
from oneseal.foundation.timekeeping import today
from oneseal.papers.selectors import papers_of
from tests.factories import special, world
from tests.web.workbench.conftest import address, hidden_of, previews_in

pytestmark = pytest.mark.django_db


def test_a_tolerant_acceptance_shows_promise_and_credit_and_previews_its_notice(desk):
    case = special.promised_case()
    page = desk("intake_clerk").get(address(case, "accept-tolerant"))

    assert "没有失信记录，可以适用" in page.content.decode()
    assert previews_in(page)
    answer = desk("intake_clerk").confirm(address(case, "accept-tolerant"))
    assert answer.status_code == 302
    assert "tolerant_acceptance_notice" in [row.kind for row in papers_of(case.id, for_public=True)]
    seen = desk("reviewer").get(address(case)).content.decode()
    assert "承诺后补的材料" in seen


def test_a_grant_on_a_commitment_is_previewed_and_lists_its_check(desk):
    case = special.committed_case()
    told = {"check_by": (today().replace(year=today().year + 1)).isoformat(), "text": ""}
    assert previews_in(desk("chief_window").post(address(case, "grant-on-commitment"), step="preview", **told))
    answer = desk("chief_window").act(address(case, "grant-on-commitment"), **told)

    assert answer.status_code == 302
    listed = desk("reviewer").get("/workbench/post-checks/").content.decode()
    assert f"/workbench/cases/{case.id}/post-check/" in listed


def test_a_check_is_recorded_from_the_list_and_a_broken_word_stands_in_the_list_until_repaired(desk):
    case = special.granted_on_commitment_case()
    reviewer, supervisor = desk("reviewer"), desk("supervisor")
    page = reviewer.get(f"/workbench/cases/{case.id}/post-check/")
    press = page.context["form"]["press"].value()
    lacking = reviewer.post(f"/workbench/cases/{case.id}/post-check/", press=press)
    assert lacking.status_code == 422
    answer = reviewer.post(
        f"/workbench/cases/{case.id}/post-check/", press=press, checked_on=today().isoformat(), verdict="broken",
        finding="没有相应的场所。",
    )  # fmt: skip
    assert answer.status_code == 302
    world.deliver_events()

    assert "没有相应的场所。" in supervisor.get("/workbench/credit/").content.decode()
    breach = breaches_of(world.staff("supervisor"))[0]
    repaired = supervisor.post(f"/workbench/credit/{breach.id}/repair/", reason="已经纠正。")
    assert repaired.status_code == 302
    assert "已经纠正。" in supervisor.get("/workbench/credit/").content.decode()


def test_a_case_whose_promise_was_broken_is_returned_with_its_notice(desk, clock):
    case = special.tolerant_case()
    early = desk("approver").post(address(case, "return-unkept"), step="preview", reason="仍未补齐。")
    assert early.status_code == 409
    clock.move(days=4)
    answer = desk("approver").act(address(case, "return-unkept"), reason="经催告仍未补齐。")

    assert answer.status_code == 302
    assert case.facts.state == "returned"


def test_a_promised_material_is_brought_to_the_window(desk, tmp_path):
    case = special.tolerant_case()
    clerk = desk("intake_clerk")
    page = clerk.get(f"/workbench/receive/{case.id}/supply/")
    assert page.status_code == 200
    file = tmp_path / "rules.pdf"
    file.write_bytes(world.PDF + b"rules")
    told = {"material": "rules_list", "checked": ["id_card"], **hidden_of(page)}
    with file.open("rb") as opened:
        unchecked = clerk.client.post(f"/workbench/receive/{case.id}/supply/", {**told, "checked": [], "file": opened})
    assert unchecked.status_code == 422
    with file.open("rb") as opened:
        answer = clerk.client.post(f"/workbench/receive/{case.id}/supply/", {**told, "file": opened})

    assert answer.status_code == 302, answer.content.decode()
    assert case.facts.supplements_open == 0


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        pytest.param("intake_clerk", "/workbench/credit/", id="the-list-is-the-supervisors"),
        pytest.param("archivist", "/workbench/post-checks/", id="checks-are-the-examiners"),
    ],
)
def test_the_lists_are_found_by_whose_they_are_alone(desk, kind, path):
    assert desk(kind).get(path).status_code == 404
