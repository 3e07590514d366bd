"""What staff fill in for each act; every form is its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Final
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from oneseal.cases.selectors import CaseFacts, NonAcceptanceGround, examination_of, seconds_fit
from oneseal.cases.services import Falsehood
from oneseal.cases.services.closing import HandOver
from oneseal.foundation.http.presses import told_digest
from oneseal.foundation.http.sentences import sentence
from oneseal.foundation.timekeeping import beijing_instant
from oneseal.kernel.access import Actor
from oneseal.kernel.errors import RuleError
from oneseal.workbench.cases.words import GROUNDS, WAYS, chosen


def _text(rows: int = 5) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ActForm(forms.Form):
    """What every act has: the key of its press, and whether the paper shown is the paper that will be issued."""

    use_required_attribute = False
    at_field: ClassVar[Mapping[str, str]] = {}

    def __init__(self, facts: CaseFacts, told: Mapping[str, Any] | None = None) -> None:
        super().__init__(told)
        self.facts = facts

    def meet(self, actor: Actor, *, on: date) -> None:
        """Fit the form to who fills it in, and to the day; most acts are the same for everybody."""

    @property
    def press_key(self) -> UUID:
        """Return the key this form was rendered with, or a new one."""
        try:
            return UUID(str(self.data.get("press", "")))
        except ValueError:
            return uuid4()

    @property
    def fingerprint(self) -> str:
        """Return a digest of what is told and of the case it is told about.

        Not of the case's version: the second of two presses must still reach the service, which knows its key.
        """
        posted = self.data if isinstance(self.data, QueryDict) else QueryDict()
        return told_digest(posted, about=str(self.facts.id))

    @property
    def is_as_seen(self) -> bool:
        """Return True when the paper that was previewed says exactly what is told now."""
        return str(self.data.get("seen", "")) == self.fingerprint

    def refuse(self, problem: RuleError) -> None:
        """Show a refusal at its field, or above the form; what was typed stays."""
        field = self.at_field.get(problem.code)
        self.add_error(field if field in self.fields else None, sentence(problem))


class AcceptForm(ActForm):
    """Acceptance needs no words."""


class AcceptTolerantForm(ActForm):
    """A tolerant acceptance needs no words: what is still to come was promised by the applicant."""


class ReturnForm(ActForm):
    """The return of what was not mended needs no words: the notice has told period and consequence."""


class PreReviewBeginForm(ActForm):
    """To begin a look needs no words."""


class VoidConfirmForm(ActForm):
    """To void needs no words: they are in the request of the other person."""


class HandOverForm(ActForm):
    """What goes to the department besides what the system holds."""

    paper = forms.CharField(
        label=_("随件移交的纸质材料"), required=False, max_length=200, widget=_text(2),
        help_text=_("例如“原件2份”。没有纸质材料的，不用填写。"),
    )  # fmt: skip


class NotAcceptForm(ActForm):
    """Why an application is refused at the door."""

    at_field = {"cases.reason_missing": "reason", "cases.right_agency_missing": "right_agency"}

    ground = forms.ChoiceField(
        label=_("不予受理的情形"),
        choices=[(ground.value, words) for ground, words in GROUNDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择不予受理的情形。")},
    )
    reason = forms.CharField(
        label=_("理由"),
        help_text=_("写给申请人看：依据哪一条，为什么。会印在通知书上。"),
        widget=_text(),
        max_length=2000,
        error_messages={"required": _("请写明不予受理的理由。")},
    )
    right_agency = forms.CharField(
        label=_("应当向哪个机关申请"),
        help_text=_("不属于本机关职权范围的，必须写明。可以从本市机关中选择，也可以直接填写。"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"list": "agencies", "autocomplete": "off"}),
    )
    touches_safety = forms.BooleanField(
        label=_("该许可直接关系公共安全、人身健康、生命财产安全"),
        help_text=_("提供虚假材料的，一年内不得再次申请这项许可（《行政许可法》第七十八条）。"),
        required=False,
    )

    def clean_ground(self) -> NonAcceptanceGround:
        """Return the ground as the service knows it."""
        return NonAcceptanceGround(self.cleaned_data["ground"])


NOBODY_SECOND: Final = _(
    "今天没有人可以担任本件的第二名审查人员：本机关的其他审查人员不在岗，受理过本件，主持过本件的听证，或者按两不见面审批"
    "不能参加。核实了实质内容的，请等有人在岗，或者请系统管理员任命审查人员以后再提交。"
)


class ReviewForm(ActForm):
    """The examiner's opinion."""

    at_field = {
        "cases.reason_missing": "text",
        "cases.second_examiner_missing": "second",
        "cases.second_examiner_unfit": "second",
    }

    verdict = forms.ChoiceField(
        label=_("审查结论"),
        choices=[("grant", _("建议准予许可")), ("refuse", _("建议不予许可"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择审查结论。")},
    )
    text = forms.CharField(
        label=_("审查意见"),
        help_text=_("写明核对了什么、是否符合法定条件和标准。审批员据此决定。"),
        widget=_text(7),
        max_length=4000,
        error_messages={"required": _("请写明审查意见。")},
    )
    is_substantive = forms.BooleanField(label=_("核实了申请材料的实质内容（包括到现场核查）"), required=False)
    second = forms.ChoiceField(
        label=_("第二名审查人员"),
        help_text=_("核实实质内容的，由两名以上工作人员进行（《行政许可法》第三十四条第三款）。"),
        required=False,
        error_messages={"invalid_choice": _("选的人今天不能担任本件的第二名审查人员，请另选一位。")},
    )

    def meet(self, actor: Actor, *, on: date) -> None:
        """Offer those who may be the second examiner beside this one today, and say so where nobody is."""
        fit = seconds_fit(self.facts, examiner=actor.account_id, on=on)
        field = self.fields["second"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("没有")), *((str(account), name) for account, name in fit.items())]
        if not fit:
            field.help_text = NOBODY_SECOND

    def clean_second(self) -> UUID | None:
        """Return the account as the service knows it."""
        return UUID(self.cleaned_data["second"]) if self.cleaned_data["second"] else None


class SendBackForm(ActForm):
    """Why a case goes back to its examiner, and to which node of its examination where it has one."""

    at_field = {"cases.reason_missing": "reason", "process.node_not_done": "node"}

    reason = forms.CharField(
        label=_("退回的理由"),
        help_text=_("写明还要审查什么。办理期限不因退回而停止。"),
        widget=_text(),
        max_length=2000,
        error_messages={"required": _("请写明退回的理由。")},
    )
    node = forms.ChoiceField(
        label=_("重新办理哪个环节"),
        help_text=_("选中的环节重新办理，在它之后办的都要重办。只需要重写审查意见的，不用选。"),
        required=False,
    )

    def __init__(self, facts: CaseFacts, told: Mapping[str, Any] | None = None) -> None:
        super().__init__(facts, told)
        examined = examination_of(facts)
        if examined is None:
            del self.fields["node"]
            return
        field = self.fields["node"]
        if isinstance(field, forms.ChoiceField):
            nodes = [(node.key, chosen(node.label, node.name_en)) for node in examined.done_nodes]
            field.choices = [("", _("只重写审查意见")), *nodes]


class GrantForm(ActForm):
    """A grant; its words are free."""

    text = forms.CharField(
        label=_("决定的说明"),
        help_text=_("可以不写。写了会印在决定书上。"),
        widget=_text(4),
        required=False,
        max_length=2000,
    )


class GrantAtOnceForm(GrantForm):
    """A grant on the spot; its words are free."""


class RefuseForm(ActForm):
    """A refusal owes its reasons (APL art. 38)."""

    at_field = {"cases.reason_missing": "text"}

    text = forms.CharField(
        label=_("不予许可的理由"),
        help_text=_("写明不符合哪一项法定条件、标准，依据什么事实。会印在决定书上。"),
        widget=_text(7),
        max_length=4000,
        error_messages={"required": _("请写明不予许可的理由。")},
    )


class RefuseAtOnceForm(RefuseForm):
    """A refusal on the spot owes its reasons as any other."""


class RefuseDecidedForm(RefuseForm):
    """A refusal after an examination, which may have found that materials were false (APL art. 78)."""

    is_false = forms.BooleanField(
        label=_("申请人隐瞒有关情况或者提供虚假材料"),
        help_text=_("决定书会写明给予警告（《行政许可法》第七十八条）。"),
        required=False,
    )
    touches_safety = forms.BooleanField(
        label=_("该许可直接关系公共安全、人身健康、生命财产安全"),
        help_text=_("提供虚假材料的，一年内不得再次申请这项许可。"),
        required=False,
    )

    @property
    def falsehood(self) -> Falsehood | None:
        """Return what the service is told of false materials."""
        told = self.cleaned_data
        return Falsehood(told["touches_safety"]) if told["is_false"] else None


class DeliverForm(ActForm):
    """How and to whom a result is handed over."""

    at_field = {
        "cases.recipient_missing": "received_by", "cases.pick_up_code_wrong": "pick_up_code",
        "cases.parcel_not_told": "waybill", "cases.signature_not_told": "signed_on",
        "cases.signature_day_unfit": "signed_on",
    }  # fmt: skip

    way = forms.ChoiceField(
        label=_("送达方式"),
        help_text=_("电子送达以申请人首次查看为准，由系统自动登记。"),
        choices=[(key, words) for key, words in WAYS.items() if key != "electronic"],
        initial="window",
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择送达方式。")},
    )
    received_by = forms.CharField(
        label=_("签收人"),
        help_text=_("写签收人的姓名，并核对身份。"),
        max_length=50,
        error_messages={"required": _("请填写签收人姓名，并核对身份。")},
    )
    pick_up_code = forms.CharField(
        label=_("取件码（选填）"),
        help_text=_("领取人说出收件凭证上的查询码即可领取；没有的，核验身份证件。"),
        required=False,
        max_length=20,
    )
    waybill = forms.CharField(
        label=_("邮件号（邮政寄递的填写）"),
        help_text=_("自行交寄的，写邮件详情单上的号码。"),
        required=False,
        max_length=30,
    )
    signed_on = forms.DateField(
        label=_("签收日期（邮政寄递的填写）"),
        help_text=_("以签收时间为送达时间，按邮政的投递记录填写。"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("请选择有效的日期。")},
    )
    signed_time = forms.TimeField(
        label=_("签收时间（邮政寄递的填写）"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("请填写有效的时间，例如09:30。")},
    )

    @property
    def hand_over(self) -> HandOver:
        """Return what is told as the service knows it; of a parcel what belongs to a window is left out."""
        told = self.cleaned_data
        if told["way"] != "express":
            return HandOver(told["way"], told["received_by"], told["pick_up_code"])
        on, at = told["signed_on"], told["signed_time"]
        signed_at = beijing_instant(on, at) if on and at else None
        return HandOver(told["way"], told["received_by"], handed_over_at=signed_at, waybill=told["waybill"])


class ArchiveForm(ActForm):
    """Archiving needs no words."""
