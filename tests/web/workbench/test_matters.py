"""The staff's list of what the public brought, one matter with its acts, and the window."""

import pytest

from oneseal.evaluation.models import Matter, MatterQuestion
from oneseal.evaluation.rules.matters import MatterKind
from oneseal.evaluation.services import Upload
from oneseal.foundation.readlog.models import Reading
from oneseal.foundation.timekeeping import today
from oneseal.identity.models import PostHolding
from tests.factories import world
from tests.factories.matters import accepted, answered, extension_waits, filed, row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
LIST = "/workbench/matters/"


def address(found):
    return f"{LIST}{found.matter_id}/"


def words_of(client, page):
    return client.get(page).content.decode()


def test_the_list_has_tabs_filters_and_a_file(desk):
    found, other = filed(text="停车场太小。"), accepted(MatterKind.CONSULTATION)
    supervisor = desk("supervisor")

    page = words_of(supervisor, LIST)
    assert found.number in page
    assert other.number in page
    narrowed = words_of(supervisor, f"{LIST}?kind=consultation")
    assert found.number not in narrowed
    assert other.number in narrowed
    assert found.number in words_of(supervisor, f"{LIST}?words=停车场")
    assert "这里没有来件" in words_of(supervisor, f"{LIST}?light=red")
    file = supervisor.get(f"{LIST}list.csv?kind=complaint").content.decode()
    assert found.number in file
    assert other.number not in file
    assert "王五" not in file


def test_a_supervisor_accepts_previews_and_answers_and_each_look_is_kept(desk):
    found, supervisor = filed(), desk("supervisor")

    assert "王五" in words_of(supervisor, address(found))
    assert [one.kind for one in Reading.objects.filter(subject_id=found.matter_id)] == ["matter"]
    assert supervisor.post(f"{address(found)}?act=accept").status_code == 302
    told = {"result": "upheld", "text": "已批评教育。"}
    assert supervisor.post(f"{address(found)}?act=answer", text="").status_code == 422
    preview = supervisor.post(f"{address(found)}?act=answer", **told).content.decode()
    assert "对方会看到" in preview
    assert row(found).state == "handling"
    assert supervisor.post(f"{address(found)}?act=answer", **told, step="confirm").status_code == 302
    page = words_of(supervisor, address(found))
    assert "已批评教育。" in page
    assert "属实" in page


def test_the_answer_to_a_request_is_previewed_as_its_paper_and_not_issued(desk):
    found, supervisor = accepted(MatterKind.DISCLOSURE), desk("supervisor")

    told = {"result": "does_not_exist", "text": "经检索没有这项信息。"}
    page = supervisor.post(f"{address(found)}?act=answer", **told).content.decode()

    assert "政府信息公开申请答复书" in page
    assert row(found).state == "handling"


def test_the_head_grants_more_time_without_seeing_who_complained(desk):
    found, head = extension_waits(), desk("agency_head")

    page = words_of(head, address(found))
    assert "王五" not in page
    assert "只有监察人员看得到" in page
    assert "等待批准延长" in page
    assert head.post(f"{address(found)}?act=extend", step="confirm").status_code == 302
    assert row(found).extended_days == 5


def test_an_act_that_the_table_does_not_have_is_not_found(desk):
    found = filed()
    told = {"text": "答", "result": "upheld"}

    assert desk("supervisor").post(f"{address(found)}?act=answer", **told).status_code == 404
    assert desk("agency_head").post(f"{address(found)}?act=accept").status_code == 404


def test_who_handled_the_case_is_offered_no_answer_and_reads_who_may(desk):
    case = world.refused_case()
    found = filed(actor=case.applicant, case=case.facts)
    holding = PostHolding.objects.filter(until_on=None)
    post = holding.get(account_id=world.staff("supervisor").account_id).post
    holding.filter(account_id=world.staff("reviewer").account_id).update(post=post)
    name, moved = world.staff("supervisor").name, desk("reviewer")

    page = words_of(moved, address(found))

    assert "这一件不由您办理" in page
    assert f"可以办理的工作人员：{name}。" in page
    assert "?act=accept" not in page
    holding.filter(account_id=world.staff("supervisor").account_id).update(until_on=today())
    assert "请系统管理员安排" in words_of(moved, address(found))


def test_nobody_else_finds_matters(desk):
    found = filed()

    for kind in ("intake_clerk", "approver", "archivist"):
        for page in (LIST, address(found), f"{LIST}list.csv"):
            assert desk(kind).get(page).status_code == 404


def test_a_file_is_saved_and_not_opened_in_the_page(desk):
    found = filed(files=[Upload("a.pdf", [world.PDF])])
    kept = row(found).files.get()

    answer = desk("supervisor").get(f"{address(found)}files/{kept.id}/")

    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content) == world.PDF
    assert desk("approver").get(f"{address(found)}files/{kept.id}/").status_code == 404


def test_a_clerk_registers_at_the_window_and_hands_over_number_and_code(desk):
    clerk = desk("intake_clerk")
    told = {
        "kind": "disclosure",
        "channel": "phone",
        "agency": str(world.city().agency_id),
        "text": "2025年的许可情况。",
    }

    assert clerk.post(f"{LIST}new/", **told).status_code == 422  # who asks for information says who he is
    assert clerk.post(f"{LIST}new/", **told, name="王五", contact="139").status_code == 302
    page = words_of(clerk, f"{LIST}new/receipt/")

    kept = Matter.objects.get()
    assert kept.number in page
    assert (kept.channel, kept.received_by) == ("phone", world.staff("intake_clerk").account_id)
    assert clerk.client.session["workbench_matter"]["code"] in page
    assert desk("reviewer").get(f"{LIST}new/").status_code == 404


def test_a_question_is_drafted_by_one_and_released_by_another(desk):
    found = answered(MatterKind.CONSULTATION)
    supervisor, head = desk("supervisor"), desk("agency_head")

    supervisor.post(f"{address(found)}?act=question", question="怎么办证？", answer="网上申请。")
    assert "?act=release" not in words_of(supervisor, address(found))
    head.post(f"{address(found)}?act=release")

    assert MatterQuestion.objects.get().released_at is not None
