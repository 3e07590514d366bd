"""What all forms of the back office share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext


class OfficeForm(forms.Form):
    """A form that names the field when it asks for what is missing."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        """Name what is asked for."""
        super().__init__(*args, **kwargs)
        self.ask_for_what_is_missing()

    def ask_for_what_is_missing(self) -> None:
        """Give each required field the sentence that names it."""
        for field in self.fields.values():
            is_choice = isinstance(field, forms.ChoiceField)
            asked = gettext("请选择%(label)s。") if is_choice else gettext("请填写%(label)s。")
            field.error_messages["required"] = asked % {"label": field.label}
