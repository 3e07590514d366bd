"""How anybody brings a matter to the desk, and follows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oneseal.evaluation.selectors import MatterKind
from oneseal.evaluation.services import MOST_FILES, MatterTold, Upload
from oneseal.identity.selectors import agencies_all

AGENCY: Final[dict[MatterKind, Promise]] = {
    MatterKind.COMPLAINT: _("投诉哪个机关"),
    MatterKind.REPORT: _("举报哪个机关"),
    MatterKind.CONSULTATION: _("向哪个机关咨询"),
    MatterKind.COMMENDATION: _("表扬哪个机关"),
    MatterKind.DISCLOSURE: _("向哪个机关申请"),
}
TEXT: Final[dict[MatterKind, tuple[Promise, Promise]]] = {
    MatterKind.COMPLAINT: (_("发生了什么"), _("写明时间、地点、经过和您的要求。")),
    MatterKind.REPORT: (_("举报什么"), _("写明时间、地点、涉及的人和经过。有材料的可以附上。")),
    MatterKind.CONSULTATION: (_("想问什么"), _("一次问一件事，写明是哪个事项、卡在哪一步。")),
    MatterKind.COMMENDATION: (_("要表扬谁，为什么"), _("写明时间、窗口或者姓名，以及做得好的地方。")),
    MatterKind.DISCLOSURE: (_("申请公开什么信息"), _("写明信息的名称、文号，或者便于查找的其他特征。")),
}


class SeveralFilesInput(forms.ClearableFileInput):
    """A control that takes several files at once."""

    allow_multiple_selected = True


class SeveralFiles(forms.FileField):
    """Several files; none is fine."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:  # noqa: ANN401 - Django's own arguments
        """Return the files that came, each as Django checks a file."""
        told = data if isinstance(data, (list, tuple)) else [data]
        return [super(SeveralFiles, self).clean(one, initial) for one in told if one]


class MatterForm(forms.Form):
    """What somebody brings; who asks for information says who he is (OGI 29), all others may stay unnamed."""

    use_required_attribute = False
    agency = forms.ChoiceField(error_messages={"required": _("请选择有关的机关。")})
    text = forms.CharField(
        max_length=4000, widget=forms.Textarea({"rows": 7}), error_messages={"required": _("请写明内容。")}
    )
    wanted_form = forms.CharField(
        label=_("希望怎样获取（选填）"),
        help_text=_("例如纸质、电子文件，邮寄或者自取。"),
        max_length=200,
        required=False,
    )
    name = forms.CharField(max_length=100, widget=forms.TextInput({"autocomplete": "name"}))
    contact = forms.CharField(max_length=100, help_text=_("电话或邮箱，只有监察人员看得到，每次查看都留有记录。"))
    attachments = SeveralFiles(
        label=_("附件（选填）"), help_text=_("最多5个，PDF、JPG或者PNG格式。"), required=False,
        widget=SeveralFilesInput({"accept": ".pdf,.jpg,.jpeg,.png"}),
    )  # fmt: skip
    item = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, kind: MatterKind, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        """Word the form for a kind of matter."""
        super().__init__(*args, **kwargs)
        self.kind = kind
        is_named = kind is MatterKind.DISCLOSURE
        agency = self.fields["agency"]
        if isinstance(agency, forms.ChoiceField):
            agency.choices = [("", "—"), *((str(row.id), row.name) for row in agencies_all())]
        agency.label = str(AGENCY[kind])
        self.fields["text"].label, self.fields["text"].help_text = map(str, TEXT[kind])
        self.fields["name"].label = _("您的姓名或者单位名称") if is_named else _("怎么称呼您（选填）")
        self.fields["contact"].label = _("怎么联系您") if is_named else _("怎么联系您（选填）")
        self.fields["name"].required = self.fields["contact"].required = is_named
        if not is_named:
            del self.fields["wanted_form"]

    def told(self) -> MatterTold:
        """Return what somebody brings."""
        told: Mapping[str, Any] = self.cleaned_data
        return MatterTold(
            self.kind, UUID(told["agency"]), told["text"], told["name"], told["contact"], told.get("wanted_form", ""),
            told["item"], tuple(Upload(one.name, one.chunks()) for one in told["attachments"][: MOST_FILES + 1]),
        )  # fmt: skip


class FollowForm(forms.Form):
    """The number of a matter and its code."""

    use_required_attribute = False
    number = forms.CharField(label=_("受理编号"), max_length=40, widget=forms.TextInput({"autocomplete": "off"}))
    code = forms.CharField(
        label=_("查询码"),
        help_text=_("提交时显示的8位字母和数字。"),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )


class JudgeForm(forms.Form):
    """What whoever brought a matter says of its answer."""

    use_required_attribute = False
    words = forms.CharField(
        label=_("说明"), help_text=_("不满意或者要求重新办理时请写明原因。"), max_length=2000, required=False,
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip
