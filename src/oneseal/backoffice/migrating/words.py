"""What a migration and its plans are called in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oneseal.cases.selectors import State
from oneseal.cases.selectors.migration_lists import Chooser, fault_words
from oneseal.foundation.language import is_english
from oneseal.kernel.clock import Unit
from oneseal.ui.lengths import length_words

STATES: Final[Mapping[str, tuple[Promise, str]]] = {
    "draft": (gettext_lazy("草稿"), "warning"),
    "requested": (gettext_lazy("等待审批"), "warning"),
    "running": (gettext_lazy("迁移中"), "info"),
    "done": (gettext_lazy("已完成"), "success"),
    "declined": (gettext_lazy("不批准"), "error"),
    "withdrawn": (gettext_lazy("已撤回"), "info"),
}
CASE_STATES: Final[Mapping[State, Promise]] = {
    State.SUBMITTED: gettext_lazy("待受理"),
    State.PRE_REVIEW: gettext_lazy("预审中"),
    State.CORRECTION_PENDING: gettext_lazy("待补正"),
    State.UNDER_REVIEW: gettext_lazy("审查中"),
    State.SUSPENDED: gettext_lazy("已中止"),
    State.DECISION_PENDING: gettext_lazy("待决定"),
}
OUTCOMES: Final[Mapping[str, tuple[Promise, str]]] = {
    "": (gettext_lazy("等待"), "info"),
    "moved": (gettext_lazy("已迁移"), "success"),
    "left_out": (gettext_lazy("没有迁移"), "warning"),
}
_WHY: Final[Mapping[str, Promise]] = {
    "gone": gettext_lazy("新过程没有这个环节"),
    "other": gettext_lazy("新过程中名称或者岗位不同，算另一个环节"),
    "skipped": gettext_lazy("按申请人的回答，新过程不需要"),
    "earlier_open": gettext_lazy("新过程中排在它前面的环节还没有办"),
}


def _spoken(node: Mapping[str, Any]) -> str:
    return str(node["name_en"] or node["name"] if is_english() else node["name"])


def _listed(names: Iterable[str]) -> str:
    return (", " if is_english() else "、").join(names)


_DAYS: Final = Unit.WORKING_DAY.value


def _limit(count: int | None, unit: str) -> str:
    return _("不单独计时") if count is None else length_words(count, Unit(unit))


def chooser_line(chooser: Chooser, *, is_chosen: bool) -> str:
    """Return who ticked a case or took its tick away, and for whom he stood in; empty where that was not kept."""
    if not chooser.name:
        return ""
    facts = {"name": chooser.name, "absent": chooser.stood_in_for}
    if chooser.stood_in_for:
        words = _("%(name)s（代%(absent)s）勾选") if is_chosen else _("%(name)s（代%(absent)s）取消勾选")
    else:
        words = _("%(name)s勾选") if is_chosen else _("%(name)s取消勾选")
    return words % facts


def plan_lines(plan: Mapping[str, Any]) -> list[str]:
    """Return in sentences what a plan does to the nodes of a case."""
    named = {name: [_spoken(node) for node in plan[name]] for name in ("carried", "kept", "recalled", "opened")}
    told = (
        (_("办完的环节继续有效：%(names)s"), named["carried"]),
        (
            _("办完的环节不再计入：%(names)s"),
            [_("%(name)s（%(why)s）") % {"name": _spoken(node), "why": _WHY[node["why"]]} for node in plan["undone"]],
        ),
        (_("正在办的环节不变：%(names)s"), named["kept"]),
        (_("正在办的环节收回：%(names)s"), named["recalled"]),
        (_("新打开的环节：%(names)s"), named["opened"]),
        (
            _("环节时限改变：%(names)s"),
            [
                _("%(name)s由%(before)s改为%(after)s")
                % {
                    "name": _spoken(node),
                    "before": _limit(node["before"], node.get("unit_before", _DAYS)),
                    "after": _limit(node["after"], node.get("unit_after", _DAYS)),
                }
                for node in plan["limits"]
            ],
        ),
    )
    lines = [words % {"names": _listed(names)} for words, names in told if names]
    return lines or [_("还没有开始审查，受理以后按新过程办理。")]


def fault_lines(faults: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return in sentences why a case cannot be migrated."""
    return [fault_words(fault) for fault in faults]
