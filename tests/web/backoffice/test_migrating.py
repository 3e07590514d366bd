"""Migrations in the back office: asked for, previewed, approved by another, followed, taken away as a table."""

import re
from dataclasses import replace

import pytest

from oneseal.cases.models import MigrationCase, ProcessMigration
from oneseal.cases.rules.states import State
from oneseal.cases.services.migrating import migration_apply
from oneseal.cases.services.migration_asking import migration_choose
from oneseal.foundation.audit.models import Entry
from oneseal.foundation.timekeeping import now
from tests.factories import migrating, processes, world

pytestmark = pytest.mark.django_db
ROOM = "/office/migrations/"


@pytest.fixture
def head(city, sign_in):
    """Return the browser of the head of the agency."""
    return sign_in("agency_head")


def running():
    """Return a case under way and the version after its own."""
    case = processes.accepted_case()
    processes.finish_all(case, "look", "health")
    return case, processes.publish(migrating.LATER)


def asked(target_id, source, **changed):
    return {
        "target": str(target_id), "from_versions": [str(source)], "states": ["under_review", "suspended"],
        "reason": migrating.REASON, "basis": migrating.BASIS, **changed,
    }  # fmt: skip


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def drafted(editor, case, target):
    answer = editor.post(f"{ROOM}new/{world.city().item_id}/", asked(target, case.facts.item_version_id), follow=True)
    return ProcessMigration.objects.get(), answer


def test_from_the_empty_list_to_the_result(editor, head):
    assert "还没有过程迁移" in text(editor.get(ROOM))
    assert "没有可以迁移的办件" in text(editor.get(f"{ROOM}new/"))
    case, target = running()
    assert "食品经营许可" in text(editor.get(f"{ROOM}new/"))
    form = text(editor.get(f"{ROOM}new/{world.city().item_id}/"))
    assert "1件在办" in form

    row, page = drafted(editor, case, target)
    shown = text(page)
    assert "选定1件，其中1件可以迁移。" in shown
    assert "办完的环节继续有效：初审" in shown
    assert "卫生审查（新过程没有这个环节）" in shown
    assert "工程审查由3个工作日改为2个工作日" in shown
    assert head.get(f"{ROOM}{row.id}/").status_code == 404  # a draft is not shown to who decides

    shown = text(editor.post(f"{ROOM}{row.id}/request/", follow=True))
    assert "等待另一人审批" in shown
    assert "批准并开始迁移" not in shown

    page = head.get(f"{ROOM}{row.id}/")
    seen = re.search(r'name="seen" value="([0-9a-f]{64})"', page.content.decode()).group(1)
    shown = text(head.post(f"{ROOM}{row.id}/approve/", {"seen": seen}, follow=True))
    assert "正在逐件迁移" in shown
    assert "已处理0%" in shown
    migration_apply(row.id, tell=now)

    shown = text(editor.get(f"{ROOM}{row.id}/"))
    assert "迁移完成" in shown
    assert "已迁移1件，没有迁移0件，等待0件。" in shown
    table = editor.get(f"{ROOM}{row.id}/results.csv").content.decode()
    assert table.startswith("\ufeff办件编号,结果,时间,说明,由谁勾选")
    assert f"{migrating.asker().name}勾选" in shown
    assert f"{migrating.asker().name}勾选" in table
    assert case.facts.number in table
    assert Entry.objects.filter(verb="cases.migration_exported").count() == 1
    assert case.facts.process_version_id == target


def test_what_was_seen_before_the_case_went_on_is_not_approved(editor, head):
    case, target = running()
    row, _page = drafted(editor, case, target)
    editor.post(f"{ROOM}{row.id}/request/")
    page = head.get(f"{ROOM}{row.id}/")
    seen = re.search(r'name="seen" value="([0-9a-f]{64})"', page.content.decode()).group(1)
    processes.finish(case, "works")

    answer = head.post(f"{ROOM}{row.id}/approve/", {"seen": seen})

    assert answer.status_code == 409
    assert "预览已经重新计算" in text(answer)
    assert "提出以后又有进展" in text(answer)
    assert ProcessMigration.objects.get().state == "requested"


def test_a_refusal_asks_for_its_reason_and_is_shown_to_who_asked(editor, head):
    case, target = running()
    row, _page = drafted(editor, case, target)
    editor.post(f"{ROOM}{row.id}/request/")

    assert head.post(f"{ROOM}{row.id}/decline/", {"reason": ""}).status_code == 422
    head.post(f"{ROOM}{row.id}/decline/", {"reason": "先不迁移。"}, follow=True)

    assert "先不迁移。" in text(editor.get(f"{ROOM}{row.id}/"))
    assert "不批准" in text(editor.get(ROOM))


def test_cases_are_ticked_and_left_out(editor):
    case, target = running()
    row, _page = drafted(editor, case, target)

    editor.post(f"{ROOM}{row.id}/choose/", {"shown": [str(case.id)]}, follow=True)

    assert not MigrationCase.objects.get().is_chosen
    answer = editor.post(f"{ROOM}{row.id}/request/")
    assert answer.status_code == 422
    assert "没有可以迁移的办件" in text(answer)
    editor.post(f"{ROOM}{row.id}/choose/", {"shown": [str(case.id)], "case": [str(case.id), "nothing"]})
    assert MigrationCase.objects.get().is_chosen
    assert "已撤回" in text(editor.post(f"{ROOM}{row.id}/withdraw/", follow=True))


def test_the_page_shows_who_ticked_and_for_whom_he_stood_in(editor):
    case, target = running()
    row, page = drafted(editor, case, target)
    assert f"{migrating.asker().name}勾选" in text(page)
    second = world.appoint("item_administrator", username="stand-in")
    stand_in = replace(second, stands_in_for=migrating.asker().account_id)
    told = {"migration_id": row.id, "shown": [case.id], "actor": stand_in, "now": now()}

    migration_choose(chosen=[], **told)
    assert f"{second.name}（代{migrating.asker().name}）取消勾选" in text(editor.get(f"{ROOM}{row.id}/"))
    migration_choose(chosen=[case.id], **told)
    assert f"{second.name}（代{migrating.asker().name}）勾选" in text(editor.get(f"{ROOM}{row.id}/"))


def test_a_choice_made_before_it_was_kept_names_nobody(editor):
    case, target = running()
    row, _page = drafted(editor, case, target)
    MigrationCase.objects.update(chosen_by=None, chosen_by_name="", chosen_at=None)

    assert "勾选" in text(editor.get(f"{ROOM}{row.id}/"))
    assert f"{migrating.asker().name}勾选" not in text(editor.get(f"{ROOM}{row.id}/"))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        pytest.param({"reason": ""}, "请填写理由", id="no-reason"),
        pytest.param({"basis": ""}, "请填写依据", id="no-basis"),
        pytest.param({"target": ""}, "请选择迁移到哪一版", id="no-target"),
        pytest.param({"states": ["decision_pending"]}, "没有可以迁移的办件", id="no-case-there"),
    ],
)
def test_a_request_that_is_not_whole_comes_back_with_what_was_typed(editor, changed, sentence):
    case, target = running()

    answer = editor.post(f"{ROOM}new/{world.city().item_id}/", asked(target, case.facts.item_version_id, **changed))

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert not ProcessMigration.objects.exists()


def test_why_a_case_cannot_be_migrated_is_said_in_a_sentence(editor):
    case = processes.accepted_case(processes.TABLE[:1])
    processes.finish(case, "look")
    world.recommend(case)
    target = processes.publish(migrating.LATER)

    _row, page = drafted_in(editor, case, target, "decision_pending")

    assert "请先由审批员退回补充审查" in text(page)
    assert "不能迁移" in text(page)


def drafted_in(editor, case, target, state):
    told = asked(target, case.facts.item_version_id, states=[state])
    answer = editor.post(f"{ROOM}new/{world.city().item_id}/", told, follow=True)
    return ProcessMigration.objects.get(), answer


def test_the_case_page_shows_the_new_process_and_what_became_of_the_old(city, sign_in):
    case, target = running()
    migrating.migrate(target)
    reviewer = sign_in("reviewer")

    way = text(reviewer.get(f"/workbench/cases/{case.id}/?part=way"))
    page = text(reviewer.get(f"/workbench/cases/{case.id}/"))

    assert "由第2版的审查过程迁移到第3版" in way
    assert "复核" in way
    assert "原过程中的环节" in way
    assert "改用新的审查过程后不再计入" in way
    assert f"{migrating.BASIS}。" in page
    assert case.facts.state is State.UNDER_REVIEW


def test_the_pages_are_whole_in_english(editor):
    case, target = running()
    row, _page = drafted(editor, case, target)
    editor.cookies["oneseal_language"] = "en"

    shown = editor.get(f"{ROOM}{row.id}/").content.decode()
    main = re.sub(r"<[^>]+>", " ", shown[shown.index("<main") : shown.index("</main")])

    assert "Second reading" in main
    told = main.replace(migrating.REASON, "").replace(migrating.BASIS, "").replace(row.drafted_by_name, "")
    assert not re.findall(r"[\u4e00-\u9fff]+", told)
