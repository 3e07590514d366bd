"""Sentences on the process of an item's examination, by the code of a fault (see ``sentences``)."""

from collections.abc import Mapping
from typing import Final


def gettext_noop(message: str) -> str:
    """Return ``message`` as it is; the name marks it for the translation catalogue."""
    return message


PROCESS_SENTENCES: Final[Mapping[str, str]] = {
    "catalog.process_unreadable": gettext_noop("审查过程的数据无法读取（%(where)s），请按约定的格式改正。"),
    "process.too_large": gettext_noop("审查过程有%(count)s个节点，超过%(most)s个，没有人能看明白。请合并一些环节。"),
    "process.no_task": gettext_noop("审查过程没有任何环节，请至少添加一个；不需要环节的，请删除审查过程。"),
    "process.node_repeated": gettext_noop("审查过程中标识“%(name)s”重复或者为空，请让每个节点有自己的标识。"),
    "process.one_start": gettext_noop("审查过程有%(count)s个起点，应当正好有一个。"),
    "process.one_end": gettext_noop("审查过程有%(count)s个终点，应当正好有一个。"),
    "process.flow_to_nowhere": gettext_noop("有一条连线通到“%(name)s”，但是没有这个节点。请补上节点或者删除连线。"),
    "process.flow_repeated": gettext_noop("从“%(source)s”到“%(target)s”有两条相同的连线，请删除一条。"),
    "process.degree_of_start": gettext_noop("起点应当只有一条连线出去，没有连线进来。"),
    "process.degree_of_end": gettext_noop("终点应当只有一条连线进来，没有连线出去。"),
    "process.degree_of_task": gettext_noop(
        "环节“%(name)s”有%(entering)s条连线进来、%(leaving)s条出去，应当各有一条。请用分支和汇合连接。"
    ),
    "process.degree_of_split": gettext_noop("同时分支“%(name)s”应当有一条连线进来，至少两条出去。"),
    "process.degree_of_join": gettext_noop("同时汇合“%(name)s”应当至少有两条连线进来，一条出去。"),
    "process.degree_of_choice": gettext_noop("条件分支“%(name)s”应当有一条连线进来，至少两条出去。"),
    "process.degree_of_merge": gettext_noop("条件汇合“%(name)s”应当至少有两条连线进来，一条出去。"),
    "process.name_missing": gettext_noop("有一个环节（%(name)s）没有名称，请填写办事人员看得懂的名称。"),
    "process.limit_missing": gettext_noop("环节“%(name)s”没有时限，请填写时限；不计时的，请写明理由。"),
    "process.timed_and_untimed": gettext_noop("环节“%(name)s”既有时限又写明不计时，请只留一样。"),
    "process.limit_too_short": gettext_noop("环节“%(name)s”的时限至少是1（工作日、日或者工作小时），请改正。"),
    "process.limit_too_long": gettext_noop("环节“%(name)s”的时限不能超过%(most)s，请改正。"),
    "process.unit_unfit": gettext_noop("环节“%(name)s”的时限只能按工作日、日（自然日）或者工作小时计算，请改正。"),
    "process.office_hours_missing": gettext_noop(
        "环节“%(name)s”的时限按工作小时计算，但是还没有登记办公时间。请先在工作日历中登记，或者改用其他单位。"
    ),
    "process.body_unknown": gettext_noop(
        "环节“%(name)s”由“%(body)s”办理，但它不在联办机构中。请在联办机构中写明，或者重新选择。"
    ),
    "process.permission_unfit": gettext_noop("环节“%(name)s”由没有审查职责的岗位办理（%(permission)s），请重新选择。"),
    "process.field_unknown": gettext_noop("环节“%(name)s”的条件引用的字段“%(field)s”不在申请表中，请重新设置。"),
    "process.condition_without_choice": gettext_noop("“%(name)s”后面的连线带有条件，只有条件分支的连线可以带条件。"),
    "process.condition_missing": gettext_noop("条件分支“%(name)s”有一条连线既没有条件又不是“其他情形”，请补上条件。"),
    "process.default_missing": gettext_noop(
        "条件分支“%(name)s”没有“其他情形”的去向，遇到没想到的回答会无路可走。请补上。"
    ),
    "process.defaults_many": gettext_noop("条件分支“%(name)s”有不止一个“其他情形”的去向，请只留一个。"),
    "process.node_unreachable": gettext_noop("从起点走不到“%(name)s”，它永远不会开始。请连上它或者删除它。"),
    "process.path_without_end": gettext_noop("从“%(name)s”走不到终点，办到这里就停住了。请连到终点。"),
    "process.circle": gettext_noop("%(names)s连成了一圈，过程不能自己绕回去。需要重办时，由承办人退回前面的环节。"),
    "process.person_of_nobody": gettext_noop(
        "环节“%(name)s”要求与“%(other)s”不是同一人，但是没有这个环节。请重新选择。"
    ),
    "process.person_not_earlier": gettext_noop(
        "环节“%(name)s”要求与“%(other)s”不是同一人，但“%(other)s”不在它前面办理，届时还不知道是谁。请选择前面的环节。"
    ),
    "process.longer_than_promise": gettext_noop(
        "最长的一条路径（%(names)s）合计%(together)s个工作日，超过承诺办结时限%(promise)s个工作日。请缩短环节时限。"
    ),
    "process.join_waits_forever": gettext_noop("汇合“%(name)s”在有的情形下等不齐所有分支，办到这里会永远停住。"),
    "process.ended_twice": gettext_noop("到“%(name)s”的分支没有先汇合，审查会结束不止一次。请在它前面加上同时汇合。"),
    "process.branch_left_over": gettext_noop("审查已经结束，却还有分支停在“%(name)s”。请让所有分支先汇合再结束。"),
    "process.node_dead": gettext_noop("“%(name)s”在任何情形下都轮不到，请改正连线或者删除它。"),
    "process.too_many_choices": gettext_noop("条件分支的组合超过%(most)s种，无法逐一核对。请减少条件分支。"),
}
