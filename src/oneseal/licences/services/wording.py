"""How a licence stands and what happened to it, in words for people."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Word and kind of badge.
STANDINGS: Final[dict[str, tuple[Promise, str]]] = {
    "valid": (_("有效"), "success"),
    "expired": (_("已过期"), "warning"),
    "suspended": (_("已暂扣"), "warning"),
    "superseded": (_("已换新版"), "warning"),
    "reissued": (_("已补发作废"), "warning"),
    "revoked": (_("已撤销"), "error"),
    "recalled": (_("已依法撤回"), "error"),
    "taken_away": (_("已吊销"), "error"),
    "cancelled": (_("已注销"), "error"),
}
HAPPENED: Final[dict[str, Promise]] = {
    "new": _("颁发"),
    "change": _("变更，换发新版"),
    "renewal": _("延续，换发新版"),
    "deemed_renewal": _("届满前未作决定，视为准予延续"),
    "new_version": _("延续或者变更，换发新版"),
    "reissue": _("补发，原证照作废"),
    "revoke": _("撤销许可"),
    "recall": _("撤回许可"),
    "take_away": _("吊销"),
    "suspend": _("暂扣"),
    "resume": _("恢复效力"),
    "cancel": _("注销"),
    "reminded": _("提醒办理延续"),
    "asked_cancel": _("持证人申请注销"),
    "asked_reissue": _("持证人申请补发"),
    "declined_cancel": _("没有同意注销申请"),
    "declined_reissue": _("没有同意补发申请"),
}
CANCELLATION: Final[dict[str, Promise]] = {
    "expired_unrenewed": _("行政许可有效期届满未延续的"),
    "person_dead_or_incapable": _("赋予公民特定资格的行政许可，该公民死亡或者丧失行为能力的"),
    "organisation_ended": _("法人或者其他组织依法终止的"),
    "revoked_recalled_taken_away": _("行政许可依法被撤销、撤回，或者行政许可证件依法被吊销的"),
    "force_majeure": _("因不可抗力导致行政许可事项无法实施的"),
    "other_lawful": _("法律、法规规定的应当注销行政许可的其他情形（包括持证人申请注销）"),
}
RECALL: Final[dict[str, Promise]] = {
    "law_changed": _("许可所依据的法律、法规、规章修改或者废止"),
    "facts_changed": _("准予许可所依据的客观情况发生重大变化"),
}
REISSUE: Final[dict[str, Promise]] = {"lost": _("证照遗失"), "damaged": _("证照损毁")}
