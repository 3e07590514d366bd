"""Words of ratings and their rectification."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

GRADES: Final[dict[int, Promise]] = {
    1: _("非常满意"), 2: _("满意"), 3: _("基本满意"), 4: _("不满意"), 5: _("非常不满意"),
}  # fmt: skip
STATES: Final[dict[str, tuple[Promise, str]]] = {
    "opened": (_("等待回访核实"), "info"),
    "contacted": (_("已回访"), "info"),
    "verified": (_("已核实"), "info"),
    "corrected": (_("已整改"), "success"),
    "explained": (_("已说明理由"), "success"),
    "appealed": (_("申诉待认定"), "warning"),
    "set_aside": (_("申诉成立"), "success"),
    "answered": (_("已答复"), "success"),
    "closed": (_("已了结"), ""),
}
ACTIONS: Final[dict[str, tuple[Promise, Promise]]] = {
    "contact": (_("记录回访"), _("评价人说了什么，希望怎样解决")),
    "attempt": (_("记录没有联系上"), _("什么时候用什么方式联系，结果怎样")),
    "verify": (_("记录核实结果"), _("查了什么，事情是不是评价人说的那样")),
    "correct": (_("记录整改"), _("改了什么，什么时候改好")),
    "explain": (_("说明没有依据"), _("要求为什么没有法律依据，怎样向评价人解释")),
    "appeal": (_("申请认定为误评或者恶意"), _("为什么是误评或者恶意，有什么证据")),
    "uphold": (_("认定申诉成立"), _("为什么成立。成立后这条评价不再计入满意率，但不会删除")),
    "decline": (_("认定申诉不成立"), _("为什么不成立。不成立的要整改或者说明理由")),
    "answer": (_("答复评价人"), _("评价人会在办件进度里看到全文")),
    "close": (_("了结"), _("没有要补充的可以不填")),
}
DONE: Final[dict[str, Promise]] = {
    "contact": _("回访了评价人"), "attempt": _("没有联系上评价人"), "verify": _("核实了情况"),
    "correct": _("作了整改"), "explain": _("说明了理由"), "appeal": _("申请认定"), "uphold": _("认定申诉成立"),
    "decline": _("认定申诉不成立"), "answer": _("答复了评价人"), "close": _("了结"),
}  # fmt: skip
CHANNELS: Final[dict[str, Promise]] = {
    "pc": _("网上"), "pad": _("窗口评价屏"), "qr": _("窗口评价码"), "sms": _("短信链接"), "phone": _("电话回访"),
}  # fmt: skip
SIGNS: Final[dict[str, Promise]] = {
    "burst": _("同一设备或者地址在%(within)s分钟内评价了%(count)s次"),
    "one_device": _("同一设备在%(within)s天内评价了%(count)s件不同的办件"),
    "staff_network": _("来自工作人员的网络地址"),
    "one_rater": _("同一评价人在%(within)s天内给同一位工作人员打了%(count)s次同样的极端等级"),
}
LIGHTS: Final[dict[str, Promise]] = {
    "red": pgettext_lazy("light of a rectification", "已超期"),
    "yellow": pgettext_lazy("light of a rectification", "将到期"),
    "green": pgettext_lazy("light of a rectification", "期限内"),
    "grey": pgettext_lazy("light of a rectification", "已答复"),
}
