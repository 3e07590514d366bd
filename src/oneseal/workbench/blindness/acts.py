"""What the head of an agency does in blind mode: have an examiner drawn again, and read who applied, with a reason."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from oneseal.cases.selectors import AGAIN, Action, DrawingGround
from oneseal.cases.services import Why, case_draw_again, case_lift_cover
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.workbench.blindness.words import GROUNDS
from oneseal.workbench.cases.acting import ActPage, act
from oneseal.workbench.cases.forms import ActForm


class DrawAgainForm(ActForm):
    """Why another examiner is drawn; who it will be nobody says."""

    at_field = {"cases.reason_missing": "reason"}

    ground = forms.ChoiceField(
        label=_("更换的情形"), choices=[(ground.value, GROUNDS[ground]) for ground in AGAIN],
        widget=forms.RadioSelect, error_messages={"required": _("请选择更换的情形。")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("理由"), help_text=_("写入抽取记录，监察员可以看到。"), widget=forms.Textarea({"rows": 4}),
        max_length=500, error_messages={"required": _("请写明重新抽取的理由。")},
    )  # fmt: skip

    def clean_ground(self) -> DrawingGround:
        """Return the ground as the service knows it."""
        return DrawingGround(self.cleaned_data["ground"])


class LiftForm(ActForm):
    """Why somebody has to know who applied."""

    at_field = {"cases.reason_missing": "reason"}

    reason = forms.CharField(
        label=_("查看的理由"),
        help_text=_("写明为什么不看就办不了，例如需要窗口联系申请人核实什么。监察员和申请人都会看到。"),
        widget=forms.Textarea({"rows": 4}), max_length=500,
        error_messages={"required": _("请写明查看的理由。没有理由不能查看。")},
    )  # fmt: skip


def _why(form: DrawAgainForm) -> Why:
    return Why(form.cleaned_data["ground"], form.cleaned_data["reason"])


DRAW_AGAIN = ActPage(
    Action.DRAW_AGAIN,
    DrawAgainForm,
    lambda facts, form, press: case_draw_again(case_id=facts.id, why=_why(form), press=press),
    "workbench/blindness/draw_again.html",
    has_paper=False,
)
LIFT_COVER = ActPage(
    Action.LIFT_COVER,
    LiftForm,
    lambda facts, form, press: case_lift_cover(case_id=facts.id, reason=form.cleaned_data["reason"], press=press),
    "workbench/blindness/lift_cover.html",
    has_paper=False,
)


@requires("cases.draw_again")
def draw_again(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Take the examiner off a case and let the system draw another."""
    return act(request, case_id, DRAW_AGAIN)


@requires("cases.lift_cover")
def lift_cover(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Read who applied for a case, with a reason that stands in the trace."""
    return act(request, case_id, LIFT_COVER)
