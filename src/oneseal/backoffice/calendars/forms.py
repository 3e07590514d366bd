"""A notice to load: first as a file, then, once its effect was shown, as the text that was read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from oneseal.kernel.clock import NoticeMalformed, notice_from_mapping

LIMIT_BYTES = 100_000


class NoticeForm(forms.Form):
    """The notice of one year in the format of the calendar files."""

    use_required_attribute = False

    file = forms.FileField(
        label=_("放假通知文件"), required=False, help_text=_("一年一个JSON文件，格式与随程序提供的文件相同。"),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )  # fmt: skip
    content = forms.CharField(required=False, max_length=LIMIT_BYTES, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Read the notice from the file, or from the text of the preview."""
        told = super().clean() or self.cleaned_data
        file = told.get("file")
        if file is not None and file.size > LIMIT_BYTES:
            raise forms.ValidationError({"file": gettext("文件太大，不像是一年的放假通知。请核对后重新选择。")})
        text = file.read().decode("utf-8", errors="replace") if file is not None else told.get("content", "")
        if not text:
            raise forms.ValidationError({"file": gettext("还没有选择文件。请选择一个放假通知文件。")})
        told["notice"] = self._notice(text)
        told["content"] = text
        return told

    def _notice(self, text: str) -> Mapping[str, Any]:
        try:
            content = json.loads(text)
            notice_from_mapping(content)
        except (ValueError, RecursionError) as problem:
            said = gettext("这不是JSON文件。请选择放假通知的JSON文件。")
            raise forms.ValidationError({"file": said}) from problem
        except NoticeMalformed as problem:
            facts = "，".join(f"{name}: {value}" for name, value in problem.facts.items())
            said = gettext("文件的格式不对（%(facts)s）。请对照随程序提供的文件改正后重新选择。") % {"facts": facts}
            raise forms.ValidationError({"file": said}) from problem
        notice: Mapping[str, Any] = content
        return notice
