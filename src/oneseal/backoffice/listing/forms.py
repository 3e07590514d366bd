"""Hand in a table of items; choose what a listed item is completed from."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from oneseal.backoffice.forms import OfficeForm
from oneseal.backoffice.templatetags.office import spoken
from oneseal.catalog.selectors.editor import ReferenceRow


class ImportForm(OfficeForm):
    """A file, and what its catalogue is called on public pages."""

    file = forms.FileField(
        label=_("事项表"),
        help_text=_("CSV 文件，UTF-8 或 GB18030 编码，首行是列名，必有“部门”（department）和“事项名称”（name）两列。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv", "class": "control-file"}),
        error_messages={"empty": _("文件是空的。请检查原文件能否打开，再重新上传。")},
    )  # fmt: skip
    source = forms.CharField(
        label=_("资料来源"), max_length=200,
        help_text=_("公众会在页面上看到，例如目录的名称和取得日期；再次导入同一目录时请填写得一样。"),
    )  # fmt: skip


class CompleteForm(OfficeForm):
    """From what a listed item is completed."""

    template = forms.ChoiceField(
        label=_("以什么为底稿"), required=False, widget=forms.RadioSelect,
        help_text=_("采用参考事项时，依据、材料、流程取自参考事项；本机关已有这个事项的，直接对应。空白草稿只带有目录中写明的内容，其余标为未知。"),
    )  # fmt: skip

    def __init__(self, *args: Any, reference: list[ReferenceRow], **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        """Offer the items that ship with the program, and none."""
        super().__init__(*args, **kwargs)
        choices = [(row.key, spoken(row, "name")) for row in reference]
        self.fields["template"].choices = [("", _("空白草稿")), *choices]  # type: ignore[attr-defined]  # a choice field
