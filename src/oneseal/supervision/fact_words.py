"""What a rule read, in words: a label for each fact, and the faults that rules name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

FACTS: Final[Mapping[str, str | Promise]] = {
    "due_on": _("应当办结的日期"), "started_on": _("开始计算的日期"), "accepted_on": _("受理日期"),
    "deemed_on": _("视为受理的日期"), "licence_until": _("证照有效期止"), "told_until": _("告知的期限"),
    "asked_on": _("提出的日期"), "held_on": _("举行的日期"), "done_on": _("实际办理的日期"),
    "days": pgettext_lazy("a fact that a rule read", "天数"), "left": _("剩余的天数"), "whole": _("全部天数"),
    "seconds": _("间隔的秒数"), "people": _("参加的人数"), "amount": _("金额"), "fee": _("收费项目"),
    "material": _("材料"), "defects": _("列出的问题"), "wrongs": _("不符合的地方"), "lacks": _("缺少的内容"),
    "node": _("环节"), "action": _("当时办理的事"), "tried": _("当时想办理的事"), "expected": _("应当处于的状态"),
    "found": _("实际的状态"), "after_step": _("前一步"), "procedure": _("程序"),
}  # fmt: skip
# Facts whose values are codes of acts, procedures or links: said in words, or left out where nobody has any.
CODED: Final = frozenset({"action", "tried", "expected", "found", "after_step", "procedure", "node"})
FAULTS: Final[Mapping[str, str | Promise]] = {
    "amount": _("金额不符"), "too_early": _("收得太早"), "not_listed": _("不在清单上"), "not_named": _("事项没有规定"),
    "no_notice": _("没有书面告知"), "no_reason": _("没有理由"), "too_long": _("超过允许的天数"),
    "too_late": _("来得太晚"),
    "again": _("不是第一次延长"), "not_held": _("应当举行而没有举行"), "too_soon": _("告知不足七日"),
    "chair_examines": _("主持人就是审查人员"), "notice": _("书面凭证"), "reason": _("理由"), "remedies": _("救济途径"),
    "right_agency": _("应当向哪个机关申请"),
}  # fmt: skip


def facts_words(facts: Mapping[str, Any], named: Mapping[str, object] | None = None) -> tuple[tuple[str, str], ...]:
    """Return what a rule read as label and value; ``named`` says codes in words.

    A fact that nobody has named keeps its own name, and a code without words is left out.
    """
    told = named or {}
    found = []
    for name, value in facts.items():
        if name in CODED and str(value) not in told:
            continue
        words = str(told[str(value)]) if name in CODED else _value(value)
        if words:
            found.append((str(FACTS.get(name, name)), words))
    return tuple(found)


def _value(value: Any) -> str:  # noqa: ANN401 - any fact, ready for JSON
    if isinstance(value, (list, tuple)):
        return "、".join(_value(one) for one in value)
    if isinstance(value, dict):
        return "、".join(_value(one) for one in value.values())
    return "" if value is None else str(FAULTS.get(str(value), value))
