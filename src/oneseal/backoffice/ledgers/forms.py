"""Say that a law ended; list a certificate; register a type of licences; name an entry of the directory."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from oneseal.backoffice.forms import OfficeForm
from oneseal.catalog.selectors.laws import ArticleShown
from oneseal.catalog.services import CertificateTold, EndingTold, LicenceTypeTold
from oneseal.catalog.services.lists import CertificateState, Ending, Replacement

ENDINGS = (
    (Ending.CHANGED.value, _("修改：这一版文本不再施行，由新的文本代替")),
    (Ending.ABOLISHED.value, _("废止：整部文件不再施行")),
)
STATES = ((CertificateState.KEPT.value, _("保留")), (CertificateState.CANCELLED.value, _("取消")))
REPLACEMENTS = (
    (Replacement.UNKNOWN.value, _("尚未查明")),
    (Replacement.LICENCE_CHECK.value, _("核验证照")),
    (Replacement.DATA_CHECK.value, _("数据核验")),
    (Replacement.PROMISE.value, _("告知承诺")),
)
WRONG_DAY = {"invalid": _("日期不对。请按“2026-11-21”的样式填写。")}


class EndForm(OfficeForm):
    """From when a law, or some of its articles, is no longer in force, and by which document."""

    ending = forms.ChoiceField(label=_("怎样不再施行"), choices=ENDINGS, widget=forms.RadioSelect)
    ends_on = forms.DateField(
        label=_("从哪一天起"),
        help_text=_("从这一天起，引用它的事项不能再发布；已经发布的版本不变，列入受影响的事项。"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), error_messages=WRONG_DAY,
    )  # fmt: skip
    basis = forms.CharField(
        label=_("依据的文件"), max_length=500, help_text=_("修改或者废止它的文件名称和文号，写入历史。")
    )
    articles = forms.MultipleChoiceField(
        label=_("只有这些条文"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("只修改部分条文的，勾选它们；一条也不勾选，就是整部文件。"),
    )  # fmt: skip

    def __init__(self, *args: Any, articles: tuple[ArticleShown, ...], **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        """Offer the articles of the law."""
        super().__init__(*args, **kwargs)
        choices = [(str(row.id), row.article) for row in articles]
        self.fields["articles"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def told(self) -> EndingTold:
        """Return what was said."""
        data = self.cleaned_data
        day: date = data["ends_on"]
        return EndingTold(Ending(data["ending"]), day, data["basis"], [UUID(one) for one in data["articles"]])


class CertificateForm(OfficeForm):
    """One certificate of the list."""

    number = forms.CharField(label=_("编号"), max_length=40, help_text=_("本市清单中的编号，材料用它指明证明事项。"))
    name = forms.CharField(label=_("证明名称"), max_length=200)
    state = forms.ChoiceField(label=_("状态"), choices=STATES, widget=forms.RadioSelect)
    document = forms.CharField(
        label=_("取消的文件"), max_length=300, required=False, help_text=_("取消的，写明公布取消的文件名称和文号。")
    )
    basis = forms.CharField(
        label=_("设定依据"), max_length=5000, widget=forms.Textarea({"rows": 3}),
        help_text=_("要求提交这项证明的法律、法规条文；没有查到的，如实写明。"),
    )  # fmt: skip
    demanding_unit = forms.CharField(label=_("索要单位"), max_length=300)
    issuing_unit = forms.CharField(
        label=_("开具单位"), max_length=300, required=False, help_text=_("没有查明的，留空。")
    )
    replacement = forms.ChoiceField(label=_("替代方式"), choices=REPLACEMENTS, required=False)
    replacement_note = forms.CharField(label=_("替代方式说明"), max_length=500, required=False)

    def told(self) -> CertificateTold:
        """Return what was said."""
        data = dict(self.cleaned_data)
        data["state"], data["replacement"] = CertificateState(data["state"]), Replacement(data["replacement"])
        return CertificateTold(**data)


class LicenceTypeForm(OfficeForm):
    """What is known of a type of licences."""

    name = forms.CharField(label=_("证照类型名称"), max_length=300)
    type_code = forms.CharField(
        label=_("证照类型代码"), max_length=40, required=False,
        help_text=_("21位：定义机构的统一社会信用代码加3位数字；没有查到国家公布的代码，留空。"),
    )  # fmt: skip
    issuing_body = forms.CharField(
        label=_("颁发机构"), max_length=300, required=False, help_text=_("没有查明的，留空。")
    )

    def told(self, name: str = "") -> LicenceTypeTold:
        """Return what was said; `name`: the type bears it already."""
        data = self.cleaned_data
        return LicenceTypeTold(name or data["name"], data["type_code"], data["issuing_body"])


class DirectoryForm(OfficeForm):
    """The name of an entry of the basic directory."""

    name = forms.CharField(
        label=_("目录名称"), max_length=1000, widget=forms.Textarea({"rows": 2}),
        help_text=_("照国家或者省级基本目录填写。"),
    )  # fmt: skip
