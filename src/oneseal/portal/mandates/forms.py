"""What a letter of mandate says."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from oneseal.foundation.http.sentences import sentence
from oneseal.identity.services.mandating import Letter, MandateTold
from oneseal.kernel.errors import RuleError
from oneseal.kernel.numbering import parse_citizen_number

MOST_DAYS = 1096


class LetterForm(forms.Form):
    """The other side, the items, the days, and the signed letter."""

    use_required_attribute = False
    name = forms.CharField(label=_("姓名"), max_length=100, widget=forms.TextInput({"autocomplete": "off"}))
    id_number = forms.CharField(
        label=_("公民身份号码"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    item_ids = forms.MultipleChoiceField(
        label=_("委托办理的事项"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("一项都不选，表示委托办理全部事项。"),
    )
    since_on = forms.DateField(label=_("从哪一天起"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    ends_on = forms.DateField(label=_("到哪一天为止"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    letter = forms.FileField(
        label=_("签名或者盖章的授权委托书"),
        help_text=_("PDF、JPG 或者 PNG。委托书应当写明代理人姓名、代理事项、权限和期限，由委托人签名或者盖章。"),
        widget=forms.FileInput({"accept": ".pdf,.jpg,.jpeg,.png"}),
        error_messages={"required": _("请上传签名或者盖章的授权委托书。")},
    )

    def __init__(self, *args: Any, today: date, items: list[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        """Offer the items in force."""
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["item_ids"].choices = items  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["since_on"].initial = today

    def clean_id_number(self) -> str:
        """Return the number, or say which rule it breaks (GB 11643-1999)."""
        try:
            return parse_citizen_number(self.cleaned_data["id_number"], today=self.today).number
        except RuleError as problem:
            raise ValidationError(sentence(problem)) from problem

    def told(self) -> MandateTold:
        """Return the mandate."""
        told = self.cleaned_data
        return MandateTold(
            told["name"].strip(), told["id_number"], tuple(map(UUID, told["item_ids"])), told["since_on"],
            told["ends_on"],
        )  # fmt: skip

    def signed(self) -> Letter:
        """Return the signed letter."""
        upload = self.cleaned_data["letter"]
        return Letter(upload.name, upload.chunks())


class GiveForm(LetterForm):
    """A mandate that the reader gives, for himself or for an organisation he represents."""

    principal = forms.ChoiceField(label=_("谁委托"), widget=forms.RadioSelect)
    field_order = ("principal", "name", "id_number", "item_ids", "since_on", "ends_on", "letter")

    def __init__(self, *args: Any, principals: list[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        """Offer the reader and the organisations he represents."""
        super().__init__(*args, **kwargs)
        self.fields["principal"].choices = principals  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["principal"].initial = principals[0][0] if principals else None
        self.fields["name"].label = _("代理人姓名")
        self.fields["id_number"].label = _("代理人的公民身份号码")


class AskForm(LetterForm):
    """A letter that somebody signed for the reader."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        """Name the other side."""
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("委托人姓名")
        self.fields["id_number"].label = _("委托人的公民身份号码")
