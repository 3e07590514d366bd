"""Hearings, reviews, tests, publicity and meetings of cases, made through services."""

from datetime import datetime, time, timedelta

from oneseal.cases import services
from oneseal.cases.models import Hearing, Procedure
from oneseal.foundation.timekeeping import BEIJING, today
from oneseal.identity.models import Account
from oneseal.workflow.selectors import calendar
from tests.factories import aside, world

REVIEW = {
    "kind": "expert_review", "name": "专家评审", "name_en": "Expert review", "max_days": 15, "unit": "WD",
    "stops_clock": True, "approver": "", "check_state": "own_wording", "source": "fbl-24", "note": "",
}  # fmt: skip
TESTING = {**REVIEW, "kind": "testing", "name": "检测", "name_en": "Testing", "max_days": 10}
STANDARD = "《食品安全国家标准 餐饮服务通用卫生规范》（GB 31654-2021）"


def account(kind):
    """Return the account of the holder of a kind of post."""
    return Account.objects.get(username=kind).id


def workday(days, start=None):
    """Return the working day so many working days after a day."""
    return calendar().nth_after(start or today(), days)


def at(day, hour=9):
    """Return an instant of a day."""
    return datetime.combine(day, time(hour, 30), tzinfo=BEIJING)


def by(kind):
    """Return one press of a button by the holder of a kind of post."""
    return world.press(world.staff(kind))


def hearing_of(case):
    return Hearing.objects.filter(case_id=case.id).order_by("id").last()


def procedure_of(case, kind):
    return Procedure.objects.filter(case_id=case.id, kind=kind).order_by("id").last()


def name_in_item(*procedures):
    """Publish the item anew with these special procedures beside its own."""
    elements = aside.ItemVersion.objects.get(pk=world.city().version_id).content["elements"]
    aside.republish(special_procedures=[*elements["special_procedures"]["value"], *procedures])


def tell_right(case, matter="排烟口正对邻居窗户。", others=("邻居李四",)):
    told = services.RightTold(matter, others)
    services.hearing_right_tell(case_id=case.id, told=told, press=by("reviewer"))


def request(case, reason="要求当面说明。"):
    services.hearing_request(case_id=case.id, reason=reason, press=world.press(case.applicant))


def record_request(case, *, on=None, who="邻居李四", reason="油烟影响生活。"):
    told = services.RequestTold(who, on or today(), reason)
    services.hearing_request_record(case_id=case.id, told=told, press=by("reviewer"))


def arrange(case, **changed):
    told = {
        "held_at": at(workday(7)), "place": "政务服务大厅三楼听证室", "chair_id": account("agency_head"),
        "participants": ("邻居李四",), **changed,
    }  # fmt: skip
    services.hearing_arrange(case_id=case.id, told=services.HearingTold(**told), press=by("reviewer"))


def hold(case, **changed):
    told = {
        "on": today(), "participants": ("申请人 张三", "利害关系人 李四"), "statements": "双方陈述、质证。",
        "evidence": "检测报告", "is_signed": True, **changed,
    }  # fmt: skip
    services.hearing_record(case_id=case.id, told=services.MinutesTold(**told), press=by("reviewer"))


def told_case():
    case = world.accepted_case()
    tell_right(case)
    return case


def asked_case():
    case = told_case()
    request(case)
    return case


def arranged_case():
    case = asked_case()
    arrange(case)
    return case


def heard_case(clock):
    """Hold a hearing that the applicant asked for, on the day that was told."""
    case = arranged_case()
    clock.stand_at(f"{hearing_of(case).held_at.astimezone(BEIJING):%Y-%m-%d} 17:00")
    hold(case)
    return case


def arrange_review(case, **changed):
    told = {
        "experts": ("专家甲", "专家乙"),
        "held_on": workday(5),
        "question": "布局是否合理。",
        "place": "会议室",
        **changed,
    }
    services.expert_review_arrange(case_id=case.id, told=services.ReviewTold(**told), press=by("reviewer"))


def record_review(case, verdict="agreed", text="一致同意。"):
    told = services.OutcomeTold(
        procedure_id=procedure_of(case, "expert_review").id, verdict=verdict, on=today(), text=text
    )
    services.expert_review_record(case_id=case.id, told=told, press=by("reviewer"))


def two_testers():
    return account("reviewer"), world.appoint("reviewer").account_id


def assign_testing(case, *, testers=None, **changed):
    testers = testers or two_testers()
    told = {
        "kind": "testing", "testers": testers, "subject_matter": "操作间", "standard": STANDARD, "planned_days": 5,
        **changed,
    }  # fmt: skip
    services.testing_assign(case_id=case.id, told=services.TestingTold(**told), press=by("reviewer"))


def record_testing(case, verdict="passed", text="各项指标如下。", standard=""):
    told = services.OutcomeTold(
        procedure_id=procedure_of(case, "testing").id, verdict=verdict, on=today(), text=text, standard=standard
    )
    services.testing_record(case_id=case.id, told=told, press=by("reviewer"))


def publicise(case, *, days=7, law="", document="", matter="拟准予许可。"):
    told = services.PublicityTold(matter, today() + timedelta(days=days), law, document)
    services.case_publicise(case_id=case.id, told=told, press=by("reviewer"))


def record_objection(case, *, name="王五", text="太吵。"):
    told = services.ObjectionTold(procedure_of(case, "publicity").id, name, text, today())
    services.objection_record(case_id=case.id, told=told, press=by("reviewer"))


def end_publicity(case, text="异议不成立。"):
    told = services.PublicityEnd(procedure_of(case, "publicity").id, text)
    services.publicity_end(case_id=case.id, told=told, press=by("reviewer"))


def notify(case, *, name="邻居李四", days=5):
    told = services.InterestTold(name, "排烟影响居住。", today() + timedelta(days=days))
    services.interested_notify(case_id=case.id, told=told, press=by("reviewer"))


def plan_meeting(case, **changed):
    told = {
        "held_on": workday(2), "place": "二楼会议室", "units": ("市场监管局", "生态环境局"), "people": ("赵六", "钱七"),
        "question": "排烟如何处理。", **changed,
    }  # fmt: skip
    services.meeting_plan(case_id=case.id, told=services.MeetingTold(**told), press=by("reviewer"))


def record_meeting(case, *, on=None, tasks=(), text="同意整改后准予。"):
    told = services.MeetingMinutesTold(
        procedure_id=procedure_of(case, "joint_meeting").id, on=on or today(), text=text, tasks=tasks
    )
    services.meeting_record(case_id=case.id, told=told, press=by("reviewer"))


def recommend_and_grant(case, text=""):
    if case.facts.state == "under_review":
        world.recommend(case)
    services.case_grant(case_id=case.id, text=text, press=by("approver"))


def recommend_and_refuse(case, text="不符合。"):
    if case.facts.state == "under_review":
        world.recommend(case, verdict="refuse")
    services.case_refuse(case_id=case.id, text=text, press=by("approver"))
