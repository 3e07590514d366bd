"""What the first run asks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from oneseal.backoffice.forms import OfficeForm
from oneseal.foundation.http.sentences import sentence
from oneseal.identity.services.setup import AgencyFacts, NewAccount
from oneseal.kernel.numbering import NumberRefused, parse_credit_code

LEVELS = (
    ("1", _("国家级")),
    ("2", _("省级")),
    ("3", _("市级")),
    ("4", _("县级")),
    ("5", _("镇（乡、街道）级")),
    ("6", _("村（社区）级")),
    ("7", _("分级管理")),
)
UNKNOWN = _("不清楚可以留空，页面上会显示“尚未公布”，以后随时补充。")
REMEDY = _("写入不予许可决定书的救济途径；不清楚可以留空。")
LOGIN_ATTRS = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


class ShownFacts(OfficeForm):
    """What papers and pages show of an agency and what may change later."""

    document_word = forms.CharField(
        label=_("机关代字"), max_length=20, help_text=_("文书编号中代表本机关的字，例如“示审”。")
    )
    city_name = forms.CharField(label=_("所在城市"), max_length=50, help_text=_("例如“示例市”。"))
    exercise_level = forms.ChoiceField(label=_("行使层级"), choices=LEVELS, initial="4")
    address = forms.CharField(label=_("地址"), max_length=200, required=False, help_text=UNKNOWN)
    telephone = forms.CharField(label=_("咨询电话"), max_length=40, required=False, help_text=UNKNOWN)
    complaint_telephone = forms.CharField(label=_("投诉电话"), max_length=40, required=False, help_text=UNKNOWN)
    opening_hours = forms.CharField(label=_("办公时间"), max_length=200, required=False, help_text=UNKNOWN)
    reconsideration_body = forms.CharField(
        label=_("行政复议机关"),
        max_length=100,
        required=False,
        help_text=_("写入不予许可决定书的救济途径；不清楚可以留空。"),
    )
    court = forms.CharField(
        label=_("管辖法院"),
        max_length=100,
        required=False,
        help_text=_("写入不予许可决定书的救济途径；不清楚可以留空。"),
    )


class AccountForm(OfficeForm):
    """A login of a member of staff."""

    display_name = forms.CharField(label=_("姓名"), max_length=100, help_text=_("写在经办记录和用印登记里。"))
    username = forms.CharField(
        label=_("登录名"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    password1 = forms.CharField(
        label=_("密码"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("至少10个字符，不能全是数字。提交未通过时需要重新输入。"),
    )  # fmt: skip
    password2 = forms.CharField(
        label=_("再次输入密码"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def clean(self) -> dict[str, Any] | None:
        """Judge the password and compare both entries."""
        told = super().clean() or self.cleaned_data
        first, second = told.get("password1"), told.get("password2")
        if first and second and first != second:
            self.add_error("password2", gettext("两次输入的密码不一样。请重新输入。"))
        elif first:
            try:
                validate_password(first)
            except forms.ValidationError as problem:
                self.add_error("password1", problem)
        return told

    def account(self) -> NewAccount:
        """Return the login to make."""
        told = self.cleaned_data
        return NewAccount(told["username"], told["password1"], told["display_name"])


class SetupForm(AccountForm, ShownFacts):
    """The whole first run: code, agency, administrator."""

    PARTS = (
        ("proof", _("验证身份"), ("code",)),
        ("agency", _("机关"), (
            "name", "uscc", "document_word", "city_name", "division_code", "exercise_level", "address", "telephone",
            "complaint_telephone", "opening_hours", "reconsideration_body", "court",
        )),
        ("administrator", _("系统管理员"), ("display_name", "username", "password1", "password2")),
    )  # fmt: skip
    field_order = tuple(name for _key, _title, names in PARTS for name in names)

    code = forms.CharField(
        label=_("初始化口令"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("程序启动时显示在终端里的10个字符。"),
    )  # fmt: skip
    name = forms.CharField(label=_("机关名称"), max_length=100, help_text=_("与印章上的名称一致。"))
    uscc = forms.CharField(label=_("统一社会信用代码"), max_length=30, help_text=_("18位，最后一位是校验码。"))
    division_code = forms.RegexField(
        r"^[0-9]{6}$", label=_("行政区划代码"), help_text=_("6位数字，见国家标准GB/T 2260。"),
        error_messages={"invalid": _("行政区划代码是6位数字。请核对后重新填写。")},
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip

    def clean_uscc(self) -> str:
        """Return the credit code, or say which of its characters is wrong."""
        try:
            return parse_credit_code(self.cleaned_data["uscc"]).number
        except NumberRefused as problem:
            raise forms.ValidationError(sentence(problem)) from problem

    def agency(self) -> AgencyFacts:
        """Return the agency to found."""
        return AgencyFacts(**{name: self.cleaned_data[name] for name in AgencyFacts.__slots__})
