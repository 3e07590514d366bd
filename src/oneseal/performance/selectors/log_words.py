"""What the columns of a log and the faults of its lines are called."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oneseal.kernel.mining import HEADS, Mapped, Reason

COLUMNS: Final[dict[str, Promise]] = {
    "case": gettext_lazy("办件编号"),
    "activity": gettext_lazy("做了什么（环节）"),
    "moment": gettext_lazy("什么时候"),
    "person": gettext_lazy("谁办的"),
    "phase": gettext_lazy("开始还是完成"),
}
REASONS: Final[dict[str, Promise]] = {
    Reason.NO_CASE: gettext_lazy("没有办件编号"),
    Reason.NO_ACTIVITY: gettext_lazy("没有写做了什么"),
    Reason.NO_MOMENT: gettext_lazy("没有时间"),
    Reason.MOMENT_UNREADABLE: gettext_lazy("时间无法辨认"),
    Reason.TOO_SHORT: gettext_lazy("列数不够"),
}


def mapping_lines(mapped: Mapped) -> list[str]:
    """Return which column holds what, one line each."""
    return [
        _("%(what)s：%(column)s") % {"what": COLUMNS[name], "column": getattr(mapped, name) or _("没有这一列")}
        for name in HEADS
    ]
