"""One adjustment: its document, its days, the other bodies, and what becomes of open cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from oneseal.backoffice.forms import OfficeForm
from oneseal.catalog.selectors.adjusting import (
    KIND_RULES,
    Adjustable,
    AdjustmentTold,
    Document,
    Group,
    Kind,
    OpenCases,
)
from oneseal.catalog.selectors.life_words import OPEN_CASES
from oneseal.identity.selectors import agencies_all

DAY: Final = {"invalid": _("日期不对。请按“2026-11-21”的样式填写。")}


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:  # noqa: ANN401 - lazy words
    """Return a field for a day."""
    return forms.DateField(
        label=label, required=required, help_text=help_text, error_messages=DAY,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip


class DocumentForm(OfficeForm):
    """The document on which an act on the list rests."""

    document_number = forms.CharField(label=_("文件编号"), max_length=100)
    document_on = day_field(_("文件日期"))
    basis = forms.CharField(
        label=_("依据"), max_length=300, help_text=_("法律、法规、国务院文件或者本级政府文件的名称和条款。")
    )

    def document(self) -> Document:
        """Return the document that was told."""
        told = self.cleaned_data
        return Document(told["document_number"], told["document_on"], told["basis"])


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen before: the kind, the items, and the items that may take their place."""

    kind: Kind
    items: Sequence[Adjustable]
    offered: Sequence[Adjustable]


class AdjustmentForm(DocumentForm):
    """What a kind of adjustment asks for; one receiving body, or what takes the items' place, for each body."""

    effective_on = day_field(_("生效日期"), help_text=_("从这一天起按调整后的清单办理；最早是今天。"))
    until_on = day_field(_("暂停到"), required=False, help_text=_("最后一天；没有定下来的留空，以后再恢复。"))
    reason = forms.CharField(
        label=_("原因"), max_length=1000, widget=forms.Textarea({"rows": 2}),
        help_text=_("公众会看到：为什么这样调整。"),
    )  # fmt: skip
    instead = forms.CharField(
        label=_("申请人怎么办"), max_length=1000, required=False, widget=forms.Textarea({"rows": 2}),
        help_text=_("公众会看到：以后到哪里办、怎么办，或者不用再办。"),
    )  # fmt: skip
    open_cases = forms.ChoiceField(label=_("在办的件"), widget=forms.RadioSelect, required=False)

    def __init__(self, *args: Any, chosen: Chosen, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        """Ask for what the kind needs, and nothing else."""
        super().__init__(*args, **kwargs)
        self.kind, self.rule = chosen.kind, KIND_RULES[chosen.kind]
        self.items_of = _by_agency(chosen.items)
        if not self.rule.suspends:
            del self.fields["until_on"]
        choices = [(one.value, OPEN_CASES[one]) for one in self.rule.open_cases]
        self.fields["open_cases"].choices = choices  # type: ignore[attr-defined]  # a choice
        self.fields["open_cases"].initial = OpenCases.FINISH.value
        if len(choices) == 1:
            del self.fields["open_cases"]
        for agency_id, rows in self.items_of.items():
            self._ask_beside(agency_id, rows[0].agency_name, chosen.offered)
        self.ask_for_what_is_missing()

    def _ask_beside(self, agency_id: UUID, name: str, offered: Sequence[Adjustable]) -> None:
        """Ask which body receives the items of an agency, or which items take their place."""
        if self.rule.names_body:
            bodies = [(str(row.id), row.name) for row in agencies_all() if row.id != agency_id]
            self.fields[f"to_{agency_id}"] = forms.ChoiceField(
                label=gettext("接收“%(name)s”事项的机关") % {"name": name}, choices=[("", "—"), *bodies]
            )
        if self.rule.successors[1]:
            taken = {row.item_id for rows in self.items_of.values() for row in rows}
            choices = [
                (str(row.item_id), f"{row.name}（{row.agency_name}）") for row in offered if row.item_id not in taken
            ]
            self.fields[f"by_{agency_id}"] = forms.MultipleChoiceField(
                label=gettext("代替“%(name)s”事项的事项") % {"name": name}, choices=choices,
                widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip

    def told(self) -> AdjustmentTold:
        """Return the adjustment that was told."""
        told = self.cleaned_data
        return AdjustmentTold(
            kind=self.kind, document=self.document(), effective_on=told["effective_on"], reason=told["reason"],
            groups=tuple(self._group(agency_id, told) for agency_id in self.items_of), instead=told["instead"],
            until_on=told.get("until_on"), open_cases=OpenCases(told.get("open_cases") or OpenCases.FINISH),
        )  # fmt: skip

    def _group(self, agency_id: UUID, told: Mapping[str, Any]) -> Group:
        receiving = told.get(f"to_{agency_id}")
        return Group(
            from_body=agency_id, items=tuple(row.item_id for row in self.items_of[agency_id]),
            to_body=UUID(receiving) if receiving else None,
            successors=tuple(UUID(one) for one in told.get(f"by_{agency_id}", ())),
        )  # fmt: skip


def _by_agency(items: Sequence[Adjustable]) -> dict[UUID, list[Adjustable]]:
    found: dict[UUID, list[Adjustable]] = {}
    for row in items:
        found.setdefault(row.agency_id, []).append(row)
    return found
