"""Further agencies: what they are, and where they stand in the city."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from oneseal.backoffice.forms import OfficeForm
from oneseal.backoffice.founding.forms import AccountForm, ShownFacts
from oneseal.foundation.http.sentences import sentence
from oneseal.identity.selectors import agencies_all
from oneseal.identity.services.founding import AgencyPlace
from oneseal.identity.services.setup import AgencyFacts
from oneseal.kernel.numbering import NumberRefused, parse_credit_code

KINDS = {
    "approval_bureau": _("行政审批局（一枚印章，划转各部门的许可职责）"),
    "stationed_department": _("进驻部门（职责不变，向窗口充分授权）"),
    "service_centre": _("政务服务中心（收件、出件、监督，不作决定）"),
    "upper_agency": _("上级机关（办理下级初审转报的办件）"),
    "government": _("本级人民政府（批准共同办理事项延长期限，不办理办件）"),
    "catalogue_office": _("清单管理机构（编办、审改办：审核和调整各机关的事项清单，不办理办件）"),
}
SHORT = {
    "approval_bureau": _("行政审批局"),
    "stationed_department": _("进驻部门"),
    "service_centre": _("政务服务中心"),
    "upper_agency": _("上级机关"),
    "government": _("本级人民政府"),
    "catalogue_office": _("清单管理机构"),
}


class PlaceForm(OfficeForm):
    """Where an agency stands: its kind, what is above it, whence its powers came."""

    kind = forms.ChoiceField(label=_("机关类型"), choices=KINDS.items(), widget=forms.RadioSelect)
    upper = forms.ChoiceField(label=_("上级机关"), required=False, help_text=_("初审后转报的办件送到这里。"))
    origin = forms.CharField(
        label=_("职责来源"),
        max_length=300,
        required=False,
        help_text=_("例如由哪些部门划转、依据哪份文件；不清楚可以留空。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        """Offer the agencies of the city as upper ones."""
        super().__init__(*args, **kwargs)
        offered = [(str(row.id), row.name) for row in agencies_all()]
        self.fields["upper"].choices = [("", _("没有或者不清楚")), *offered]  # type: ignore[attr-defined]  # a choice

    def place(self) -> AgencyPlace:
        """Return where the agency stands."""
        told = self.cleaned_data
        return AgencyPlace(told["kind"], UUID(told["upper"]) if told["upper"] else None, told["origin"])


class FoundForm(PlaceForm, ShownFacts, AccountForm):
    """A new agency with its first administrator."""

    name = forms.CharField(label=_("机关名称"), max_length=100)
    uscc = forms.CharField(label=_("统一社会信用代码"), max_length=40)
    division_code = forms.RegexField(
        label=_("行政区划代码"),
        regex=r"^[0-9]{6}$",
        help_text=_("6位数字，可以在“区划”里查。"),
        error_messages={"invalid": _("行政区划代码是6位数字。")},
    )
    field_order = (
        "name", "uscc", "division_code", "kind", "upper", "origin", "document_word", "city_name", "exercise_level",
        "address", "telephone", "complaint_telephone", "opening_hours", "reconsideration_body", "court",
        "display_name", "username", "password1", "password2",
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
