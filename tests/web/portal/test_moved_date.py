"""That a local closure moved the date of a case, as the applicant reads it."""

import pytest
from django.urls import reverse

from oneseal.cases.services.redating import cases_redate
from oneseal.foundation.timekeeping import now, today
from oneseal.workflow.selectors import calendar
from oneseal.workflow.services import ClosureTold, change_confirm, closure_draft
from tests.factories import world
from tests.web.portal.conftest import said, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def test_the_applicant_reads_that_the_date_moved_and_why(client):
    case, administrator = world.accepted_case(), world.staff(world.ADMINISTRATOR)
    address = reverse("portal:my_case", args=[case.id])
    browser = sign_in(client, case.applicant)
    assert "放假或者办公的日子有变化" not in said(browser.get(address))

    day = calendar().nth_after(today(), 1)
    told = ClosureTold(
        day, day, is_working=False, name="防汛", title="关于停止办公的通知", number="濮政发明电〔2026〕3号"
    )
    change_id = closure_draft(told=told, actor=administrator, now=now())
    change_confirm(change_id=change_id, actor=administrator, now=now())
    cases_redate(change_id, tell=now)

    text = said(browser.get(address))
    assert "放假或者办公的日子有变化" in text
    assert "依据：关于停止办公的通知（濮政发明电〔2026〕3号）" in text
    assert "本地通知停止办公，不计入" in text
    assert "按放假安排重新计算期限" in text
