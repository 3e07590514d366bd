import io
import zipfile

import pytest

from oneseal.cases.services import case_start, missing_of
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.models import Account
from oneseal.papers.selectors import papers_of
from tests.factories import world
from tests.web.workbench.conftest import address, first_material

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("make", "kind", "offered", "withheld"),
    [
        pytest.param(
            world.submitted_case, "intake_clerk", {"accept", "correction", "not-accept"}, {"review"}, id="intake"
        ),
        pytest.param(world.submitted_case, "reviewer", set(), {"accept", "review"}, id="not-his-step"),
        pytest.param(world.accepted_case, "reviewer", {"review"}, {"grant", "accept"}, id="review"),
        pytest.param(world.reviewed_case, "approver", {"grant", "refuse", "send-back"}, {"review"}, id="decision"),
        pytest.param(world.issuing_case, "issue_clerk", {"deliver"}, {"archive"}, id="delivery"),
        pytest.param(world.delivered_case, "archivist", {"archive"}, {"deliver"}, id="archiving"),
        pytest.param(world.reviewed_case, "supervisor", set(), {"grant", "send-back"}, id="supervisor-only-reads"),
    ],
)
def test_the_page_offers_what_the_post_may_do_now(desk, make, kind, offered, withheld):
    case = make()

    page = desk(kind).get(address(case)).content.decode()

    assert all(f'href="{address(case, act)}"' in page for act in offered)
    assert not any(f'href="{address(case, act)}"' in page for act in withheld)


def test_the_page_derives_both_due_dates_and_tells_who_did_what(desk):
    case = world.accepted_case()

    page = desk("reviewer").get(address(case)).content.decode()

    assert "为什么是这一天？（承诺期限）" in page
    assert "为什么是这一天？（法定期限）" in page
    assert "《民法典》第二百零一条" in page
    assert "综合窗口受理员" in page
    assert "《行政许可法》第三十二条第一款第（五）项" in page


def test_the_page_of_a_grant_derives_the_day_of_its_delivery(desk):
    case = world.issuing_case()

    page = desk("issue_clerk").get(f"/workbench/cases/{case.id}/").content.decode()

    due = case.facts.due_on
    assert f"最迟{due.year}年{due.month}月{due.day}日送达" in page
    assert "为什么是这一天？（送达期限）" in page
    assert "为什么是这一天？（承诺期限）" in page


def test_nobody_is_told_that_an_act_was_done_which_was_not(desk):
    case = world.submitted_case()

    page = desk("intake_clerk").get(address(case), done="accept").content.decode()

    assert "已受理。受理通知书已出具" not in page


def test_numbers_of_persons_are_masked(desk):
    case = world.submitted_case()

    page = desk("intake_clerk").get(address(case)).content.decode()

    assert world.MOBILE not in page
    assert "138****0000" in page


def test_materials_are_listed_and_one_is_shown(desk):
    case = world.corrected_case()

    page = desk("intake_clerk").get(address(case), part="materials").content.decode()

    assert "补正后重新上传" in page
    assert f'data="/workbench/files/{first_material(case)}/"' in page


@pytest.mark.parametrize("file", ["nonsense", "00000000-0000-7000-8000-000000000000"])
def test_a_file_that_is_none_shows_the_first(desk, file):
    case = world.submitted_case()

    page = desk("intake_clerk").get(address(case), part="materials", file=file).content.decode()

    assert f'data="/workbench/files/{first_material(case)}/"' in page


def test_the_way_shows_notices_opinions_and_delivery(desk):
    case = world.delivered_case()

    page = desk("archivist").get(address(case), part="way").content.decode()

    assert "建议准予许可" in page
    assert "签收人张三" in page


def test_earlier_cases_of_the_applicant_are_linked(desk, clock):
    first = world.submitted_case()
    clock.move(hours=1)
    second = _filed_again(first)

    page = desk("intake_clerk").get(address(second)).content.decode()

    assert f'href="{address(first)}"' in page
    assert f'href="{address(second)}"' not in desk("intake_clerk").get(address(first)).content.decode()


def _filed_again(first):
    """Hand in a second application of the same applicant."""
    case_id = case_start(item_id=world.city().item_id, party_id=first.facts.party_id, actor=first.applicant, now=now())
    case = world.Filed(case_id, first.applicant)
    world.save(case, **world.ANSWERS)
    for key, _name in missing_of(case.facts, today=today()).materials:
        world.attach(case, key)
    world.submit(case)
    return case


def test_papers_and_files_are_private_and_shown_inline(desk):
    case = world.accepted_case()
    paper = papers_of(case.id, for_public=False)[-1]
    clerk = desk("intake_clerk")

    for found in (clerk.get(f"/workbench/papers/{paper.id}/"), clerk.get(f"/workbench/files/{first_material(case)}/")):
        assert found.status_code == 200
        assert found["Content-Type"] == "application/pdf"
        assert found["Content-Disposition"].startswith("inline")
        assert found["X-Content-Type-Options"] == "nosniff"
        assert found["Cache-Control"].startswith("private")
        assert b"".join(found).startswith(b"%PDF")


def test_a_page_of_a_paper_is_a_picture(desk):
    case = world.accepted_case()
    paper = papers_of(case.id, for_public=False)[-1]
    clerk = desk("intake_clerk")

    assert clerk.get(f"/workbench/papers/{paper.id}/1.png").content.startswith(b"\x89PNG")
    assert clerk.get(f"/workbench/papers/{paper.id}/9.png").status_code == 404


@pytest.mark.parametrize(
    "kind", [pytest.param("item_administrator", id="reads-no-cases"), pytest.param(None, id="applicant")]
)
def test_papers_files_and_archives_do_not_exist_for_others(desk, client, kind):
    case = world.archived_case()
    paper = papers_of(case.id, for_public=False)[0]
    name = kind or Account.objects.get(pk=case.applicant.account_id).username
    other = desk(name)

    for path in (
        f"papers/{paper.id}/",
        f"papers/{paper.id}/1.png",
        f"files/{first_material(case)}/",
        f"cases/{case.id}/archive.zip",
    ):
        assert other.get(f"/workbench/{path}").status_code == 404, path


def test_the_files_of_a_draft_do_not_exist_for_staff(desk):
    draft = world.filled_case()

    assert desk("intake_clerk").get(f"/workbench/files/{first_material(draft)}/").status_code == 404


def test_the_archive_holds_papers_materials_and_trace(desk):
    case = world.archived_case()

    found = desk("archivist").get(f"/workbench/cases/{case.id}/archive.zip")

    names = zipfile.ZipFile(io.BytesIO(found.content)).namelist()
    assert {"manifest.json", "trace.json"} < set(names)
    assert found["Content-Disposition"].startswith("attachment")


def test_a_case_that_is_not_archived_has_no_archive(desk):
    case = world.delivered_case()

    assert desk("archivist").get(f"/workbench/cases/{case.id}/archive.zip").status_code == 404


def test_the_page_costs_few_queries(desk, django_assert_max_num_queries):
    case = world.reviewed_case()
    approver = desk("approver")

    with django_assert_max_num_queries(15):
        approver.get(address(case))
