"""What is said about a case with its applicant, and what is noted beside its materials."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from oneseal.cases.policies import can_talk
from oneseal.cases.selectors import CaseFacts, messages_of
from oneseal.cases.services import FindingTold, material_judge, message_send
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.sentences import sentence
from oneseal.foundation.timekeeping import BEIJING, now
from oneseal.kernel.access import Actor
from oneseal.kernel.errors import RuleError


def talk_of(facts: CaseFacts, actor: Actor) -> dict[str, Any]:
    """Return the conversation about a case as staff read it, oldest first."""
    lines = [
        {
            "is_own": row.is_from_agency,
            "who": " · ".join(part for part in (row.author_name, row.post_title) if part),
            "text": row.text,
            "at": row.sent_at.astimezone(BEIJING),
            "is_read": row.read_at is not None,
        }
        for row in messages_of(facts)
    ]
    return {
        "lines": lines,
        "may_talk": can_talk(actor, facts),
        "message_url": reverse("workbench:case_message", args=[facts.id]),
    }


@requires("cases.read")
@require_POST
def message(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Say something to the applicant."""
    try:
        message_send(case_id=case_id, text=request.POST.get("text", ""), actor=request.actor, now=now())
        messages.success(request, _("已发送。申请人在“我的办件”中可以看到。"))
    except RuleError as problem:
        messages.warning(request, sentence(problem))
    return redirect(f"{reverse('workbench:case', args=[case_id])}?part=talk#talk")


@requires("cases.accept", "cases.correct", "cases.review")
@require_POST
def verdict(request: SignedInRequest, case_id: UUID, key: str) -> HttpResponseBase:
    """Note whether a material is as it should be."""
    told = FindingTold(key, request.POST.get("verdict", ""), request.POST.get("problem", ""))
    try:
        material_judge(case_id=case_id, told=told, actor=request.actor, now=now())
        messages.success(request, _("已记下核对结果。"))
    except RuleError as problem:
        messages.warning(request, sentence(problem))
    file = quote(request.POST.get("file", ""), safe="")
    return redirect(f"{reverse('workbench:case', args=[case_id])}?part=materials&file={file}#viewer")
