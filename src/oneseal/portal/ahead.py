"""What an act of the applicant changes, said before he does it: his case, the papers, the limits."""

from __future__ import annotations

from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oneseal.cases.selectors import Action

# The case, the papers, the limits.
_CHANGES: Final[dict[Action, tuple[Promise, Promise, Promise]]] = {
    Action.SUBMIT: (
        gettext_lazy("草稿 → 已提交，等待受理"),
        gettext_lazy("收件凭证，写明编号和查询码"),
        gettext_lazy("自收到之日起五个工作日内答复；受理以后计算办理期限"),
    ),
    Action.CORRECT: (
        gettext_lazy("需要您补正 → 已提交，等待受理"),
        gettext_lazy("补正收件凭证"),
        gettext_lazy("自收到补正之日起重新计算五个工作日的答复期限"),
    ),
    Action.REQUEST_HEARING: (
        gettext_lazy("不变"),
        gettext_lazy("听证申请书"),
        gettext_lazy("不因此停止；听证安排以后，听证所需时间不计入办理期限"),
    ),
    Action.WAIVE_HEARING: (
        gettext_lazy("不变"),
        gettext_lazy("不要求听证声明"),
        gettext_lazy("不受影响；被告知的人都声明以后，不用等五日届满即可作出决定"),
    ),
    Action.ASK_RECUSAL: (
        gettext_lazy("不变"),
        gettext_lazy("现在没有；机关负责人决定以后出具回避决定书"),
        gettext_lazy("不受影响"),
    ),
    Action.SUPPLY: (
        gettext_lazy("不变"),
        gettext_lazy("容缺材料收件凭证"),
        gettext_lazy("不受影响；承诺的材料都补齐以后才能作出决定"),
    ),
    Action.WITHDRAW: (
        gettext_lazy("变为已撤回，不再办理"),
        gettext_lazy("撤回申请书、同意撤回申请通知书"),
        gettext_lazy("停止计算"),
    ),
    Action.APPLY_AGAIN: (
        gettext_lazy("原来的办件不变，另建一份草稿"),
        gettext_lazy("现在没有；提交新的申请以后出具收件凭证"),
        gettext_lazy("提交以后重新计算"),
    ),
}


def changes_ahead(action: Action) -> list[dict[str, Any]]:
    """Return what an act changes, as labels and values."""
    labels = (_("您的办件"), _("出具的文书"), _("期限"))
    return [{"label": label, "value": value} for label, value in zip(labels, _CHANGES[action], strict=True)]
