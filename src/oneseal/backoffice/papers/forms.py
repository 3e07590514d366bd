"""The texts of a kind of paper, one field for each place that a city may word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from oneseal.backoffice.forms import OfficeForm
from oneseal.backoffice.papers.words import SLOTS, help_of
from oneseal.papers.selectors import SlotFacts


class WordingForm(OfficeForm):
    """What a wording says; the rules of papers judge it."""

    def __init__(self, *args: Any, slots: list[SlotFacts], **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Make a field for each place."""
        super().__init__(*args, **kwargs)
        for slot in slots:
            widget = forms.TextInput() if slot.is_one_line else forms.Textarea({"rows": 4})
            self.fields[slot.name] = forms.CharField(
                label=str(SLOTS[slot.name]), required=False, widget=widget, help_text=help_of(slot), max_length=2000
            )

    def told(self) -> Mapping[str, str]:
        """Return the texts by the names of their places."""
        return self.cleaned_data


class EnforceForm(OfficeForm):
    """Why a wording is put in force, and which one was seen."""

    reason = forms.CharField(
        label=_("启用原因"), max_length=200, required=False, help_text=_("写入历史，例如批准文件。")
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
