"""How anybody follows a case or verifies a paper."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy


class TrackForm(forms.Form):
    """A case number and its query code."""

    use_required_attribute = False
    number = forms.CharField(
        label=gettext_lazy("办件编号"),
        max_length=60,
        help_text=gettext_lazy("在收件凭证上，以18位统一社会信用代码开头。"),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )
    query_code = forms.CharField(
        label=gettext_lazy("查询码"),
        max_length=20,
        help_text=gettext_lazy("收件凭证上的8位字母和数字。"),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )


class IdentifierForm(forms.Form):
    """The identifier of a licence or paper."""

    use_required_attribute = False
    identifier = forms.CharField(
        label=gettext_lazy("证照标识或文书编码"),
        max_length=200,
        help_text=gettext_lazy("印在证照或文书的二维码旁边；扫描二维码会直接打开结果。"),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )


class FileForm(forms.Form):
    """A file whose genuineness is in doubt."""

    use_required_attribute = False
    file = forms.FileField(
        label=gettext_lazy("PDF文件"),
        help_text=gettext_lazy("收到的电子证照或文书原件，不超过20 MB。文件只用于核对，不会保存。"),
        widget=forms.FileInput({"accept": "application/pdf"}),
        error_messages={
            "required": gettext_lazy("请选择要核对的文件。"),
            "empty": gettext_lazy("文件是空的。请检查原文件能否打开，再重新选择。"),
        },
    )
