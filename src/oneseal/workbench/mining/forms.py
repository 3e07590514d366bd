"""Which cases or which log is looked at, what is changed in a replay, and a file that is brought in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from oneseal.kernel.mining import HEADS
from oneseal.performance.selectors.log_words import COLUMNS
from oneseal.workbench.cases.words import CHANNELS


def _offer(form: forms.Form, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    """Let a field of a form offer choices."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


def _date() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AskedForm(forms.Form):
    """Which cases of the agency are looked at."""

    use_required_attribute = False
    item = forms.ChoiceField(label=_("事项"), required=False)
    channel = forms.ChoiceField(label=_("渠道"), required=False)
    since = forms.DateField(label=_("收件日期从"), required=False, widget=_date())
    until = forms.DateField(label=_("到"), required=False, widget=_date())

    def __init__(self, *args: Any, items: Sequence[str], **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        """Offer the items of which there are cases, and every channel."""
        super().__init__(*args, **kwargs)
        _offer(self, "item", [("", _("全部事项")), *((name, name) for name in items)])
        _offer(self, "channel", [("", _("全部渠道")), *((key, str(words)) for key, words in CHANNELS.items())])


class ChangeForm(forms.Form):
    """What is changed in a replay."""

    use_required_attribute = False
    without = forms.ChoiceField(label=_("取消这个环节"), required=False)
    first = forms.ChoiceField(label=_("让这个环节"), required=False)
    second = forms.ChoiceField(label=_("与这个环节同时办理"), required=False)
    clerk_at = forms.ChoiceField(label=_("在这个环节增加一人"), required=False)

    def __init__(self, *args: Any, steps: Sequence[tuple[int, str]], **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Offer the steps of the log."""
        super().__init__(*args, **kwargs)
        choices = [("", _("不改变")), *((str(number), name) for number, name in steps)]
        for name in ("without", "first", "second", "clerk_at"):
            _offer(self, name, choices)


class LogForm(forms.Form):
    """A file, and what it is called."""

    use_required_attribute = False
    file = forms.FileField(
        label=_("事件日志"),
        help_text=_("XES（可以是 gz 压缩）、CSV 或者 XLSX 文件，按内容识别。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xes,.gz,.csv,.xlsx", "class": "control-file"}),
        error_messages={
            "required": _("请选择一个文件。"),
            "empty": _("文件是空的。请检查原文件能否打开，再重新上传。"),
        },
    )
    name = forms.CharField(label=_("名称"), max_length=200, required=False, help_text=_("不填写时用文件名。"))


class ColumnsForm(forms.Form):
    """Which column of a table holds what."""

    use_required_attribute = False

    def __init__(self, *args: Any, heads: Sequence[str], **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        """Offer every heading of the table, and none."""
        super().__init__(*args, **kwargs)
        choices = [("", _("没有这一列")), *((head, head) for head in dict.fromkeys(heads) if head)]
        for name in HEADS:
            self.fields[name] = forms.ChoiceField(label=str(COLUMNS[name]), required=False, choices=choices)
