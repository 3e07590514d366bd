"""Act on a finding: fill in, see the paper, confirm."""

from __future__ import annotations

import hashlib
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oneseal.foundation.files.services import store_upload
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.errors import RuleError
from oneseal.papers.services import papers_previewed
from oneseal.supervision.selectors import ACTS, FindingView, act_words, finding_view, handling_act
from oneseal.supervision.services import HandlingTold, ProofFile, finding_handle
from oneseal.workbench.desk import show
from oneseal.workbench.findings.views import finding_context
from oneseal.workbench.previews import preview_kept

WITH_PAPER: Final = frozenset({"urge", "correct", "refer", "uphold", "quash"})
PROOF_BYTES: Final = 20 * 1024 * 1024
_LABELS: Final[dict[str, tuple[Promise, Promise]]] = {
    "urge": (gettext_lazy("督办要求"), gettext_lazy("写明要单位做什么、说明什么。会写进督办单。")),
    "correct": (gettext_lazy("纠正要求"), gettext_lazy("写明哪里不对、要怎样纠正。会写进纠错通知书。")),
    "refer": (gettext_lazy("建议和理由"), gettext_lazy("写明建议谁处理、为什么。是否追责由有权机关决定。")),
    "answer": (gettext_lazy("办理情况"), gettext_lazy("写明原因、已经做了什么、什么时候办结。监察员会看到全文。")),
    "rectify": (gettext_lazy("整改情况"), gettext_lazy("写明怎样改正的，并上传佐证材料。监察员会看到全文。")),
    "appeal": (
        gettext_lazy("申诉理由"),
        gettext_lazy("写明为什么不成立，根据是什么。由签发人以外的监察员决定，只能申诉一次。"),
    ),
    "uphold": (gettext_lazy("维持的理由"), gettext_lazy("会写进申诉决定书。单位要在期限内答复或者整改。")),
    "quash": (gettext_lazy("撤销的理由"), gettext_lazy("会写进申诉决定书。撤销后不计分，记录保留。")),
    "close": (gettext_lazy("核实情况"), gettext_lazy("写明怎样核实的、为什么可以办结。")),
    "cancel": (gettext_lazy("撤销的理由"), gettext_lazy("写明为什么这次发现不成立。撤销后不计分，记录保留。")),
}


class HandlingForm(forms.Form):
    """What is said with an act; `place` is which step it is, `seen` the words whose paper was looked at."""

    use_required_attribute = False
    words = forms.CharField(
        max_length=2000, widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("请写明理由或者情况。对方会看到全文。")},
    )  # fmt: skip
    place = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)
    proof = forms.FileField(
        label=gettext_lazy("佐证材料"), help_text=gettext_lazy("PDF、JPG 或 PNG，不超过 20 MB。"),
        error_messages={"required": gettext_lazy("请上传能证明已经整改的文件（PDF、JPG 或 PNG）。")},
    )  # fmt: skip

    def __init__(self, act: str, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django passes them
        super().__init__(*args, **kwargs)
        label, help_text = _LABELS[act]
        self.fields["words"].label, self.fields["words"].help_text = str(label), str(help_text)
        if act != "rectify":
            del self.fields["proof"]

    @property
    def fingerprint(self) -> str:
        """Return the digest of the words as they stand in the form."""
        return hashlib.sha256(str(self.data.get("words", "")).strip().encode()).hexdigest()


@requires("supervision.oversee", "supervision.answer")
def act(request: SignedInRequest, finding_id: UUID, act: str) -> HttpResponseBase:
    """Show the page of an act on a finding, preview its paper, or do it; every answer keeps what was typed."""
    if act not in _LABELS:
        raise Http404
    view = finding_view(finding_id, actor=request.actor, today=today())
    if request.method != "POST":
        return _opened(request, view, act)
    form = HandlingForm(act, request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, view, act, form=form, status=422)
    return _answered(request, view, act, form=form)


def _opened(request: SignedInRequest, view: FindingView, act: str) -> HttpResponseBase:
    """Show the empty form, or say why the act is not open."""
    kind = handling_act(act)
    if kind in view.acts and view.acts[kind] is None:
        return _shown(request, view, act, form=HandlingForm(act, initial={"place": view.place}))
    why = view.acts.get(kind)
    told = sentence(why) if why else _("这件监察件现在不能“%(act)s”。") % {"act": act_words(act)}
    messages.warning(request, told)
    return redirect("workbench:finding", finding_id=view.facts.id)


def _answered(request: SignedInRequest, view: FindingView, act: str, *, form: HandlingForm) -> HttpResponseBase:
    """Answer a press: the paper to look at first, then the act itself."""
    is_final = request.POST.get("step") == "confirm"
    is_seen = act not in WITH_PAPER or request.POST.get("seen") == form.fingerprint
    try:
        told = _told(form)
        if is_final and is_seen:
            _do(request, view, act, told=told)
            messages.success(request, _("已办理：%(act)s。") % {"act": ACTS[handling_act(act)]})
            return redirect("workbench:finding", finding_id=view.facts.id)
        _done, papers = papers_previewed(view.facts.id, work=lambda: _do(request, view, act, told=told))
    except RuleError as problem:
        form.add_error(None, sentence(problem))
        return _shown(request, view, act, form=form, status=status_of(problem))
    kept = tuple(preview_kept(paper, actor=request.actor) for paper in papers)
    return _shown(request, view, act, form=form, preview=(kept, is_final))


def _do(request: SignedInRequest, view: FindingView, act: str, *, told: HandlingTold) -> UUID:
    kind = handling_act(act)
    return finding_handle(finding_id=view.facts.id, act=kind, told=told, actor=request.actor, now=now())


def _told(form: HandlingForm) -> HandlingTold:
    given = form.cleaned_data.get("proof")
    proofs = (_kept(given),) if isinstance(given, UploadedFile) else ()
    return HandlingTold(form.cleaned_data["words"], proofs, form.cleaned_data["place"])


def _kept(upload: UploadedFile) -> ProofFile:
    return ProofFile(upload.name or "", store_upload(upload.chunks(), limit=PROOF_BYTES, now=now()))


def _shown(
    request: SignedInRequest, view: FindingView, act: str, *, form: HandlingForm, status: int = 200,
    preview: tuple[tuple[dict[str, Any], ...], bool] = ((), False),
) -> HttpResponse:  # fmt: skip
    papers, is_changed = preview
    context = {
        **finding_context(view, request.actor), "form": form, "title": act_words(act), "papers": papers,
        "has_paper": act in WITH_PAPER, "is_changed": is_changed, "is_grave": act in {"refer", "quash", "cancel"},
    }  # fmt: skip
    return show(request, "workbench/findings/act.html", context, current="findings", status=status)
