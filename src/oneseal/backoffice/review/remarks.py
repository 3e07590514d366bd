"""Remarks on the elements of a draft: made, answered, settled."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from oneseal.backoffice.review.views import LONGEST, REVIEWERS, page
from oneseal.catalog.selectors.reviewing import version_of_remark
from oneseal.catalog.services import remark_answer, remark_make, remark_settle
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence
from oneseal.foundation.timekeeping import now
from oneseal.kernel.errors import RuleError


def _told(request: SignedInRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\0", "")[:LONGEST]


def _back(version_id: UUID, element: str) -> HttpResponse:
    return redirect(f"{reverse('backoffice:review', args=[version_id])}#part-{element}")


@require_POST
@requires(*REVIEWERS)
def remark(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Remark on one element."""
    element = _told(request, "element")
    try:
        remark_make(version_id=version_id, element=element, text=_told(request, "text"), actor=request.actor, now=now())
    except RuleError as problem:
        return page(request, version_id, refusal=sentence(problem), status=422)
    messages.success(request, _("意见已记下。"))
    return _back(version_id, element)


@require_POST
@requires("catalog.edit")
def answer(request: SignedInRequest, remark_id: UUID) -> HttpResponse:
    """Answer a remark."""
    version_id, element = version_of_remark(remark_id)
    try:
        remark_answer(remark_id=remark_id, answer=_told(request, "text"), actor=request.actor, now=now())
    except RuleError as problem:
        return page(request, version_id, refusal=sentence(problem), status=422)
    messages.success(request, _("答复已记下。"))
    return _back(version_id, element)


@require_POST
@requires(*REVIEWERS)
def settle(request: SignedInRequest, remark_id: UUID) -> HttpResponse:
    """Settle a remark."""
    version_id, element = version_of_remark(remark_id)
    try:
        remark_settle(remark_id=remark_id, actor=request.actor, now=now())
    except RuleError as problem:
        return page(request, version_id, refusal=sentence(problem), status=422)
    messages.success(request, _("这条意见已了结。"))
    return _back(version_id, element)
