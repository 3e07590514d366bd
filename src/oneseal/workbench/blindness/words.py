"""Lots in the reader's language."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oneseal.cases.selectors import DrawingGround, Excluded

GROUNDS: Final[dict[DrawingGround, Promise]] = {
    DrawingGround.ACCEPTED: _("受理后抽取"),
    DrawingGround.NOBODY_FREE: _("原来无人可抽"),
    DrawingGround.ABSENT: _("审查人员不能到岗"),
    DrawingGround.RECUSED: _("审查人员应当回避"),
    DrawingGround.OVERLOADED: _("审查人员手中办件过多"),
}
EXCLUDED: Final[dict[Excluded, Promise]] = {
    Excluded.ABSENT: pgettext_lazy("drawing", "请假"),
    Excluded.INTAKE: pgettext_lazy("drawing", "兼任窗口收件"),
    Excluded.ACTED: pgettext_lazy("drawing", "在窗口经手过本件"),
    Excluded.CHAIR: pgettext_lazy("drawing", "主持本件听证"),
    Excluded.OWN_CASE: pgettext_lazy("drawing", "本人或者所代表单位的申请"),
    Excluded.HAD_IT: pgettext_lazy("drawing", "原来的审查人员"),
    Excluded.LIFTED: pgettext_lazy("drawing", "看过本件的申请人信息"),
}
