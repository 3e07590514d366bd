"""Indices, inputs, rates and stages in the reader's language."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oneseal.kernel.scoring import ConstantIndex, Group, Index
from oneseal.performance.rules.months import Stage
from oneseal.performance.rules.sums import Rate

# Name, formula in words, and the inputs it is made of.
INDICES: Final[dict[Index, tuple[Promise, Promise, tuple[str, ...]]]] = {
    Index.STATIONED: (
        _("进驻率"), _("权重 ×（进驻中心的事项 ÷ 在用事项），最多得满分"), ("required", "stationed"),
    ),
    Index.ONLINE: (_("上网率"), _("权重 ×（可以网上办的事项 ÷ 在用事项），最多得满分"), ("online_able", "online")),
    Index.TWO_STEP: (
        _("一审一核率"), _("权重 ×（一审一核事项的比例 ÷ 目标），最多得满分"), ("two_step_known", "two_step"),
    ),
    Index.VOLUME: (
        _("受理量"), _("权重 × ln(1 + 本部门受理) ÷ ln(1 + 受理最多的部门)"), ("accepted", "most_accepted"),
    ),
    Index.EARLY: (
        _("提前办结"), _("权重 ×（提前办结率的一半 + 提速率的一半）；提速率 = 1 - 用时合计 ÷ 承诺合计"),
        ("promise_closed", "promise_early", "promise_elapsed", "promise_promised"),
    ),
    Index.OVERDUE: (
        _("逾时办结"), _("权重 ×（1 - 系数 × 逾时件 ÷ 办结件），不低于零；逾时件包括月底还没有办结的"),
        ("closed", "overdue"),
    ),
    Index.SATISFACTION: (
        _("群众满意率"), _("权重 ×（非常满意、满意和基本满意 ÷ 全部评价）"), ("graded", "satisfied"),
    ),
    Index.DISCIPLINE: (_("遵守纪律"), _("权重 - 监察扣分合计，不低于零"), ("deductions",)),
    Index.COMPLAINTS: (_("投诉"), _("权重 ×（1 - 系数 × 查实的投诉），不低于零"), ("upheld",)),
}  # fmt: skip
INPUTS: Final[dict[str, Promise]] = {
    "required": _("在用事项"),
    "stationed": _("进驻中心的事项"),
    "online_able": _("在用事项"),
    "online": _("可以网上办的事项"),
    "two_step_known": _("知道办法的在用事项"),
    "two_step": _("一审一核的事项"),
    "accepted": _("受理"),
    "most_accepted": _("受理最多的部门"),
    "promise_closed": _("办结的承诺件"),
    "promise_early": _("提前办结"),
    "promise_elapsed": _("用时合计（工作日）"),
    "promise_promised": _("承诺合计（工作日）"),
    "closed": _("办结"),
    "overdue": _("逾时件"),
    "graded": _("评价"),
    "satisfied": _("满意的评价"),
    "deductions": _("监察扣分"),
    "upheld": _("查实的投诉"),
    "accepted_online": _("网上申请的受理"),
    "closed_at_once": _("当场办结"),
    "closed_late": _("办结时逾时"),
    "ended_otherwise": _("撤回、退件、终止和作废"),
    "not_accepted": _("没有受理"),
    "in_hand_after": _("期末在办"),
    "in_hand_before": _("期初在办"),
    "open_late": _("期末在办已逾时"),
    "promise_on_time": _("按时办结"),
}
GROUPS: Final[dict[Group, Promise]] = {
    Group.FUNCTION: _("职能（D1至D3）"),
    Group.EFFICIENCY: _("效率（D4至D6）"),
    Group.EFFECT: _("效果（D7至D9）"),
}
CONSTANT: Final[dict[ConstantIndex, Promise]] = {
    ConstantIndex.INTEGRATION: _("职能整合"),
    ConstantIndex.INNOVATION: _("机制创新"),
    ConstantIndex.ONLINE_WORK: _("网上运作"),
    ConstantIndex.STANDARDS: _("服务规范"),
    ConstantIndex.EXCELLENCE: _("创先创优"),
}
STAGES: Final[dict[Stage, tuple[Promise, str]]] = {
    Stage.DRAFT: (pgettext_lazy("index", "草稿"), ""),
    Stage.APPEAL: (_("申诉期"), "warning"),
    Stage.PUBLISHED: (pgettext_lazy("index", "已公布"), "success"),
}
# Name and formula; the two numbers of a rate are named by its formula.
RATES: Final[dict[Rate, tuple[Promise, Promise]]] = {
    Rate.COMPLETION: (_("办结率"), _("办结 ÷ 受理")),
    Rate.SPEED_UP: (_("提速率"), _("1 - 用时合计 ÷ 承诺合计")),
    Rate.LAW_SPEED_UP: (_("比法定提速"), _("1 - 用时合计 ÷ 法定合计")),
    Rate.EARLY: (_("提前办结率"), _("提前办结 ÷ 办结的承诺件")),
    Rate.ON_TIME: (_("按时办结率"), _("按时办结 ÷ 办结的承诺件")),
    Rate.OVERDUE: (_("超时率"), _("逾时件 ÷（办结 + 在办已逾时）")),
    Rate.AT_ONCE: (_("即办率"), _("当场办结 ÷ 办结")),
    Rate.ONLINE: (_("网上受理率"), _("网上申请的受理 ÷ 受理")),
    Rate.SATISFACTION: (_("满意率"), _("满意的评价 ÷ 全部评价")),
}
NO_DATA: Final = _("无数据")
NOT_RECORDED: Final = _("尚无数据")
