"""Local papers in the calendar room: drafted, seen with what they move, confirmed, withdrawn; told to the applicant."""

import pytest

from oneseal.cases.services.redating import cases_redate
from oneseal.foundation.timekeeping import now, today
from oneseal.workflow.models import CalendarChange, LocalClosure
from oneseal.workflow.selectors import calendar
from tests.factories import world

pytestmark = pytest.mark.django_db


def told(**changed):
    day = str(calendar().nth_after(today(), 1))
    return {
        "first_on": day, "last_on": day, "is_working": "", "name": "防汛停止办公", "title": "关于防汛停止办公的通知",
        "number": "濮政发明电〔2026〕3号", **changed,
    }  # fmt: skip


def test_a_local_paper_is_seen_confirmed_followed_and_withdrawn(admin, city, sign_in):
    case = world.accepted_case()
    before = case.facts.due_on

    page = admin.post("/office/calendar/closures/new/", told(), follow=True).content.decode()
    assert "停止办公（防汛停止办公）" in page
    assert "1件在办，其中1件的期限会变。" in page
    assert f"<del>{before}</del>" in page
    assert not LocalClosure.objects.exists()

    change = CalendarChange.objects.get()
    address = f"/office/calendar/changes/{change.id}/"
    assert "正在重新计算在办件的期限" in admin.post(f"{address}confirm/", follow=True).content.decode()
    cases_redate(change.id, tell=now)
    assert "1件的期限已变" in admin.get(address).content.decode()
    assert "这次变化已经载入" in admin.post(f"{address}confirm/", follow=True).content.decode()

    closure = LocalClosure.objects.get()
    page = admin.post(f"/office/calendar/closures/{closure.id}/withdraw/", {"reason": "雨停了"}, follow=True)
    assert "恢复为平常的安排" in page.content.decode()
    assert "关于防汛停止办公的通知（濮政发明电〔2026〕3号）" in admin.get("/office/calendar/").content.decode()


HOURS = {
    "opens": "09:00", "breaks": "12:00", "resumes": "13:30", "closes": "17:00", "title": "关于夏季办公时间的通知",
    "number": "",
}  # fmt: skip


def test_office_hours_are_registered_with_a_preview(admin, city):
    told = {"since_on": str(today()), **HOURS}
    page = admin.post("/office/calendar/hours/new/", told, follow=True).content.decode()
    assert f"自{today()}起，办公时间为09:00–12:00、13:30–17:00。" in page
    assert "还没有登记办公时间" in admin.get("/office/calendar/").content.decode()

    change = CalendarChange.objects.get()
    admin.post(f"/office/calendar/changes/{change.id}/confirm/", follow=True)
    assert "09:00–12:00、13:30–17:00" in admin.get("/office/calendar/").content.decode()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        pytest.param({"breaks": "08:00"}, "时间要按先后顺序填写", id="closes-before-it-opens"),
        pytest.param({"closes": ""}, "请一起填写", id="half-an-afternoon"),
        pytest.param({"breaks": "09:20", "resumes": "", "closes": ""}, "每天至少一小时", id="less-than-an-hour"),
        pytest.param({"opens": ""}, "请填写上午上班。", id="no-opening"),
    ],
)
def test_office_hours_that_cannot_be_are_refused(admin, city, changed, sentence):
    answer = admin.post("/office/calendar/hours/new/", {"since_on": str(today()), **HOURS, **changed})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not CalendarChange.objects.exists()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        pytest.param({"number": ""}, "请填写文号。", id="no-number"),
        pytest.param({"last_on": "2020-01-01"}, "要按先后填写，最多60天", id="wrong-order"),
    ],
)
def test_a_local_paper_that_cannot_be_is_refused(admin, city, changed, sentence):
    answer = admin.post("/office/calendar/closures/new/", told(**changed))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not CalendarChange.objects.exists()
