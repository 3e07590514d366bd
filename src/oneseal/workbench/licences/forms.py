"""Why a licence is revoked (APL art. 69)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oneseal.foundation.http.sentences import sentence
from oneseal.kernel.errors import RuleError
from oneseal.licences.services.revoking import GROUNDS, Revocation

WORDS: Final[dict[str, Promise]] = {
    "abuse_of_power": _("行政机关工作人员滥用职权、玩忽职守作出准予行政许可决定的"),
    "beyond_power": _("超越法定职权作出准予行政许可决定的"),
    "against_procedure": _("违反法定程序作出准予行政许可决定的"),
    "applicant_unqualified": _("对不具备申请资格或者不符合法定条件的申请人准予行政许可的"),
    "other_lawful": _("依法可以撤销行政许可的其他情形"),
    "fraud_or_bribery": _("被许可人以欺骗、贿赂等不正当手段取得行政许可的"),
}


class RevokeForm(forms.Form):
    """Ground, facts, and who asked."""

    use_required_attribute = False

    ground = forms.ChoiceField(
        label=_("撤销的法定情形"),
        help_text=_("《行政许可法》第六十九条。撤销可能对公共利益造成重大损害的，不予撤销。"),
        choices=[(ground.value, WORDS[ground.value]) for ground in GROUNDS],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择撤销的法定情形。")},
    )
    facts = forms.CharField(
        label=_("查明的事实"),
        help_text=_("写明事实和证据。会印在撤销决定书上，被许可人有权知道。"),
        widget=forms.Textarea(attrs={"rows": 7}),
        max_length=4000,
        error_messages={"required": _("请写明查明的事实。")},
    )
    at_request_of = forms.CharField(
        label=_("请求撤销的利害关系人"),
        help_text=_("依职权撤销的不填。"),
        required=False,
        max_length=100,
    )

    touches_safety = forms.BooleanField(
        label=_("该许可直接关系公共安全、人身健康、生命财产安全"),
        help_text=_("以欺骗、贿赂等不正当手段取得的，三年内不得再次申请（《行政许可法》第七十九条）。"),
        required=False,
    )

    def __init__(self, licence_id: UUID, told: Mapping[str, Any] | None = None) -> None:
        super().__init__(told)
        self.licence_id = licence_id

    @property
    def revocation(self) -> Revocation:
        """Return what the service is told."""
        told = self.cleaned_data
        ground = next(known for known in GROUNDS if known.value == told["ground"])
        return Revocation(ground, told["facts"], told["at_request_of"], told["touches_safety"])

    @property
    def fingerprint(self) -> str:
        """Return a digest of what is told."""
        told = [str(self.licence_id), *(str(self.data.get(name, "")) for name in self.fields)]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()

    @property
    def is_as_seen(self) -> bool:
        """Return True when the paper that was previewed says exactly what is told now."""
        return str(self.data.get("seen", "")) == self.fingerprint

    def refuse(self, problem: RuleError) -> None:
        """Show a refusal above the form; what was typed stays."""
        self.add_error(None, sentence(problem))
