"""What a department entrusts to a centre, and why it ends."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from oneseal.backoffice.forms import OfficeForm
from oneseal.catalog.selectors import items_of_agency
from oneseal.foundation.timekeeping import today
from oneseal.identity.selectors import centres
from oneseal.identity.services.entrusting import EntrustmentTold
from oneseal.kernel.access import Actor


class EntrustmentForm(OfficeForm):
    """Which items a centre receives for the department, since when, and on what paper that rests."""

    centre = forms.ChoiceField(label=_("政务服务中心"), widget=forms.RadioSelect)
    basis = forms.CharField(
        label=_("依据文件"), max_length=200, help_text=_("委托书、协议或者进驻文件的名称和文号。")
    )  # fmt: skip
    from_on = forms.DateField(label=_("从哪一天起"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    until_on = forms.DateField(
        label=_("到哪一天为止"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("包括这一天。文件没有写明的，可以不填。"),
    )  # fmt: skip
    item_ids = forms.MultipleChoiceField(
        label=_("委托的事项"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("一项都不选，表示委托本机关的全部事项。"),
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        """Offer the centres of the city and the items of the agency."""
        super().__init__(*args, **kwargs)
        offered = [(str(row.id), row.name) for row in centres()]
        items = [(str(item_id), name) for item_id, name in items_of_agency(actor.own_agency, on=today()).items()]
        self.fields["centre"].choices = offered  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["item_ids"].choices = items  # type: ignore[attr-defined]  # a ChoiceField

    def told(self) -> EntrustmentTold:
        """Return the entrustment."""
        told = self.cleaned_data
        return EntrustmentTold(
            UUID(told["centre"]), told["basis"].strip(), told["from_on"], told["until_on"],
            tuple(map(UUID, told["item_ids"])),
        )  # fmt: skip


class EndForm(OfficeForm):
    """Why an entrustment ends."""

    reason = forms.CharField(label=_("终止原因"), max_length=200, widget=forms.Textarea({"rows": 3}))
