"""The one correction notice: every material and field that may be named, each with problem and wish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oneseal.cases.selectors import Arose, CaseFacts, State, answers_of, corrections_of, findings_of, materials_of
from oneseal.cases.services import Defect
from oneseal.catalog.selectors import version_terms
from oneseal.workbench.cases.casefile import answer_words
from oneseal.workbench.cases.forms import ActForm
from oneseal.workbench.cases.words import chosen

LONG_LABEL = 20
# Why a later notice lists a defect again; the law knows no third reason.
AROSE = (
    ("", gettext_lazy("请选择")),
    (Arose.UNCURED.value, gettext_lazy("上次告知过，仍未改正")),
    (Arose.CAUSED.value, gettext_lazy("补正后新产生")),
)


@dataclass(frozen=True, slots=True)
class Target:
    """What a notice may name: "material:KEY" or "field:KEY", its name on the paper and on the page, what was told.

    `answer` is what a field says, `files` are (name, address) of what was uploaded for a material.
    """

    key: str
    name: str
    shown: str
    answer: str = ""
    files: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One target on the page with its three controls, and in a later notice two more: why it is listed again."""

    target: Target
    tick: BoundField
    problem: BoundField
    wanted: BoundField
    arose: BoundField | None = None
    because: BoundField | None = None


def targets_of(facts: CaseFacts) -> tuple[list[Target], list[Target]]:
    """Return the materials and the form fields that a notice may name, in their order.

    A later notice may name only what an earlier one named (APL 32(4), 72(4)).
    """
    terms = version_terms(facts.item_version_id)
    values = answers_of(facts).values
    needed = terms.materials_to_upload(values)
    visible = terms.visible_answers(values)
    files = _files(facts)
    materials = [
        Target(f"material:{row.key}", row.name, chosen(row.name, row.name_en), files=files.get(row.key, ()))
        for row in needed
    ]
    fields = [
        Target(
            f"field:{field.key}",
            _placed(section.title, field.label),
            _placed(chosen(section.title, section.title_en), chosen(field.label, field.label_en)),
            answer=answer_words(field, visible[field.key]),
        )
        for section in terms.form.sections
        for field in section.fields
        if field.key in visible
    ]
    named = {defect["target"] for notice in corrections_of(facts) for defect in notice.defects}
    if not facts.corrections:
        return materials, fields
    return [one for one in materials if one.key in named], [one for one in fields if one.key in named]


def _files(facts: CaseFacts) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in materials_of(facts):
        address = reverse("workbench:material", args=[row.id])
        found[row.key] = (*found.get(row.key, ()), (row.file_name, address))
    return found


def _label(words: str, target: Target) -> SafeString:
    """Return a label that says to readers of a screen what the eye sees above: which target it belongs to."""
    return format_html('{}<span class="visually-hidden">（{}）</span>', words, target.shown)


def _placed(section: str, label: str) -> str:
    """Return a field's label with its section: 姓名 alone does not say whose."""
    says_itself = label in section or len(label) > LONG_LABEL
    return label if says_itself else f"{section}：{label}"


class CorrectionForm(ActForm):
    """A tick, a problem and a wish for each target; nothing can be named beyond the targets."""

    at_field = {"cases.reply_day_unfit": "reply_by"}

    reply_by = forms.DateField(
        label=gettext_lazy("补正期限（选填）"),
        help_text=gettext_lazy(
            "法律没有规定补正期限。设定了期限的，会写在告知书里；逾期没有补正的，系统自动退件，申请人可以重新申请。"
        ),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("请选择有效的日期。")},
    )

    def __init__(self, facts: CaseFacts, told: Mapping[str, Any] | None = None) -> None:
        super().__init__(facts, told)
        # The second press of a first notice comes when it has been sent already.
        self.is_again = facts.corrections > 0 and facts.state is State.SUBMITTED
        self.materials, self.form_fields = targets_of(facts)
        self.findings = findings_of(facts)
        for target in (*self.materials, *self.form_fields):
            self._add(target)

    def _add(self, target: Target) -> None:
        """Add the three controls of a target; what was noted beside a material fills them in advance."""
        key = target.key
        finding = self.findings.get(key.removeprefix("material:")) if key.startswith("material:") else None
        problem = finding.problem if finding and finding.verdict == "fails" else ""
        self.fields[f"tick:{key}"] = forms.BooleanField(label=target.shown, required=False, initial=bool(problem))
        self.fields[f"problem:{key}"] = forms.CharField(
            label=_label(_("存在的问题"), target), required=False, max_length=500, initial=problem,
            widget=forms.Textarea(attrs={"rows": 2}),
        )  # fmt: skip
        self.fields[f"wanted:{key}"] = forms.CharField(
            label=_label(_("怎样补正"), target), required=False, max_length=500,
            widget=forms.Textarea(attrs={"rows": 2}),
        )  # fmt: skip
        if self.is_again:
            self._add_why_again(target)

    def _add_why_again(self, target: Target) -> None:
        """Add what a later notice says of each defect: uncured, or newly caused and by what (APL 32(4), 72(4))."""
        self.fields[f"arose:{target.key}"] = forms.ChoiceField(
            label=_label(_("为什么再次告知"), target), required=False, choices=AROSE
        )
        self.fields[f"because:{target.key}"] = forms.CharField(
            label=_label(_("新产生的：由补正的什么内容引起"), target), required=False, max_length=200
        )

    def _rows(self, targets: list[Target]) -> list[Row]:
        names = ("tick", "problem", "wanted", *(("arose", "because") if self.is_again else ()))
        return [Row(one, *(self[f"{name}:{one.key}"] for name in names)) for one in targets]

    @property
    def material_rows(self) -> list[Row]:
        """Return the materials on the page."""
        return self._rows(self.materials)

    @property
    def field_rows(self) -> list[Row]:
        """Return the form fields on the page."""
        return self._rows(self.form_fields)

    def clean(self) -> dict[str, Any]:
        """Refuse a tick without a problem, words without a tick, and a notice that names nothing."""
        told = self.cleaned_data
        ticked = 0
        for target in (*self.materials, *self.form_fields):
            is_ticked, problem = told.get(f"tick:{target.key}"), told.get(f"problem:{target.key}")
            ticked += bool(is_ticked)
            if is_ticked and not problem:
                self.add_error(f"problem:{target.key}", _("“%(name)s”：请写明存在的问题。") % {"name": target.shown})
            if is_ticked and self.is_again:
                self._clean_why_again(target)
            if not is_ticked and (problem or told.get(f"wanted:{target.key}")):
                self.add_error(f"tick:{target.key}", _("写了内容但没有勾选。要告知这一项请勾选，不告知请清空。"))
        if not ticked:
            self.add_error(None, _("请至少勾选一项需要补正的内容。补正必须一次告知全部内容。"))
        return told

    def _clean_why_again(self, target: Target) -> None:
        """Refuse a defect that is listed again without saying why."""
        arose = self.cleaned_data.get(f"arose:{target.key}")
        if not arose:
            self.add_error(f"arose:{target.key}", _("“%(name)s”：请选择为什么再次告知。") % {"name": target.shown})
        if arose == Arose.CAUSED and not self.cleaned_data.get(f"because:{target.key}"):
            words = _("“%(name)s”：请写明由补正的什么内容引起。") % {"name": target.shown}
            self.add_error(f"because:{target.key}", words)

    @property
    def defects(self) -> list[Defect]:
        """Return what the notice names."""
        told = self.cleaned_data
        return [
            Defect(
                one.key,
                one.name,
                told[f"problem:{one.key}"],
                told[f"wanted:{one.key}"],
                told.get(f"arose:{one.key}", ""),
                told.get(f"because:{one.key}", ""),
            )
            for one in (*self.materials, *self.form_fields)
            if told[f"tick:{one.key}"]
        ]
