"""The applicant in a hearing, and what everybody reads of public procedures."""

from datetime import timedelta

import pytest

from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.foundation.timekeeping import today
from tests.factories import joint, world
from tests.factories import procedures as make
from tests.web.portal.conftest import hidden, said, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def where(case, act=""):
    return f"/my/cases/{case.id}/{act}/" if act else f"/my/cases/{case.id}/"


def send(client, case, act, reason):
    shown = client.get(where(case, act))
    return client.post(where(case, act), {"press": hidden(shown, "press"), "reason": reason})


def test_whoever_was_told_of_his_right_reads_until_when_and_asks(client):
    case = make.told_case()
    sign_in(client, case.applicant)

    assert "您有权要求听证" in said(client.get(where(case)))
    refused = send(client, case, "hearing", " ")
    assert refused.status_code == 422
    assert "请写明要求听证的理由" in said(refused)
    answer = send(client, case, "hearing", "要求当面说明。")

    assert answer["Location"] == where(case)
    page = said(client.get(where(case)))
    assert "已要求听证，等待安排" in page
    assert "您要求听证" in page
    assert make.hearing_of(case).request_reason == "要求当面说明。"


def test_after_the_period_nothing_is_offered_and_a_request_is_refused_in_words(client, clock):
    case = make.told_case()
    sign_in(client, case.applicant)
    shown = client.get(where(case, "hearing"))
    clock.stand_at(f"{make.hearing_of(case).request_until_late_on + timedelta(days=1)} 09:00")

    assert "您有权要求听证" not in said(client.get(where(case)))
    answer = client.post(where(case, "hearing"), {"press": hidden(shown, "press"), "reason": "太晚。"})

    assert answer.status_code == 409
    assert "任何一种算法" in said(answer)


def test_the_applicant_reads_time_and_place_and_asks_that_the_chair_step_back(client):
    case = make.arranged_case()
    sign_in(client, case.applicant)
    page = said(client.get(where(case)))
    assert "将举行听证" in page
    assert "政务服务大厅三楼听证室" in page
    assert "听证通知书" in page

    assert send(client, case, "recusal", "是邻居的亲属。").status_code == 302

    assert make.hearing_of(case).recusal == "asked"
    assert "现在不能申请回避" in said(client.get(where(case, "recusal")))


def test_somebody_elses_hearing_is_not_found(stranger):
    case = make.told_case()

    assert stranger.get(where(case, "hearing")).status_code == 404
    assert stranger.post(where(case, "hearing"), {"reason": "x"}).status_code == 404


def test_a_case_without_procedures_says_nothing_of_them(client):
    case = world.accepted_case()
    sign_in(client, case.applicant)

    assert "正在进行的程序" not in said(client.get(where(case)))
    assert "现在不能要求听证" in said(client.get(where(case, "hearing")))


def test_meetings_and_records_of_the_agency_are_not_the_applicants_business(client):
    case = world.accepted_case()
    make.notify(case)
    make.plan_meeting(case)
    sign_in(client, case.applicant)

    page = said(client.get(where(case)))

    assert "会商" not in page
    assert "利害关系人告知书" not in page  # it is addressed to somebody else


# --- for everybody -----------------------------------------------------------------------------


def test_a_public_hearing_and_publicity_are_read_by_everybody_and_nothing_else(client):
    public, closed, shown = make.asked_case(), make.asked_case(), world.accepted_case()
    assert "目前没有公告和公示" in said(client.get("/notices/"))
    make.arrange(public)
    make.arrange(closed, closed_because="privacy")
    make.publicise(shown)

    page = client.get("/notices/")

    hearing, publicity = make.procedure_of(public, "hearing").id, make.procedure_of(shown, "publicity").id
    assert f"/notices/{hearing}/" in page.content.decode()
    assert f"/notices/{publicity}/" in page.content.decode()
    assert "政务服务大厅三楼听证室" in said(client.get(f"/notices/{hearing}/"))
    assert "拟准予许可。" in said(client.get(f"/notices/{publicity}/"))
    assert client.get(f"/notices/{make.procedure_of(closed, 'hearing').id}/").status_code == 404
    assert public.facts.number not in page.content.decode()


def test_what_is_over_is_not_public_any_more(client, clock):
    case = world.accepted_case()
    make.publicise(case, days=3)
    notice = f"/notices/{make.procedure_of(case, 'publicity').id}/"
    assert client.get(notice).status_code == 200
    clock.stand_at(f"{today() + timedelta(days=4)} 09:00")

    assert client.get(notice).status_code == 404


def test_who_wants_no_hearing_says_so_and_reads_that_he_may_change_his_mind(client):
    case = make.told_case()
    sign_in(client, case.applicant)
    page = client.get(where(case, "hearing/waiver"))
    assert "仍可以要求听证" in said(page)

    refused = client.post(where(case, "hearing/waiver"), {"press": hidden(page, "press")})
    assert refused.status_code == 422
    answer = client.post(where(case, "hearing/waiver"), {"press": hidden(page, "press"), "is_sure": "on"})

    assert answer["Location"] == where(case)
    page = said(client.get(where(case)))
    assert "您已声明不要求听证" in page
    assert "要求听证" in page
    assert "现在不能声明" in said(client.get(where(case, "hearing/waiver")))
    assert send(client, case, "hearing", "改变主意。").status_code == 302
    assert make.hearing_of(case).phase == "requested"


def test_the_applicant_reads_the_minutes_as_they_were_signed(client, clock):
    case = make.heard_case(clock)
    press = world.press(world.staff("reviewer"))
    services.minutes_attach(case_id=case.id, file_name="签字件.pdf", chunks=[world.PDF], press=press)
    (scan,) = cases.minutes_scans_of(case.facts)
    sign_in(client, case.applicant)

    assert "签字件.pdf" in said(client.get(where(case)))
    answer = client.get(f"/minutes/{scan.id}/")
    assert b"".join(answer.streaming_content) == world.PDF
    assert answer["Content-Type"] == "application/pdf"
    sign_in(client, world.person(name="王五"))
    assert client.get(f"/minutes/{scan.id}/").status_code == 404


def test_who_reads_of_more_time_reads_who_gave_it(client):
    case = joint.proposed_case()
    joint.approve(case)
    sign_in(client, case.applicant)

    page = said(client.get(where(case)))

    assert "经本级人民政府负责人批准，延长办理期限" in page
    assert "延长办理期限通知书" in page
