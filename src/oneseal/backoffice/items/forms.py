"""Fill in one element of an item; publish a version."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from oneseal.backoffice.forms import OfficeForm
from oneseal.backoffice.templatetags.office import spoken
from oneseal.catalog.selectors.adjusting import Document
from oneseal.catalog.selectors.editor import EditedElement

HELP = {
    "contacts": _("每行一种方式，例如“窗口：一楼综合窗口”“电话：号码”“网络：网址”。"),
    "lines": _("每行一项。"),
}
LONG = 60
CITY = "city"


def element_field(element: EditedElement) -> forms.Field:
    """Return the control that suits the shape of an element; a value that no list knows stays choosable."""
    if element.control == "choices":
        return forms.MultipleChoiceField(choices=_choices(element), required=False, widget=forms.CheckboxSelectMultiple)
    if element.options:
        return forms.ChoiceField(choices=[("", _("尚未查明")), *_choices(element)], required=False)
    if element.control == "number":
        return forms.CharField(required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    if element.control == "date":
        return forms.CharField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    is_long = element.control in {"contacts", "lines"} or len(element.typed) > LONG or "\n" in element.typed
    widget = forms.Textarea(attrs={"rows": 3}) if is_long else forms.TextInput()
    return forms.CharField(required=False, max_length=5000, widget=widget)


def _choices(element: EditedElement) -> list[tuple[str, str]]:
    listed = [(option.value, spoken(option, "label")) for option in element.options]
    known = {value for value, _label in listed}
    return [*listed, *((value, value) for value in element.typed.splitlines() if value not in known)]


class PublishForm(OfficeForm):
    """From when a version is in force, and by which document; owed once the city wants reviews."""

    effective_on = forms.DateField(
        label=_("生效日期"), help_text=_("从这一天起，新的申请适用这个版本；最早是今天。"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("日期不对。请按“2026-11-21”的样式填写。")},
    )  # fmt: skip
    document_number = forms.CharField(label=_("文件编号"), max_length=100, required=False)
    document_on = forms.DateField(
        label=_("文件日期"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("日期不对。请按“2026-11-21”的样式填写。")},
    )  # fmt: skip
    basis = forms.CharField(
        label=_("依据"), max_length=300, required=False,
        help_text=_("法律、法规、国务院文件或者本级政府文件的名称和条款。"),
    )  # fmt: skip

    def __init__(self, *args: Any, is_document_owed: bool, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        """Ask for the whole document where one is owed."""
        super().__init__(*args, **kwargs)
        for name in ("document_number", "document_on", "basis"):
            self.fields[name].required = is_document_owed
        self.ask_for_what_is_missing()

    def document(self) -> Document | None:
        """Return the document that was told; None where none was begun."""
        told = self.cleaned_data
        if not any(told[name] for name in ("document_number", "document_on", "basis")):
            return None
        return Document(told["document_number"], told["document_on"] or told["effective_on"], told["basis"])
