"""What an authorisation letter says, and why one is revoked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from oneseal.backoffice.forms import OfficeForm
from oneseal.catalog.selectors import items_of_agency
from oneseal.foundation.timekeeping import today
from oneseal.identity.selectors import AUTHORITY_WORDS
from oneseal.identity.services.authorising import LetterTold, Scan
from oneseal.kernel.access import Actor, Authorisation


def own_items(actor: Actor) -> dict[UUID, str]:
    """Return the names of the items of the actor's agency that are in force, by their id."""
    return items_of_agency(actor.own_agency, on=today())


class LetterForm(OfficeForm):
    """An authorisation letter with its scan."""

    number = forms.CharField(label=_("授权书文号"), max_length=60, help_text=_("与授权书上的文号一致。"))
    signed_by = forms.CharField(
        label=_("签发人"), max_length=100, help_text=_("签发授权书的机关或者负责人，例如“局长（姓名）”。")
    )
    authorities = forms.MultipleChoiceField(
        label=_("授权内容"), choices=list(AUTHORITY_WORDS.items()), widget=forms.CheckboxSelectMultiple
    )
    item_ids = forms.MultipleChoiceField(
        label=_("授权的事项"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("一项都不选，表示授权本机关的全部事项。"),
    )  # fmt: skip
    from_on = forms.DateField(label=_("从哪一天起"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    until_on = forms.DateField(
        label=_("到哪一天为止"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("包括这一天。"),
    )  # fmt: skip
    scan = forms.FileField(
        label=_("授权书扫描件"), required=False, widget=forms.FileInput({"accept": ".pdf,.jpg,.jpeg,.png"}),
        help_text=_("PDF、JPG 或者 PNG。预览不保存文件，请在登记时选择。"),
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        """Offer the items of the agency."""
        super().__init__(*args, **kwargs)
        offered = [(str(item_id), name) for item_id, name in own_items(actor).items()]
        self.fields["item_ids"].choices = offered  # type: ignore[attr-defined]  # a ChoiceField

    def told(self) -> LetterTold:
        """Return the letter."""
        told = self.cleaned_data
        return LetterTold(
            told["number"].strip(), told["signed_by"].strip(), tuple(told["authorities"]), told["from_on"],
            told["until_on"], tuple(map(UUID, told["item_ids"])),
        )  # fmt: skip

    def scanned(self) -> Scan | None:
        """Return the scan, or None where none was chosen."""
        upload = self.cleaned_data["scan"]
        return Scan(upload.name, upload.chunks()) if upload else None

    def previewed(self) -> Authorisation:
        """Return the letter as rules would see it."""
        told = self.told()
        return Authorisation(
            told.number, frozenset(told.authorities), frozenset(told.item_ids), told.from_on, told.until_on
        )


class RevokeForm(OfficeForm):
    """Why a letter is revoked."""

    reason = forms.CharField(label=_("撤销原因"), max_length=200, widget=forms.Textarea({"rows": 3}))
