"""Hand in a table of items; choose what a listed item is completed from."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from oneseal.backoffice.forms import OfficeForm
from oneseal.backoffice.templatetags.office import spoken
from oneseal.catalog.selectors import kind_names
from oneseal.catalog.selectors.editor import ReferenceRow
from oneseal.foundation.language import is_english


class ImportForm(OfficeForm):
    """A file, and what its catalogue is called on public pages."""

    file = forms.FileField(
        label=_("事项表"),
        help_text=_(
            "XLSX、CSV、JSON 文件，或者 CSV、JSON 的 ZIP 压缩包，按内容识别：从本系统导出的完整清单、"
            "国家交换表，或者其他目录的事项表（必有“部门”（department）和“事项名称”（name）两列）。"
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.json,.zip", "class": "control-file"}),
        error_messages={"empty": _("文件是空的。请检查原文件能否打开，再重新上传。")},
    )  # fmt: skip
    source = forms.CharField(
        label=_("资料来源"), max_length=200,
        help_text=_(
            "其他目录的名称和取得日期，公众会在页面上看到，再次导入同一目录时请填写得一样；"
            "导入完整清单时，写明这次修改的来由。"
        ),
    )  # fmt: skip


class ExportForm(OfficeForm):
    """Which items in which format."""

    kind = forms.ChoiceField(
        label=_("格式"), required=False, widget=forms.RadioSelect, initial="xlsx",
        choices=[
            ("xlsx", _("XLSX 工作簿：一个文件，每类内容一张表，适合修改后再导入")),
            ("csv", _("CSV：每类内容一个文件，打包为 ZIP")),
            ("json", _("JSON：一字不少，适合其他系统读取")),
            ("national", _("国家交换表（XLSX）：按国家表的列名和长度，装不下的如实列出，不截断")),
        ],
    )  # fmt: skip
    which = forms.ChoiceField(
        label=_("版本"), required=False, initial="newest",
        choices=[("newest", _("最新版本，包括草稿")), ("in_force", _("现行有效的版本"))],
    )  # fmt: skip
    item_type = forms.ChoiceField(label=_("事项类型"), required=False)
    words = forms.CharField(label=_("名称包含"), required=False, max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        """Offer every type, and all of them."""
        super().__init__(*args, **kwargs)
        place = 1 if is_english() else 0
        named = [(code, names[place]) for code, names in kind_names().items()]
        self.fields["item_type"].choices = [("", _("全部类型")), *named]  # type: ignore[attr-defined]  # a choice field


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
