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


class ElementForm(forms.Form):
    """One element; an empty answer means that nobody knows it yet."""

    use_required_attribute = False

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, element: EditedElement, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        """Ask for the element with the control that suits its shape."""
        super().__init__(*args, **kwargs)
        text = _field(element)
        text.label, text.initial = spoken(element.shown, "label"), element.typed
        if element.control == "choices":
            text.initial = element.typed.splitlines()
        text.help_text = HELP.get(element.control, _("留空表示尚未查明，页面上会如实显示。"))
        self.fields["text"] = text
        self.fields["source"] = _source(element)

    def told(self) -> str:
        """Return what was typed; several choices come one a line."""
        told = self.cleaned_data["text"]
        return "\n".join(told) if isinstance(told, list) else str(told)


def _source(element: EditedElement) -> forms.Field:
    """Ask what the value rests on; the city's own word where nothing else is chosen."""
    city = [option for option in element.sources if option.value == CITY]
    others = [option for option in element.sources if option.value != CITY]
    choices = [(option.value, spoken(option, "label")) for option in (*city, *others)]
    return forms.ChoiceField(
        label=_("来源"), choices=choices, required=False,
        initial=element.source or CITY, help_text=_("依法确定的内容，选择规定它的条文；没有列出的，先登记来源和条文。"),
    )  # fmt: skip


def _field(element: EditedElement) -> forms.Field:
    if element.control == "choices":
        listed = [(option.value, spoken(option, "label")) for option in element.options]
        return forms.MultipleChoiceField(choices=listed, required=False, widget=forms.CheckboxSelectMultiple)
    if element.options:
        choices = [("", _("尚未查明")), *((option.value, spoken(option, "label")) for option in element.options)]
        return forms.ChoiceField(choices=choices, required=False)
    if element.control == "number":
        return forms.CharField(required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    if element.control == "date":
        return forms.CharField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    is_long = element.control in {"contacts", "lines"} or len(element.typed) > LONG
    widget = forms.Textarea(attrs={"rows": 4}) if is_long else forms.TextInput()
    return forms.CharField(required=False, max_length=5000, widget=widget)


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
