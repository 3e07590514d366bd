"""What each figure of the board is called, how it is made, and how numbers are written."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from oneseal.catalog.rules.codes import code_of
from oneseal.catalog.rules.reform import Figure, Kind, Number, percent, rounded
from oneseal.foundation.language import is_english


@dataclass(frozen=True, slots=True)
class Word:
    """The name of a figure and its formula."""

    label: str | Promise
    formula: str | Promise


_PAIRED: Final = gettext_lazy("（之前合计−现在合计）÷之前合计，只算两天都在用的事项")
WORDS: Final = {
    "added": Word(gettext_lazy("新增事项"), gettext_lazy("第二天在用、第一天不在用的事项")),
    "changed": Word(gettext_lazy("调整事项"), gettext_lazy("两天都在用、版本不同的事项")),
    "ended": Word(gettext_lazy("不再实施的事项"), gettext_lazy("第一天在用、第二天不在用的事项")),
    "moved_down": Word(gettext_lazy("行使层级下移的事项"), gettext_lazy("两天都在用、行使层级降低的事项")),
    "moved_up": Word(gettext_lazy("行使层级上移的事项"), gettext_lazy("两天都在用、行使层级提高的事项")),
    "handed_down": Word(
        gettext_lazy("权力来源改为下放或者委托的事项"),
        gettext_lazy("两天都在用、权力来源改为上级下放或者上级委托的事项"),
    ),
    "steps": Word(gettext_lazy("办理环节精减"), _PAIRED),
    "materials": Word(gettext_lazy("申请材料精减"), _PAIRED),
    "certificates": Word(gettext_lazy("证件证明精减"), _PAIRED),
    "days": Word(
        gettext_lazy("承诺时限压缩"),
        gettext_lazy("（之前承诺合计−现在承诺合计）÷之前承诺合计，只算两天都在用、承诺期限都已知的事项"),
    ),
    "speed_up": Word(
        gettext_lazy("承诺比法定快"), gettext_lazy("1−承诺工作日合计÷法定工作日合计，只算两个期限都已知的在用事项")
    ),
    "promise_mean": Word(gettext_lazy("平均承诺时限"), gettext_lazy("承诺工作日合计÷两个期限都已知的在用事项")),
    "statutory_mean": Word(gettext_lazy("平均法定时限"), gettext_lazy("法定工作日合计÷两个期限都已知的在用事项")),
    "two_step": Word(gettext_lazy("一审一核件"), gettext_lazy("一审一核的在用事项÷在用事项")),
    "at_once": Word(gettext_lazy("即办件"), gettext_lazy("即办的在用事项÷在用事项")),
    "stationed": Word(gettext_lazy("进驻中心（集中率）"), gettext_lazy("进驻大厅的在用事项÷在用事项")),
    "online": Word(gettext_lazy("可以网办"), gettext_lazy("可以网上办理的在用事项÷在用事项")),
    "whole_online": Word(gettext_lazy("全程网办"), gettext_lazy("网办深度到结果反馈的在用事项÷在用事项")),
    "no_visit": Word(gettext_lazy("不用跑现场"), gettext_lazy("到现场0次的在用事项÷在用事项")),
    "charged": Word(gettext_lazy("收费事项"), gettext_lazy("收费的在用事项÷在用事项")),
    "in_force": Word(gettext_lazy("在用事项"), gettext_lazy("第二天有版本生效的事项")),
}
# What is counted of the city's list, and not of versions: no items stand behind it, but rows of the list.
CLEANED: Final = "intermediaries_cleaned"
CLEANED_WORD: Final = Word(
    gettext_lazy("中介服务清理"), gettext_lazy("第二天已清理、第一天没有清理的中介服务，全市一份清单")
)
INPUTS: Final = {
    "before": pgettext_lazy("reform", "之前"),
    "now": pgettext_lazy("reform", "现在"),
    "cut": gettext_lazy("减少"),
    "paired": gettext_lazy("两天都在用的事项"),
    "promised": gettext_lazy("承诺工作日合计"),
    "statutory": gettext_lazy("法定工作日合计"),
    "limits": gettext_lazy("两个期限都已知的事项"),
    "converted": gettext_lazy("其中折合成工作日的"),
    "part": gettext_lazy("属于此类的事项"),
    "whole": gettext_lazy("在用事项"),
}


def number_text(number: Number, *, places: int = 2) -> str:
    """Return a number as a table shows it: whole numbers plain, others with two places."""
    exact = Fraction(number)
    return f"{exact.numerator:,}" if exact.denominator == 1 else f"{rounded(exact, places=places):,}"


def percent_text(rate: Fraction | None) -> str:
    """Return a rate in percent with one place; of nothing there is none."""
    found = percent(rate)
    return _("不适用") if found is None else f"{found}%"


def value_text(figure: Figure, value: Fraction | None) -> str:
    """Return the value of a figure with its unit."""
    if figure.kind is Kind.COUNT:
        return "" if value is None else number_text(value)
    if figure.kind is not Kind.MEAN:
        return percent_text(value)
    return _("不适用") if value is None else _("%(days)s个工作日") % {"days": number_text(value)}


def coded(list_name: str, code: str) -> str:
    """Return the name of a code in the reader's language; an empty code is unknown."""
    found = code_of(list_name, code)
    if found is None:
        return _("尚未查明")
    return found.english[:1].upper() + found.english[1:] if is_english() else found.chinese


def term_text(told: str | None) -> str:
    """Return a length and its unit, such as `5 WD`, in words; a dash for None."""
    if not told:
        return "—"
    count, _gap, unit = told.partition(" ")
    found = code_of("limit_unit", unit)
    if found is None:
        return told
    return f"{count} {found.english}" if is_english() else f"{count}{_measure(unit)}{found.chinese}"


def _measure(unit: str) -> str:
    """Return the word that Chinese puts between a number and working days."""
    return "个" if unit in {"WD", "ND", "OH", "H"} else ""
