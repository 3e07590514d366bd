"""What a person tells to register, and the organisations for which he acts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oneseal.foundation.http.sentences import sentence
from oneseal.kernel.errors import RuleError
from oneseal.kernel.numbering import parse_citizen_number, parse_credit_code

MOBILE_PATTERN = r"1[3-9]\d{9}"


class RegisterForm(forms.Form):
    """A natural person makes a login."""

    use_required_attribute = False
    name = forms.CharField(label=gettext_lazy("姓名"), max_length=50, widget=forms.TextInput({"autocomplete": "name"}))
    id_number = forms.CharField(
        label=gettext_lazy("公民身份号码"),
        max_length=40,
        help_text=gettext_lazy("身份证上的18位号码，加密保存，只用于核对身份。"),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    mobile = forms.RegexField(
        label=gettext_lazy("手机号"),
        regex=rf"^\s*{MOBILE_PATTERN}\s*$",
        error_messages={"invalid": gettext_lazy("手机号码应当是11位数字，以1开头。请核对后重新填写。")},
        widget=forms.TextInput({"autocomplete": "tel-national", "inputmode": "tel"}),
    )
    username = forms.RegexField(
        label=gettext_lazy("登录名"),
        regex=r"^[\w.@+-]{2,60}$",
        help_text=gettext_lazy("2至60个字，可以用汉字、字母、数字和下划线。"),
        error_messages={"invalid": gettext_lazy("登录名只能有汉字、字母、数字和 . @ + - _，2至60个字。")},
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=gettext_lazy("密码"),
        strip=False,
        help_text=gettext_lazy("至少10个字符，不能全是数字，不能是常见密码。"),
        widget=forms.PasswordInput({"autocomplete": "new-password"}, render_value=True),
    )
    again = forms.CharField(
        label=gettext_lazy("再输一次密码"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}, render_value=True),
    )
    consent = forms.BooleanField(
        label=gettext_lazy("我已阅读上面的告知，同意为办理事项处理我的个人信息"),
        error_messages={"required": gettext_lazy("请阅读告知后勾选同意，才能注册。")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:  # noqa: ANN401 - a form's own arguments
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_id_number(self) -> str:
        """Return the number, or say which rule it breaks (GB 11643-1999)."""
        try:
            return parse_citizen_number(self.cleaned_data["id_number"], today=self.today).number
        except RuleError as problem:
            raise ValidationError(sentence(problem)) from problem

    def clean_mobile(self) -> str:
        """Return the number without blanks."""
        return str(self.cleaned_data["mobile"]).strip()

    def clean_password(self) -> str:
        """Return the password when the policy accepts it."""
        validate_password(self.cleaned_data["password"])
        return str(self.cleaned_data["password"])

    def clean(self) -> dict[str, Any]:
        """Compare the two passwords."""
        cleaned = super().clean() or {}
        first, again = cleaned.get("password"), cleaned.get("again")
        if first and again and first != again:
            self.add_error("again", _("两次输入的密码不一样。请重新输入。"))
        return cleaned


class PartyForm(forms.Form):
    """An organisation for which the reader acts."""

    use_required_attribute = False
    uscc = forms.CharField(
        label=gettext_lazy("统一社会信用代码"),
        max_length=40,
        help_text=gettext_lazy("营业执照上的18位代码。"),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    name = forms.CharField(
        label=gettext_lazy("单位名称"),
        max_length=200,
        help_text=gettext_lazy("与营业执照一致。"),
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    legal_representative = forms.CharField(label=gettext_lazy("法定代表人（负责人）"), max_length=100)
    address = forms.CharField(
        label=gettext_lazy("住所"), max_length=200, widget=forms.TextInput({"autocomplete": "street-address"})
    )
    role = forms.ChoiceField(
        label=gettext_lazy("您的身份"),
        choices=[
            ("legal_representative", gettext_lazy("法定代表人（负责人）")),
            ("agent", gettext_lazy("受委托的代理人")),
        ],
        widget=forms.RadioSelect,
    )

    def clean_uscc(self) -> str:
        """Return the code, or say which rule it breaks (GB 32100-2015)."""
        try:
            return parse_credit_code(self.cleaned_data["uscc"]).number
        except RuleError as problem:
            raise ValidationError(sentence(problem)) from problem
