"""Who stands at the window, for whom, and which original papers the clerk has compared."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oneseal.foundation.http.sentences import sentence
from oneseal.foundation.timekeeping import today
from oneseal.identity.selectors import masked_number
from oneseal.kernel.errors import RuleError
from oneseal.kernel.numbering import parse_citizen_number, parse_credit_code

MOBILE: Final = r"^\s*1[3-9]\d{9}\s*$"
PERSON: Final = ("name", "id_number", "mobile")
ORGANISATION: Final = ("uscc", "organisation_name", "legal_representative", "address")
AGENT: Final = ("agent_name", "agent_number")
PAPERS: Final = (
    ("id_card", gettext_lazy("申请人身份证原件")),
    ("licence", gettext_lazy("营业执照等主体证明原件")),
    ("agent_card", gettext_lazy("代理人身份证原件")),
    ("authorisation", gettext_lazy("授权委托书原件")),
)
# What is kept in the record of the check: official language, whatever language the clerk reads.
RECORDED: Final = {
    "id_card": "申请人身份证原件",
    "licence": "营业执照等主体证明原件",
    "agent_card": "代理人身份证原件",
    "authorisation": "授权委托书原件",
}


# What is offered: by name, or grouped by department.
Offered = list[tuple[str, str]] | list[tuple[str, list[tuple[str, str]]]]


def _line(label: Any, **rest: Any) -> forms.CharField:  # noqa: ANN401 - what Django's field takes
    widget = forms.TextInput({"autocomplete": "off", "spellcheck": "false", **rest.pop("attrs", {})})
    return forms.CharField(label=label, required=False, widget=widget, **{"max_length": 100, **rest})


class MeetForm(forms.Form):
    """The item, the applicant, who came, and what was checked."""

    use_required_attribute = False

    item = forms.ChoiceField(
        label=gettext_lazy("办理事项"), error_messages={"required": gettext_lazy("请选择办理事项。")}
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("申请人是"),
        choices=[("person", gettext_lazy("个人")), ("organisation", gettext_lazy("单位"))],
        widget=forms.RadioSelect,
        initial="person",
    )
    name = _line(gettext_lazy("姓名"), max_length=50)
    id_number = _line(gettext_lazy("公民身份号码"), max_length=40)
    mobile = _line(gettext_lazy("手机号"), attrs={"inputmode": "tel"})
    uscc = _line(gettext_lazy("统一社会信用代码"), max_length=40)
    organisation_name = _line(gettext_lazy("单位名称"))
    legal_representative = _line(gettext_lazy("法定代表人（负责人）"))
    address = _line(gettext_lazy("住所"))
    licence = forms.CharField(label=gettext_lazy("从哪一份证照开始"), required=False, widget=forms.RadioSelect)
    is_agent = forms.BooleanField(label=gettext_lazy("由代理人来办"), required=False)
    agent_name = _line(gettext_lazy("代理人姓名"), max_length=50)
    agent_number = _line(gettext_lazy("代理人公民身份号码"), max_length=40)
    checked = forms.MultipleChoiceField(
        label=gettext_lazy("已核对的原件"),
        help_text=gettext_lazy("核对以后再勾选。勾选的内容和您的姓名会记入日志。"),
        choices=PAPERS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("请核对身份证件原件，再勾选核对了哪些。")},
    )

    def __init__(self, items: Offered, told: Any = None) -> None:  # noqa: ANN401 - a QueryDict or None
        super().__init__(told)
        self.has_licences = False
        field = self.fields["item"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("请选择")), *items]

    def offer(self, licences: list[tuple[str, str]]) -> None:
        """Ask which of several licences the renewal or change starts from."""
        self.fields["licence"].widget.choices = licences
        self.has_licences = bool(licences)

    def clean(self) -> dict[str, Any]:
        """Ask for what this kind of applicant must tell, and for the papers that prove it."""
        told = self.cleaned_data
        is_person = told.get("kind") == "person"
        for name in PERSON if is_person else ORGANISATION:
            self._ask(name)
        checked = set(told.get("checked", []))
        wanted = {"id_card"} if is_person else {"licence"}
        if told.get("is_agent"):
            for name in AGENT:
                self._ask(name)
            wanted = (wanted - {"id_card"}) | {"agent_card", "authorisation"}
        if checked and not wanted <= checked:
            names = "、".join(str(label) for key, label in PAPERS if key in wanted - checked)
            self.add_error("checked", _("还没有核对：%(names)s。没有原件不能替其申请。") % {"names": names})
        self._numbers(is_person=is_person)
        return told

    def _ask(self, name: str) -> None:
        if not self.cleaned_data.get(name):
            self.add_error(name, _("请填写%(label)s。") % {"label": self.fields[name].label})

    def _numbers(self, *, is_person: bool) -> None:
        """Check the numbers by their check digits."""
        told = self.cleaned_data
        pairs = [("id_number", parse_citizen_number)] if is_person else []
        pairs += [("agent_number", parse_citizen_number)] if told.get("is_agent") else []
        for name, parse in pairs:
            if told.get(name):
                try:
                    told[name] = parse(told[name].strip().upper(), today=today()).number
                except RuleError as problem:
                    self.add_error(name, ValidationError(sentence(problem)))
        if not is_person and told.get("uscc"):
            try:
                told["uscc"] = parse_credit_code(told["uscc"].strip().upper()).number
            except RuleError as problem:
                self.add_error("uscc", ValidationError(sentence(problem)))

    @property
    def checked_words(self) -> str:
        """Return what the record says of the check; an agent's number keeps only its ends."""
        told = self.cleaned_data
        words = "核对" + "、".join(RECORDED[key] for key in told["checked"])
        if told["is_agent"]:
            words += f"；代理人{told['agent_name']}（{masked_number(told['agent_number'])}）"
        return words
