"""Every move of a case as a browser sees it: who makes it, on which page, with which paper and which clock.

The journeys of `test_every_move` walk by this table and by no other; `tests/architecture/test_moves_in_the_browser`
holds it against the rows of the lifecycle.
"""

from dataclasses import dataclass

WINDOW, CHIEF, REVIEWER, APPROVER, HEAD = "周宁", "纪当", "许衡", "陆正", "章正清"
ISSUER, ARCHIVIST, SUPERVISOR = "何悦", "方册", "严明"
CENTRE, CARD_CHIEF, CITIZEN, SYSTEM = "夏迎", "时敏", "林小满", ""
SECOND, GOVERNMENT = "秦川", "江一舟"

RUNS, STOPS, STOPPED_LONG_AGO = "照常计时", "停止计时", "早已停止"
PAUSES, PROMISE_ALONE, GOES_ON = "特别程序期间停止计时", "承诺期限停止计算，法定期限照常计算", "期限继续计算"
STILL_STANDS, DELIVERS = "仍然停止", "送达开始计时"
NO_PAPER = "不出具文书"


@dataclass(frozen=True, slots=True)
class Seen:
    """One move in the browser.

    `page` is the address of its own page ("…" is the case), of a system's move the page on which it shows. `title` is
    the page's heading, `paper` the title of what is issued, empty where nothing is; `clock` is what the page says of
    the clock beforehand, and `done` what it says afterwards. Where whoever acts has not the case, `offered` is the page
    that leads to the move, and `reader` somebody who may read the paper.
    """

    who: str
    page: str
    title: str
    paper: str
    clock: str
    done: str
    offered: str = ""
    reader: str = ""


def _desk(who, page, title, paper, *, clock, done):
    return Seen(who, f"/workbench/cases/…/{page}", title, paper, clock, done)


def _own(page, title, paper, *, clock, done):
    return Seen(CITIZEN, page, title, paper, clock, done)


def _procedure(page, title, paper, *, clock, done, who=REVIEWER):
    return _desk(who, f"procedures/{page}", title, paper, clock=clock, done=done)


AT_THE_WINDOW = {
    "T01": _own("/applications/…/review/", "", "收件凭证", clock="自收到之日起五个工作日内答复", done="查询码"),
    "T02c": _desk(CENTRE, "hand-over/", "移交主管部门", "", clock=RUNS, done="已移交主管部门"),
    "T02a": _desk(WINDOW, "pre-review/", "开始预审", "", clock=RUNS, done="已开始预审"),
    "T02b": _desk(WINDOW, "pre-review/result/", "记录预审结论", "", clock=RUNS, done="预审结论已记录"),
    "T03": _desk(WINDOW, "not-accept/", "不予受理", "不予受理通知书", clock=STOPS, done="已决定不予受理"),
    "T04": _desk(WINDOW, "correction/", "一次性告知补正", "一次性补正告知书",
                 clock="停止计时，申请人补正后重新计算", done="补正告知书已出具"),
    "T05": _own("/applications/…/correct/", "补正", "补正收件凭证", clock="重新计算五个工作日", done="补正已提交"),
    "T06": Seen(SYSTEM, "/my/cases/…/", "", "退件通知书", "", "已退件"),
    "T07": _desk(WINDOW, "accept/", "受理", "受理通知书", clock="自受理之日起计时，共", done="已受理"),
    "T08": Seen(SYSTEM, "/workbench/cases/…/?part=way", "", "受理通知书", "", "逾期未告知，视为受理"),
    "T09": _desk(WINDOW, "accept-tolerant/", "容缺受理", "容缺受理通知书", clock="自受理之日起计时", done="已容缺受理"),
    "T10a": _desk(CARD_CHIEF, "grant-at-once/", "当场准予", "准予许可决定书", clock="", done="已当场受理并准予"),
    "T10b": _desk(CARD_CHIEF, "refuse-at-once/", "当场不予", "不予许可决定书", clock=STOPS,
                  done="已当场受理并决定不予许可"),
    "T11": _desk(CHIEF, "grant-on-commitment/", "按告知承诺准予", "准予许可决定书", clock="",
                 done="已按告知承诺准予"),
    "T12": Seen(SYSTEM, "/workbench/cases/…/?part=way", "", "", "", "转审查"),
}  # fmt: skip

IN_THE_EXAMINATION = {
    "T12b": _desk(HEAD, "draw-again/", "重新抽取审查人员", "", clock=RUNS, done="已由系统重新抽取审查人员"),
    "T12c": _desk(HEAD, "lift-cover/", "查看申请人信息", "", clock=RUNS, done="您现在可以看到本件的申请人信息"),
    "T13": _desk(REVIEWER, "procedure/", "启动特别程序", "特别程序告知书", clock=PAUSES, done="特别程序已启动"),
    "T14": _desk(REVIEWER, "procedure/result/", "记录特别程序结果", "特别程序结果报告", clock=GOES_ON,
                 done="结果已记录"),
    "T13s": _desk(REVIEWER, "survey/", "安排现场核查", "现场核查通知书", clock=PROMISE_ALONE, done="现场核查已安排"),
    "T14s": _desk(REVIEWER, "survey/result/", "记录现场核查结果", "现场核查记录", clock=GOES_ON,
                  done="核查结果已记录"),
    "T13a": _procedure("hearing-right/", "告知听证权利", "听证告知书", clock=RUNS, done="听证权利已告知"),
    "T13b": _own("/my/cases/…/hearing/", "要求听证", "听证申请书", clock="不因此停止", done="听证申请已提交"),
    "T13c": _procedure("hearing-request/", "登记听证申请", "听证申请书", clock=RUNS, done="听证申请已登记"),
    "T13w": _own("/my/cases/…/hearing/waiver/", "声明不要求听证", "不要求听证声明", clock="不受影响",
                 done="已声明不要求听证"),
    "T13x": _procedure("hearing-waiver/", "登记不要求听证", "不要求听证声明", clock=RUNS, done="已登记不要求听证"),
    "T13h": _procedure("hearing/", "安排听证", "听证通知书", clock=PAUSES, done="听证已安排"),
    "T13k": _own("/my/cases/…/recusal/", "申请主持人回避", "", clock="不受影响", done="回避申请已提交"),
    "T13l": _procedure("recusal/", "决定主持人回避", "听证主持人回避决定书", who=HEAD, clock=STILL_STANDS,
                       done="已决定主持人是否回避"),
    "T14h": _procedure("hearing-minutes/", "记录听证", "听证笔录", clock=GOES_ON, done="听证笔录已制作"),
    "T14p": _procedure("signed-minutes/", "附听证笔录签字件", "", clock=RUNS, done="听证笔录签字件已附在案卷中"),
    "T14x": _procedure("hearing-end/", "终止听证", "终止听证通知书", clock=RUNS, done="听证已终止"),
    "T13i": _procedure("interested/", "告知利害关系人", "利害关系人告知书", clock=RUNS, done="利害关系人告知书已出具"),
    "T14i": _procedure("statement/", "记录陈述申辩", "陈述申辩笔录", clock=RUNS, done="陈述和申辩已记录在案"),
    "T13e": _procedure("review/", "组织专家评审", "专家评审告知书", clock=PAUSES, done="专家评审已安排"),
    "T14e": _procedure("review-result/", "记录评审意见", "专家评审意见", clock=GOES_ON, done="评审意见已记录"),
    "T13t": _procedure("testing/", "指派检验检测", "检验检测检疫鉴定告知书", clock=PAUSES, done="人员已指派"),
    "T14t": _procedure("testing-result/", "记录检验检测结果", "检验检测检疫鉴定结果报告", clock=GOES_ON,
                       done="结果已记录"),
    "T13g": _procedure("publicity/", "开始公示", "公示", clock=PROMISE_ALONE, done="已在门户公示"),
    "T13o": _procedure("objection/", "登记异议", "", clock=STILL_STANDS, done="异议已登记"),
    "T14g": _procedure("publicity-end/", "结束公示", "公示结果", clock=GOES_ON, done="公示已结束"),
    "T13m": _procedure("meeting/", "安排会商", "会商通知", clock=RUNS, done="会商已安排"),
    "T14m": _procedure("meeting-minutes/", "记录会商", "会商纪要", clock=RUNS, done="会商纪要已出具"),
    "T14n": _procedure("meeting-task/", "完成会商任务", "", clock=RUNS, done="任务已完成"),
    "T15a": _desk(APPROVER, "suspend/", "中止办理", "中止办理通知书", clock=PROMISE_ALONE, done="已中止办理"),
    "T15b": _desk(APPROVER, "resume/", "恢复办理", "恢复办理通知书", clock=GOES_ON, done="已恢复办理"),
    "T16": _desk(HEAD, "extend/", "延长办理期限", "延长办理期限通知书", clock="期限延长5个工作日",
                 done="办理期限已延长"),
    "T16p": _desk(HEAD, "propose-extension/", "提请延长期限", "", clock=RUNS,
                  done="已提请本级人民政府负责人批准延长"),
    "T16g": Seen(GOVERNMENT, "/workbench/extensions/…/", "批准延长期限", "延长办理期限通知书", "期限延长15个工作日",
                 "已批准延长", offered="/workbench/extensions/", reader=HEAD),
    "T16d": Seen(GOVERNMENT, "/workbench/extensions/…/decline/", "不批准延长期限", "", RUNS, "已决定不批准延长",
                 offered="/workbench/extensions/…/"),
    "T17n": _desk(REVIEWER, "nodes/node_1/", "初审", "", clock=RUNS, done="这个环节已办完"),
    "T18n": _desk(REVIEWER, "return-node/", "退回前面的环节", "", clock=RUNS, done="已退回"),
    "T17": _desk(REVIEWER, "review/", "提出审查意见", "审查意见", clock=RUNS, done="已转审批员决定"),
    "T17c": _desk(SECOND, "confirm-review/", "确认审查记录", "审查记录确认书", clock=RUNS, done="审查记录已确认"),
    "T17o": _desk(SECOND, "object-review/", "对审查记录提出异议", "", clock=RUNS, done="已退回重新审查"),
    "T18": _desk(APPROVER, "send-back/", "退回审查", "", clock=RUNS, done="已退回审查"),
}  # fmt: skip

AT_THE_END = {
    "T19": _desk(APPROVER, "grant/", "准予许可", "准予许可决定书", clock=DELIVERS, done="已准予许可"),
    "T19d": Seen(SYSTEM, "/my/cases/…/", "", "视为准予延续通知书", "", "视为准予延续"),
    "T20": _desk(APPROVER, "refuse/", "不予许可", "不予许可决定书", clock=STOPS, done="已决定不予许可"),
    "T21": _desk(APPROVER, "forward-up/", "报送上级机关", "初审意见", clock=STOPS, done="已报送上级机关"),
    "T22": _own("/my/cases/…/supply/", "补齐承诺的材料", "容缺材料收件凭证", clock="不受影响", done="材料已收到"),
    "T23": _desk(APPROVER, "return-unkept/", "容缺承诺未履行退件", "容缺承诺未履行退件通知书", clock=STOPS,
                 done="已退件"),
    "T24": _own("/my/cases/…/withdraw/", "撤回申请", "同意撤回申请通知书", clock="停止计算", done="申请已撤回"),
    "T25": _desk(APPROVER, "terminate/", "终止办理", "终止办理通知书", clock=STOPS, done="已终止办理"),
    "T26a": _desk(CHIEF, "void/request/", "申请作废", "", clock=STOPPED_LONG_AGO, done="作废申请已提交"),
    "T26b": _desk(SUPERVISOR, "void/decline/", "不同意作废", "", clock=STOPPED_LONG_AGO, done="已决定不作废"),
    "T26": _desk(SUPERVISOR, "void/", "作废", "作废说明", clock=STOPPED_LONG_AGO, done="已作废"),
    "T27a": Seen(SYSTEM, "/my/licences/…/", "", "食品经营许可证", "", "有效"),
    "T27b": _desk(ISSUER, "deliver/", "送达", "送达回证", clock=STOPS, done="已送达"),
    "T28": _desk(ISSUER, "deliver/", "送达", "送达回证", clock=STOPPED_LONG_AGO, done="已送达"),
    "T29": _desk(ARCHIVIST, "archive/", "归档", "案卷目录", clock=STOPPED_LONG_AGO, done="案卷已归档"),
    "T30": _own("/my/cases/…/again/", "重新申请", "", clock="重新计算", done="已建立新的申请"),
}  # fmt: skip

MOVES = {**AT_THE_WINDOW, **IN_THE_EXAMINATION, **AT_THE_END}
