"""What people read when a hearing, a test, publicity or a meeting is refused."""

from django.utils.translation import gettext_lazy as _

from oneseal.foundation.http.sentences import Sentence, SentenceText

PROCEDURE_SENTENCES: dict[str, SentenceText] = {
    "cases.procedure_has_own_form": Sentence(
        _("这项程序有自己的表单和文书，请在“程序和会商”中选择对应的一项办理。"), 409
    ),
    "cases.hearing_under_way": Sentence(_("本件的听证正在进行，或者已经举行，不能再启动。请查看“程序和会商”。"), 409),
    "cases.hearing_not_in_phase": Sentence(_("听证的进展已经变化，这一步现在不能办理。请查看“程序和会商”。"), 409),
    "cases.hearing_request_late": Sentence(
        _("要求听证的期限按任何一种算法都已在%(until)s届满。仍有意见的，可以通过“沟通”向本机关陈述和申辩。"), 409
    ),
    "cases.waiver_unfit": _(
        "只有被告知听证权利、还没有声明过的人，才能声明不要求听证；声明日期应当在告知以后、今天以前。请核对。"
    ),
    "cases.no_minutes_to_sign": Sentence(_("听证举行并制作笔录以后，才能附签字件。请先记录听证。"), 409),
    "cases.hearing_too_soon": _(
        "听证的时间、地点应当在举行的七日前通知，最早可以在%(earliest)s举行。请改为这一天或者以后。"
    ),
    "cases.hearing_too_late": _("应当在收到听证申请后二十日内组织听证，最迟在%(latest)s举行。请改为这一天或者以前。"),
    "cases.chair_unfit": _(
        "听证主持人应当是审查本件的工作人员以外的本机关人员。审查、核查本件或者安排这次听证的人，以及本件的当事人，不能主持，请另选一人。"
    ),
    "cases.hearing_plan_missing": _("请写明听证地点；不公开举行的，还要选择不公开的理由。"),
    "cases.recusal_undecided": Sentence(_("有人申请听证主持人回避，尚未决定。请先由机关负责人决定，再记录听证。"), 409),
    "cases.recusal_asked_before": Sentence(_("已经申请过这位主持人回避。请等候决定，或者查看决定书。"), 409),
    "cases.minutes_unsigned": _("听证笔录应当交听证参加人确认无误后签字或者盖章。没有签字的，请写明姓名和原因。"),
    "cases.minutes_missing": _("请写明听证参加人和听证中的陈述。听证笔录是决定的依据。"),
    "cases.hearing_owed": Sentence(_("有人依法要求听证，听证还没有举行，不能作出决定。请先组织听证。"), 409),
    "cases.hearing_period_runs": Sentence(
        _("已告知听证权利，在%(until)s以前仍可以要求听证，不能作出决定。请待期限届满再决定。"), 409
    ),
    "cases.minutes_not_followed": _("本件举行过听证，应当根据听证笔录作出决定。请写明决定怎样依据听证笔录作出。"),
    "cases.statement_period_runs": Sentence(
        _("已告知利害关系人（%(names)s），在%(until)s以前仍可以陈述和申辩，不能作出决定。请先听取意见或者待期限届满。"),
        409,
    ),
    "cases.interest_missing": _("请写明利害关系人的姓名或者名称，以及涉及其什么重大利益。"),
    "cases.statement_missing": _("请选择陈述人，并写明陈述和申辩的内容。"),
    "cases.testers_missing": _("检验、检测、检疫由两名以上工作人员进行。请从本机关工作人员中选择两名不同的人员。"),
    "cases.assigned_late": _("应当自受理之日起五日内（%(by)s前）指派人员，现在已经超过。请写明超过的原因。"),
    "cases.standard_missing": _("请写明所依据的技术标准、技术规范的名称和编号。"),
    "cases.test_failed": Sentence(
        _("“%(name)s”的结果是不符合技术标准、技术规范，不能准予许可。请重新检验，或者作出不予许可决定。"), 409
    ),
    "cases.publicity_period_unfit": _("公示截止日期应当在今天以后；公示期满以后才能结束公示。请核对日期。"),
    "cases.objection_missing": _("请写明提出异议的人和异议的内容。"),
    "cases.meeting_plan_missing": _("请写明会商日期（今天或者以后）、地点、参加单位和人员。"),
    "cases.guidance_missing": _("请写明咨询人、咨询的问题和答复。"),
    "cases.meeting_task_unfit": _("每项任务应当写明责任单位、任务内容和完成日期。请核对这一项。"),
}
