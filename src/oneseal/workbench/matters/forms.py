"""What the staff fill in for each act on a matter, and at the window."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from oneseal.evaluation.selectors import (
    CHANNEL_WORDS,
    JUDGED,
    KIND_WORDS,
    OUTCOME_WORDS,
    RESULT_WORDS,
    Channel,
    DisclosureAnswer,
    MatterFacts,
    MatterKind,
    Verdict,
    consultations_of_matter,
    desks_named,
)
from oneseal.evaluation.services import MatterTold
from oneseal.identity.selectors import agencies_all, staff_named


def _long(label: Any, help_text: Any = "", *, rows: int = 4, required: bool = True) -> forms.CharField:  # noqa: ANN401 - lazy words
    return forms.CharField(
        label=label, help_text=help_text, max_length=4000, required=required, widget=forms.Textarea({"rows": rows})
    )


class ActForm(forms.Form):
    """What one act on a matter asks for; an act that asks for nothing has no fields."""

    use_required_attribute = False

    def __init__(self, found: MatterFacts, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        """Offer what fits the matter."""
        super().__init__(*args, **kwargs)
        self.found = found
        self.offer()

    def offer(self) -> None:
        """Offer the choices that the matter has."""

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, (forms.ChoiceField, forms.MultipleChoiceField)):
            field.choices = choices


class AcceptForm(ActForm):
    """Who is complained of, where it is known."""

    accused = forms.MultipleChoiceField(
        label=_("被反映的人（知道的选上）"), help_text=_("选上的人不能办理、答复和批准延长。"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def offer(self) -> None:
        """Offer the staff of the agency it is about; a consultation complains of nobody."""
        if self.found.kind not in JUDGED:
            del self.fields["accused"]
            return
        self._choose("accused", [(str(account), name) for account, name in staff_named(self.found.about_id)])


class ReasonForm(ActForm):
    """A reason that somebody reads."""

    reason = _long(_("理由"), _("对方会看到全文。"))


class TransferForm(ActForm):
    """To which agency, and what it should know."""

    agency = forms.ChoiceField(label=_("转给哪个机关"))
    note = _long(_("转办说明"), rows=3, required=False)

    def offer(self) -> None:
        """Offer the agencies that answer matters, but never the one that is reported."""
        is_report = self.found.kind is MatterKind.REPORT
        reported = self.found.about_id if is_report else None
        able = [(key, name) for key, name in desks_named(without=self.found.agency_id) if key != reported]
        self._choose("agency", [("", "—"), *((str(key), name) for key, name in able)])


class ExtensionForm(ActForm):
    """By how many days, and why."""

    days = forms.IntegerField(label=_("延长几个工作日"), min_value=1, widget=forms.TextInput({"inputmode": "numeric"}))
    reason = _long(_("理由"), _("批准后写入告知书，对方会看到。"))

    def offer(self) -> None:
        """Offer as many days as the kind may be extended by."""
        most = self.found.extend_days
        self.fields["days"].help_text = _("最多%(most)s个工作日，只延长一次，由另一位负责人批准。") % {"most": most}
        self.fields["days"].initial = most


class ConsultForm(ActForm):
    """Who is consulted before information is given."""

    is_agency = forms.ChoiceField(
        label=_("征求谁的意见"), widget=forms.RadioSelect, initial="no",
        choices=[("no", _("第三方（《政府信息公开条例》第三十二条）")), ("yes", _("共同制作的行政机关（第三十四条）"))],
        help_text=_("15个工作日内提出意见，这段时间不计入答复期限；共同制作的机关逾期视为同意。"),
    )  # fmt: skip
    who = forms.CharField(label=_("名称"), max_length=100)


class EndConsultForm(ActForm):
    """How a consultation ended."""

    consultation = forms.ChoiceField(label=_("哪一次征求意见"), widget=forms.RadioSelect)
    outcome = forms.ChoiceField(
        label=_("意见"), widget=forms.RadioSelect,
        choices=[(key, OUTCOME_WORDS[key]) for key in ("agreed", "objected")],
    )  # fmt: skip
    words = _long(_("说明"), rows=3, required=False)

    def offer(self) -> None:
        """Offer the consultations that are open."""
        rows = [row for row in consultations_of_matter(self.found) if row.ended_on is None]
        self._choose("consultation", [(str(row.id), row.who) for row in rows])
        self.fields["consultation"].initial = str(rows[0].id) if rows else None


class AnswerForm(ActForm):
    """What whoever brought it is told, with the coded result where the kind has one."""

    result = forms.ChoiceField(label=_("办理结果"), widget=forms.RadioSelect)
    text = _long(_("答复"), _("写明查实的情况、处理结果和改进。对方会看到全文。"), rows=7)

    def offer(self) -> None:
        """Offer the results that the kind has."""
        kind = self.found.kind
        results: list[Verdict] | list[DisclosureAnswer] = list(Verdict) if kind in JUDGED else []
        if kind is MatterKind.DISCLOSURE:
            results = list(DisclosureAnswer)
        if not results:
            del self.fields["result"]
            return
        self._choose("result", [(one.value, RESULT_WORDS[one.value]) for one in results])


class UrgeForm(ActForm):
    """What the handling agency is told."""

    reason = _long(_("督办意见"), _("办理机关的工作人员会看到，来件人看不到。"))


class QuestionForm(ActForm):
    """A consultation as everybody may read it."""

    question = _long(_("公开的问题"), _("去掉姓名、电话、地址和能认出个人的内容。"), rows=4)
    answer = _long(_("公开的答复"), rows=6)

    def offer(self) -> None:
        """Begin with the words of the consultation."""
        self.fields["question"].initial, self.fields["answer"].initial = self.found.text, self.found.answer


FORMS: Final[dict[str, type[ActForm]]] = {
    "accept": AcceptForm, "not_accept": ReasonForm, "transfer": TransferForm, "return": ReasonForm,
    "take_up": ActForm, "ask_extension": ExtensionForm, "extend": ActForm, "decline_extension": ReasonForm,
    "consult": ConsultForm, "end_consult": EndConsultForm, "answer": AnswerForm, "urge": UrgeForm,
    "question": QuestionForm, "release": ActForm,
}  # fmt: skip


class RegisterForm(forms.Form):
    """What a clerk enters for somebody at a window, on the telephone or from a letter."""

    use_required_attribute = False
    kind = forms.ChoiceField(label=_("类别"), widget=forms.RadioSelect, choices=list(KIND_WORDS.items()))
    channel = forms.ChoiceField(
        label=_("来件方式"), widget=forms.RadioSelect, initial=Channel.WINDOW.value,
        choices=[(one.value, CHANNEL_WORDS[one]) for one in (Channel.WINDOW, Channel.PHONE, Channel.LETTER)],
    )  # fmt: skip
    agency = forms.ChoiceField(label=_("有关的机关"))
    text = _long(_("内容"), _("按来件人的原话记录，写明时间、地点和要求。"), rows=6)
    wanted_form = forms.CharField(label=_("希望怎样获取信息（依申请公开选填）"), max_length=200, required=False)
    name = forms.CharField(
        label=_("姓名或者单位名称"), help_text=_("依申请公开必填，其他可以不留。"), max_length=100, required=False
    )
    contact = forms.CharField(label=_("联系方式"), max_length=100, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        """Offer the agencies of the city."""
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "—"), *((str(row.id), row.name) for row in agencies_all())]

    def told(self) -> MatterTold:
        """Return what was entered."""
        told = self.cleaned_data
        return MatterTold(
            MatterKind(told["kind"]), UUID(told["agency"]), told["text"], told["name"], told["contact"],
            told["wanted_form"],
        )  # fmt: skip

    def channel_told(self) -> Channel:
        """Return by which way it came."""
        return Channel(self.cleaned_data["channel"])
