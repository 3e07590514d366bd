"""Enter an intermediary service, say something else of it, clean it or keep it after all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from oneseal.backoffice.forms import OfficeForm
from oneseal.backoffice.ledgers.forms import WRONG_DAY
from oneseal.catalog.selectors.intermediary_words import PAYERS, STATES, TIES
from oneseal.catalog.services.intermediaries import Moved
from oneseal.catalog.services.lists import IntermediaryState, Payer, Tie, Told

MOVING = ("document", "document_on", "batch", "state_reason")


def _day(**told: Any) -> forms.DateField:  # noqa: ANN401 - Django's own arguments
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, error_messages=WRONG_DAY, **told)


class MoveForm(OfficeForm):
    """By which document a service is cleaned or kept, why, and from when; `seen` is the version that was read."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    document = forms.CharField(label=_("文件名称和文号"), max_length=300)
    document_on = _day(label=_("文件日期"), required=False)
    batch = forms.CharField(
        label=_("批次"), max_length=100, required=False, help_text=_("分批清理的，写明第几批；没有分批的，留空。")
    )
    state_reason = forms.CharField(label=_("理由"), max_length=5000, widget=forms.Textarea({"rows": 3}))
    effective_on = _day(label=_("从哪一天起"))

    def told(self, state: IntermediaryState) -> Moved:
        """Return what was said."""
        data = self.cleaned_data
        return Moved(
            state, data["document"], data["document_on"], data["batch"], data["state_reason"], data["effective_on"]
        )


class ServiceForm(OfficeForm):
    """One service of the list; what is left empty is shown as unknown."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    number = forms.CharField(label=_("编号"), max_length=40, help_text=_("本市清单中的编号，登记以后不变。"))
    name = forms.CharField(
        label=_("中介服务名称"), max_length=200, help_text=_("事项用这个名称指明中介服务，登记以后不变。")
    )
    trade = forms.CharField(
        label=_("行业"), max_length=200, required=False, help_text=_("例如工程咨询、环境影响评价、测绘。")
    )
    law = forms.CharField(
        label=_("依据的法律、法规或者国务院决定"), max_length=300, required=False,
        help_text=_("没有法律、法规或者国务院决定依据的，不得作为办理行政审批的条件；没有查明的，留空。"),
    )  # fmt: skip
    article = forms.CharField(label=_("条款"), max_length=300, required=False, help_text=_("照原文填写条、款、项。"))
    payer = forms.ChoiceField(
        label=_("谁付费"), choices=tuple(PAYERS.items()), required=False,
        help_text=_("审批机关在审批中委托的技术性服务，由审批机关付费。"),
    )  # fmt: skip
    provider = forms.CharField(
        label=_("谁可以提供"), max_length=500, required=False,
        help_text=_("写明依法应当具备的资质或者条件，不得指定机构；没有查明的，留空。"),
    )  # fmt: skip
    state = forms.ChoiceField(label=_("状态"), choices=tuple(STATES.items()), widget=forms.RadioSelect)
    document = forms.CharField(
        label=_("文件名称和文号"), max_length=300, required=False, help_text=_("已清理的，写明公布清理的文件。")
    )
    document_on = _day(label=_("文件日期"), required=False)
    batch = forms.CharField(label=_("批次"), max_length=100, required=False)
    state_reason = forms.CharField(
        label=_("理由"), max_length=5000, required=False, widget=forms.Textarea({"rows": 3}),
        help_text=_("已清理的，写明为什么。"),
    )  # fmt: skip
    tie = forms.ChoiceField(label=_("脱钩情况"), choices=tuple(TIES.items()), required=False)
    tied_body = forms.CharField(
        label=_("有关机构"), max_length=300, required=False, help_text=_("中介服务机构或者行业协会的名称。")
    )
    tied_agency = forms.CharField(label=_("挂靠的机关"), max_length=300, required=False)
    tie_document = forms.CharField(label=_("脱钩的文件"), max_length=300, required=False)
    effective_on = _day(label=_("从哪一天起"), help_text=_("发布时按这一天判断；以前说过的保留在历史里。"))

    def __init__(self, *args: Any, without: Iterable[str] = (), **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        """Ask for everything but what is not said here."""
        super().__init__(*args, **kwargs)
        for name in without:
            del self.fields[name]

    def told(self) -> Told:
        """Return what was said."""
        data = {name: value for name, value in self.cleaned_data.items() if name in Told.__dataclass_fields__}
        kinds = {"state": IntermediaryState, "payer": Payer, "tie": Tie}
        return Told(**data | {name: kind(data[name]) for name, kind in kinds.items() if name in data})
